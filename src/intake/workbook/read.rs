//! Sheets become rows of named cells, each with its place.

use super::layout::{DESK, Entries, Page, SLOT, WHAT, column};
use super::origin::Sheets;
use super::value::{shown, value};
use crate::domain::diag::similar::nearest;
use crate::domain::number::narrow;
use crate::domain::sheet::CHOICES;
use crate::intake::head::Kind;
use crate::intake::place::Place;
use crate::intake::problem::{Problem, Target};
use crate::intake::problems::Problems;
use crate::intake::reporter::Reporter;
use crate::intake::row::{Cell, Document, Field, Row, Rows, Value};
use crate::intake::section::Section;
use crate::intake::sheet::{Book, Line, Raw, Sheet};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Lines among which the headings are looked for: a title may stand above them.
const ABOVE: usize = 10;

/// With this the first cell of a row begins that only shows how a row is filled in.
pub(super) const SAMPLE: &str = "（例）";

/// The rows of all sheets.
pub(super) fn document<'b>(
    book: &'b Book,
    sheets: &Sheets,
    problems: &mut Problems<'_>,
) -> Document<'b> {
    let mut reader = Reader {
        report: Reporter::new(sheets, problems),
    };
    let mut pages: Vec<(Page, usize, &'b Sheet)> = Vec::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let here = cell_place(at, 1, 1);
        let name = sheet.name.as_str();
        match Page::of(name) {
            None if sheet.is_hidden || sheet.lines.is_empty() => {}
            // The lists to choose from, which the template brings.
            None if name == CHOICES => {}
            None => reader
                .report
                .add(here, &Problem::SheetUnread { sheet: name }),
            Some(_) if sheet.is_hidden => {
                reader
                    .report
                    .add(here, &Problem::SheetHidden { sheet: name });
            }
            Some(page) if pages.iter().any(|(other, ..)| *other == page) => {
                reader
                    .report
                    .add(here, &Problem::SheetTwice { sheet: name });
            }
            Some(page) => pages.push((page, at, sheet)),
        }
    }
    let mut found = Found::default();
    for (page, at, sheet) in &pages {
        match page {
            Page::Session => found.session = Some(reader.session(*at, sheet)),
            Page::Places => reader.places(*at, sheet, &mut found),
            Page::Things(section) => {
                let rows = reader.rows(*page, *at, sheet);
                found.sections.insert(section.name(), rows);
            }
            Page::Entries(_) => {}
        }
    }
    for (page, at, sheet) in &pages {
        if let Page::Entries(entries) = page {
            reader.entries(*entries, *at, sheet, &mut found);
        }
    }
    if found.session.is_none() {
        let problem = Problem::NoHeadings {
            sheet: Page::Session.name(),
        };
        reader.report.add(cell_place(0, 1, 1), &problem);
    }
    let mut rows = |section: Section| found.sections.remove(section.name()).unwrap_or_default();
    Document {
        organisations: rows(Section::Organisations),
        attendees: rows(Section::Attendees),
        needs: rows(Section::Needs),
        patents: rows(Section::Patents),
        slots: rows(Section::Slots),
        tables: rows(Section::Tables),
        session: found
            .session
            .unwrap_or_else(|| Row::unreadable(Page::Session.name(), cell_place(0, 1, 1))),
    }
}

/// What was read so far, by the name of the section.
#[derive(Default)]
struct Found<'b> {
    session: Option<Row<'b>>,
    sections: BTreeMap<&'static str, Rows<'b>>,
}

struct Reader<'r, 'w> {
    report: Reporter<'r, 'w>,
}

fn cell_place(sheet: usize, row: u32, column: u32) -> Place {
    Place::Cell { sheet, row, column }
}

