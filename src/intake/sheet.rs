//! What stands on the sheets of a file, before anybody asks what it means: a workbook or a table of text as lines of
//! cells with their places.

mod dense;
mod grid;
mod parts;
mod sniff;
mod text;
mod xlsx;

pub use grid::{Area, Book, CELLS, Line, ROWS, Raw, Sheet, SheetError};
pub use sniff::{Container, container};
pub use text::{Encoding, Text, read as read_text};

/// Reads a workbook. Nothing of it is executed, and what it links to is not opened.
pub fn read(bytes: &[u8]) -> Result<Book, SheetError> {
    match container(bytes) {
        Container::Xlsx => xlsx::read(bytes),
        Container::Ods => dense::ods(bytes),
        Container::Xls => dense::xls(bytes),
        Container::Password => Err(SheetError::Password),
        Container::Cut => Err(SheetError::Cut),
        Container::Markup => Err(SheetError::Markup),
        Container::Xlsb => Err(SheetError::Xlsb),
        Container::Binary | Container::Text => Err(SheetError::Binary),
    }
}
