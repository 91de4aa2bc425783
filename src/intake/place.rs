//! Places: where a value stands, as the reader counts, and where a person finds it.

use crate::domain::diag::Spot;
use jiff::civil::{Date, Time};
use std::ops::Range;

/// Where something stands in what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the text that was parsed, the end excluded.
    Text {
        /// First byte.
        from: usize,
        /// Byte behind the last one.
        to: usize,
    },
    /// A cell of a workbook.
    Cell {
        /// Number of the sheet, from 0.
        sheet: usize,
        /// As the spreadsheet numbers them, from 1.
        row: u32,
        /// From 1: column A.
        column: u32,
    },
}

impl From<Range<usize>> for Place {
    fn from(span: Range<usize>) -> Self {
        Self::Text {
            from: span.start,
            to: span.end,
        }
    }
}

/// An example of a value, for a remedy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Example<'a> {
    /// One text.
    Text(&'a str),
    /// Digits of a whole number.
    Number(&'a str),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    Texts(&'a str),
    /// A list of groups such as the interests of an attendee.
    Groups,
}

/// What validation asks of the file that the rows were read from.
pub trait Origin {
    /// Whether the reader had to guess what stands there. It reported why, so nothing else is reported for this place.
    fn is_guess(&self, place: Place) -> bool;
    /// Whether columns are called by their headings, not by their names.
    fn has_headings(&self) -> bool;
    /// The place in the terms of the file.
    fn locate(&self, place: Place) -> Spot;
    /// Line or row of the place, from 1, for messages that name a second place.
    fn line(&self, place: Place) -> u32;
    /// How a value of the column is written in this format.
    fn write(&self, column: &str, value: Example<'_>) -> String;
}
