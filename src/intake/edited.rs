//! A workbook that this program wrote and a colleague changed: the hidden column says what each row is and what stood
//! there, so that only what was really changed comes back.

use super::sheet::{Book, Raw, Sheet};
use super::workbook::{serial_date, shown};
use crate::domain::date::loose_date;
use crate::domain::sheet::{CHOICES, trace};
use crate::text::Clean;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The heading of the hidden column, the only hidden one that is read.
const ID: &str = "enishi:id";

/// What a workbook of ours holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The rows of the sheets that have our column.
    pub rows: Vec<Row>,
    /// The sheets that have not, whose changes nobody can tell.
    pub unread: Vec<String>,
}

/// A row of such a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// What it was written from; none: a colleague added it.
    pub told: Option<Told>,
    /// What stands in it now, by heading.
    pub now: BTreeMap<String, String>,
}

/// What a row was written from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// What it is: `pairing` or `task`.
    pub kind: String,
    /// Its key.
    pub id: String,
    /// What stood in it, by heading.
    pub was: BTreeMap<String, String>,
}

/// A cell that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit<'r> {
    /// What stood there.
    pub was: &'r str,
    /// What stands there.
    pub now: &'r str,
}

impl Edited {
    /// The names of the sheets that are not read, in one text; none: all are.
    pub fn unread(&self) -> Option<String> {
        (!self.unread.is_empty()).then(|| self.unread.join("」「"))
    }
}

impl Row {
    /// What stands under a heading.
    pub fn get(&self, heading: &str) -> &str {
        self.now.get(heading).map_or("", String::as_str)
    }

    /// What was changed under a heading. A day in another notation is the same day.
    pub fn edit(&self, heading: &str) -> Option<Edit<'_>> {
        let was = self.told.as_ref()?.was.get(heading)?.trim();
        // A column that was taken out says nothing.
        let now = self.now.get(heading)?.as_str();
        let is_same = trace(now) == was || day(was).is_some_and(|was| day(now) == Some(was));
        (!is_same).then_some(Edit { was, now })
    }

    /// The headings under which something was changed.
    pub fn edited(&self) -> impl Iterator<Item = &str> {
        let headings = self.told.iter().flat_map(|told| told.was.keys());
        let headings = headings.map(String::as_str);
        headings.filter(|heading| self.edit(heading).is_some())
    }

    /// Whether it is another thing now: somebody copied the row and wrote something else into it.
    pub fn is_copied(&self, names: &[&str]) -> bool {
        names.iter().any(|heading| self.edit(heading).is_some())
    }
}

/// Whether a sheet has the hidden column.
pub fn is_ours(sheet: &Sheet) -> bool {
    let head = sheet.lines.first().into_iter().flat_map(|line| &line.cells);
    head.into_iter().any(|(_, raw)| shown(raw) == ID)
}

/// A cell as the record would keep it.
fn text(raw: &Raw) -> String {
    Clean::text(shown(raw).trim()).to_string()
}

/// A day as people and spreadsheets write it.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let serial = || text.parse().ok().and_then(serial_date);
    let moment = || text.get(..10).filter(|_| text.ends_with("T00:00:00"));
    loose_date(text)
        .or_else(serial)
        .or_else(|| moment()?.parse().ok())
}

/// What a colleague left in the workbook; none: it is not one of ours.
pub fn read(book: &Book) -> Option<Edited> {
    let mut out = Edited::default();
    let mut is_ours = false;
    for sheet in &book.sheets {
        let Some((head, body)) = sheet.lines.split_first() else {
            continue;
        };
        let headings: Vec<(u32, String)> = head
            .cells
            .iter()
            .map(|(column, raw)| (*column, text(raw)))
            .collect();
        let Some((own, _)) = headings.iter().find(|(_, text)| text == ID) else {
            if sheet.name != CHOICES {
                out.unread.push(sheet.name.clone());
            }
            continue;
        };
        is_ours = true;
        for line in body {
            let told = line.cell(*own).map(shown).unwrap_or_default();
            let seen = headings.iter().filter(|(column, _)| column != own);
            let now: BTreeMap<String, String> = seen
                .map(|(column, heading)| {
                    (
                        heading.clone(),
                        line.cell(*column).map(text).unwrap_or_default(),
                    )
                })
                .collect();
            if told.trim().is_empty() && now.values().all(String::is_empty) {
                continue;
            }
            out.rows.push(Row {
                sheet: sheet.name.clone(),
                row: line.row,
                told: serde_json::from_str(&told).ok(),
                now,
            });
        }
    }
    is_ours.then_some(out)
}
