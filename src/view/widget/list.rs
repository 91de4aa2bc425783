//! Lists in a box: with a query on top, or with a selected line.

use super::pen::{Pen, Role, cell};
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::words::fl;

/// Text for the border that tells how many lines are below; empty if none.
pub(crate) fn more(pen: &Pen<'_>, len: usize, picker: &Picker, height: u16) -> String {
    let below = len.saturating_sub(picker.offset + usize::from(height));
    if below == 0 {
        String::new()
    } else {
        fl!(pen.words, "view-more", count = below)
    }
}

/// Draws a box with a query on top. Returns the area for the list.
pub(crate) fn queried(pen: &mut Pen<'_>, area: Area, title: &str, query: &Field) -> Area {
    let mut inner = pen.frame(area, title, "", true);
    let mut top = inner.cut_top(1);
    pen.put(top.cut_left(2), "> ", Role::Key);
    pen.field(top, query, true);
    inner.cut_top(1);
    inner
}

/// Draws lines of one column and marks the selected one. Only lines in sight are asked for.
pub(crate) fn rows(
    pen: &mut Pen<'_>,
    area: Area,
    picker: &Picker,
    line: impl Fn(usize) -> Option<(String, Role)>,
) {
    let shown = (picker.offset..).map_while(|at| Some((at, line(at)?)));
    for (row, (at, (text, role))) in (0..area.height).zip(shown) {
        let selected = at == picker.selected;
        let mark = if selected { "> " } else { "  " };
        let cells = [
            cell(2, mark, Role::Strong),
            cell(area.width, text.as_str(), role),
        ];
        let at = area.row(row);
        pen.row(at, &cells, false);
        if selected {
            pen.set_caret(at.x, at.y);
        }
    }
}
