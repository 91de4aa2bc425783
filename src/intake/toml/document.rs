//! Parsed TOML becomes rows: top-level tables are sections, their tables are rows, and keys are names of columns.

use super::file::TextFile;
use super::slip;
use crate::domain::diag::similar::nearest;
use crate::intake::place::Place;
use crate::intake::problem::{Problem, Want};
use crate::intake::problems::Problems;
use crate::intake::reporter::Reporter;
use crate::intake::row::{Cell, Document, Field, Row, Rows, Value, Whole};
use crate::intake::section::Section;
use crate::intake::tables;
use jiff::civil::{Date, Time};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// The version of the format this program reads.
const FORMAT: u32 = 1;

/// The rows of a document. Reports unknown sections, and sections that are not a list of tables.
pub(super) fn read<'t>(
    root: &'t DeTable<'_>,
    file: &TextFile<'_>,
    problems: &mut Problems<'_>,
) -> Document<'t> {
    let mut reader = Reader {
        root,
        headings: Headings::new(root, file),
        file,
        reporter: Reporter::new(file, problems),
    };
    reader.format();
    let meant = reader.unknown_sections();
    let mut rows = |section: Section, heading| {
        let mut rows = reader.rows(section.name(), heading);
        rows.has_gaps |= meant.contains(&section.name());
        rows
    };
    let organisations = rows(Section::Organisations, "[[organisations]]");
    let attendees = rows(Section::Attendees, "[[attendees]]");
    let needs = rows(Section::Needs, "[[needs]]");
    let patents = rows(Section::Patents, "[[patents]]");
    let slots = rows(Section::Slots, "[[slots]]");
    let tables = rows(Section::Tables, "[[tables]]");
    Document {
        session: reader.session(),
        organisations,
        attendees,
        needs,
        patents,
        slots,
        tables,
    }
}

/// Lines of all headings, from 0 and sorted. A heading covers the lines up to the next one.
struct Headings(Vec<usize>);

impl Headings {
    fn new(root: &DeTable<'_>, file: &TextFile<'_>) -> Self {
        let mut starts = Vec::new();
        for value in root.values() {
            match value.get_ref() {
                DeValue::Table(_) => starts.push(file.line_of(value.span().start)),
                DeValue::Array(rows) => {
                    starts.extend(rows.iter().map(|row| file.line_of(row.span().start)));
                }
                _ => {}
            }
        }
        starts.sort_unstable();
        Self(starts)
    }

    fn lines(&self, heading: usize) -> Range<usize> {
        let next = self.0.partition_point(|start| *start <= heading);
        heading..self.0.get(next).copied().unwrap_or(usize::MAX)
    }
}

struct Reader<'t, 'i, 'r, 'a, 'w> {
    root: &'t DeTable<'i>,
    headings: Headings,
    file: &'r TextFile<'a>,
    reporter: Reporter<'r, 'w>,
}

impl<'t> Reader<'t, '_, '_, '_, '_> {
    fn add(&mut self, span: Range<usize>, problem: &Problem<'_>) {
        self.reporter.add(Place::from(span), problem);
    }

    fn format(&mut self) {
        let Some(value) = self.root.get("format") else {
            let first = self
                .root
                .values()
                .map(|v| v.span().start)
                .min()
                .unwrap_or(0);
            if !self.file.lost_in(0..self.file.line_of(first) + 1) {
                let start = self.file.spot(0..0);
                self.reporter.problems.add(start, &Problem::FormatMissing);
            }
            return;
        };
        match value.get_ref() {
            DeValue::Integer(n) if n.to_string() == FORMAT.to_string() => {}
            DeValue::String(s) => {
                let problem = Problem::WrongType {
                    key: "format",
                    want: Want::Number,
                    example: &format!("format = {}", s.trim()),
                };
                self.add(value.span(), &problem);
            }
            other => {
                let found = cell_value(other).shown().into_owned();
                self.add(value.span(), &Problem::FormatUnknown { found: &found });
            }
        }
    }

