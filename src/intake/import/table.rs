//! The table on a sheet: where its headings stand, what its columns mean, which lines below are rows. Everything that is
//! left out is told.

use super::alias::{Aliases, key};
use super::found::{At, Trouble};
use super::heading::{Columns, columns, exact_columns};
use super::kind::ListKind;
use super::names::Names;
use super::tidy::{self, Mark};
use crate::intake::sheet::{Area, Line, Raw, Sheet};
use crate::intake::workbook::shown;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Lines among which headings are looked for.
const ABOVE: usize = 60;

/// A table with its rows.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) at: At,
    pub(super) columns: Columns,
    pub(super) rows: Vec<BodyRow>,
}

/// A row below the headings.
#[derive(Clone, Debug, Default)]
pub(super) struct BodyRow {
    pub(super) row: u32,
    pub(super) is_hidden: bool,
    /// By column from 1.
    pub(super) cells: BTreeMap<u32, Held>,
}

/// What a cell holds, also where it only says that it is as the one above.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) raw: Raw,
    /// Whether the cell is empty and the value is that of the row above, which somebody has to confirm.
    pub(super) is_from_above: bool,
}

/// Something to tell of a line: what, its row, its column, what stands there.
pub(super) type Told = (Trouble, u32, u32, String);

/// Finds the table of a kind of list; none: no line holds its headings.
pub(super) fn find(
    sheet: &Sheet,
    kind: ListKind,
    aliases: &Aliases,
    at: &At,
) -> Option<(Table, Vec<Told>)> {
    let visible: Vec<Cow<'_, Line>> = sheet
        .lines
        .iter()
        .map(|line| without_hidden(sheet, line))
        .collect();
    let (top, is_double, found) = headings(&visible, sheet, kind, aliases)?;
    let mut told = Vec::new();
    let last = top + usize::from(is_double);
    let mut out = Table {
        at: at.clone(),
        columns: found,
        rows: Vec::new(),
    };
    let head_row = visible.get(top).map_or(0, |line| line.row);
    if let Some(column) = out.columns.cut_at(head_row) {
        let beside = visible.get(top).and_then(|line| line.cell(column));
        let beside = beside.map(shown).unwrap_or_default();
        told.push((Trouble::SecondTable, head_row, column, beside));
    }
    let mut above: BTreeMap<u32, usize> = BTreeMap::new();
    let names = Names::new(&out.columns, kind, aliases);
    let last_column = out.columns.last();
    let mut unnamed = std::collections::BTreeSet::new();
    let mut last_row = visible.get(last).map_or(0, |line| line.row);
    for line in visible.iter().skip(last + 1) {
        let line = out.columns.inside(line);
        if line.cells.is_empty() {
            continue;
        }
        let gap = line.row > last_row + 1;
        last_row = line.row;
        let mut exact = 0;
        let mut is_heading = false;
        if names.may_be_headings(&line) {
            let texts = line_headings(&line);
            if out.columns.repeats(&texts) {
                told.push((Trouble::Dropped, line.row, 0, first_text(&line)));
                continue;
            }
            exact = exact_columns(&texts, kind, aliases).exact();
            is_heading = exact >= 2 && exact * 2 > texts.len();
        }
        let count = line.cells.len();
        // Another table is wider or narrower, and its first line is headings.
        let is_beyond = line.cells.iter().any(|(column, _)| *column > last_column);
        // 3. 会議中のアクティビティ: a report of several sections.
        let is_section = count == 1 && out.columns.len() > 1 && is_numbered(&first_text(&line));
        if gap && is_section || is_heading && (gap || exact > 2) || gap && is_beyond && count > 1 {
            told.push((Trouble::SecondTable, line.row, 1, first_text(&line)));
            break;
        }
        for (column, value) in &line.cells {
            let is_known = out.columns.numbers().any(|n| n == *column);
            if !is_known && unnamed.insert(*column) {
                told.push((Trouble::NoHeading, line.row, *column, shown(value)));
            }
        }
        if let Some(value) = no_row(&line, sheet, &out.columns) {
            told.push((Trouble::Dropped, line.row, 0, value));
            continue;
        }
        let row = filled(&line, sheet, &out, &mut above);
        out.rows.push(row);
    }
    Some((out, told))
}

