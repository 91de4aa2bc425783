//! The reader of workbooks: the sheets of a session become rows under the same columns as those of a TOML file.
//! `layout` says which sheets there are, `value` reads cells, `write` lays a session out on such sheets.

mod layout;
mod names;
mod origin;
mod read;
mod value;
mod write;

pub(super) use value::{serial_date, shown};
pub use write::{filled, template};

use super::judge;
use super::loaded::Loaded;
use super::problem::Problem;
use super::problems::Problems;
use super::sheet::{self, Book, SheetError};
use crate::domain::diag::Spot;
use crate::words::Words;
use origin::Sheets;

/// Most rows of a session, as in a text.
const ROWS: usize = 20_000;

/// Reads a workbook as it lies on the disk.
pub(super) fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    load_book(sheet::read(bytes), words)
}

/// What came of the sheets of a workbook, or why they could not be read.
pub fn load_book(book: Result<Book, SheetError>, words: &Words) -> Loaded {
    let mut problems = Problems::new(words);
    let nowhere = || Spot {
        sheet: None,
        line: 1,
        column: 1,
        span: 0..0,
    };
    let book = match book {
        Ok(book) => book,
        Err(error) => {
            problems.add(nowhere(), &Problem::Workbook(&error));
            return Loaded::new(None, problems, "");
        }
    };
    let rows: usize = book.sheets.iter().map(|sheet| sheet.lines.len()).sum();
    if rows > ROWS {
        problems.add(nowhere(), &Problem::TooManyRows { max: ROWS });
        return Loaded::new(None, problems, "");
    }
    let sheets = Sheets::of(&book);
    let mut document = read::document(&book, &sheets, &mut problems);
    names::resolve(&mut document);
    let session = judge::session(&document, &sheets, &mut problems);
    Loaded::new(Some(session), problems, "")
}
