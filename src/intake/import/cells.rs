//! The cells of one row by the fields they are of.

use super::found::{Entry, Report, Source, Trouble};
use super::heading::Column;
use super::table::{BodyRow, Table};
use crate::domain::number::narrow;
use crate::intake::sheet::Raw;
use crate::intake::workbook::shown;

/// Most characters of one value.
const LONGEST: usize = 9_000;

/// A value with the column it stands in.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) text: String,
    pub(super) column: u32,
    pub(super) heading: String,
    pub(super) is_from_above: bool,
}

/// A row and which columns of it count.
pub(super) struct Cells<'t> {
    pub(super) table: &'t Table,
    pub(super) row: &'t BodyRow,
    person: u8,
}

impl<'t> Cells<'t> {
    pub(super) fn new(table: &'t Table, row: &'t BodyRow, person: u8) -> Self {
        Self { table, row, person }
    }

    pub(super) fn source(&self) -> Source {
        Source {
            file: self.table.at.file.clone(),
            sheet: self.table.at.sheet.clone(),
            row: self.row.row,
        }
    }

    /// The columns that count for this person.
    fn columns(&self) -> impl Iterator<Item = &'t Column> {
        let person = self.person;
        let columns = self.table.columns.all.iter();
        columns.filter(move |c| c.person == 0 || c.person == person)
    }

    /// Cells of formulas without a value and of errors: the row cannot be right.
    pub(super) fn broken(&self, report: &mut Report<'_>, entry: &mut Entry) {
        for column in self.columns() {
            let held = self.row.cells.get(&column.number);
            let (trouble, value) = match held.map(|held| &held.raw) {
                Some(Raw::Error(error)) => (Trouble::CellError, error.as_str()),
                Some(Raw::Formula) => (Trouble::NoResult, ""),
                Some(Raw::Text(text)) if is_long(text) && is_used(column) => {
                    let place = (column.number, column.heading.as_str());
                    let said = (text.as_str(), "");
                    report.add(Trouble::TooLong, &self.table.at, self.row.row, place, said);
                    continue;
                }
                Some(
                    Raw::Text(_)
                    | Raw::Number(_)
                    | Raw::Flag(_)
                    | Raw::Date(_)
                    | Raw::Time(_)
                    | Raw::Moment(_),
                )
                | None => continue,
            };
            if !is_used(column) {
                continue;
            }
            let place = (column.number, column.heading.as_str());
            report.add(trouble, &self.table.at, self.row.row, place, (value, ""));
            entry.is_wrong = true;
        }
    }

    /// What stands in the column of a field.
    pub(super) fn raw(&self, field: &str) -> Option<(Found, &'t Raw)> {
        let own = self.columns().filter(|c| c.field.as_deref() == Some(field));
        // The person's own column comes before one for all.
        let column = own.max_by_key(|column| column.person)?;
        self.at(column)
    }

    /// What stands in a column.
    pub(super) fn at(&self, column: &Column) -> Option<(Found, &'t Raw)> {
        let held = self.row.cells.get(&column.number)?;
        let text = shown(&held.raw);
        let is_error = matches!(held.raw, Raw::Error(_) | Raw::Formula);
        if is_nothing(&text, column.field.as_deref()) || is_error {
            return None;
        }
        let text = match text.char_indices().nth(LONGEST) {
            Some((at, _)) => text.get(..at).unwrap_or_default().to_owned(),
            None => text,
        };
        let found = Found {
            text,
            column: column.number,
            heading: shown_heading(&column.heading),
            is_from_above: held.is_from_above,
        };
        Some((found, &held.raw))
    }

    /// The same as text.
    pub(super) fn text(&self, field: &str) -> Option<Found> {
        self.raw(field).map(|(found, _)| found)
    }

    /// The columns of needs with what stands there.
    pub(super) fn needs(&self) -> Vec<(String, Found)> {
        let columns = self.columns().filter_map(|c| Some((c, c.need.clone()?)));
        columns
            .filter_map(|(column, need)| Some((need, self.at(column)?.0)))
            .collect()
    }

    /// The columns that mean nothing, with their headings.
    pub(super) fn unknown(&self) -> Vec<Found> {
        let columns = self.columns().filter(|c| {
            c.field.is_none() && c.need.is_none() && c.beaten_by.is_none() && !c.is_account
        });
        columns.filter_map(|c| Some(self.at(c)?.0)).collect()
    }

    /// Tells a problem of a cell, or of the row.
    pub(super) fn tell(
        &self,
        report: &mut Report<'_>,
        trouble: Trouble,
        found: Option<&Found>,
        said: (&str, &str),
    ) {
        let place = found.map_or((0, ""), |f| (f.column, f.heading.as_str()));
        report.add(trouble, &self.table.at, self.row.row, place, said);
    }
}

/// Whether a column means something.
fn is_used(column: &Column) -> bool {
    column.field.is_some() || column.need.is_some()
}

/// Whether a text is longer than one value can be.
fn is_long(text: &str) -> bool {
    text.len() > LONGEST && text.chars().nth(LONGEST).is_some()
}

/// A heading as it is told: a group and what stands below it with a blank between them.
fn shown_heading(heading: &str) -> String {
    if heading.contains('\u{1f}') {
        return heading.replace('\u{1f}', " ");
    }
    heading.to_owned()
}

/// Fields in which the word なし is no value.
const MAY_BE_NONE: &[&str] = &[
    "email",
    "tel",
    "dept",
    "title",
    "dept_title",
    "kana",
    "question",
    "comment",
    "corporate_no",
    "mah_no",
    "technologies",
    "interests",
    "meetings",
    "availability",
    "patents",
    "current",
    "budget",
    "period",
    "seeking_tech",
];

/// Whether a cell only says that there is nothing.
fn is_nothing(text: &str, field: Option<&str>) -> bool {
    // Words for nothing are short, and begin with few letters.
    let Some(first) = text.chars().find(|c| !c.is_whitespace()) else {
        return true;
    };
    if text.len() > 60 || !BEGINS_NOTHING.contains(first) {
        return false;
    }
    let plain = narrow(text);
    let is_dash = plain.chars().all(|c| "-ー―─‐−–—".contains(c));
    let may_be_none = field.is_some_and(|field| MAY_BE_NONE.contains(&field));
    is_dash || may_be_none && NONE.contains(&plain.as_str())
}

/// How a word for nothing or a hyphen can begin, before its width is made one.
const BEGINS_NOTHING: &str = "-ー―─‐‑‒−–—－ｰ﹣⁻₋な無ナﾅ該特NnＮｎ";

/// Words for nothing.
const NONE: &[&str] = &[
    "なし",
    "無し",
    "無",
    "ナシ",
    "該当なし",
    "特になし",
    "特に無し",
    "N/A",
];
