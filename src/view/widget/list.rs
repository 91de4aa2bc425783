//! Lists in a box: with a query on top, or with a selected line.

use super::pen::{Pen, Role, cell, cells};
use crate::app::overlay::part::WHOLE_ROWS;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::text::wrap;
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
        let row_cells = [
            cell(2, mark, Role::Strong),
            cell(area.width, text.as_str(), role),
        ];
        let at = area.row(row);
        pen.row(at, &row_cells, false);
        if selected {
            pen.set_caret(at.x, at.y);
        }
    }
}

/// The same, with the selected line whole below the list where it is cut there.
pub(crate) fn with_whole(
    pen: &mut Pen<'_>,
    mut inner: Area,
    picker: &Picker,
    line: impl Fn(usize) -> Option<(String, Role)>,
) {
    let mut below = inner.cut_bottom(WHOLE_ROWS);
    rows(pen, inner, picker, &line);
    below.cut_left(2);
    if let Some((line, _)) = line(picker.selected)
        && cells(&line) + 2 > inner.width
    {
        for (row, line) in (0..below.height).zip(wrap(&line, below.width.into())) {
            pen.put(below.row(row), &line, Role::Dim);
        }
    }
}
