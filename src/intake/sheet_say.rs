//! Why a file of sheets cannot be read, in the language of the user: what happened, and what to do.

use super::sheet::SheetError;
use crate::words::Words;
use crate::words::fl;

/// Message and remedy.
pub fn unreadable(error: &SheetError, words: &Words) -> (String, String) {
    let by_excel = || fl!(words, "sheet-save-again");
    match error {
        SheetError::Stopped => (fl!(words, "sheet-stopped"), String::new()),
        SheetError::Password => (
            fl!(words, "sheet-password"),
            fl!(words, "sheet-password-how"),
        ),
        SheetError::Cut => (fl!(words, "sheet-cut"), fl!(words, "sheet-cut-how")),
        SheetError::Markup => (fl!(words, "sheet-markup"), by_excel()),
        SheetError::Binary => (fl!(words, "sheet-binary"), by_excel()),
        SheetError::Xlsb => (fl!(words, "sheet-xlsb"), by_excel()),
        SheetError::TooBig { mib } => (
            fl!(words, "sheet-too-big", mib = mib.to_string()),
            fl!(words, "sheet-too-many-how"),
        ),
        SheetError::TooMany { rows, cells } => (
            fl!(
                words,
                "sheet-too-many",
                rows = rows.to_string(),
                cells = cells.to_string()
            ),
            fl!(words, "sheet-too-many-how"),
        ),
        SheetError::Memory { mib } => (
            fl!(words, "sheet-memory", mib = mib.to_string()),
            fl!(words, "sheet-too-many-how"),
        ),
        SheetError::Encoding { line, encoding } => (
            fl!(
                words,
                "sheet-encoding",
                line = line.to_string(),
                encoding = encoding.as_str()
            ),
            fl!(words, "sheet-encoding-how"),
        ),
        SheetError::Quote { line } => (
            fl!(words, "sheet-quote", line = line.to_string()),
            fl!(words, "sheet-quote-how"),
        ),
        // What the library says of it is English and about bytes.
        SheetError::Damaged(_) => (fl!(words, "sheet-damaged"), by_excel()),
    }
}