    /// Reports top-level keys that are not sections. If `[session]` is missing, its keys may be at the top level, too.
    /// Returns the names that were probably meant.
    fn unknown_sections(&mut self) -> Vec<&'static str> {
        let mut known = vec!["format"];
        known.extend(Section::ALL.iter().map(|section| section.name()));
        known.push(slip::LOST);
        if !self.root.contains_key(Section::Session.name()) {
            known.extend(session_keys());
        }
        let mut all_meant = Vec::new();
        for key in self.root.keys() {
            let written = key.get_ref().as_ref();
            if known.contains(&written) {
                continue;
            }
            let meant = if self.reporter.is_full() {
                None
            } else {
                tables::meant(written, &[])
                    .into_iter()
                    .find(|name| known.contains(name))
                    .or_else(|| nearest(written, known.iter().copied()))
            };
            all_meant.extend(meant);
            let problem = Problem::UnknownKey {
                key: written,
                similar: meant,
                table: "",
            };
            self.add(key.span(), &problem);
        }
        all_meant
    }

    fn session(&mut self) -> Row<'t> {
        const HEADING: &str = "[session]";
        let Some(value) = self.root.get(Section::Session.name()) else {
            return self.without_heading(HEADING);
        };
        let DeValue::Table(table) = value.get_ref() else {
            let problem = Problem::WrongType {
                key: "session",
                want: Want::Table,
                example: HEADING,
            };
            self.add(value.span(), &problem);
            return Row::unreadable(HEADING, value.span().into());
        };
        self.row(table, HEADING, value.span())
    }

    /// The session of a file without `[session]`: its keys are at the top level, or it is missing altogether.
    fn without_heading(&mut self, heading: &'static str) -> Row<'t> {
        let first = ["id", "title", "held_on"]
            .iter()
            .filter_map(|key| self.root.get_key_value(*key))
            .map(|(key, _)| key.span())
            .min_by_key(|span| span.start);
        let problem = Problem::SectionMissing { key: "session" };
        let Some(span) = first else {
            if !self.file.lost_in(0..usize::MAX) {
                self.add(0..0, &problem);
            }
            return Row::unreadable(heading, (0..0).into());
        };
        self.add(span.clone(), &problem);
        // Unknown keys were reported with the sections. The row counts as incomplete, so that missing keys are not
        // reported.
        let mut row = Row::unreadable(heading, span.into());
        row.fields = fields(self.root, false);
        let keys: Vec<_> = session_keys().collect();
        row.fields.retain(|f| keys.contains(&f.name.as_ref()));
        row
    }

    fn rows(&mut self, key: &'static str, heading: &'static str) -> Rows<'t> {
        let mut out = Rows::default();
        let Some(value) = self.root.get(key) else {
            return out;
        };
        let wrong = Problem::WrongType {
            key,
            want: Want::Rows,
            example: heading,
        };
        let DeValue::Array(items) = value.get_ref() else {
            // Without [session] its keys stand at the top level, and `tables` is one of them.
            if !self.root.contains_key(Section::Session.name()) && session_keys().any(|k| k == key)
            {
                return out;
            }
            self.add(value.span(), &wrong);
            out.has_gaps = true;
            return out;
        };
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                out.rows.push(self.row(table, heading, item.span()));
            } else {
                self.add(item.span(), &wrong);
                out.has_gaps = true;
            }
        }
        out
    }

    fn row(&self, table: &'t DeTable<'_>, heading: &'static str, span: Range<usize>) -> Row<'t> {
        let lines = self.headings.lines(self.file.line_of(span.start));
        let has_gaps = self.file.lost_in(lines);
        Row {
            title: Cow::Borrowed(heading),
            place: span.into(),
            is_group: false,
            has_gaps,
            fields: fields(table, has_gaps),
        }
    }
}

/// Keys of the session that may be at the top level. `format` is not one of them: there it is the version of the file.
fn session_keys() -> impl Iterator<Item = &'static str> {
    let columns = tables::columns(Section::Session).into_iter();
    columns.map(|c| c.name).filter(|name| *name != "format")
}

/// The cells of a table. Groups inside the cells have the same gaps as their row.
fn fields<'t>(table: &'t DeTable<'_>, has_gaps: bool) -> Vec<Field<'t>> {
    table
        .iter()
        .map(|(key, value)| Field {
            name: Cow::Borrowed(key.get_ref().as_ref()),
            name_place: key.span().into(),
            cell: cell(key.get_ref().as_ref(), value, has_gaps),
        })
        .collect()
}

fn cell<'t>(key: &'t str, value: &'t Spanned<DeValue<'_>>, has_gaps: bool) -> Cell<'t> {
    let place = value.span().into();
    let value = match value.get_ref() {
        DeValue::Array(items) => {
            let cells = items.iter().map(|item| cell(key, item, has_gaps));
            Value::List(cells.collect())
        }
        DeValue::Table(table) => Value::Group(Box::new(Row {
            title: Cow::Borrowed(key),
            place,
            is_group: true,
            has_gaps,
            fields: fields(table, has_gaps),
        })),
        single => cell_value(single),
    };
    Cell { value, place }
}

/// A single value. [`cell`] reads lists and tables; here they only become a value for a message.
fn cell_value<'t>(value: &'t DeValue<'_>) -> Value<'t> {
    match value {
        DeValue::String(s) => Value::Text(Cow::Borrowed(s.as_ref())),
        DeValue::Integer(n) => Value::Whole(Whole {
            number: u64::from_str_radix(n.as_str(), n.radix()).ok(),
            digits: Cow::Borrowed(n.as_str()),
            written: match n.radix() {
                10 => Cow::Borrowed(n.as_str()),
                _ => Cow::Owned(n.to_string()),
            },
        }),
        DeValue::Float(n) => Value::Decimal(Cow::Borrowed(n.as_str())),
        DeValue::Boolean(b) => Value::Flag(*b),
        DeValue::Datetime(d) => moment(d),
        DeValue::Array(_) | DeValue::Table(_) => Value::List(Vec::new()),
    }
}

fn moment<'t>(value: &Datetime) -> Value<'t> {
    let date = value.date.and_then(civil_date);
    match (value.date, value.time, value.offset) {
        (Some(_), None, None) if let Some(date) = date => Value::Date(date),
        (None, Some(time), None) if let Some(time) = civil_time(time) => Value::Time {
            time,
            written: value.to_string(),
        },
        _ => Value::Moment {
            date,
            written: value.to_string(),
        },
    }
}

fn civil_date(date: toml::value::Date) -> Option<Date> {
    Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

fn civil_time(time: toml::value::Time) -> Option<Time> {
    Time::new(
        i8::try_from(time.hour).ok()?,
        i8::try_from(time.minute).ok()?,
        i8::try_from(time.second.unwrap_or(0)).ok()?,
        0,
    )
    .ok()
}
