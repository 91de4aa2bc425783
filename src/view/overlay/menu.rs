//! できること, and the choices that follow from it.

use super::subject;
use crate::app::Model;
use crate::app::core::request::{Choice, Purpose};
use crate::app::overlay::menu::{Item, Menu, Title};
use crate::app::widget::area::Area;
use crate::domain::op::Side;
use crate::text::pad;
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, menu: &Menu, area: Area) {
    let l = pen.words.loader();
    let title = match &menu.title {
        Title::CanDo(subject) => fl!(l, "menu-can-do", what = subject::title(pen, model, subject)),
        Title::Choice(Choice::TaskStatus(_)) => fl!(l, "menu-task-state"),
        Title::Choice(Choice::PairingStatus(_)) => fl!(l, "menu-pairing-state"),
        Title::Choice(Choice::Reason(..)) => fl!(l, "menu-reason"),
        Title::Choice(Choice::Task(_)) => fl!(l, "menu-catalogue"),
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
    let l = pen.words.loader();
    match item {
        Item::Level(_) => fl!(l, "menu-level"),
        Item::Confirm(_) => fl!(l, "menu-confirm"),
        Item::Edit(Purpose::PairingNote(_) | Purpose::MemoText(..)) => fl!(l, "menu-memo"),
        Item::Choose(Choice::PairingStatus(_)) => fl!(l, "menu-status"),
        Item::Status(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Reason(.., reason) => pen.words.pick(reason.ja(), reason.en()).to_owned(),
        Item::Edit(Purpose::Next(_, Side::Hospital)) => fl!(l, "menu-next-hospital"),
        Item::Edit(Purpose::Next(_, Side::Company)) => fl!(l, "menu-next-company"),
        Item::Choose(Choice::Reason(..)) => fl!(l, "menu-reason"),
        Item::Choose(Choice::Task(_)) => fl!(l, "menu-add-task"),
        Item::AddTask(_, code, (ja, en)) => format!("{} {}", pad(code, 4), pen.words.pick(ja, en)),
        Item::Choose(Choice::TaskStatus(_)) => fl!(l, "menu-task-status"),
        Item::TaskStatus(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Edit(Purpose::Due(_)) => fl!(l, "menu-due"),
        Item::Edit(Purpose::TaskNote(_)) => fl!(l, "menu-note"),
        Item::Edit(Purpose::Actor) => fl!(l, "form-actor-title"),
        Item::Details(_) => fl!(l, "menu-details"),
        Item::History(_) => fl!(l, "menu-history"),
    }
}
