//! Plain lists: one document a line.

use super::document::Document;
use super::error::LibraryError;
use super::header::is_name;
use super::plain::line_of;
use super::table::{applicants, line};
use crate::search::number;

/// The documents of a list. A line that only names a column is none.
pub(super) fn list(text: &str) -> Result<Vec<Document>, LibraryError> {
    let mut out = Vec::new();
    for (at, row) in (1..).zip(text.lines()) {
        let first = row.split([',', '\t', ';']).next().unwrap_or_default();
        if is_name(first.trim_matches('"')) {
            if row.matches('"').count() % 2 == 1 {
                return Err(LibraryError::Quote { line: at });
            }
            if first.len() < row.trim_end().len() {
                return Err(LibraryError::Header { line: at });
            }
            continue;
        }
        out.extend(listed(row));
    }
    Ok(out)
}

/// True if a line starts with the number of a document.
pub(super) fn is_document(row: &str) -> bool {
    let head = row.trim().trim_matches('"');
    let head = head.split(['\t', ',', ';', ' ', '\u{3000}']).next();
    head.is_some_and(|head| crate::domain::number::patent_id(head.trim_matches('"')).is_some())
}

/// A line of a plain list: a number, a title, or both.
fn listed(text: &str) -> Option<Document> {
    let text = text.trim().trim_matches('"');
    let text = text.strip_prefix('#').map_or(text, |_| "");
    if text.is_empty() {
        return None;
    }
    let (head, rest) = text
        .split_once(['\t', ',', ' ', '\u{3000}'])
        .unwrap_or((text, ""));
    let is_number = number::notations(head).is_some_and(|n| !n.bare.is_empty());
    let (number, title) = if is_number { (head, rest) } else { ("", text) };
    // A third column of a list is the applicant.
    let (title, applicant) = title.split_once('\t').unwrap_or((title, ""));
    Some(Document {
        number: line(number),
        title: line(title.trim_matches(['"', ',', ' '])),
        applicants: applicants(applicant),
        ..Document::default()
    })
}

/// Rows of text above a table that are looked over.
const ABOVE: usize = 40;

/// Rows below which lines with as many commas each are titles rather than a table.
const ROWS: usize = 3;

/// The first line of a table of something else: every row has as many cells, and none of them starts with a number.
pub(super) fn other_table(text: &str) -> Option<u64> {
    [b',', b'\t', b';']
        .into_iter()
        .find_map(|s| rows_of(text, s))
}

fn rows_of(text: &str, separator: u8) -> Option<u64> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    let (mut above, mut rows, mut cells, mut first) = (0, 0, 0, 0);
    while let Ok(true) = reader.read_record(&mut row) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let head = number::notations(row.get(0).unwrap_or_default());
        let is_number = head.is_some_and(|n| !n.bare.is_empty());
        if rows == 0 && row.len() == 1 && above < ABOVE && !is_number {
            above += 1;
        } else if is_number || row.len() == 1 || rows > 0 && row.len() != cells {
            return None;
        } else {
            if rows == 0 {
                first = row.position().map_or(1, |at| line_of(text, at));
                cells = row.len();
            }
            rows += 1;
        }
    }
    let enough = if above == 0 { 1 } else { above.max(ROWS - 1) };
    (rows > enough).then_some(first)
}
