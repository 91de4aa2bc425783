//! Diagnostics: problems found in what people wrote (session files, settings, keys, catalogues). All are reported at
//! once, each with its place, its reason and its remedy.

pub mod render;
pub mod similar;

use crate::text;
use crate::text::Clean;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// What a problem means for the file it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is used, but somebody should look at this.
    Warning,
}

impl Severity {
    /// `error` or `warning`, as in the JSON of `enishi check`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

/// One problem. Serialises to the shape that `enishi check --json` promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether the file is refused or used.
    pub severity: Severity,
    /// Stable name for manuals and tests, for example `E012`.
    pub code: &'static str,
    /// What is wrong, in the language of the user.
    pub message: Clean,
    /// What to do about it; may be empty.
    pub help: Clean,
    /// Sheet of a workbook; `line` and `column` are then its row and column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Clean>,
    /// Line or row, from 1.
    pub line: u32,
    /// Column in characters or cells, from 1.
    pub column: u32,
    /// The same place in bytes of the text; empty in a workbook.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// A place in a file, with the numbers that a person looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Number, from 0, and name of the sheet of a workbook.
    pub sheet: Option<(usize, Clean)>,
    /// Line of a text or row of a sheet, from 1.
    pub line: u32,
    /// Column in characters of a text or cells of a sheet, from 1.
    pub column: u32,
    /// Bytes of the text that the excerpt marks; empty in a workbook.
    pub span: Range<usize>,
}

impl Diagnostic {
    /// A problem at a place. Message and remedy are cleaned, because they repeat text of the file.
    pub fn new(
        severity: Severity,
        code: &'static str,
        message: &str,
        help: &str,
        spot: Spot,
    ) -> Self {
        Self {
            severity,
            code,
            message: Clean::line(message),
            help: Clean::line(help),
            sheet: spot.sheet.map(|(_, name)| name),
            line: spot.line,
            column: spot.column,
            span: spot.span,
        }
    }

    /// Whether the file is refused because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value of a file as a message repeats it: cleaned, and at most `cells` wide.
pub fn quoted(value: &str, cells: usize) -> String {
    // A value may be a megabyte long, so only its start is cleaned.
    let start: String = value.chars().take(200).collect();
    text::elide(&Clean::line(&start), cells)
}

/// A text with the starts of its lines.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Searches the text for line ends once.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many lines there are, an empty last one included.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Number, from 0, of the line with byte `at`.
    pub fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1) - 1
    }

    /// First byte of a line, from 0; the end of the text if there is no such line.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Text of a line, from 0, without its line end.
    pub fn line(&self, line: usize) -> &'a str {
        let whole = self
            .text
            .get(self.start(line)..self.start(line + 1))
            .unwrap_or_default();
        whole.trim_end_matches(['\n', '\r'])
    }

    /// Line and column, both from 1, of byte `at`. A byte inside a character counts as the start of that character.
    pub fn position(&self, at: usize) -> (u32, u32) {
        let line = self.line_at(at);
        let before = self.snap(at).saturating_sub(self.start(line));
        let column = self
            .line(line)
            .get(..before)
            .unwrap_or(self.line(line))
            .chars()
            .count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        (number(line), number(column))
    }

    /// The place of a range of bytes. Both ends move to the start of a character.
    pub fn spot(&self, span: Range<usize>) -> Spot {
        let (line, column) = self.position(span.start);
        Spot {
            sheet: None,
            line,
            column,
            span: self.snap(span.start)..self.snap(span.end.max(span.start)),
        }
    }

    /// The start of the character that contains byte `at`.
    pub fn snap(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let source = Source::new("一\r\nあいう = \"x\"\n");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position("一\r\nあいう = ".len()), (2, 7));
        assert_eq!(source.position(1), (1, 1));
        assert_eq!(source.position(999), (3, 1));
        assert_eq!(source.line(1), "あいう = \"x\"");
        assert_eq!(Source::new("").position(0), (1, 1));
    }
}
