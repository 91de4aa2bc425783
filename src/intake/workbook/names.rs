//! In a workbook an organisation may be called by its name where its id is asked for: people copy names from cell to
//! cell. A name that two organisations have stays as it is, so that the check of the references asks.

use crate::domain::number::narrow;
use crate::intake::row::{Cell, Document, Row, Value};
use crate::text::fold;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The columns that name organisations, section by section.
const SESSION: &[&str] = &["hosts", "cohosts", "supporters", "joint_hospitals"];
const ATTENDEES: &[&str] = &["org"];
const NEEDS: &[&str] = &["hospital"];
const TABLES: &[&str] = &["hospital"];
const ORGANISATIONS: &[&str] = &["competitors"];

/// Puts ids where names of organisations stand.
pub(super) fn resolve(document: &mut Document<'_>) {
    let names = Names::of(&document.organisations.rows);
    names.put(std::slice::from_mut(&mut document.session), SESSION);
    names.put(&mut document.attendees.rows, ATTENDEES);
    names.put(&mut document.needs.rows, NEEDS);
    names.put(&mut document.tables.rows, TABLES);
    names.put(&mut document.organisations.rows, ORGANISATIONS);
}

/// Ids, and which of them have a name.
struct Names {
    ids: BTreeSet<String>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    fn of(organisations: &[Row<'_>]) -> Self {
        let mut out = Self {
            ids: BTreeSet::new(),
            by_name: BTreeMap::new(),
        };
        for row in organisations {
            let Some(id) = row.cell("id").map(|cell| cell.value.shown()) else {
                continue;
            };
            out.ids.insert(narrow(&id));
            for column in ["name", "short"] {
                let Some(name) = row.cell(column).map(|cell| cell.value.shown()) else {
                    continue;
                };
                let own = out.by_name.entry(fold::key(&name)).or_default();
                own.insert(id.trim().to_owned());
            }
        }
        out
    }

    fn put(&self, rows: &mut [Row<'_>], columns: &[&str]) {
        for row in rows {
            for field in &mut row.fields {
                if columns.contains(&field.name.as_ref()) {
                    self.cell(&mut field.cell);
                }
            }
        }
    }

    fn cell(&self, cell: &mut Cell<'_>) {
        match &mut cell.value {
            Value::Text(text) => {
                if let Some(id) = self.meant(text) {
                    *text = Cow::Owned(id.to_owned());
                }
            }
            Value::List(cells) => cells.iter_mut().for_each(|cell| self.cell(cell)),
            Value::Whole(_)
            | Value::Decimal(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::Time { .. }
            | Value::Moment { .. }
            | Value::Group(_) => {}
        }
    }

    /// The id of the only organisation that has this name. An id is always one.
    fn meant(&self, text: &str) -> Option<&str> {
        if self.ids.contains(&narrow(text)) {
            return None;
        }
        let own = self.by_name.get(&fold::key(text))?;
        own.first().filter(|_| own.len() == 1).map(String::as_str)
    }
}
