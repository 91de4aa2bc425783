//! Lists as organisers have them: a corpus of layouts, all fictional and made here. Every right row arrives, every other
//! one is told.

mod broken;
mod layouts;
mod lists;
mod own;
mod wishes;

use enishi::domain::roster::Session;
use enishi::intake::import::{self, Aliases, Choice, Entry, Imported, Input, ListKind};
use enishi::intake::sheet::{self, Encoding};
use enishi::words::{Lang, Words};
use jiff::civil::date;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A list that is taken in.
pub(super) struct List {
    kind: ListKind,
    bytes: Vec<u8>,
    is_text: bool,
}

impl List {
    pub(super) fn text(kind: ListKind, text: &str) -> Self {
        Self::bytes(kind, text.as_bytes())
    }

    pub(super) fn bytes(kind: ListKind, bytes: &[u8]) -> Self {
        Self {
            kind,
            bytes: bytes.to_vec(),
            is_text: true,
        }
    }

    pub(super) fn book(kind: ListKind, fill: impl FnOnce(&mut Workbook)) -> Self {
        let mut workbook = Workbook::new();
        fill(&mut workbook);
        Self {
            kind,
            bytes: workbook.save_to_buffer().unwrap(),
            is_text: false,
        }
    }

    /// A workbook of one sheet of texts.
    pub(super) fn sheet(kind: ListKind, rows: &[&[&str]]) -> Self {
        Self::book(kind, |book| rows_of(book.add_worksheet(), rows))
    }
}

/// Writes rows of texts; an empty one is no cell, and one that begins with `#` is a number.
pub(super) fn rows_of(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if let Some(number) = cell.strip_prefix('#') {
                sheet
                    .write_number(row, column, number.parse::<f64>().unwrap())
                    .unwrap();
            } else if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
}

/// Cells of several rows merged into one.
pub(super) fn merge(
    sheet: &mut Worksheet,
    (top, left): (u32, u16),
    (bottom, right): (u32, u16),
    text: &str,
) {
    sheet
        .merge_range(top, left, bottom, right, text, &Format::new())
        .unwrap();
}

/// What comes of lists.
pub(super) fn take(lists: &[List]) -> Imported {
    take_onto(lists, None)
}

pub(super) fn take_onto(lists: &[List], session: Option<&Session>) -> Imported {
    let choice = Choice {
        aliases: Aliases::shipped(),
        session,
        day: Some(date(2026, 12, 15)),
        ..Choice::default()
    };
    take_as(lists, &choice)
}

pub(super) fn take_as(lists: &[List], choice: &Choice<'_>) -> Imported {
    let inputs: Vec<Input<'_>> = lists
        .iter()
        .enumerate()
        .map(|(n, list)| Input {
            kind: list.kind,
            name: format!("{n}"),
            book: (!list.is_text).then(|| sheet::read(&list.bytes).unwrap()),
            bytes: &list.bytes,
        })
        .collect();
    import::take(&inputs, choice, &Words::new(Lang::Ja)).unwrap()
}

/// What the headings of a text say it lists.
pub(super) fn kind_of(list: &List) -> Option<ListKind> {
    let input = Input {
        kind: list.kind,
        name: String::new(),
        book: None,
        bytes: &list.bytes,
    };
    let choice = Choice {
        aliases: Aliases::shipped(),
        ..Choice::default()
    };
    import::kind_of(&input, &choice).unwrap()
}

/// Some values of some rows, in one line each.
pub(super) fn shown(entries: &[Entry], fields: &[&str]) -> Vec<String> {
    let right = entries.iter().filter(|e| !e.is_wrong);
    right
        .map(|entry| {
            let values: Vec<&str> = fields.iter().map(|f| entry.get(f)).collect();
            values.join("|")
        })
        .collect()
}

/// Name, organisation, department and position of everybody.
#[track_caller]
pub(super) fn people(imported: &Imported, wanted: &[&str]) {
    let got = shown(
        &imported.attendees,
        &["name", "organisation", "dept", "title"],
    );
    assert_eq!(got, wanted, "{:#?}", imported.problems);
}

/// Whether a kind of problem was told at a row.
#[track_caller]
pub(super) fn told(imported: &Imported, kind: &str, row: u32) {
    let has = imported
        .problems
        .iter()
        .any(|p| p.kind == kind && p.row == row);
    assert!(has, "{kind} {row}: {:#?}", imported.problems);
}

/// Kinds of everything told that is more than a report.
pub(super) fn troubles(imported: &Imported) -> Vec<&str> {
    let heavy = imported
        .problems
        .iter()
        .filter(|p| p.severity != import::Weight::Info);
    heavy.map(|p| p.kind).collect()
}

pub(super) const CP932: Encoding = Encoding::Cp932;
