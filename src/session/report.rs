//! Where the problems of one file are collected, with their places.

use super::problem::Problem;
use crate::domain::diag::Diagnostic;
use crate::domain::diag::Severity;
use crate::domain::diag::Source;
use crate::text::Clean;
use crate::words::Words;
use std::collections::BTreeSet;
use std::ops::Range;

/// More are counted, not listed: nobody reads them, and a broken file must not cost memory.
const LISTED: usize = 500;

pub(super) struct Report<'a> {
    words: &'a Words,
    source: Source<'a>,
    /// Where the lines of the repaired text begin, which is what was parsed in the end.
    parsed: Vec<usize>,
    /// Lines, from 0, whose writing is wrong: what was read from them is a guess and not judged.
    broken: BTreeSet<usize>,
    /// Lines, from 0, whose content was lost: what seems to be missing may have stood there.
    lost: BTreeSet<usize>,
    found: Vec<Diagnostic>,
    more: usize,
}

impl<'a> Report<'a> {
    pub(super) fn new(text: &'a str, words: &'a Words) -> Self {
        let source = Source::new(text);
        let parsed = (0..source.lines()).map(|n| source.start(n)).collect();
        Self {
            words,
            source,
            parsed,
            broken: BTreeSet::new(),
            lost: BTreeSet::new(),
            found: Vec::new(),
            more: 0,
        }
    }

    pub(super) fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// From now on places are places of a text with these line starts.
    pub(super) fn parsed_as(&mut self, starts: Vec<usize>) {
        self.parsed = starts;
    }

    /// Line, from 0, of a place of the parsed text.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.parsed.partition_point(|start| *start <= at).max(1) - 1
    }

    /// The place in the file of a place of the parsed text.
    fn place(&self, at: usize) -> usize {
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

    fn is_broken(&self, line: usize) -> bool {
        self.broken.contains(&line)
    }

    /// Whether the content of a line of the range, from 0 and without its end, was lost.
    pub(super) fn lost_in(&self, lines: Range<usize>) -> bool {
        !lines.is_empty() && self.lost.range(lines).next().is_some()
    }

    /// A problem at a place of the parsed text. On a broken line only its writing is reported.
    pub(super) fn add(&mut self, span: &Range<usize>, problem: &Problem<'_>) {
        if !self.is_broken(self.line_of(span.start)) {
            let span = self.place(span.start)..self.place(span.end);
            self.add_in_file(span, problem);
        }
    }

    /// A problem at a place of the file.
    pub(super) fn add_in_file(&mut self, span: Range<usize>, problem: &Problem<'_>) {
        if self.found.len() >= LISTED {
            self.more += 1;
            return;
        }
        let (severity, code, message, help) = problem.say(self.words);
        let (line, column) = self.source.position(span.start);
        self.found.push(Diagnostic {
            severity,
            code,
            message: Clean::line(&message),
            help: Clean::line(&help),
            line,
            column,
            span: self.source.snap(span.start)..self.source.snap(span.end.max(span.start)),
        });
    }

    /// Whether more is only counted, so that hints need not be looked for.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= LISTED
    }

    pub(super) fn has_errors(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// Everything found, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            (a.line, a.column, a.severity, a.code).cmp(&(b.line, b.column, b.severity, b.code))
        });
        self.found.dedup_by(|a, b| {
            (a.line, a.column, a.code, &a.message) == (b.line, b.column, b.code, &b.message)
        });
        if self.more > 0 {
            let (severity, code, message, help) =
                Problem::More { count: self.more }.say(self.words);
            let (line, column, span) = self
                .found
                .last()
                .map_or((1, 1, 0..0), |d| (d.line, d.column, d.span.clone()));
            self.found.push(Diagnostic {
                severity: if self.found.iter().any(Diagnostic::is_error) {
                    severity
                } else {
                    Severity::Warning
                },
                code,
                message: Clean::line(&message),
                help: Clean::line(&help),
                line,
                column,
                span,
            });
        }
        self.found
    }
}
