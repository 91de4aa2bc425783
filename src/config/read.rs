//! Reads a configuration file. No mistake in it stops the program: each becomes a warning with its place, and the
//! default stays.

use crate::domain::diag::Diagnostic;
use crate::domain::diag::Severity;
use crate::domain::diag::Source;
use crate::domain::diag::quoted;
use crate::domain::diag::similar::nearest;
use crate::words::Words;
use crate::words::fl;
use std::ops::Range;
use toml::de::DeTable;

/// Most bytes of a configuration file.
const BIGGEST: usize = 1 << 20;

/// Most warnings that are kept. A file with more is not a configuration file, and further warnings tell nothing new.
const LISTED: usize = 100;

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words,
    source: Source<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, words: &'a Words) -> Self {
        Self {
            words,
            source: Source::new(text),
            found: Vec::new(),
        }
    }

    /// Parses the text as TOML. Lines that are not TOML become warnings.
    pub(super) fn document(&mut self) -> DeTable<'a> {
        let text = self.source.text();
        if text.len() > BIGGEST {
            let message = fl!(self.words, "config-too-big");
            let help = fl!(self.words, "config-too-big-help");
            self.warn(0..0, "W201", &message, &help);
            return DeTable::new();
        }
        let (document, errors) = DeTable::parse_recoverable(text);
        let mut last = None;
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let line = self.source.line_at(span.start);
            if last != Some(line) {
                let message = fl!(self.words, "config-syntax");
                let help = fl!(self.words, "config-syntax-help");
                self.warn(span, "W202", &message, &help);
            }
            last = Some(line);
        }
        document.into_inner()
    }

    /// Whether something was wrong so far.
    pub(super) fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    pub(super) fn warn(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: &str,
        help: &str,
    ) {
        if self.found.len() >= LISTED {
            return;
        }
        let spot = self.source.spot(span);
        let warning = Diagnostic::new(Severity::Warning, code, message, help, spot);
        self.found.push(warning);
    }

    /// Warns of an unknown key and names the nearest known one, or all.
    pub(super) fn unknown(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let w = &self.words;
        let message = fl!(w, "config-unknown", key = q(key));
        let help = match nearest(key, known.iter().copied()) {
            Some(meant) => fl!(w, "config-mean", value = q(meant)),
            None => fl!(w, "config-known", all = known.join(" / ")),
        };
        self.warn(span, "W203", &message, &help);
    }

    /// Warns of a value that cannot be used; `wanted` shows what can.
    pub(super) fn wrong(&mut self, span: Range<usize>, key: &str, wanted: &str) {
        let w = &self.words;
        let message = fl!(w, "config-value", key = q(key));
        let help = fl!(w, "config-value-help", wanted = wanted.to_owned());
        self.warn(span, "W204", &message, &help);
    }

    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|d| (d.line, d.column));
        self.found
    }
}

/// A value of the file as a message repeats it: cleaned and cut.
pub(super) fn q(value: &str) -> String {
    quoted(value, 60)
}