/// Whether a line is the numbered title of a section.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', '．', '、'])
}

fn without_hidden<'l>(sheet: &Sheet, line: &'l Line) -> Cow<'l, Line> {
    if sheet.hidden_columns.is_empty() {
        return Cow::Borrowed(line);
    }
    let cells = line
        .cells
        .iter()
        .filter(|(column, _)| !sheet.hides(*column));
    Cow::Owned(Line {
        cells: cells.cloned().collect(),
        ..*line
    })
}

fn line_headings(line: &Line) -> Vec<(u32, String)> {
    line.cells.iter().map(|(c, raw)| (*c, shown(raw))).collect()
}

fn first_text(line: &Line) -> String {
    line.cells
        .first()
        .map(|(_, raw)| shown(raw))
        .unwrap_or_default()
}

/// The line of the headings, whether the next belongs to them, and what they mean.
fn headings(
    lines: &[Cow<'_, Line>],
    sheet: &Sheet,
    kind: ListKind,
    aliases: &Aliases,
) -> Option<(usize, bool, Columns)> {
    let mut best: Option<(usize, bool, Columns)> = None;
    let count = lines.len().min(ABOVE);
    for at in 0..count {
        let Some(line) = lines.get(at) else {
            break;
        };
        let texts = line_headings(line);
        if texts.iter().any(|(_, text)| text.chars().count() > 300) {
            continue;
        }
        let marked = |below: usize| {
            let body = lines.get(below..).unwrap_or_default();
            move |columns: &[u32]| looks_marked(body, columns)
        };
        let single = columns(&texts, kind, aliases, &marked(at + 1));
        let enough = single.quality() >= 4
            || single.quality() >= 2 && (texts.len() <= 2 || single.has_essential(kind));
        let mut found = enough.then_some((at, false, single));
        if let Some(next) = lines.get(at + 1)
            && next.row <= line.row + 2
        {
            let texts = joined(line, next, sheet);
            let joined = columns(&texts, kind, aliases, &marked(at + 2));
            let below = columns(&line_headings(next), kind, aliases, &marked(at + 2));
            let alone = found.as_ref().map_or(0, |(.., c)| c.quality());
            if joined.quality() >= 4
                && below.named() > 0
                && joined.quality() > alone.max(below.quality())
            {
                found = Some((at, true, joined));
            }
        }
        let better = |(_, _, new): &(usize, bool, Columns)| {
            best.as_ref()
                .is_none_or(|(.., old)| new.quality() > old.quality())
        };
        if let Some(found) = found.filter(better) {
            best = Some(found);
        }
    }
    best
}

/// Whether marks stand in columns, and little else. A digit alone counts for neither: it may count anything.
fn looks_marked(lines: &[Cow<'_, Line>], columns: &[u32]) -> bool {
    let cells = lines.iter().take(ABOVE).flat_map(|line| {
        let own = columns.iter().filter_map(|column| line.cell(*column));
        own.map(shown)
    });
    let (mut marks, mut others) = (0, 0);
    for text in cells.filter(|text| !text.bytes().all(|b| b.is_ascii_digit())) {
        match tidy::mark(&text) {
            Mark::Level(_) | Mark::Letter(_) => marks += 1,
            Mark::Nothing => {}
            Mark::Unknown => others += 1,
        }
    }
    marks > others
}

/// Headings over two lines: what stands above several columns counts for each that has one of its own below.
fn joined(upper: &Line, lower: &Line, sheet: &Sheet) -> Vec<(u32, String)> {
    let mut out = Vec::new();
    let columns = upper.cells.iter().chain(&lower.cells).map(|(c, _)| *c);
    let last = columns.max().unwrap_or(0);
    let mut group = String::new();
    for column in 1..=last {
        let above = upper.cell(column).map(shown);
        let below = lower.cell(column).map(shown);
        let merge = sheet
            .merges
            .iter()
            .find(|area| holds(area, upper.row, column));
        match (&above, merge) {
            (Some(above), _) => group.clone_from(above),
            // A merged cell ends where it ends; in a text it goes on until the next.
            (None, None) if !sheet.name.is_empty() && !sheet.merges.is_empty() => group.clear(),
            (None, _) => {}
        }
        match (above, below) {
            (Some(above), None) => out.push((column, above)),
            (_, Some(below)) => out.push((column, joined_heading(&group, &below))),
            (None, None) => {}
        }
    }
    out
}

/// A group in front of a heading, as one text: the group is said first, so that the heading itself counts more.
fn joined_heading(group: &str, below: &str) -> String {
    if group.is_empty() || key(group) == key(below) {
        below.to_owned()
    } else {
        format!("{group}\u{1f}{below}")
    }
}

fn holds(area: &Area, row: u32, column: u32) -> bool {
    (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
}

/// Marks of a line that is no row.
const NOTES: &[&str] = &[
    "※", "注)", "(注", "注:", "【", "■", "◆", "●", "▼", "▽", "□", "*", "＊", "・",
];
const TOTALS: &[&str] = &[
    "合計", "総計", "小計", "計", "total", "以上", "総数", "人数",
];
const SAMPLES: &[&str] = &[
    "記入例",
    "(例)",
    "例)",
    "例:",
    "【例】",
    "入力例",
    "サンプル",
    "[例]",
];

/// What tells that a line is no row: a total, a note, a section, an example.
fn no_row(line: &Line, sheet: &Sheet, columns: &Columns) -> Option<String> {
    let (_, first) = line.cells.first()?;
    // A drawn line and a note stand in few cells, or begin with a mark.
    if line.cells.len() > 4
        && let Raw::Text(text) = first
        && text.starts_with(char::is_alphanumeric)
        && !line.cells.iter().take(2).any(|(_, raw)| may_be_sample(raw))
    {
        return None;
    }
    let texts: Vec<String> = line.cells.iter().map(|(_, raw)| shown(raw)).collect();
    let first = texts.first()?;
    let plain: String = unicode_normalization::UnicodeNormalization::nfkc(first.as_str())
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let is_sample = |text: &String| {
        let text = key(text);
        text == "例" || text == "記入例" || text == "見本"
    };
    if SAMPLES.iter().any(|mark| plain.starts_with(mark)) || texts.iter().take(2).any(is_sample) {
        return Some(first.clone());
    }
    let is_total = TOTALS.iter().any(|word| {
        plain.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(|c: char| c.is_ascii_digit() || c == ':' || c == '(')
        })
    });
    if is_total && texts.len() <= 4 {
        return Some(first.clone());
    }
    let is_few = texts.len() == 1 && columns.len() >= 3;
    let column = line.cells.first().map_or(0, |(column, _)| *column);
    let is_merged = sheet
        .merges
        .iter()
        .any(|area| holds(area, line.row, column) && area.right > area.left + 1);
    let is_legend = plain.contains(['◎', '○', '△', '×']) && plain.contains([':', '=', '…']);
    let is_marked = NOTES.iter().any(|mark| plain.starts_with(mark));
    let is_end = plain.ends_with("名") && plain.contains(|c: char| c.is_ascii_digit());
    let is_long = plain.chars().count() > 40;
    if is_few
        && (is_merged || is_marked || is_legend || is_end || is_long || plain.starts_with("以上"))
        || is_legend && texts.len() <= 2 && columns.len() >= 3
    {
        return Some(first.clone());
    }
    // A hyphen in every cell is a line that was drawn.
    texts
        .iter()
        .all(|text| {
            text.chars()
                .all(|c| !c.is_alphanumeric() && !"○◎△×〇◯〃".contains(c))
        })
        .then(|| first.clone())
}

/// Whether a cell can say that its line is an example.
fn may_be_sample(raw: &Raw) -> bool {
    match raw {
        Raw::Text(text) => text.contains(['例', '見', 'サ', 'ｻ']),
        Raw::Number(_)
        | Raw::Flag(_)
        | Raw::Date(_)
        | Raw::Time(_)
        | Raw::Moment(_)
        | Raw::Error(_)
        | Raw::Formula => false,
    }
}

/// Cells that say that they are as the one above.
const DITTO: &[&str] = &[
    "〃", "同上", "仝", "″", "\"", "''", "々", "↓", "〃〃", "同", "”", "“", "//",
];

fn filled(line: &Line, sheet: &Sheet, table: &Table, above: &mut BTreeMap<u32, usize>) -> BodyRow {
    let columns = &table.columns;
    let held = |column: u32, above: &BTreeMap<u32, usize>| {
        let row = table.rows.get(*above.get(&column)?)?;
        row.cells.get(&column).map(|held| held.raw.clone())
    };
    let mut out = BodyRow {
        row: line.row,
        is_hidden: line.is_hidden,
        cells: BTreeMap::new(),
    };
    for column in columns.numbers() {
        let merge = sheet.merges.iter().any(|area| {
            holds(area, line.row, column) && area.top < line.row && area.left == column
        });
        let raw = match line.cell(column) {
            Some(Raw::Text(text)) if DITTO.contains(&text.trim()) => held(column, above),
            Some(raw) => Some(raw.clone()),
            None if merge => held(column, above),
            None => None,
        };
        if let Some(raw) = raw {
            above.insert(column, table.rows.len());
            out.cells.insert(
                column,
                Held {
                    raw,
                    is_from_above: false,
                },
            );
        } else if columns.runs_down(column)
            && let Some(raw) = held(column, above)
        {
            out.cells.insert(
                column,
                Held {
                    raw,
                    is_from_above: true,
                },
            );
        }
    }
    out
}

/// One person on a sheet: labels with their values beside them. Three labels make a form.
pub(super) fn form(sheet: &Sheet, kind: ListKind, aliases: &Aliases, at: &At) -> Option<Table> {
    let mut pairs: Vec<(u32, u32, String, Raw)> = Vec::new();
    for line in &sheet.lines {
        let mut cells = line.cells.iter().peekable();
        while let Some((column, raw)) = cells.next() {
            let label = shown(raw);
            if !is_label(&label, kind, aliases) {
                continue;
            }
            if let Some((next, value)) = cells.peek()
                && !is_label(&shown(value), kind, aliases)
            {
                pairs.push((line.row, *next, label, value.clone()));
                cells.next();
            } else {
                let _ = column;
            }
        }
    }
    let texts: Vec<(u32, String)> = (1..)
        .zip(&pairs)
        .map(|(n, (_, _, l, _))| (n, l.clone()))
        .collect();
    let columns = columns(&texts, kind, aliases, &|_| false);
    if columns.named() < 3 || !columns.has_essential(kind) {
        return None;
    }
    let cells = (1..).zip(&pairs).map(|(n, (_, _, _, raw))| {
        let held = Held {
            raw: raw.clone(),
            is_from_above: false,
        };
        (n, held)
    });
    Some(Table {
        at: at.clone(),
        rows: vec![BodyRow {
            row: pairs.first().map_or(1, |(row, ..)| *row),
            is_hidden: false,
            cells: cells.collect(),
        }],
        columns,
    })
}

fn is_label(text: &str, kind: ListKind, aliases: &Aliases) -> bool {
    text.chars().count() <= 20
        && aliases
            .meant(kind, text)
            .iter()
            .any(|meant| !meant.is_guess)
}

/// How many lines begin with a label that has its value beside it: in a form most do, in a table only the headings.
pub(super) fn labels(sheet: &Sheet, kind: ListKind, aliases: &Aliases) -> usize {
    let lines = sheet.lines.iter().take(ABOVE);
    lines
        .filter(|line| {
            let mut cells = line.cells.iter().map(|(_, raw)| shown(raw));
            let first = cells
                .next()
                .is_some_and(|text| is_label(&text, kind, aliases));
            first
                && cells
                    .next()
                    .is_some_and(|text| !is_label(&text, kind, aliases))
        })
        .count()
}
