//! Draws the menu (できること) and the choices that follow from it.

use super::subject;
use crate::app::Model;
use crate::app::core::request::{Choice, Purpose, Subject};
use crate::app::overlay::menu::{Item, Menu, Title};
use crate::app::widget::area::Area;
use crate::domain::entity::pairing::Side;
use crate::text::pad;
use crate::view::conflict;
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, menu: &Menu, area: Area) {
    let title = match &menu.title {
        Title::CanDo(subject) => fl!(
            pen.words,
            "menu-can-do",
            what = subject::title(pen, model, subject)
        ),
        Title::Choice(Choice::TaskStatus(_)) => fl!(pen.words, "menu-task-state"),
        Title::Choice(Choice::PairingStatus(_)) => fl!(pen.words, "menu-pairing-state"),
        Title::Choice(Choice::Reason(..)) => fl!(pen.words, "menu-reason"),
        Title::Choice(Choice::Task(_)) => fl!(pen.words, "menu-catalogue"),
        Title::Choice(Choice::Decision(id)) => {
            let subject = Subject::Pairing(id.clone());
            let what = subject::title(pen, model, &subject);
            fl!(pen.words, "menu-can-do", what = what)
        }
        Title::Choice(Choice::OpenTasks(.., open)) => {
            fl!(pen.words, "menu-open-tasks", count = *open)
        }
    };
    let inner = pen.frame(area, &title, "", true);
    let lines = menu.items.iter().enumerate().skip(menu.picker.offset);
    for (row, (at, item)) in (0..inner.height).zip(lines) {
        let selected = at == menu.picker.selected;
        let mark = if selected { "> " } else { "  " };
        let number = if at < 9 {
            format!("{}", at + 1)
        } else {
            String::new()
        };
        let area = inner.row(row);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(3, number, Role::Key),
            cell(area.width, item_text(pen, item), Role::Plain),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
}

fn item_text(pen: &Pen<'_>, item: &Item) -> String {
    match item {
        Item::Decide(_, field, _, (value, who)) => fl!(
            pen.words,
            "menu-decide",
            field = conflict::name(pen.words, *field),
            value = value.text(pen.words.lang()),
            who = who.as_str()
        ),
        Item::Join(_, field) => {
            let field = conflict::name(pen.words, *field);
            fl!(pen.words, "menu-join", field = field)
        }
        Item::Level(_) => fl!(pen.words, "menu-level"),
        Item::Confirm(_) => fl!(pen.words, "menu-confirm"),
        Item::Edit(Purpose::PairingNote(_) | Purpose::MemoText(..)) => fl!(pen.words, "menu-memo"),
        Item::Choose(Choice::PairingStatus(_) | Choice::Decision(_)) => {
            fl!(pen.words, "menu-status")
        }
        Item::Status(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Reason(.., reason) => pen.words.pick(reason.ja(), reason.en()).to_owned(),
        Item::Edit(Purpose::Next(_, Side::Hospital)) => fl!(pen.words, "menu-next-hospital"),
        Item::Edit(Purpose::Next(_, Side::Company)) => fl!(pen.words, "menu-next-company"),
        Item::Choose(Choice::Reason(_, status)) => {
            let status = pen.words.pick(status.ja(), status.en());
            fl!(pen.words, "menu-end", status = status)
        }
        Item::Choose(Choice::OpenTasks(.., open)) | Item::End(.., (open, true)) => {
            fl!(pen.words, "menu-stop-tasks", count = *open)
        }
        Item::End(.., (_, false)) => fl!(pen.words, "menu-keep-tasks"),
        Item::Choose(Choice::Task(_)) => fl!(pen.words, "menu-add-task"),
        Item::AddTask(_, code, (ja, en)) => format!("{} {}", pad(code, 4), pen.words.pick(ja, en)),
        Item::Choose(Choice::TaskStatus(_)) | Item::Edit(Purpose::Finish(..)) => {
            fl!(pen.words, "menu-task-status")
        }
        Item::TaskStatus(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Edit(Purpose::Due(_)) => fl!(pen.words, "menu-due"),
        Item::Edit(Purpose::TaskNote(_)) => fl!(pen.words, "menu-note"),
        Item::Edit(Purpose::OwnTask(_)) => fl!(pen.words, "menu-own-task"),
        Item::Edit(Purpose::Actor) => fl!(pen.words, "form-actor-title"),
        Item::Edit(Purpose::Operator) => fl!(pen.words, "action-change-operator"),
        Item::Details(_) => fl!(pen.words, "menu-details"),
        Item::History(_) => fl!(pen.words, "menu-history"),
    }
}
