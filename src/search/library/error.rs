//! Why a file cannot be a library.

/// Why a file cannot be a library. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// Neither UTF-8 nor Shift JIS.
    #[error("neither UTF-8 nor Shift_JIS, first wrong byte at {0}")]
    Encoding(usize),
    /// A row of a table cannot be split into cells.
    #[error("line {line}: not a row of a table")]
    Row {
        /// Line in the file.
        line: u64,
    },
    /// No text at all.
    #[error("line {line}: not a text file")]
    Binary {
        /// The first line with a character that no text has.
        line: u64,
    },
    /// A page of the web or data of a program, saved under the name of a list.
    #[error("line {line}: HTML, XML or JSON")]
    Markup {
        /// The line where it starts.
        line: u64,
    },
    /// A table of something else.
    #[error("line {line}: no column names a document number or a title")]
    Header {
        /// The line with the names of the columns.
        line: u64,
    },
    /// A document above the names of the columns, which would be lost.
    #[error("line {line}: a document stands above the names of the columns")]
    Above {
        /// Line of the document.
        line: u64,
        /// The line with the names of the columns.
        header: u64,
    },
    /// A cell that never ends.
    #[error("line {line}: a quotation mark is never closed")]
    Quote {
        /// Where the row of that cell starts.
        line: u64,
    },
    /// Nothing in it.
    #[error("no document in it")]
    Empty,
}
