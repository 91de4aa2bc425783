//! Parsing with error recovery. A line that the parser refuses is repaired if its meaning is clear (full-width signs,
//! curly quotes, dates in words) and taken out if not; then the rest is parsed again. So one run finds the mistakes of
//! every line, and the content of the good lines is judged as well.

use super::file::TextFile;
use super::slip;
use super::slip::Slip;
use crate::intake::problem::Problem;
use crate::intake::problems::Problems;
use crate::intake::reporter::Reporter;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::{DeTable, Error};

/// Most bytes parsed in all rounds together: enough for dozens of rounds of a real file.
const BUDGET: usize = 12 << 20;

/// Most errors of one parse. A file with more is not a session file.
const HOPELESS: usize = 5_000;

/// The text that is parsed. Each line is that of the file or its repair.
struct Work<'a> {
    lines: Vec<Cow<'a, str>>,
    text: String,
    starts: Vec<usize>,
}

impl<'a> Work<'a> {
    fn new(file: &TextFile<'a>) -> Self {
        let source = file.source();
        Self {
            lines: (0..source.lines())
                .map(|n| Cow::Borrowed(source.line(n)))
                .collect(),
            text: String::new(),
            starts: Vec::new(),
        }
    }

    fn join(&mut self) {
        self.text.clear();
        self.starts.clear();
        for line in &self.lines {
            self.starts.push(self.text.len());
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn line(&self, n: usize) -> &str {
        self.lines.get(n).map_or("", |line| line.as_ref())
    }

    fn set(&mut self, n: usize, to: String) {
        if let Some(line) = self.lines.get_mut(n) {
            *line = Cow::Owned(to);
        }
    }

    fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1) - 1
    }

    fn start(&self, n: usize) -> usize {
        self.starts.get(n).copied().unwrap_or(self.text.len())
    }
}

/// Parses, reports all syntax errors, and hands the document to `read`. `None` if so little could be parsed that `read`
/// would only report consequences of the same errors.
pub(super) fn with_document<T>(
    text: &str,
    file: &mut TextFile<'_>,
    problems: &mut Problems<'_>,
    read: impl FnOnce(&DeTable<'_>, &TextFile<'_>, &mut Problems<'_>) -> T,
) -> Option<T> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(read(document.get_ref(), file, problems));
    }
    drop(document);
    let mut errors = errors;
    let mut work = Work::new(file);
    // The lines are those of the file, so places stay valid until the first repair.
    work.join();
    let mut seen = BTreeSet::new();
    let mut spent = text.len();
    loop {
        if errors.len() > HOPELESS {
            errors.truncate(HOPELESS);
            duplicates(&work.text, &errors, file, problems);
            let mut round = Round {
                work: &mut work,
                file,
                problems,
                seen: &mut seen,
                changed: false,
            };
            round.judge(errors);
            return None;
        }
        let mut round = Round {
            work: &mut work,
            file,
            problems,
            seen: &mut seen,
            changed: false,
        };
        round.judge(errors);
        let changed = round.changed;
        if changed {
            work.join();
        }
        file.parsed_as(work.starts.clone());
        spent += work.text.len();
        if spent > BUDGET.max(3 * text.len()) {
            return None;
        }
        let (document, again) = DeTable::parse_recoverable(&work.text);
        if !changed || again.is_empty() {
            duplicates(&work.text, &again, file, problems);
            return Some(read(document.get_ref(), file, problems));
        }
        drop(document);
        errors = again;
    }
}

fn is_duplicate(error: &Error) -> bool {
    error.message().starts_with("duplicate key") || error.message().starts_with("cannot extend")
}