impl Reader<'_, '_> {
    /// The value of a cell, with what is wrong with the cell itself. False: something stood there and is lost.
    fn field<'b>(&mut self, kind: Kind, raw: &'b Raw, place: Place) -> (Option<Value<'b>>, bool) {
        match raw {
            Raw::Error(error) => {
                self.report.add(place, &Problem::CellError { value: error });
                (None, false)
            }
            Raw::Formula => {
                self.report.add(place, &Problem::NoResult);
                (None, false)
            }
            Raw::Text(_)
            | Raw::Number(_)
            | Raw::Flag(_)
            | Raw::Date(_)
            | Raw::Time(_)
            | Raw::Moment(_) => (value(kind, raw, place), true),
        }
    }

    /// 会: the item in the first column, what it is in the second.
    fn session<'b>(&mut self, at: usize, sheet: &'b Sheet) -> Row<'b> {
        let heads = Page::Session.heads();
        let mut row = Row {
            title: Cow::Borrowed(sheet.name.as_str()),
            place: cell_place(at, 1, 1),
            is_group: false,
            has_gaps: false,
            fields: Vec::new(),
        };
        for line in &sheet.lines {
            let Some(label) = line.cell(1).map(shown) else {
                continue;
            };
            let name_place = cell_place(at, line.row, 1);
            let place = cell_place(at, line.row, 2);
            let Some(head) = column(&heads, &label) else {
                let is_title = line.cell(2).is_none() || label.trim() == "項目";
                if !is_title {
                    let name = Cow::Owned(label);
                    let value = Value::Text(Cow::Borrowed(""));
                    row.fields.push(Field {
                        name,
                        name_place,
                        cell: Cell { value, place },
                    });
                }
                continue;
            };
            let Some(raw) = line.cell(2) else {
                continue;
            };
            let (value, whole) = self.field(head.kind, raw, place);
            row.has_gaps |= !whole;
            if let Some(value) = value {
                row.fields.push(Field {
                    name: Cow::Borrowed(head.name),
                    name_place,
                    cell: Cell { value, place },
                });
            }
        }
        row
    }

    fn rows<'b>(&mut self, page: Page, at: usize, sheet: &'b Sheet) -> Rows<'b> {
        let heads = page.heads();
        let mut out = Rows::default();
        let first = |line: &Line| {
            let known = line.cells.iter().filter(|(_, raw)| match raw {
                Raw::Text(text) => column(&heads, text).is_some(),
                Raw::Number(_)
                | Raw::Flag(_)
                | Raw::Date(_)
                | Raw::Time(_)
                | Raw::Moment(_)
                | Raw::Error(_)
                | Raw::Formula => false,
            });
            let known = known.count();
            known >= 2 || known == 1 && line.cells.len() == 1
        };
        let Some(top) = sheet.lines.iter().take(ABOVE).position(first) else {
            if !sheet.lines.is_empty() {
                let sheet = sheet.name.as_str();
                self.report
                    .add(cell_place(at, 1, 1), &Problem::NoHeadings { sheet });
                out.has_gaps = true;
            }
            return out;
        };
        let mut lines = sheet.lines.iter().skip(top);
        let headings: Vec<(u32, String)> = lines
            .next()
            .map(|line| line.cells.iter().map(|(c, raw)| (*c, shown(raw))).collect())
            .unwrap_or_default();
        let head_row = sheet.lines.get(top).map_or(1, |line| line.row);
        let mut columns: Vec<(u32, &'static str, Kind)> = Vec::new();
        for (number, written) in headings {
            if sheet.hides(number) {
                let heading = written.as_str();
                self.report.add(
                    cell_place(at, head_row, number),
                    &Problem::ColumnHidden { heading },
                );
                continue;
            }
            match column(&heads, &written) {
                Some(head) if columns.iter().any(|(_, name, _)| *name == head.name) => {
                    let key = written.as_str();
                    self.report.add(
                        cell_place(at, head_row, number),
                        &Problem::DuplicateKey { key },
                    );
                }
                Some(head) => columns.push((number, head.name, head.kind)),
                None => {
                    let problem = Problem::UnknownKey {
                        key: &written,
                        similar: nearest(&written, heads.iter().map(|head| head.label)),
                        table: &sheet.name,
                    };
                    self.report.add(cell_place(at, head_row, number), &problem);
                }
            }
        }
        let mut hidden = 0;
        for line in lines {
            if let Some(row) = self.row(at, &sheet.name, line, head_row, &columns) {
                hidden += usize::from(line.is_hidden);
                out.rows.push(row);
            }
        }
        if hidden > 0 {
            let problem = Problem::RowsHidden { count: hidden };
            self.report.add(cell_place(at, head_row, 1), &problem);
        }
        out
    }

    /// One row; nothing for an empty one and for a sample.
    fn row<'b>(
        &mut self,
        at: usize,
        title: &'b str,
        line: &'b Line,
        head_row: u32,
        columns: &[(u32, &'static str, Kind)],
    ) -> Option<Row<'b>> {
        let (_, first) = line.cells.first()?;
        if shown(first).trim_start().starts_with(SAMPLE) {
            return None;
        }
        let mut row = Row {
            title: Cow::Borrowed(title),
            place: cell_place(at, line.row, 1),
            is_group: false,
            has_gaps: false,
            fields: Vec::new(),
        };
        for (number, name, kind) in columns {
            let place = cell_place(at, line.row, *number);
            let Some(raw) = line.cell(*number) else {
                continue;
            };
            let (value, whole) = self.field(*kind, raw, place);
            row.has_gaps |= !whole;
            if let Some(value) = value {
                row.fields.push(Field {
                    name: Cow::Borrowed(name),
                    name_place: cell_place(at, head_row, *number),
                    cell: Cell { value, place },
                });
            }
        }
        if row.fields.is_empty() && !row.has_gaps {
            return None;
        }
        Some(row)
    }

    /// 枠と卓: each row goes to one of two sections.
    fn places<'b>(&mut self, at: usize, sheet: &'b Sheet, found: &mut Found<'b>) {
        let rows = self.rows(Page::Places, at, sheet);
        let mut slots = Rows::default();
        let mut desks = Rows::default();
        for mut row in rows.rows {
            let what = row.cell(WHAT.name).map(|cell| {
                let text = narrow(&cell.value.shown());
                (text, cell.place)
            });
            row.fields.retain(|field| field.name != WHAT.name);
            match what {
                Some((what, _)) if what == SLOT => slots.rows.push(row),
                Some((what, _)) if what == DESK => desks.rows.push(row),
                Some((what, place)) => {
                    let problem = Problem::NotOneOf {
                        key: WHAT.label,
                        value: &what,
                        similar: None,
                        all: &[SLOT, DESK].join(" / "),
                    };
                    self.report.add(place, &problem);
                }
                None => self.missing(row.place, WHAT.label),
            }
        }
        found.sections.insert(Section::Slots.name(), slots);
        found.sections.insert(Section::Tables.name(), desks);
    }

    fn missing(&mut self, place: Place, key: &'static str) {
        let problem = Problem::Missing { key, group: false };
        self.report.add(place, &problem);
    }

    /// A sheet whose rows are the entries of lists in other rows.
    fn entries<'b>(
        &mut self,
        entries: Entries,
        at: usize,
        sheet: &'b Sheet,
        found: &mut Found<'b>,
    ) {
        let target = match entries {
            Entries::Links => Target::Patent,
            Entries::Interests => Target::Attendee,
            Entries::Rivals => Target::Organisation,
        };
        let rows = self.rows(Page::Entries(entries), at, sheet);
        let owners = found.sections.entry(entries.section().name()).or_default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (n, owner) in owners.rows.iter().enumerate() {
            if let Some(cell) = owner.cell(entries.key()) {
                known.entry(narrow(&cell.value.shown())).or_insert(n);
            }
        }
        if matches!(entries, Entries::Rivals) {
            // An organisation may be called by its name, unless two have it.
            let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (n, owner) in owners.rows.iter().enumerate() {
                if let Some(name) = owner.cell("name") {
                    named
                        .entry(narrow(&name.value.shown()))
                        .or_default()
                        .push(n);
                }
            }
            for (name, owners) in named {
                if let [one] = owners.as_slice() {
                    known.entry(name).or_insert(*one);
                }
            }
        }
        let keys: Vec<_> = Page::Entries(entries).heads();
        for mut row in rows.rows {
            let Some(key) = row.cell(entries.key()) else {
                let label = keys.first().map_or("", |head| head.label);
                self.missing(row.place, label);
                continue;
            };
            let (written, place) = (key.value.shown().into_owned(), key.place);
            let owner = known.get(&narrow(&written));
            let Some(owner) = owner.and_then(|n| owners.rows.get_mut(*n)) else {
                if !owners.has_gaps {
                    let problem = Problem::Dangling {
                        target,
                        value: &written,
                        similar: None,
                    };
                    self.report.add(place, &problem);
                }
                continue;
            };
            row.fields.retain(|field| field.name != entries.key());
            let item = match entries {
                Entries::Links | Entries::Interests => {
                    row.is_group = true;
                    Some(Cell {
                        place: row.place,
                        value: Value::Group(Box::new(row)),
                    })
                }
                Entries::Rivals => row.cell("rival").cloned(),
            };
            let Some(item) = item else {
                self.missing(place, keys.last().map_or("", |head| head.label));
                continue;
            };
            let list = entries.list();
            match owner.fields.iter_mut().find(|field| field.name == list) {
                Some(field) => {
                    if let Value::List(items) = &mut field.cell.value {
                        items.push(item);
                    }
                }
                None => owner.fields.push(Field {
                    name: Cow::Borrowed(list),
                    name_place: place,
                    cell: Cell {
                        place,
                        value: Value::List(vec![item]),
                    },
                }),
            }
        }
    }
}
