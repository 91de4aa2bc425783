//! Floor 2: intake, from what organisers hand in to a session whose references all lead somewhere, or to the list of
//! everything that is wrong. One run finds all.
//!
//! A reader for each format (`toml`) yields rows of cells with their places (`row`, `place`). Nothing behind a reader
//! knows its format: the tables of columns (`tables`) say what a row may hold, `fill` checks cell by cell and row by
//! row, and `refs` judges at the end what refers to what.
//!
//! A further format is a folder beside `toml`: it yields a [`row::Document`] and is a [`place::Origin`].

mod checks;
mod choice;
mod column;
pub mod edited;
mod fill;
pub mod head;
pub mod import;
mod judge;
mod loaded;
mod note;
mod personal;
pub mod place;
mod problem;
mod problems;
mod refs;
mod reporter;
pub mod row;
pub mod section;
pub mod sheet;
mod sheet_say;
pub mod tables;
pub mod template;
mod toml;
mod unfold;
pub mod workbook;

pub use judge::judge;
pub use loaded::{Loaded, Outline};

use crate::domain::roster::Session;
use crate::words::Words;
use sheet::Container;

pub use sheet_say::unreadable;
pub use toml::{merge as merge_toml, write as to_toml};

/// Reads a session file as it lies on the disk: a workbook or a text, by what stands in it.
pub fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    if is_workbook(bytes) {
        workbook::load_bytes(bytes, words)
    } else {
        toml::load_bytes(bytes, words)
    }
}

/// Whether the bytes are those of a workbook, or of a file that was one.
pub fn is_workbook(bytes: &[u8]) -> bool {
    match sheet::container(bytes) {
        Container::Xlsx
        | Container::Xlsb
        | Container::Ods
        | Container::Xls
        | Container::Password
        | Container::Cut => true,
        Container::Markup | Container::Binary | Container::Text => false,
    }
}

/// Checks a session as if it stood in a file, however large it is: the record has no limit.
pub fn check(session: &Session, words: &Words) -> Loaded {
    toml::check(&to_toml(session), words)
}

/// Reads the text of a session file.
pub fn load(text: &str, words: &Words) -> Loaded {
    toml::load(text, words)
}
