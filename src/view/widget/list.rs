//! Lists in a box: with a query on top, or with a selected line.

use super::pen::{Pen, Role, cell, cells};
use crate::app::overlay::part::WHOLE_ROWS;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::text::wrap;
use crate::words::fl;

/// Text for the border of a list that goes on: how many lines are above and how many below; empty if it is whole.
pub(crate) fn more(pen: &Pen<'_>, len: usize, picker: &Picker, height: u16) -> String {
    let above = picker.offset.min(len);
    let below = len.saturating_sub(picker.offset + usize::from(height));
    beyond(pen, above, below)
}

/// The same from the two counts.
pub(crate) fn beyond(pen: &Pen<'_>, above: usize, below: usize) -> String {
    let mut said = Vec::new();
    if above > 0 {
        said.push(fl!(pen.words, "view-above", count = above));
    }
    if below > 0 {
        said.push(fl!(pen.words, "view-more", count = below));
    }
    said.join(" ")
}

/// The text below a list: where it goes on, and what its keys do if there is room for that.
pub(crate) fn foot(width: u16, more: &str, keys: &str) -> String {
    if more.is_empty() {
        return keys.to_owned();
    }
    let both = format!("{more}  {keys}");
    let fits = !keys.is_empty() && cells(&both).saturating_add(6) <= width;
    if fits { both } else { more.to_owned() }
}

/// Draws a box with a query on top. Returns the area for the list.
pub(crate) fn queried(
    pen: &mut Pen<'_>,
    area: Area,
    (title, foot): (&str, &str),
    query: &Field,
) -> Area {
    let mut inner = pen.frame(area, title, foot, true);
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