/// Keys and headings that occur twice are no syntax errors. They are reported once the syntax is repaired.
fn duplicates(text: &str, errors: &[Error], file: &TextFile<'_>, problems: &mut Problems<'_>) {
    let lines: Vec<&str> = text.split('\n').collect();
    let heading = |n: usize| {
        lines
            .get(n)
            .is_some_and(|line| line.trim_start().starts_with('['))
    };
    let mut twice = BTreeSet::new();
    for error in errors.iter().filter(|e| is_duplicate(e)) {
        let span = error.span().unwrap_or(0..0);
        let line = file.line_of(span.start);
        if heading(line) {
            twice.insert(line);
        } else if (0..line)
            .rev()
            .find(|n| heading(*n))
            .is_some_and(|n| twice.contains(&n))
        {
            // Only its heading is reported, which is the mistake.
            continue;
        }
        let key = text.get(span.clone()).unwrap_or_default();
        Reporter::new(file, problems).add(span.into(), &Problem::DuplicateKey { key });
    }
}

/// One round: reports the errors of one parse, and repairs lines or takes them out.
struct Round<'w, 'a, 'r, 's, 'p> {
    work: &'w mut Work<'a>,
    file: &'r mut TextFile<'s>,
    problems: &'r mut Problems<'p>,
    /// Lines that were reported, repaired or taken out.
    seen: &'w mut BTreeSet<usize>,
    changed: bool,
}

