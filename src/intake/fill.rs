//! Rows become entities: each cell is read as its column says, then the row is checked as a whole. What is wrong is
//! reported and read as if it were absent, so that one run finds everything.

mod value;
pub(super) mod word;

use super::checks::Checks;
use super::column::{Column, Notes, Read, Table};
use super::personal;
use super::place::{Example, Place};
use super::problem::{Problem, Want};
use super::row::{Cell, Row, Value};
use super::section;
use crate::domain::diag::similar::nearest;
use crate::text::Clean;
use jiff::civil::{date, time};

/// Characters of one field.
const FIELD: usize = 10_000;

/// Longest id, in characters.
const ID: usize = 64;

/// The column that a cell stands in, as far as the reading of the cell depends on it.
#[derive(Clone, Copy)]
struct Of {
    name: &'static str,
    is_required: bool,
    holds_numbers: bool,
}

impl<E: Default> Table<E> {
    /// Reads a row.
    pub(super) fn fill(&self, row: &Row<'_>, checks: &mut Checks<'_, '_>) -> E {
        let mut entity = E::default();
        let mut missing = Vec::new();
        for column in self.columns {
            match row.cell(column.name) {
                Some(cell) => column.read(cell, &mut entity, checks),
                None if column.is_required && !row.has_gaps => missing.push(column.name),
                None => {}
            }
        }
        if let Some(notes) = &self.notes {
            notes.read(row, &mut entity, checks);
        }
        (self.check)(&mut entity, row, checks);
        self.unknown_and_missing(row, &missing, checks);
        entity
    }

    /// Reports names of no column and required columns that are absent, unless one is plainly the other misspelt.
    fn unknown_and_missing(
        &self,
        row: &Row<'_>,
        missing: &[&'static str],
        checks: &mut Checks<'_, '_>,
    ) {
        let mut meant = Vec::new();
        for field in &row.fields {
            if self.names().any(|name| name == field.name) {
                continue;
            }
            let similar = (!checks.report.is_full())
                .then(|| self.suggest(&field.name))
                .flatten();
            meant.extend(similar);
            let problem = Problem::UnknownKey {
                key: &field.name,
                similar,
                table: &row.title,
            };
            checks.report.add(field.name_place, &problem);
        }
        let group = row.is_group;
        for key in missing.iter().filter(|key| !meant.contains(key)) {
            checks
                .report
                .add(row.place, &Problem::Missing { key, group });
        }
    }

    /// The column that was meant by an unknown name.
    fn suggest(&self, written: &str) -> Option<&'static str> {
        let heads: Vec<_> = self.heads().collect();
        section::meant(written, &heads)
            .into_iter()
            .find(|meant| self.names().any(|name| name == *meant))
            .or_else(|| nearest(written, self.names()))
    }
}

impl<E> Column<E> {
    fn read(&self, cell: &Cell<'_>, to: &mut E, checks: &mut Checks<'_, '_>) {
        let of = Of {
            name: self.name,
            is_required: self.is_required,
            holds_numbers: self.holds_numbers,
        };
        match &self.read {
            Read::Id(set) => {
                if let Some(id) = checks.id(of, cell) {
                    set(to, id);
                }
            }
            Read::Line(set) => {
                if let Some(text) = checks.text(of, cell, false) {
                    set(to, text);
                }
            }
            Read::Text(set) => {
                if let Some(text) = checks.text(of, cell, true) {
                    set(to, text);
                }
            }
            Read::Checked(check, set) => {
                let text = checks.text(of, cell, false);
                if let Some(text) = text.filter(|t| !t.is_empty()) {
                    let (problem, kept) = check(&text);
                    if let Some(problem) = problem {
                        checks.report.add(cell.place, &problem);
                    }
                    set(to, kept);
                }
            }
            Read::Reference(target, set) => {
                let text = checks.text(of, cell, false);
                if let Some(id) = text.filter(|t| !t.is_empty()) {
                    checks.refs.refer(*target, &id, cell.place);
                    set(to, id);
                }
            }
            Read::Texts(set) => {
                let texts = checks.texts(of, cell);
                set(to, texts.into_iter().map(|(text, _)| text).collect());
            }
            Read::References(target, set) => {
                let ids = checks.texts(of, cell);
                for (id, place) in &ids {
                    checks.refs.refer(*target, id, *place);
                }
                set(to, ids.into_iter().map(|(id, _)| id).collect());
            }
            Read::Date(set) => {
                if let Some(date) = checks.date(of, cell) {
                    set(to, date);
                }
            }
            Read::Time(set) => {
                if let Some(time) = checks.time(of, cell) {
                    set(to, time);
                }
            }
            Read::Count(min, max, set) => {
                if let Some(count) = checks.count(of, cell, *min, *max) {
                    set(to, count);
                }
            }
            Read::Flag(set) => {
                if let Some(flag) = checks.flag(of, cell) {
                    set(to, flag);
                }
            }
            Read::Code(choices, put) => {
                let text = checks.text(of, cell, false);
                if let Some(word) = text.filter(|t| !t.is_empty())
                    && !put(to, &word)
                {
                    checks.no_choice(of, &word, cell.place, *choices);
                }
            }
            Read::Codes(choices, push) => {
                for (word, place) in checks.texts(of, cell) {
                    if !push(to, &word) {
                        checks.no_choice(of, &word, place, *choices);
                    }
                }
            }
            Read::Groups(push) => {
                let Value::List(items) = &cell.value else {
                    checks.wrong(of, cell, Want::Tables);
                    return;
                };
                for item in items {
                    match &item.value {
                        Value::Group(row) => push(to, row, checks),
                        _ => checks.wrong(of, item, Want::Tables),
                    }
                }
            }
        }
    }
}

