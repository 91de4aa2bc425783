//! Draws the palette of actions (操作一覧).

use crate::app::Model;
use crate::app::command::Command;
use crate::app::overlay::palette::Palette;
use crate::app::widget::area::Area;
use crate::view::widget::list::{listed, queried};
use crate::view::widget::pen::{Pen, Role};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, palette: &Palette, area: Area) {
    let inner = queried(pen, area, &fl!(pen.words, "palette-title"), &palette.query);
    let lines = palette.found.iter().map(|action| {
        let command = Command::new(model, *action);
        (command.name(pen.words), command.key())
    });
    let lines: Vec<_> = lines.collect();
    listed(pen, inner, &lines, &palette.picker);
    if lines.is_empty() {
        pen.put(inner.row(0), &fl!(pen.words, "palette-none"), Role::Dim);
    }
}
