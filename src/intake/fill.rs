//! Rows become entities: each cell is read as its column says, then the row is checked as a whole. What is wrong is
//! reported and read as if it were absent, so that one run finds everything.

mod value;

use super::checks::Checks;
use super::choice::Choices;
use super::column::{Column, Info, Notes, Read, Table};
use super::personal;
use super::place::{Example, Place};
use super::problem::{Problem, Want};
use super::row::{Cell, Field, Row, Value};
use crate::domain::diag::similar::nearest;
use crate::text::Clean;
use jiff::civil::{date, time};

/// Characters of one field.
const FIELD: usize = 10_000;

/// Longest id, in characters.
const ID: usize = 64;

impl<E: Default> Table<E> {
    /// Reads a row.
    pub(super) fn fill(&self, row: &Row<'_>, checks: &mut Checks<'_, '_>) -> E {
        let mut entity = E::default();
        let mut missing = Vec::new();
        let (cells, unknown) = self.sort(row);
        let mut cells = cells.into_iter();
        for column in self.columns {
            match cells.next().flatten() {
                Some(cell) => column.read(cell, &mut entity, checks),
                None if column.info.is_required && !row.has_gaps => missing.push(column.info),
                None => {}
            }
        }
        if let Some(notes) = &self.notes {
            notes.read(cells, &mut entity, checks);
        }
        (self.check)(&mut entity, row, checks);
        self.unknown_and_missing(row, &unknown, &missing, checks);
        entity
    }

    /// The cells of a row in the order of the columns, and those of no column.
    fn sort<'r, 'a>(&self, row: &'r Row<'a>) -> (Vec<Option<&'r Cell<'a>>>, Vec<&'r Field<'a>>) {
        let mut cells = vec![None; self.names().count()];
        let mut unknown = Vec::new();
        // Most files follow the order of the columns, so the search begins behind the last column found.
        let mut next = 0;
        for field in &row.fields {
            let names = || self.names().enumerate();
            let found = names()
                .skip(next)
                .chain(names().take(next))
                .find(|(_, name)| *name == field.name);
            let slot = found.and_then(|(at, _)| cells.get_mut(at).map(|slot| (at, slot)));
            match slot {
                Some((at, slot)) => {
                    slot.get_or_insert(&field.cell);
                    next = at + 1;
                }
                None => unknown.push(field),
            }
        }
        (cells, unknown)
    }

