//! The start screen (開始).

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::start::{Choice, NEXT, PATH, SESSIONS, next, sessions};
use crate::app::widget::area::Area;
use crate::text::Clean;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::view::widget::unread::unread;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let start = &model.screens.start;
    // While a place is typed, Enter opens that.
    let selected = Some(start.picker.selected).filter(|_| start.path.is_blank());
    things_to_do(pen, model, layout, selected);
    let things = next(&model.world).len();
    let selected = selected.and_then(|at| at.checked_sub(things));
    recent_sessions(pen, model, layout, selected);
    let title = fl!(pen.words, "start-path");
    let mut inner = pen.frame(layout.get(PATH), &title, "", true);
    inner.cut_left(1);
    pen.field(inner, &start.path, true);
}

fn things_to_do(pen: &mut Pen<'_>, model: &Model, layout: &Layout, selected: Option<usize>) {
    let key = model.world.keys.first(Action::Accept);
    let foot = fl!(pen.words, "start-next-foot", key = key);
    let title = fl!(pen.words, "start-next");
    let inner = pen.frame(layout.get(NEXT), &title, &foot, false);
    for (row, (at, choice)) in (0..inner.height).zip(next(&model.world).iter().enumerate()) {
        let (name, told) = match choice {
            Choice::New => (fl!(pen.words, "start-new"), fl!(pen.words, "start-new-why")),
            Choice::Sample => (
                fl!(pen.words, "start-sample"),
                fl!(pen.words, "start-sample-why"),
            ),
            Choice::Import => (
                fl!(pen.words, "start-import"),
                fl!(pen.words, "start-import-why"),
            ),
            Choice::LeaveSample => (
                fl!(pen.words, "start-leave"),
                fl!(pen.words, "start-leave-why"),
            ),
            Choice::RemoveSample => (
                fl!(pen.words, "start-remove"),
                fl!(pen.words, "start-remove-why"),
            ),
            Choice::Follow => {
                let open = model.screens.start.open_tasks;
                (
                    fl!(pen.words, "start-follow"),
                    fl!(pen.words, "start-follow-why", count = open),
                )
            }
            Choice::Settings => (
                fl!(pen.words, "start-settings"),
                fl!(pen.words, "start-settings-why"),
            ),
            // These stand in their own list.
            Choice::Recorded(_) => continue,
        };
        let is_selected = selected == Some(at);
        let mark = if is_selected { "> " } else { "  " };
        let left = (inner.width / 2).min(28);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(2, format!("{}", at + 1), Role::Key),
            cell(left, name, Role::Plain),
            cell(1, "", Role::Plain),
            cell(inner.width.saturating_sub(left + 5), told, Role::Dim),
        ];
        pen.row(inner.row(row), &cells, is_selected);
    }
}

fn recent_sessions(pen: &mut Pen<'_>, model: &Model, layout: &Layout, selected: Option<usize>) {
    let key = model.world.keys.first(Action::Accept);
    let foot = fl!(pen.words, "start-foot", key = key);
    let book = &model.world.book;
    let start = &model.screens.start;
    let recent = sessions(book, start.hidden);
    let area = layout.get(SESSIONS);
    let below = more(pen, recent.len(), &start.picker, area.inner().height);
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &fl!(pen.words, "start-sessions"), &foot, false);
    if recent.is_empty() {
        let text = unread(pen, model).unwrap_or_else(|| fl!(pen.words, "start-no-sessions"));
        let mut row = inner.row(0);
        row.cut_left(2);
        pen.put(row, &text, Role::Dim);
    }
    let pairings = |id: &Clean| book.pairings_in(id).count();
    let tasks = |id: &Clean| {
        let tasks = book.tasks_in(id);
        tasks.filter(|t| !t.status.is_closed()).count()
    };
    let lines = recent
        .iter()
        .enumerate()
        .skip(model.screens.start.picker.offset);
    for (row, (at, choice)) in (0..inner.height).zip(lines) {
        let Choice::Recorded(id) = choice else {
            continue;
        };
        let Some(session) = book.sessions.get(id) else {
            continue;
        };
        let is_selected = selected == Some(at);
        let mark = if is_selected { "> " } else { "  " };
        let counts = fl!(
            pen.words,
            "start-counts",
            pairings = pairings(id),
            tasks = tasks(id)
        );
        let room = inner.width.saturating_sub(14);
        // What is counted is not cut; the title gives way to it.
        let right = cells(&counts).min(room.saturating_sub(12));
        let columns = [
            cell(2, mark, Role::Strong),
            cell(12, session.held_on.to_string(), Role::Plain),
            cell(
                room.saturating_sub(right + 1),
                session.title.as_str(),
                Role::Plain,
            ),
            cell(1, "", Role::Plain),
            cell(right, counts, Role::Dim),
        ];
        pen.row(inner.row(row), &columns, is_selected);
    }
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// There is nothing to count.
pub(super) fn facts(_: &mut Pen<'_>, _: &Model, _: Area) {}
