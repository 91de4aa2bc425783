//! The start screen (開始).

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::start::{Choice, PATH, SESSIONS, choices};
use crate::app::widget::area::Area;
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;
use std::collections::BTreeMap;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let area = layout.get(SESSIONS);
    let key = model.world.keys.first(Action::Accept);
    let foot = fl!(pen.words, "start-foot", key = key);
    let inner = pen.frame(area, &fl!(pen.words, "start-sessions"), &foot, false);
    let mut pairings: BTreeMap<&str, usize> = BTreeMap::new();
    for pairing in model.world.book.pairings.keys() {
        *pairings.entry(&pairing.session).or_default() += 1;
    }
    let mut tasks: BTreeMap<&str, usize> = BTreeMap::new();
    for task in model
        .world
        .book
        .tasks
        .values()
        .filter(|t| !t.status.is_closed())
    {
        *tasks.entry(&task.id.session).or_default() += 1;
    }
    let list = choices(&model.world.book);
    let lines = list
        .iter()
        .enumerate()
        .skip(model.screens.start.picker.offset);
    for (row, (at, choice)) in (0..inner.height).zip(lines) {
        let selected =
            at == model.screens.start.picker.selected && model.screens.start.path.is_blank();
        let mark = if selected { "> " } else { "  " };
        let mut cells = vec![cell(2, mark, Role::Strong)];
        match choice {
            Choice::Recorded(id) => {
                if let Some(session) = model.world.book.sessions.get(id) {
                    let count =
                        |map: &BTreeMap<&str, usize>| map.get(id.as_str()).copied().unwrap_or(0);
                    let counts = fl!(
                        pen.words,
                        "start-counts",
                        pairings = count(&pairings),
                        tasks = count(&tasks)
                    );
                    let room = inner.width.saturating_sub(14);
                    let right = (room / 2).min(34);
                    cells.push(cell(12, session.held_on.to_string(), Role::Plain));
                    let title = session.title.as_str();
                    cells.push(cell(room.saturating_sub(right + 1), title, Role::Plain));
                    cells.push(cell(1, "", Role::Plain));
                    cells.push(cell(right, counts, Role::Dim));
                }
            }
            Choice::Sample => {
                cells.push(cell(
                    inner.width,
                    fl!(pen.words, "start-sample"),
                    Role::Plain,
                ));
            }
            Choice::Follow => {
                let open: usize = tasks.values().sum();
                let text = fl!(pen.words, "start-follow", count = open);
                cells.push(cell(inner.width, text, Role::Plain));
            }
        }
        pen.row(inner.row(row), &cells, selected);
    }
    let title = fl!(pen.words, "start-path");
    let mut inner = pen.frame(layout.get(PATH), &title, "", true);
    inner.cut_left(1);
    pen.field(inner, &model.screens.start.path, true);
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// There is nothing to count.
pub(super) fn facts(_: &mut Pen<'_>, _: &Model, _: Area) {}