impl Round<'_, '_, '_, '_, '_> {
    fn judge(&mut self, mut errors: Vec<Error>) {
        errors.sort_by_key(|e| e.span().map_or(0, |s| s.start));
        for error in errors {
            if is_duplicate(&error) {
                continue;
            }
            let span = error.span().unwrap_or(0..0);
            let line = self.work.line_at(span.start);
            let within = span.start.saturating_sub(self.work.start(line));
            let message = error.message();
            if is_open_end(message) {
                // The parser skipped what follows, so only a new parse can find errors there.
                self.unclosed(line, within, message);
                return;
            }
            if message.contains("multi-line") && message.ends_with("expected `\"`")
                || message.contains("multi-line") && message.ends_with("expected `'`")
            {
                self.unclosed_text(message.contains("basic"));
                return;
            }
            if self.seen.contains(&line) {
                // The line was reported before. If it still stops the parser, it is taken out.
                if self.still_destroys(message, line) {
                    self.take_out(line);
                }
                continue;
            }
            self.one_line(line, within, message, &error);
        }
    }

    /// Reports an error that concerns one line only, and repairs the line or takes it out.
    fn one_line(&mut self, line: usize, within: usize, message: &str, error: &Error) {
        let text = self.work.line(line).to_owned();
        let heading = (0..line)
            .rev()
            .map(|n| self.work.line(n))
            .find(|text| slip::is_heading(text))
            .map(slip::best_heading)
            .unwrap_or_default();
        let found = slip::slip(&text, within, message, &heading);
        let (problem, place, repaired) = if let Some(slip) = found {
            (slip.problem, slip.place, slip.repaired)
        } else {
            let end = error
                .span()
                .map_or(within, |s| s.end.saturating_sub(self.work.start(line)));
            let place = within..end.clamp(within, text.len().max(within));
            (Problem::Syntax, place, None)
        };
        self.say(line, place, &problem);
        self.seen.insert(line);
        match repaired {
            Some(repaired) if repaired != text => {
                self.work.set(line, repaired);
                self.changed = true;
            }
            _ if destroys(message) => self.take_out(line),
            _ => {}
        }
    }

    fn still_destroys(&self, message: &str, line: usize) -> bool {
        destroys(message) && !self.work.line(line).trim().is_empty()
    }

    fn say(&mut self, line: usize, place: Range<usize>, problem: &Problem<'_>) {
        let source = self.file.source();
        let (start, len) = (source.start(line), source.line(line).len());
        let span = start + place.start.min(len)..start + place.end.min(len);
        self.problems.add(self.file.spot(span), problem);
        self.file.mark_broken(line);
    }

    /// Takes a line out of the text. A heading is replaced by the most likely one, so that its rows keep their section.
    fn take_out(&mut self, line: usize) {
        let text = self.work.line(line);
        let rest = if slip::is_heading(text) {
            slip::best_heading(text)
        } else {
            self.file.mark_lost(line);
            String::new()
        };
        self.changed |= rest != self.work.line(line);
        self.work.set(line, rest);
        self.seen.insert(line);
    }

    /// A list or group without its closing bracket. All its lines are taken out.
    fn unclosed(&mut self, line: usize, within: usize, message: &str) {
        let begins = |n: usize| {
            let text = self.work.line(n);
            slip::is_heading(text) || slip::is_statement(text)
        };
        let inside_line = slip::is_statement(self.work.line(line))
            && within > slip::value_start(self.work.line(line));
        let (key_line, last) = if begins(line) && !inside_line {
            let last = (0..line)
                .rev()
                .find(|n| {
                    let text = self.work.line(*n).trim();
                    !text.is_empty() && !text.starts_with('#')
                })
                .unwrap_or(line);
            ((0..line).rev().find(|n| begins(*n)).unwrap_or(last), last)
        } else {
            let key_line = (0..=line).rev().find(|n| begins(*n)).unwrap_or(line);
            let next = (line + 1..self.work.lines.len()).find(|n| begins(*n));
            (
                key_line,
                next.unwrap_or(self.work.lines.len())
                    .saturating_sub(1)
                    .max(line),
            )
        };
        if !(key_line..=last).any(|n| self.seen.contains(&n)) {
            let at = if last < line {
                self.work.line(last).trim_end().len()
            } else {
                within
            };
            let place = (last.min(line), at..at);
            let text = self.work.line(place.0).to_owned();
            let problem = if message.starts_with("cannot recurse") {
                Problem::Nested
            } else if slip::has_open_quote(&text) {
                Problem::Unclosed
            } else if slip::is_heading(&text) && key_line == place.0 {
                Problem::Header
            } else {
                Problem::List
            };
            // A full-width comma or bracket is the usual reason.
            match slip::wide_sign(&text) {
                Some(Slip {
                    problem,
                    place: within,
                    ..
                }) => self.say(place.0, within, &problem),
                None => self.say(place.0, place.1, &problem),
            }
        }
        for n in key_line..=last {
            self.file.mark_broken(n);
            self.take_out(n);
        }
    }

    /// A text of several lines without its closing quotes.
    fn unclosed_text(&mut self, basic: bool) {
        let mark = if basic { "\"\"\"" } else { "'''" };
        let at = self.work.text.rfind(mark).unwrap_or(0);
        let first = self.work.line_at(at);
        let within = at.saturating_sub(self.work.start(first));
        if !self.seen.contains(&first) {
            self.say(first, within..within + 3, &Problem::Unclosed);
        }
        let begins = |n: usize| {
            let text = self.work.line(n);
            slip::is_heading(text) || slip::is_statement(text)
        };
        let next = (first + 1..self.work.lines.len())
            .find(|n| begins(*n))
            .unwrap_or(self.work.lines.len());
        for n in first..next {
            self.file.mark_broken(n);
            self.take_out(n);
        }
    }
}

/// Whether the parser met the error inside a list or group.
fn is_open_end(message: &str) -> bool {
    const SIGNS: &[&str] = &[
        "missing comma between",
        "in array",
        "unclosed array,",
        "unclosed inline table",
        "inline table element",
        "extra comma",
        "cannot recurse",
        "missing array opening",
        "missing inline table opening",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}

/// Whether the parser stops after this error, or gives the value to the wrong key.
fn destroys(message: &str) -> bool {
    const SIGNS: &[&str] = &[
        "key with no value",
        "unclosed table",
        "unclosed array table",
        "invalid unquoted key",
        "unquoted keys",
        "keys cannot be",
        "missing table open",
        "unexpected content",
        "extra `=`",
        "extra assignment",
        "missing assignment",
        "invalid key-value pair",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}