    /// Reports names of no column and required columns that are absent, unless one is plainly the other misspelt.
    fn unknown_and_missing(
        &self,
        row: &Row<'_>,
        unknown: &[&Field<'_>],
        missing: &[Info],
        checks: &mut Checks<'_, '_>,
    ) {
        let mut meant = Vec::new();
        for field in unknown {
            let similar = (!checks.report.is_full())
                .then(|| self.suggest(&field.name, checks))
                .flatten();
            meant.extend(similar);
            let shown = similar.map(|name| self.called(name, checks));
            let problem = Problem::UnknownKey {
                key: &field.name,
                similar: shown,
                table: &row.title,
            };
            checks.report.add(field.name_place, &problem);
        }
        let group = row.is_group;
        let absent = missing.iter().filter(|info| !meant.contains(&info.name));
        for info in absent {
            let key = checks.called(*info);
            checks
                .report
                .add(row.place, &Problem::Missing { key, group });
        }
    }

    /// What a column is called in this kind of file.
    fn called(&self, name: &'static str, checks: &Checks<'_, '_>) -> &'static str {
        let head = self.heads().find(|head| head.name == name);
        match head {
            Some(head) if checks.report.origin.has_headings() => head.label,
            Some(_) | None => name,
        }
    }

    /// The column that was meant by an unknown name.
    fn suggest(&self, written: &str, checks: &Checks<'_, '_>) -> Option<&'static str> {
        let heads: Vec<_> = self.heads().collect();
        (checks.meant)(written, &heads)
            .into_iter()
            .find(|meant| self.names().any(|name| name == *meant))
            .or_else(|| nearest(written, self.names()))
    }
}

impl<E> Column<E> {
    fn read(&self, cell: &Cell<'_>, to: &mut E, checks: &mut Checks<'_, '_>) {
        let info = self.info;
        match &self.read {
            Read::Id(set) => {
                if let Some(id) = checks.id(info, cell) {
                    set(to, id);
                }
            }
            Read::Line(set) => {
                if let Some(text) = checks.text(info, cell, false) {
                    set(to, text);
                }
            }
            Read::Text(set) => {
                if let Some(text) = checks.text(info, cell, true) {
                    set(to, text);
                }
            }
            Read::Checked(check, set) => {
                let text = checks.text(info, cell, false);
                if let Some(text) = text.filter(|t| !t.is_empty()) {
                    let (problem, kept) = check(&text);
                    if let Some(problem) = problem {
                        checks.report.add(cell.place, &problem);
                    }
                    set(to, kept);
                }
            }
            Read::Reference(target, set) => {
                let text = checks.text(info, cell, false);
                if let Some(id) = text.filter(|t| !t.is_empty()) {
                    checks.refs.refer(*target, &id, cell.place);
                    set(to, id);
                }
            }
            Read::Texts(set) => {
                let texts = checks.texts(info, cell);
                set(to, texts.into_iter().map(|(text, _)| text).collect());
            }
            Read::References(target, set) => {
                let ids = checks.texts(info, cell);
                for (id, place) in &ids {
                    checks.refs.refer(*target, id, *place);
                }
                set(to, ids.into_iter().map(|(id, _)| id).collect());
            }
            Read::Date(set) => {
                if let Some(date) = checks.date(info, cell) {
                    set(to, date);
                }
            }
            Read::Time(set) => {
                if let Some(time) = checks.time(info, cell) {
                    set(to, time);
                }
            }
            Read::Count(min, max, set) => {
                if let Some(count) = checks.count(info, cell, *min, *max) {
                    set(to, count);
                }
            }
            Read::Flag(set) => {
                if let Some(flag) = checks.flag(info, cell) {
                    set(to, flag);
                }
            }
            Read::Code(choices, put) => {
                let text = checks.text(info, cell, false);
                if let Some(word) = text.filter(|t| !t.is_empty())
                    && !put(to, &word)
                {
                    checks.no_choice(info, &word, cell.place, *choices);
                }
            }
            Read::Codes(choices, push) => {
                for (word, place) in checks.texts(info, cell) {
                    if !push(to, &word) {
                        checks.no_choice(info, &word, place, *choices);
                    }
                }
            }
            Read::Groups(push) => {
                let Value::List(items) = &cell.value else {
                    checks.wrong(info, cell, Want::Tables);
                    return;
                };
                for item in items {
                    match &item.value {
                        Value::Group(row) => push(to, row, checks),
                        _ => checks.wrong(info, item, Want::Tables),
                    }
                }
            }
        }
    }
}

impl<E> Notes<E> {
    /// Whatever stands in a column that is only shown becomes text.
    fn read<'r, 'a: 'r>(
        &self,
        cells: impl Iterator<Item = Option<&'r Cell<'a>>>,
        to: &mut E,
        checks: &mut Checks<'_, '_>,
    ) {
        for ((name, label), cell) in self.all.iter().zip(cells) {
            let Some(cell) = cell else {
                continue;
            };
            let info = Info {
                name,
                label,
                is_required: false,
                holds_numbers: self.numbers.contains(name),
            };
            let mut parts = Vec::new();
            if checks.note(info, cell, &mut parts) {
                let text = Clean::text(parts.join("、").trim());
                let shape = self.shapes.iter().find(|(known, _)| known == name);
                if let Some((_, shape)) = shape
                    && !text.is_empty()
                    && !shape.fits(&text)
                {
                    let problem = Problem::OddNote {
                        key: checks.called(info),
                        value: &text,
                        all: &shape.examples(),
                    };
                    checks.report.add(cell.place, &problem);
                }
                if !text.is_empty() {
                    (self.put)(to, Clean::line(name), text);
                }
            } else {
                checks.wrong(info, cell, Want::Text);
            }
        }
    }
}

