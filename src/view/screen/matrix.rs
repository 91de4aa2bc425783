//! Draws the matrix (一覧): headings and the left column stay, the cells in sight are drawn and no others.

use crate::action::Action;
use crate::app::Model;
use crate::app::help::hint_name;
use crate::app::layout::Layout;
use crate::app::screen::matrix::{self, Column, FILTER, GAPS, GRID, Matrix, Order, Row};
use crate::app::widget::area::Area;
use crate::domain::code::{Level, Verdict};
use crate::domain::number::shown;
use crate::domain::rule::wishes::Pair;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::view::widget::unread::unread;
use crate::words::{Lang, fl};

/// Cells of a column; as [`matrix::columns`] counts them.
const CELL: u16 = 5;
/// What stands in an empty cell of a company that suits; the title says so in words.
const HINT: &str = "*";
/// From here on the foot has room for what the digits mean.
const WIDE: u16 = 76;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(matrix) = &model.screens.matrix else {
        return;
    };
    filter(pen, model, matrix, layout.get(FILTER));
    gaps(pen, matrix, layout.get(GAPS));
    grid(pen, model, matrix, layout);
}

fn filter(pen: &mut Pen<'_>, model: &Model, matrix: &Matrix, area: Area) {
    if area.is_empty() {
        return;
    }
    let title = fl!(pen.words, "matrix-filter");
    let mut inner = pen.frame(area, &title, "", matrix.filtering);
    inner.cut_left(1);
    pen.field(inner, &matrix.filter, matrix.filtering);
    if matrix.filter.text().is_empty() && !matrix.filtering {
        let key = model.world.keys.first(Action::FocusSearch);
        let text = format!("{key} {}", hint_name(pen.words, Action::FocusSearch));
        pen.put(inner, &text, Role::Dim);
    }
}

/// Needs in which nobody is interested, and companies that are interested in nothing.
fn gaps(pen: &mut Pen<'_>, matrix: &Matrix, area: Area) {
    if area.is_empty() {
        return;
    }
    let inner = pen.frame(area, &fl!(pen.words, "matrix-gaps"), "", false);
    let needs: Vec<&str> = matrix.bare_needs.iter().map(|no| shown(no)).collect();
    let firms = matrix.bare_firms.iter().take(60);
    let firms: Vec<String> = firms
        .map(|(label, name)| format!("{label} {name}"))
        .collect();
    let lines = [
        fl!(
            pen.words,
            "matrix-bare-needs",
            count = matrix.bare_needs.len(),
            needs = needs.join("  ")
        ),
        fl!(
            pen.words,
            "matrix-bare-firms",
            count = matrix.bare_firms.len(),
            firms = firms.join("  ")
        ),
    ];
    for (row, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(row), &line, Role::Plain);
    }
}

