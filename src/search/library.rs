//! A patent library beside the session: thousands to a million documents somebody exported or listed.
//!
//! Read are the J-PlatPat exports in all their header variants, other tables whose header names a number or a title,
//! and plain lists with one document per line. What cannot be read is told by line; nothing is guessed silently.

mod document;
mod error;
mod header;
mod list;
mod plain;
mod table;

pub use document::{Document, joined};
pub use error::LibraryError;

use header::Header;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The documents in the order of the file, several rows of one number joined.
    pub documents: Vec<Document>,
    /// Lines of a table, from 1, that hold no document: remarks below it.
    pub left_out: Vec<u64>,
}

/// What the bytes of a file hold.
pub fn read(bytes: &[u8]) -> Result<Content, LibraryError> {
    let text = plain::text(bytes)?;
    if let Some(line) = plain::wrong_line(&text) {
        return Err(LibraryError::Binary { line });
    }
    if let Some(line) = plain::markup(&text) {
        return Err(LibraryError::Markup { line });
    }
    let said = plain::separator(&text);
    let header = Header::find(&text, said.map(|s| s.0));
    let (documents, left_out) = if let Some(header) = header {
        let above = text.get(..header.at).unwrap_or_default();
        let lost = (1..)
            .zip(above.lines())
            .find(|(_, row)| list::is_document(row));
        if let Some((line, _)) = lost {
            let header = header.above + 1;
            return Err(LibraryError::Above { line, header });
        }
        table::table(&text, &header)?
    } else {
        let skipped = said.map_or(0, |s| s.1);
        let rest = text.get(skipped..).unwrap_or_default();
        if let Some(line) = list::other_table(rest) {
            let line = line + u64::from(skipped > 0);
            return Err(LibraryError::Header { line });
        }
        (list::list(rest)?, Vec::new())
    };
    let documents = joined(documents);
    if documents.is_empty() {
        return Err(LibraryError::Empty);
    }
    Ok(Content {
        documents,
        left_out,
    })
}

#[cfg(test)]
mod tests;
