//! The names of the sheets, by which the places of a workbook are told.

use super::value;
use crate::domain::diag::Spot;
use crate::intake::place::{Example, Origin, Place};
use crate::intake::sheet::Book;
use crate::text::Clean;

/// The names of the sheets, by which places are told.
pub(super) struct Sheets(Vec<Clean>);

impl Sheets {
    pub(super) fn of(book: &Book) -> Self {
        Self(book.sheets.iter().map(|s| Clean::line(&s.name)).collect())
    }
}

impl Origin for Sheets {
    fn is_guess(&self, _: Place) -> bool {
        false
    }

    fn has_headings(&self) -> bool {
        true
    }

    fn locate(&self, place: Place) -> Spot {
        match place {
            Place::Cell { sheet, row, column } => Spot {
                sheet: Some((sheet, self.0.get(sheet).cloned().unwrap_or_default())),
                line: row,
                column,
                span: 0..0,
            },
            // A workbook has no text; the first cell stands for all of it.
            Place::Text { .. } => Spot {
                sheet: Some((0, self.0.first().cloned().unwrap_or_default())),
                line: 1,
                column: 1,
                span: 0..0,
            },
        }
    }

    fn line(&self, place: Place) -> u32 {
        self.locate(place).line
    }

    fn write(&self, _: &str, value: Example<'_>) -> String {
        match value {
            Example::Text(s) | Example::Number(s) | Example::Texts(s) => s.to_owned(),
            Example::Date(d) => d.to_string(),
            Example::Time(t) => t.strftime("%H:%M").to_string(),
            Example::Flag(b) => value::flag_word(b).to_owned(),
            Example::Groups => String::new(),
        }
    }
}