impl Checks<'_, '_> {
    /// What a column is called in this kind of file.
    pub(super) fn called(&self, info: Info) -> &'static str {
        if self.report.origin.has_headings() {
            info.label
        } else {
            info.name
        }
    }

    /// A value of another type than the column holds.
    fn wrong(&mut self, info: Info, cell: &Cell<'_>, want: Want) {
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
            key: self.called(info),
            want,
            example: &self.report.origin.write(info.name, example),
        };
        self.report.add(cell.place, &problem);
    }

    /// Cleans a text, looking at what must not be there.
    fn clean(&mut self, info: Info, raw: &str, place: Place, lines: bool) -> Option<Clean> {
        if raw.chars().nth(FIELD).is_some() {
            let problem = Problem::FieldTooLong {
                key: self.called(info),
                max: FIELD,
            };
            self.report.add(place, &problem);
            return None;
        }
        if Clean::would_strip(raw) {
            self.report.add(
                place,
                &Problem::Removed {
                    key: self.called(info),
                },
            );
        }
        if !info.holds_numbers && personal::suspicious(raw) {
            self.report.add(place, &Problem::Private);
        }
        Some(if lines {
            Clean::text(raw.trim())
        } else {
            Clean::line(raw)
        })
    }

    /// A text of one line or several. Where it is required, an empty one is as good as none.
    fn text(&mut self, info: Info, cell: &Cell<'_>, lines: bool) -> Option<Clean> {
        let Value::Text(raw) = &cell.value else {
            self.wrong(info, cell, Want::Text);
            return None;
        };
        let text = self.clean(info, raw, cell.place, lines)?;
        if info.is_required && text.is_empty() {
            self.report.add(
                cell.place,
                &Problem::Empty {
                    key: self.called(info),
                },
            );
            return None;
        }
        Some(text)
    }

    /// An id, of characters that are safe in file names and links.
    fn id(&mut self, info: Info, cell: &Cell<'_>) -> Option<Clean> {
        let id = self.text(info, cell, false)?;
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let dots = id.chars().all(|c| c == '.');
        if dots || !id.chars().all(safe) || id.chars().nth(ID).is_some() {
            let problem = Problem::BadId {
                key: self.called(info),
                value: &id,
            };
            self.report.add(cell.place, &problem);
            return None;
        }
        Some(id)
    }

    /// A list of texts with their places.
    fn texts(&mut self, info: Info, cell: &Cell<'_>) -> Vec<(Clean, Place)> {
        let Value::List(items) = &cell.value else {
            self.wrong(info, cell, Want::Texts);
            return Vec::new();
        };
        if info.is_required && items.is_empty() {
            self.report.add(
                cell.place,
                &Problem::Empty {
                    key: self.called(info),
                },
            );
        }
        let mut out = Vec::new();
        for item in items {
            let Value::Text(raw) = &item.value else {
                self.wrong(info, item, Want::Texts);
                continue;
            };
            match self.clean(info, raw, item.place, false) {
                Some(text) if text.is_empty() => {
                    self.report.add(
                        item.place,
                        &Problem::Empty {
                            key: self.called(info),
                        },
                    );
                }
                Some(text) => out.push((text, item.place)),
                None => {}
            }
        }
        out
    }

    /// The parts of a note. False if there is something in it that cannot be shown as text.
    fn note(&mut self, info: Info, cell: &Cell<'_>, parts: &mut Vec<String>) -> bool {
        match &cell.value {
            Value::Text(raw) => {
                let text = self.clean(info, raw, cell.place, true);
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
                .all(|item| !matches!(item.value, Value::List(_)) && self.note(info, item, parts)),
            Value::Group(_) => false,
        }
    }

    /// A word that is not in the list of its column.
    pub(super) fn no_choice(
        &mut self,
        info: Info,
        written: &Clean,
        place: Place,
        choices: fn() -> Choices,
    ) {
        let Choices { all, names, .. } = choices();
        let similar = nearest(written, names.iter().map(|(name, _)| *name))
            .and_then(|name| names.iter().find(|(n, _)| *n == name))
            .map(|(_, code)| *code);
        let problem = Problem::NotOneOf {
            key: self.called(info),
            value: written,
            similar,
            all: &all.join(" / "),
        };
        self.report.add(place, &problem);
    }
}
