//! Files of sheets that a user names. Older workbooks cannot be read as a stream, and what reads them may ask for more
//! room than there is and die of it; so a child process reads those.

use super::memory;
use crate::intake;
use crate::intake::Loaded;
use crate::intake::sheet::{Book, Container, SheetError, container, read};
use crate::intake::workbook;
use crate::words::Words;
use std::path::Path;
use std::process::{Command, Stdio};

/// The sheets of a workbook; none: it is a text.
pub(super) fn book(path: &Path, bytes: &[u8]) -> Result<Option<Book>, SheetError> {
    match container(bytes) {
        Container::Text => Ok(None),
        Container::Ods | Container::Xls => apart(path).map(Some),
        Container::Xlsx
        | Container::Xlsb
        | Container::Password
        | Container::Cut
        | Container::Markup
        | Container::Binary => read(bytes).map(Some),
    }
}

/// What a session file is, whatever its format.
pub(super) fn load(path: &Path, bytes: &[u8], words: &Words) -> Loaded {
    match container(bytes) {
        Container::Ods | Container::Xls => workbook::load_book(apart(path), words),
        Container::Xlsx
        | Container::Xlsb
        | Container::Password
        | Container::Cut
        | Container::Markup
        | Container::Binary
        | Container::Text => intake::load_bytes(bytes, words),
    }
}

/// Reads a workbook in a child process.
fn apart(path: &Path) -> Result<Book, SheetError> {
    let damaged = |why: String| SheetError::Damaged(why);
    let program = std::env::current_exe().map_err(|e| damaged(e.to_string()))?;
    let child = Command::new(program)
        .arg("read-sheets")
        .arg(path)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|e| damaged(e.to_string()))?;
    // A child that died wrote nothing whole.
    let told: Result<Result<Book, SheetError>, _> = serde_json::from_slice(&child.stdout);
    told.unwrap_or_else(|_| {
        Err(if memory::was_refused(&child.stderr) {
            SheetError::Memory { mib: memory::MIB }
        } else {
            damaged(child.status.to_string())
        })
    })
}
