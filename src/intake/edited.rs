//! A workbook that this program wrote and a colleague changed: the hidden column says what each row is and what stood
//! there, so that only what was really changed comes back.

use super::sheet::{Book, Line};
use super::workbook::shown;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The heading of the hidden column, the only hidden one that is read.
const ID: &str = "enishi:id";

/// A cell that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What the row is: `pairing` or `task`.
    pub kind: String,
    /// Its key.
    pub id: String,
    /// Heading of the cell.
    pub heading: String,
    /// What stood there.
    pub was: String,
    /// What stands there.
    pub now: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
}

#[derive(Deserialize)]
struct Told {
    kind: String,
    id: String,
    was: BTreeMap<String, String>,
}

/// The cells that were changed; none: the workbook is not one of ours.
pub fn edits(book: &Book) -> Option<Vec<Edit>> {
    let mut out = Vec::new();
    let mut is_ours = false;
    for sheet in &book.sheets {
        let Some((head, body)) = sheet.lines.split_first() else {
            continue;
        };
        let headings: Vec<(u32, String)> =
            head.cells.iter().map(|(c, raw)| (*c, shown(raw))).collect();
        let Some((own, _)) = headings.iter().find(|(_, text)| text == ID) else {
            continue;
        };
        is_ours = true;
        for line in body {
            let told = line.cell(*own).map(shown).unwrap_or_default();
            let Ok(told) = serde_json::from_str::<Told>(&told) else {
                continue;
            };
            row(&sheet.name, line, &headings, &told, &mut out);
        }
    }
    is_ours.then_some(out)
}

fn row(sheet: &str, line: &Line, headings: &[(u32, String)], told: &Told, out: &mut Vec<Edit>) {
    for (heading, was) in &told.was {
        let Some((column, _)) = headings.iter().find(|(_, text)| text == heading) else {
            continue;
        };
        let now = line.cell(*column).map(shown).unwrap_or_default();
        if now.trim() != was.trim() {
            out.push(Edit {
                kind: told.kind.clone(),
                id: told.id.clone(),
                heading: heading.clone(),
                was: was.clone(),
                now: now.trim().to_owned(),
                sheet: sheet.to_owned(),
                row: line.row,
            });
        }
    }
}
