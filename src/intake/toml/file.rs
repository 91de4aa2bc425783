//! The text of a TOML file: which lines could be read, and which line and column a place of the parsed text has.

use crate::domain::diag::{Source, Spot};
use crate::intake::place::{Example, Origin, Place};
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) struct TextFile<'a> {
    source: Source<'a>,
    /// Starts of the lines of the repaired text. Places count bytes of that text, because it is what was parsed last.
    parsed: Vec<usize>,
    /// Lines, from 0, with a syntax error. What was read from them is a guess.
    broken: BTreeSet<usize>,
    /// Lines, from 0, that were taken out. A key that seems to be missing may have stood there.
    lost: BTreeSet<usize>,
}

impl<'a> TextFile<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let source = Source::new(text);
        let parsed = (0..source.lines()).map(|n| source.start(n)).collect();
        Self {
            source,
            parsed,
            broken: BTreeSet::new(),
            lost: BTreeSet::new(),
        }
    }

    pub(super) fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// Sets the line starts of the text that is parsed from now on.
    pub(super) fn parsed_as(&mut self, starts: Vec<usize>) {
        self.parsed = starts;
    }

    /// Line, from 0, of a byte of the parsed text.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.parsed.partition_point(|start| *start <= at).max(1) - 1
    }

    /// The byte of the file for a byte of the parsed text.
    fn in_file(&self, at: usize) -> usize {
        let line = self.line_of(at);
        let within = at.saturating_sub(self.parsed.get(line).copied().unwrap_or(0));
        let start = self.source.start(line);
        let last = start + self.source.line(line).len();
        self.source.snap((start + within).min(last))
    }

    pub(super) fn mark_broken(&mut self, line: usize) {
        self.broken.insert(line);
    }

    pub(super) fn mark_lost(&mut self, line: usize) {
        self.lost.insert(line);
    }

    /// Whether a line of the range was taken out. Lines count from 0, and the end is excluded.
    pub(super) fn lost_in(&self, lines: Range<usize>) -> bool {
        !lines.is_empty() && self.lost.range(lines).next().is_some()
    }

    /// The place of these bytes of the file itself.
    pub(super) fn spot(&self, span: Range<usize>) -> Spot {
        self.source.spot(span)
    }
}

impl Origin for TextFile<'_> {
    fn is_guess(&self, place: Place) -> bool {
        match place {
            Place::Text { from, .. } => self.broken.contains(&self.line_of(from)),
            Place::Cell { .. } => false,
        }
    }

    fn has_headings(&self) -> bool {
        false
    }

    fn locate(&self, place: Place) -> Spot {
        match place {
            Place::Text { from, to } => self.spot(self.in_file(from)..self.in_file(to)),
            // A text has no cells, so row and column are used as they are.
            Place::Cell { row, column, .. } => Spot {
                sheet: None,
                line: row,
                column,
                span: 0..0,
            },
        }
    }

    fn line(&self, place: Place) -> u32 {
        match place {
            Place::Text { from, .. } => u32::try_from(self.line_of(from) + 1).unwrap_or(u32::MAX),
            Place::Cell { row, .. } => row,
        }
    }

    fn write(&self, column: &str, value: Example<'_>) -> String {
        match value {
            Example::Text(s) => format!("{column} = \"{s}\""),
            Example::Number(n) => format!("{column} = {n}"),
            Example::Date(d) => format!("{column} = {d}"),
            Example::Time(t) => format!("{column} = {}", t.strftime("%H:%M:%S")),
            Example::Flag(b) => format!("{column} = {b}"),
            Example::Texts(s) => format!("{column} = [\"{s}\"]"),
            Example::Groups if column == "needs" => {
                "needs = [{ no = \"N-02\", relation = \"解決候補\" }]".to_owned()
            }
            Example::Groups => format!("{column} = [{{ need = \"N-02\", level = \"関心\" }}]"),
        }
    }
}
