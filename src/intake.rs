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
mod dates;
mod fill;
pub mod head;
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
pub mod tables;
pub mod template;
mod toml;
mod unfold;

pub use judge::judge;
pub use loaded::{Loaded, Outline};
pub use toml::write as to_toml;

use crate::words::Words;

/// Reads a session file as it lies on the disk.
pub fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    toml::load_bytes(bytes, words)
}

/// Reads the text of a session file.
pub fn load(text: &str, words: &Words) -> Loaded {
    toml::load(text, words)
}
