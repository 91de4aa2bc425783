//! What is asked of an import: files, names of columns, the session to compare with.

use super::alias::Aliases;
use super::kind::ListKind;
use crate::domain::reading::Answers;
use crate::domain::roster::Session;
use crate::domain::rule::concept::Concepts;
use crate::intake::sheet::{Book, Encoding};
use jiff::civil::Date;
use std::fmt;

/// A file that is taken in.
#[derive(Debug)]
pub struct Input<'i> {
    /// What it lists.
    pub kind: ListKind,
    /// Its name.
    pub name: String,
    /// Its sheets, where it is a workbook; otherwise its bytes are a text.
    pub book: Option<Book>,
    /// Its bytes.
    pub bytes: &'i [u8],
}

/// Who waits for an import: is told how many rows were read, and says whether to go on.
#[derive(Clone, Copy)]
pub struct Watch<'c>(pub &'c dyn Fn(usize) -> bool);

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// How it is taken in.
#[derive(Debug, Default)]
pub struct Choice<'c> {
    /// Names of columns.
    pub aliases: Aliases,
    /// Only this sheet.
    pub sheet: Option<&'c str>,
    /// The encoding of texts.
    pub encoding: Option<Encoding>,
    /// The session that the lists are compared with.
    pub session: Option<&'c Session>,
    /// By which relations of patents to needs are suggested.
    pub concepts: Option<&'c Concepts>,
    /// The day of the session.
    pub day: Option<Date>,
    /// Whether something is to be written, so that what cannot be is an error.
    pub is_strict: bool,
    /// What was answered to badge numbers that have another name in the list.
    pub answers: Answers,
    /// Whether its sentences are read on the screen, which has other means than the command line.
    pub is_on_screen: bool,
    /// Who waits for it.
    pub watch: Option<Watch<'c>>,
}
