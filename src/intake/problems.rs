//! Collects the problems of one file.

use super::problem::Problem;
use crate::domain::diag::Diagnostic;
use crate::domain::diag::Severity;
use crate::domain::diag::Spot;
use crate::words::Words;

/// Most problems that are listed. Further ones are only counted: nobody reads them, and a broken file must not use much
/// memory.
const LISTED: usize = 500;

pub(super) struct Problems<'w> {
    words: &'w Words,
    /// Each problem with the number of its sheet.
    found: Vec<(usize, Diagnostic)>,
    more: usize,
}

impl<'w> Problems<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        Self {
            words,
            found: Vec::new(),
            more: 0,
        }
    }

    pub(super) fn add(&mut self, spot: Spot, problem: &Problem<'_>) {
        self.add_with(|| spot, problem);
    }

    /// Calls `spot` only if the problem is listed, because finding the place costs time.
    pub(super) fn add_with(&mut self, spot: impl FnOnce() -> Spot, problem: &Problem<'_>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let spot = spot();
        let in_sheet = spot.sheet.is_some();
        let (severity, code, message, help) = problem.say(self.words, in_sheet);
        let sheet = spot.sheet.as_ref().map_or(0, |(number, _)| *number);
        let diagnostic = Diagnostic::new(severity, code, &message, &help, spot);
        self.found.push((sheet, diagnostic));
    }

    /// Whether further problems are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= LISTED
    }

    pub(super) fn has_errors(&self) -> bool {
        self.found.iter().any(|(_, d)| d.is_error())
    }

    /// Everything found, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|(sheet_a, a), (sheet_b, b)| {
            (sheet_a, a.line, a.column, a.severity, a.code)
                .cmp(&(sheet_b, b.line, b.column, b.severity, b.code))
        });
        self.found.dedup_by(|(sheet_a, a), (sheet_b, b)| {
            (sheet_a, a.line, a.column, a.code, &a.message)
                == (sheet_b, b.line, b.column, b.code, &b.message)
        });
        if self.more > 0 {
            let (severity, code, message, help) =
                Problem::More { count: self.more }.say(self.words, false);
            let severity = if self.has_errors() {
                severity
            } else {
                Severity::Warning
            };
            let last = self.found.last().map(|(sheet, d)| Spot {
                sheet: d.sheet.clone().map(|name| (*sheet, name)),
                line: d.line,
                column: d.column,
                span: d.span.clone(),
            });
            let spot = last.unwrap_or(Spot {
                sheet: None,
                line: 1,
                column: 1,
                span: 0..0,
            });
            let diagnostic = Diagnostic::new(severity, code, &message, &help, spot);
            self.found.push((usize::MAX, diagnostic));
        }
        self.found.into_iter().map(|(_, d)| d).collect()
    }
}
