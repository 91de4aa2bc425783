//! Draws the fields that a session file and somebody at the program changed to different values.

use crate::action::Action;
use crate::app::Model;
use crate::app::overlay::sides::{FOOT, ROWS, Sides};
use crate::app::widget::area::Area;
use crate::domain::reading::{Both, Take};
use crate::view::both;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, sides: &Sides, area: Area) {
    let title = fl!(pen.words, "changed-title", count = sides.both.len());
    let key = |action| model.world.keys.first(action);
    let foot = if sides.open() > 0 {
        let (next, back) = (key(Action::NextMatch), key(Action::Back));
        fl!(pen.words, "changed-foot", next = next, back = back)
    } else {
        fl!(pen.words, "sides-done", accept = key(Action::Accept))
    };
    let rows = area.inner().height.saturating_sub(FOOT) / ROWS;
    let below = more(pen, sides.both.len(), &sides.picker, rows);
    let foot = list::foot(area.width, &below, &foot);
    let mut inner = pen.frame(area, &title, &foot, true);
    let last = inner.cut_bottom(FOOT);
    pen.put(last, &fl!(pen.words, "sides-later"), Role::Dim);
    let all = sides.both.iter().enumerate();
    for (at, (both, take)) in all.skip(sides.picker.offset) {
        if inner.height < ROWS {
            break;
        }
        let block = inner.cut_top(ROWS);
        let selected = at == sides.picker.selected;
        one(pen, model, block, (both, *take), selected);
        if selected {
            pen.set_caret(block.x, block.y);
        }
    }
}

/// One field: whose it is, and its three values.
fn one(
    pen: &mut Pen<'_>,
    model: &Model,
    area: Area,
    (asked, take): (&Both, Option<Take>),
    selected: bool,
) {
    let book = &model.world.book;
    let mark = if selected { "> " } else { "  " };
    let mut head = area.row(0);
    pen.put(head.cut_left(2), mark, Role::Strong);
    pen.put(head, &both::field(pen.words, book, asked), Role::Strong);
    let lines = [
        ("  ", fl!(pen.words, "sides-before"), &asked.before, None),
        (
            "1 ",
            fl!(pen.words, "sides-file"),
            &asked.file,
            Some(Take::File),
        ),
        (
            "2 ",
            fl!(pen.words, "sides-record"),
            &asked.record,
            Some(Take::Record),
        ),
    ];
    let names = lines.iter().map(|(_, name, ..)| cells(name)).max();
    let room = names.unwrap_or(0) + 2;
    for (row, (digit, name, value, of)) in (1..).zip(&lines) {
        let mut line = area.row(row);
        line.cut_left(4);
        pen.put(line.cut_left(2), digit, Role::Key);
        pen.put(line.cut_left(room), name, Role::Dim);
        let text = both::value(pen.words, book, asked, value);
        let chosen = of.is_some() && take == *of;
        let text = if chosen { format!("[{text}]") } else { text };
        let role = if chosen { Role::Strong } else { Role::Plain };
        pen.put(line, &text, role);
    }
}