fn grid(pen: &mut Pen<'_>, model: &Model, matrix: &Matrix, layout: &Layout) {
    let order = match matrix.order {
        Order::Number => fl!(pen.words, "matrix-by-number"),
        Order::Count => fl!(pen.words, "matrix-by-count"),
        Order::Hospital => fl!(pen.words, "matrix-by-hospital"),
        Order::Company => fl!(pen.words, "matrix-by-company"),
    };
    // Which side a digit writes is seen where it is written, and by words.
    let side = if matrix.hospital {
        fl!(pen.words, "matrix-side-hospital")
    } else {
        fl!(pen.words, "matrix-side-company")
    };
    let area = layout.get(GRID);
    let (side, order) = (side.as_str(), order.as_str());
    let mut title = fl!(pen.words, "matrix-title", side = side, order = order);
    let hint = fl!(pen.words, "matrix-hint");
    let taken = if pen.is_mono() { 16 } else { 6 };
    let room = area.width.saturating_sub(taken);
    let hinted = format!("{title}  {hint}");
    if matrix.has_hints() && cells(&hinted) <= room {
        title = hinted;
    } else if cells(&title) > room {
        title = fl!(pen.words, "matrix-title-short", side = side, order = order);
    }
    let seen = usize::from(matrix::columns(layout));
    let right = matrix
        .columns
        .len()
        .saturating_sub(matrix.column.offset + seen);
    let digits = match (matrix.hospital, area.width >= WIDE) {
        (_, false) => fl!(pen.words, "matrix-foot", side = side),
        (true, true) => fl!(pen.words, "matrix-foot-hospital"),
        (false, true) => fl!(pen.words, "matrix-foot-company"),
    };
    let mut beyond = vec![more(
        pen,
        matrix.rows.len(),
        &matrix.row,
        area.inner().height.saturating_sub(2),
    )];
    if matrix.column.offset > 0 {
        beyond.push(fl!(pen.words, "matrix-left", count = matrix.column.offset));
    }
    if right > 0 {
        beyond.push(fl!(pen.words, "matrix-right", count = right));
    }
    beyond.retain(|text| !text.is_empty());
    let foot = list::foot(area.width, &beyond.join(" "), &digits);
    let inner = pen.frame(area, &title, &foot, !matrix.filtering);
    if matrix.rows.is_empty() || matrix.columns.is_empty() {
        nothing(pen, model, matrix, inner);
        return;
    }
    let left = matrix::titles(inner.width);
    let columns: Vec<(usize, &Column)> = (matrix.columns.iter().enumerate())
        .skip(matrix.column.offset)
        .take(seen)
        .collect();
    heading(pen, matrix, inner.row(0), left, &columns);
    let rows = matrix.rows.iter().enumerate().skip(matrix.row.offset);
    let height = inner.height.saturating_sub(2);
    for (line, (at, row)) in (1..=height).zip(rows) {
        line_of(pen, model, inner.row(line), left, (at, row), &columns);
    }
    sums(
        pen,
        inner.row(inner.height.saturating_sub(1)),
        left,
        &columns,
    );
}

fn nothing(pen: &mut Pen<'_>, model: &Model, matrix: &Matrix, inner: Area) {
    let text = match unread(pen, model) {
        Some(unread) => unread,
        None if matrix.filter.is_blank() => fl!(pen.words, "matrix-none"),
        None => {
            let key = model.world.keys.first(Action::Back);
            fl!(pen.words, "matrix-no-match", key = key)
        }
    };
    let lines = crate::text::wrap(&text, usize::from(inner.width.max(10)));
    for (row, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(row), &line, Role::Dim);
    }
    if !matrix.filtering {
        pen.set_caret(inner.x, inner.y);
    }
}

fn heading(
    pen: &mut Pen<'_>,
    matrix: &Matrix,
    mut row: Area,
    left: u16,
    columns: &[(usize, &Column)],
) {
    let title = fl!(pen.words, "matrix-heading");
    pen.put(row.cut_left(left), &title, Role::Strong);
    for (at, column) in columns {
        let mut cell = row.cut_left(CELL);
        let role = if *at == matrix.column.selected {
            Role::Focus
        } else {
            Role::Strong
        };
        cell.cut_left(1);
        pen.put(cell, crate::text::fit(&column.label, 4), role);
    }
    let sum = fl!(pen.words, "matrix-sum");
    let width = row.width;
    pen.put(
        row.cut_right(width.min(cells(&sum) + 1)),
        &sum,
        Role::Strong,
    );
}

fn line_of(
    pen: &mut Pen<'_>,
    model: &Model,
    mut area: Area,
    left: u16,
    (at, row): (usize, &Row),
    columns: &[(usize, &Column)],
) {
    let Some(matrix) = &model.screens.matrix else {
        return;
    };
    let selected = at == matrix.row.selected;
    let mut head = area.cut_left(left);
    head.cut_right(1);
    let mark = if selected { "> " } else { "  " };
    let text = format!("{mark}{} {}", shown(&row.need), row.title);
    let role = if row.count == 0 {
        Role::Notice
    } else {
        Role::Plain
    };
    pen.put(head, &text, role);
    for (column_at, column) in columns {
        let cell = area.cut_left(CELL);
        let mut text = cell_text(pen, matrix.pair(row, column));
        let is_hint = text.is_empty() && matrix.is_hinted(&model.world.book, row, column);
        if is_hint {
            text.push_str(HINT);
        }
        let here = selected && *column_at == matrix.column.selected;
        let wish = text.starts_with('面') || text.starts_with('3');
        let role = match (wish, is_hint) {
            (true, _) => Role::Wish,
            (false, true) => Role::Dim,
            (false, false) => Role::Plain,
        };
        let mut inside = cell;
        inside.cut_left(1);
        pen.put(inside, &text, role);
        if here {
            // The brackets lie in the blanks of this cell and of the next one.
            pen.put(Area::new(cell.x, cell.y, 1, 1), "[", Role::Focus);
            pen.put(Area::new(cell.right(), cell.y, 1, 1), "]", Role::Focus);
            if !matrix.filtering {
                pen.set_caret(inside.x, inside.y);
            }
        }
    }
    let sum = row.count.to_string();
    let width = area.width;
    pen.put(
        area.cut_right(width.min(cells(&sum) + 1)),
        &sum,
        Role::Plain,
    );
}

