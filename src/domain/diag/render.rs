//! Diagnostics as text for a terminal or a pipe: the line of the file with a caret under the place, message and remedy.

use super::{Diagnostic, Severity, Source};
use crate::text::Clean;
use crate::words::Lang;
use crate::words::Words;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// How the frame of an excerpt is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// `|` and `^`, which every terminal and every font shows correctly.
    #[default]
    Ascii,
    /// Box lines, for terminals known to draw them one cell wide.
    Lines,
}

/// Characters of a line shown before and after the place.
const AROUND: usize = 60;

/// All diagnostics, one below the other. Text of the file is cleaned.
pub fn render(
    diagnostics: &[Diagnostic],
    text: &str,
    file_name: &str,
    frame: Frame,
    words: &Words,
) -> String {
    let source = Source::new(text);
    let name = Clean::line(file_name);
    let renderer = Renderer::plain().decor_style(match frame {
        Frame::Ascii => DecorStyle::Ascii,
        Frame::Lines => DecorStyle::Unicode,
    });
    let (error, warning, help) = match words.lang() {
        Lang::Ja => ("エラー", "注意", "対処"),
        Lang::En => ("error", "warning", "help"),
    };
    let mut out = String::new();
    for d in diagnostics {
        let level = match d.severity {
            Severity::Error => Level::ERROR.with_name(error),
            Severity::Warning => Level::WARNING.with_name(warning),
        };
        let (excerpt, mark) = excerpt(&source, d);
        let line = usize::try_from(d.line).unwrap_or(usize::MAX);
        let title = level.primary_title(d.message.as_str()).id(d.code);
        // A workbook has no line to show.
        let snippet = d.sheet.is_none().then(|| {
            Snippet::source(excerpt.as_str())
                .line_start(line)
                .annotation(AnnotationKind::Primary.span(mark))
        });
        let mut group = title.elements(snippet);
        if !d.help.is_empty() {
            group = group.element(Level::HELP.with_name(help).message(d.help.as_str()));
        }
        let rendered = renderer.render(&[group]);
        let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
        // The place is written here, because the excerpt may be cut, and its columns are then not those of the file.
        let gutter = d.line.to_string().len();
        let place = match &d.sheet {
            None => format!("{}:{}", d.line, d.column),
            Some(sheet) => format!("{sheet}!{}{}", column_name(d.column), d.line),
        };
        let place = format!("{:gutter$}--> {name}:{place}", "");
        for part in [title, &place, rest, ""] {
            out.push_str(part);
            out.push('\n');
        }
    }
    out
}

/// Name of a column of a sheet, as spreadsheets write it: A to Z, AA, AB ….
fn column_name(column: u32) -> String {
    let mut out = String::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        let digit = u8::try_from(rest % 26).unwrap_or(0) + b'A';
        out.insert(0, char::from(digit));
        rest /= 26;
    }
    out
}

/// The line of the problem, cleaned and not longer than a screen, and the byte range to mark in it.
fn excerpt(source: &Source<'_>, d: &Diagnostic) -> (String, std::ops::Range<usize>) {
    let number = source.line_at(d.span.start);
    let line = source.line(number);
    let start = source
        .snap(d.span.start)
        .saturating_sub(source.start(number));
    let end = source
        .snap(d.span.end)
        .saturating_sub(source.start(number))
        .clamp(start, line.len().max(start));
    let before = line.get(..start).unwrap_or(line);
    let marked = line.get(start..end).unwrap_or_default();
    let after = line.get(end..).unwrap_or_default();
    let (before, cut) = last_chars(before, AROUND);
    let mut out = Clean::text(if cut { ".." } else { "" }).to_string();
    out.push_str(&Clean::text(before));
    let from = out.len();
    out.push_str(&Clean::text(&first_chars(marked, AROUND)));
    let to = out.len();
    out.push_str(&Clean::text(&first_chars(after, AROUND)));
    let out = out.replace('\n', " ");
    (out, from..to)
}

fn first_chars(s: &str, n: usize) -> String {
    match s.char_indices().nth(n) {
        Some((at, _)) => format!("{}..", s.get(..at).unwrap_or_default()),
        None => s.to_owned(),
    }
}

fn last_chars(s: &str, n: usize) -> (&str, bool) {
    match s.char_indices().rev().nth(n) {
        Some((at, c)) => (s.get(at + c.len_utf8()..).unwrap_or_default(), true),
        None => (s, false),
    }
}
