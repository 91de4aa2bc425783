//! Draws the palette of actions (操作一覧).

use crate::action::Action;
use crate::app::Model;
use crate::app::command::Command;
use crate::app::core::offered::Heading;
use crate::app::overlay::palette::{Line, Palette};
use crate::app::overlay::part::QUERY_ROWS;
use crate::app::widget::area::Area;
use crate::view::say;
use crate::view::widget::list::{more, queried};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, palette: &Palette, area: Area) {
    let title = fl!(pen.words, "palette-title");
    let rows = area.inner().height.saturating_sub(QUERY_ROWS);
    let foot = more(pen, palette.lines.len(), &palette.picker, rows);
    let inner = queried(pen, area, (&title, &foot), &palette.query);
    let lines = palette.lines.iter().enumerate().skip(palette.picker.offset);
    for (row, (at, line)) in (0..inner.height).zip(lines) {
        let area = inner.row(row);
        match line {
            Line::Heading(heading, count) => {
                let text = heading_text(pen, *heading, *count);
                pen.put(area, &text, Role::Strong);
            }
            Line::Action((action, off)) => {
                let selected = at == palette.picker.selected;
                let reason = off.as_ref().map(|why| say::text(pen.words, model, why));
                action_row(pen, model, area, (*action, reason), selected);
            }
        }
    }
    if palette.lines.is_empty() {
        pen.put(inner.row(0), &fl!(pen.words, "palette-none"), Role::Dim);
    }
}

fn heading_text(pen: &Pen<'_>, heading: Heading, count: usize) -> String {
    match heading {
        Heading::Here => fl!(pen.words, "palette-here", count = count),
        Heading::NotNow => fl!(pen.words, "palette-not-now", count = count),
        Heading::Everywhere => fl!(pen.words, "palette-everywhere", count = count),
        Heading::Elsewhere => fl!(pen.words, "palette-elsewhere", count = count),
    }
}

/// The name, then why it cannot be done, then the keys. The keys give way last.
fn action_row(
    pen: &mut Pen<'_>,
    model: &Model,
    area: Area,
    (action, reason): (Action, Option<String>),
    selected: bool,
) {
    let command = Command::new(model, action);
    let keys: Vec<String> = command.chords().iter().map(ToString::to_string).collect();
    let keys = keys.join(" ");
    let (name, reason) = (command.name(pen.words), reason.unwrap_or_default());
    let role = if reason.is_empty() {
        Role::Plain
    } else {
        Role::Dim
    };
    let room = area.width.saturating_sub(2);
    let key = cells(&keys).saturating_add(1).min(room);
    let room = room - key;
    let named = if reason.is_empty() {
        room
    } else {
        cells(&name).saturating_add(2).min(room)
    };
    let mark = if selected { "> " } else { "  " };
    let row = [
        cell(2, mark, Role::Strong),
        cell(named, name, role),
        cell(room - named, reason, Role::Dim),
        cell(key, keys, Role::Key),
    ];
    pen.row(area, &row, selected);
}