impl<E> Notes<E> {
    /// Whatever stands in a column that is only shown becomes text.
    fn read(&self, row: &Row<'_>, to: &mut E, checks: &mut Checks<'_, '_>) {
        for (name, _) in self.all {
            let Some(cell) = row.cell(name) else {
                continue;
            };
            let of = Of {
                name,
                is_required: false,
                holds_numbers: self.numbers.contains(name),
            };
            let mut parts = Vec::new();
            if checks.note(of, cell, &mut parts) {
                let text = Clean::text(parts.join("、").trim());
                if !text.is_empty() {
                    (self.put)(to, Clean::line(name), text);
                }
            } else {
                checks.wrong(of, cell, Want::Text);
            }
        }
    }
}

impl Checks<'_, '_> {
    /// A value of another type than the column holds.
    fn wrong(&mut self, of: Of, cell: &Cell<'_>, want: Want) {
        let shown = cell.value.shown();
        let number: String = shown
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let example = match want {
            Want::Text => Example::Text(&shown),
            Want::Number if number.is_empty() => Example::Number("20"),
            Want::Number => Example::Number(&number),
            Want::Date => Example::Date(date(2026, 11, 20)),
            Want::Time => Example::Time(time(13, 30, 0, 0)),
            Want::Flag => Example::Flag(true),
            Want::Texts => Example::Texts(&shown),
            Want::Table | Want::Rows | Want::Tables => Example::Groups,
        };
        let problem = Problem::WrongType {
            key: of.name,
            want,
            example: &self.report.origin.write(of.name, example),
        };
        self.report.add(cell.place, &problem);
    }

    /// Cleans a text, looking at what must not be there.
    fn clean(&mut self, of: Of, raw: &str, place: Place, lines: bool) -> Option<Clean> {
        if raw.chars().nth(FIELD).is_some() {
            let problem = Problem::FieldTooLong {
                key: of.name,
                max: FIELD,
            };
            self.report.add(place, &problem);
            return None;
        }
        if Clean::would_strip(raw) {
            self.report.add(place, &Problem::Removed { key: of.name });
        }
        if !of.holds_numbers && personal::suspicious(raw) {
            self.report.add(place, &Problem::Private);
        }
        Some(if lines {
            Clean::text(raw.trim())
        } else {
            Clean::line(raw)
        })
    }

    /// A text of one line or several. Where it is required, an empty one is as good as none.
    fn text(&mut self, of: Of, cell: &Cell<'_>, lines: bool) -> Option<Clean> {
        let Value::Text(raw) = &cell.value else {
            self.wrong(of, cell, Want::Text);
            return None;
        };
        let text = self.clean(of, raw, cell.place, lines)?;
        if of.is_required && text.is_empty() {
            self.report
                .add(cell.place, &Problem::Empty { key: of.name });
            return None;
        }
        Some(text)
    }

    /// An id, of characters that are safe in file names and links.
    fn id(&mut self, of: Of, cell: &Cell<'_>) -> Option<Clean> {
        let id = self.text(of, cell, false)?;
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let dots = id.chars().all(|c| c == '.');
        if dots || !id.chars().all(safe) || id.chars().nth(ID).is_some() {
            let problem = Problem::BadId {
                key: of.name,
                value: &id,
            };
            self.report.add(cell.place, &problem);
            return None;
        }
        Some(id)
    }

    /// A list of texts with their places.
    fn texts(&mut self, of: Of, cell: &Cell<'_>) -> Vec<(Clean, Place)> {
        let Value::List(items) = &cell.value else {
            self.wrong(of, cell, Want::Texts);
            return Vec::new();
        };
        if of.is_required && items.is_empty() {
            self.report
                .add(cell.place, &Problem::Empty { key: of.name });
        }
        let mut out = Vec::new();
        for item in items {
            let Value::Text(raw) = &item.value else {
                self.wrong(of, item, Want::Texts);
                continue;
            };
            match self.clean(of, raw, item.place, false) {
                Some(text) if text.is_empty() => {
                    self.report
                        .add(item.place, &Problem::Empty { key: of.name });
                }
                Some(text) => out.push((text, item.place)),
                None => {}
            }
        }
        out
    }

    /// The parts of a note. False if there is something in it that cannot be shown as text.
    fn note(&mut self, of: Of, cell: &Cell<'_>, parts: &mut Vec<String>) -> bool {
        match &cell.value {
            Value::Text(raw) => {
                let text = self.clean(of, raw, cell.place, true);
                parts.extend(text.map(|t| t.to_string()));
                true
            }
            Value::Flag(true) => {
                parts.push("あり".to_owned());
                true
            }
            Value::Flag(false) => {
                parts.push("なし".to_owned());
                true
            }
            Value::Whole(_)
            | Value::Decimal(_)
            | Value::Date(_)
            | Value::Time { .. }
            | Value::Moment { .. } => {
                parts.push(cell.value.shown().into_owned());
                true
            }
            Value::List(items) => items
                .iter()
                .all(|item| !matches!(item.value, Value::List(_)) && self.note(of, item, parts)),
            Value::Group(_) => false,
        }
    }
}
