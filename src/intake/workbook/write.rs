//! A session laid out on the sheets of a workbook, and the sheets of one that is to be filled in.

use super::layout::{DESK, Entries, Page, SLOT, WHAT};
use super::read::SAMPLE;
use super::value::{flag_word, joined};
use crate::domain::roster::Session;
use crate::domain::sheet::{Book, Cell, Column, Sheet};
use crate::intake::head::{Head, Kind};
use crate::intake::section::Section;
use crate::intake::template as text;
use crate::intake::toml::load;
use crate::intake::unfold;
use crate::text::{self as cells, Clean};
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Date;
use serde_json::Value;

/// Widths of a column, in half-width characters.
const NARROW: usize = 8;
const WIDE: usize = 40;

/// The sheets of a session. Reading them gives the same session.
pub fn filled(session: &Session, words: &Words) -> Book {
    let sheets = Page::ALL.iter().map(|page| sheet(*page, session, words));
    Book {
        sheets: sheets.collect(),
        ..Book::default()
    }
}

/// The sheets of a session that is to be filled in: the first row of each shows how, and is not read.
pub fn template(words: &Words, day: Date) -> Book {
    let sample = load(&text::template(words, day), words).session;
    let mut book = filled(&sample.unwrap_or_default(), words);
    for (page, sheet) in Page::ALL.iter().zip(&mut book.sheets) {
        let first = match page {
            Page::Session => continue,
            Page::Places => vec![vec![SLOT, "1", "13:30", "13:45"], vec![DESK, "A"]],
            Page::Entries(Entries::Links) => vec![vec!["特開2099-000001", "N-01", "解決候補"]],
            Page::Entries(Entries::Interests) => vec![vec!["1", "N-01", "関心"]],
            Page::Entries(Entries::Rivals) => vec![vec!["kaisha", "kaisha2"]],
            Page::Things(_) => Vec::new(),
        };
        if !first.is_empty() {
            let cells = |row: Vec<&str>| -> Vec<Cell> {
                let cells = row.into_iter().map(|s| Cell::Text(Clean::line(s)));
                cells.collect()
            };
            sheet.rows = first.into_iter().map(cells).collect();
        }
        for row in &mut sheet.rows {
            if let Some(cell) = row.first_mut() {
                *cell = Cell::Text(Clean::line(&format!("{SAMPLE}{}", cell.shown())));
            }
        }
    }
    book
}

fn sheet(page: Page, session: &Session, words: &Words) -> Sheet {
    let mut heads = page.heads();
    // Rivals have a sheet of their own.
    heads.retain(|head| page == Page::Session || head.name != Entries::Rivals.list());
    let rows = rows(page, &heads, session);
    if page == Page::Session {
        return items(&heads, &rows, words);
    }
    let columns = heads.iter().enumerate().map(|(n, head)| {
        let widest = rows.iter().filter_map(|row| row.get(n));
        let widest = widest.map(|cell| cells::width(&cell.shown())).max();
        Column {
            width: width(cells::width(head.label).max(widest.unwrap_or(0))),
            ..column(head, words)
        }
    });
    Sheet {
        name: page.name().to_owned(),
        columns: columns.collect(),
        rows,
        ..Sheet::default()
    }
}

/// 会 has a line for each item: one row of twenty columns nobody reads.
fn items(heads: &[Head], rows: &[Vec<Cell>], words: &Words) -> Sheet {
    let empty = Vec::new();
    let row = rows.first().unwrap_or(&empty);
    let columns = [
        ("項目", 24_u16, false),
        ("内容", 48, true),
        ("説明", 48, false),
    ];
    let columns = columns.into_iter().map(|(heading, width, is_text)| Column {
        heading: heading.to_owned(),
        width,
        is_text,
        ..Column::default()
    });
    let rows = heads.iter().enumerate().map(|(n, head)| {
        vec![
            Cell::Text(Clean::line(head.label)),
            row.get(n).cloned().unwrap_or_default(),
            Cell::text(&Clean::line(&note(head, words))),
        ]
    });
    Sheet {
        name: Page::Session.name().to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        ..Sheet::default()
    }
}

fn column(head: &Head, words: &Words) -> Column {
    let choices = match head.choices {
        Some(choices) => choices()
            .ja
            .iter()
            .map(|(_, ja)| (*ja).to_owned())
            .collect(),
        None if head.name == WHAT.name => vec![SLOT.to_owned(), DESK.to_owned()],
        None if head.kind == Kind::Flag => [true, false].map(|f| flag_word(f).to_owned()).to_vec(),
        None => Vec::new(),
    };
    Column {
        key: head.name,
        heading: head.label.to_owned(),
        note: note(head, words),
        width: width(cells::width(head.label)),
        is_closed: !matches!(head.kind, Kind::Codes),
        choices,
        is_required: head.is_required,
        is_text: matches!(
            head.kind,
            Kind::Id | Kind::Line | Kind::Text | Kind::Texts | Kind::Note
        ),
        is_hidden: false,
    }
}

