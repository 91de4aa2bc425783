//! Draws the good copies of a record that cannot be opened.

use crate::app::Model;
use crate::app::overlay::copies::{Copies, HEAD_ROWS};
use crate::app::widget::area::Area;
use crate::text::wrap;
use crate::view::widget::list::{more, rows};
use crate::view::widget::pen::{Pen, Role};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, copies: &Copies, area: Area) {
    let height = area.inner().height.saturating_sub(HEAD_ROWS);
    let foot = more(pen, copies.found.len(), &copies.picker, height);
    let mut inner = pen.frame(area, &fl!(pen.words, "copies-title"), &foot, true);
    let head = inner.cut_top(HEAD_ROWS);
    let lines = wrap(&fl!(pen.words, "copies-how"), usize::from(head.width));
    for (row, line) in (0..head.height).zip(lines) {
        pen.put(head.row(row), &line, Role::Plain);
    }
    let zone = model.world.zone();
    let lines: Vec<(String, Role)> = (copies.found.iter())
        .map(|copy| {
            let until = copy.until.to_zoned(zone.clone());
            let line = fl!(
                pen.words,
                "copies-line",
                until = until.strftime("%Y-%m-%d %H:%M").to_string(),
                sessions = copy.sessions,
                pairings = copy.pairings,
                ops = copy.ops
            );
            (line, Role::Plain)
        })
        .collect();
    rows(pen, inner, &copies.picker, |at| lines.get(at).cloned());
}