fn sums(pen: &mut Pen<'_>, mut row: Area, left: u16, columns: &[(usize, &Column)]) {
    let sum = fl!(pen.words, "matrix-sum");
    let mut head = row.cut_left(left);
    head.cut_left(2);
    pen.put(head, &sum, Role::Strong);
    for (_, column) in columns {
        let mut cell = row.cut_left(CELL);
        cell.cut_left(1);
        let role = if column.count == 0 {
            Role::Notice
        } else {
            Role::Plain
        };
        pen.put(cell, &column.count.to_string(), role);
    }
}

/// What both sides say: one letter each.
fn cell_text(pen: &Pen<'_>, pair: Option<&Pair>) -> String {
    let (level, verdict) = pair.map_or((None, None), |p| (p.level, p.verdict));
    if level.is_none() && verdict.is_none() {
        return String::new();
    }
    let [level, verdict] = match pen.words.lang() {
        Lang::Ja => [
            match level {
                Some(Level::Interested) => "関",
                Some(Level::Discuss) => "相",
                Some(Level::WantsMeeting) => "面",
                Some(Level::Declined) => "無",
                None => "-",
            },
            match verdict {
                Some(Verdict::Meet) => "可",
                Some(Verdict::Hold) => "保",
                Some(Verdict::Refuse) => "不",
                None => "-",
            },
        ],
        // The digits that are typed.
        Lang::En => [
            match level {
                Some(Level::Interested) => "1",
                Some(Level::Discuss) => "2",
                Some(Level::WantsMeeting) => "3",
                Some(Level::Declined) => "9",
                None => "-",
            },
            match verdict {
                Some(Verdict::Meet) => "/3",
                Some(Verdict::Hold) => "/1",
                Some(Verdict::Refuse) => "/9",
                None => "/-",
            },
        ],
    };
    format!("{level}{verdict}")
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// The selected cell in words.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let words = pen.words;
    let Some(matrix) = &model.screens.matrix else {
        return;
    };
    let Some((need, column)) = matrix.cell() else {
        return;
    };
    let pair = matrix.pair(need, column);
    let level = pair.and_then(|p| p.level);
    let level = level.map_or("-", |l| words.pick(l.ja(), l.en()));
    let verdict = pair.and_then(|p| p.verdict);
    let none = fl!(words, "matrix-unanswered");
    let verdict = verdict.map_or(none.as_str(), |v| words.pick(v.ja(), v.en()));
    let session = model.world.book.sessions.get(&matrix.session);
    let persons = pair.map_or(&[][..], |p| p.persons.as_slice()).iter();
    let persons: Vec<&str> = persons
        .filter_map(|(badge, _)| Some(session?.recorded_attendee(badge)?.name.as_str()))
        .collect();
    let mut firm = format!("{} {}", column.label, column.name);
    if !persons.is_empty() {
        let persons = persons.join("、");
        firm = fl!(words, "matrix-persons", firm = firm, persons = persons);
    }
    let text = fl!(
        words,
        "matrix-facts",
        need = shown(&need.need),
        firm = firm,
        level = level,
        verdict = verdict
    );
    let text = if matrix.is_hinted(&model.world.book, need, column) {
        format!("{text}  {}", fl!(words, "matrix-hint-here"))
    } else {
        text
    };
    let role = if level == Level::WantsMeeting.ja() {
        Role::Wish
    } else {
        Role::Plain
    };
    pen.put(row, &text, role);
}