fn width(cells: usize) -> u16 {
    u16::try_from(cells.clamp(NARROW, WIDE) + 2).unwrap_or(10)
}

/// What a column takes.
fn note(head: &Head, words: &Words) -> String {
    let kind = match head.kind {
        Kind::Id => fl!(words, "workbook-id"),
        Kind::Texts | Kind::Codes => fl!(words, "workbook-texts"),
        Kind::Date => fl!(words, "workbook-date"),
        Kind::Time => fl!(words, "workbook-time"),
        Kind::Count => fl!(words, "workbook-count"),
        Kind::Line | Kind::Text | Kind::Flag | Kind::Code | Kind::Groups | Kind::Note => {
            String::new()
        }
    };
    if head.is_required {
        fl!(words, "workbook-required", kind = kind.as_str())
    } else {
        kind
    }
}

fn rows(page: Page, heads: &[Head], session: &Session) -> Vec<Vec<Cell>> {
    match page {
        Page::Session => things(heads, session, Section::Session),
        Page::Things(section) => things(heads, session, section),
        Page::Places => {
            let mut all = Vec::new();
            for (word, section) in [(SLOT, Section::Slots), (DESK, Section::Tables)] {
                for mut row in things(heads, session, section) {
                    if let Some(cell) = row.first_mut() {
                        *cell = Cell::Text(Clean::line(word));
                    }
                    all.push(row);
                }
            }
            all
        }
        Page::Entries(entries) => entry_rows(entries, session),
    }
}

fn things(heads: &[Head], session: &Session, section: Section) -> Vec<Vec<Cell>> {
    let rows = unfold::rows(session, section).into_iter();
    let cells = rows.map(|row| {
        let cell = |head: &Head| {
            let found = row.iter().find(|(h, _)| h.name == head.name);
            found.map_or(Cell::Empty, |(head, value)| to_cell(head, value))
        };
        heads.iter().map(cell).collect()
    });
    cells.collect()
}

fn entry_rows(entries: Entries, session: &Session) -> Vec<Vec<Cell>> {
    let mut out = Vec::new();
    for row in unfold::rows(session, entries.section()) {
        let named = |name: &str| row.iter().find(|(head, _)| head.name == name);
        let key = named(entries.key()).map_or(Cell::Empty, |(head, v)| to_cell(head, v));
        let items = named(entries.list()).and_then(|(_, list)| list.as_array());
        for item in items.into_iter().flatten() {
            let mut cells = vec![key.clone()];
            match item {
                Value::Object(values) => {
                    let heads = Page::Entries(entries).heads();
                    for head in heads.iter().skip(1) {
                        let value = values.get(head.name).unwrap_or(&Value::Null);
                        cells.push(to_cell(head, value));
                    }
                }
                other => cells.push(Cell::Text(Clean::line(other.as_str().unwrap_or_default()))),
            }
            out.push(cells);
        }
    }
    out
}

fn to_cell(head: &Head, value: &Value) -> Cell {
    let text = |s: &str| Cell::text(&Clean::text(&word(head, s)));
    match value {
        Value::String(s) => match head.kind {
            Kind::Date => s.parse().map_or_else(|_| text(s), Cell::Date),
            Kind::Time => s.parse().map_or_else(|_| text(s), Cell::Time),
            Kind::Id
            | Kind::Line
            | Kind::Text
            | Kind::Texts
            | Kind::Count
            | Kind::Flag
            | Kind::Code
            | Kind::Codes
            | Kind::Groups
            | Kind::Note => text(s),
        },
        Value::Array(items) => {
            let texts = items.iter().filter_map(Value::as_str);
            let texts: Vec<String> = texts.map(|s| word(head, s)).collect();
            Cell::Text(Clean::text(&joined(&texts)))
        }
        Value::Bool(flag) => Cell::Text(Clean::line(flag_word(*flag))),
        Value::Number(n) => n.as_u64().map_or(Cell::Empty, Cell::Number),
        Value::Null | Value::Object(_) => Cell::Empty,
    }
}

/// The Japanese word of a code.
fn word(head: &Head, code: &str) -> String {
    let ja = head.choices.map(|choices| choices().ja);
    let found = ja.iter().flatten().find(|(c, _)| *c == code);
    found.map_or(code, |(_, ja)| ja).to_owned()
}
