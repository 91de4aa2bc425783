//! The reader of TOML session files, format 1. Lines that the parser refuses are repaired or taken out (`syntax`,
//! `slip`), and the parsed text becomes rows (`document`).

mod bytes;
mod document;
mod file;
mod merge;
mod slip;
mod syntax;
mod write;

pub use merge::merge;
pub use write::write;

use super::judge;
use super::loaded::Loaded;
use super::problem::Problem;
use super::problems::Problems;
use crate::words::Words;
use file::TextFile;
use std::ops::Range;

/// Most mebibytes of a file.
const MIB: usize = 8;

/// Most headings with double brackets.
const ROWS: usize = 20_000;

/// Most bytes of one line.
const LINE: usize = 100_000;

/// Most equals signs and backslashes of one line. Each may be an error of its own, and no line of a session has so
/// many.
const SIGNS: usize = 2_000;

/// Most lines of a file.
const LINES: usize = 500_000;

/// Reads the bytes of a file. Only UTF-8 is accepted.
pub(super) fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    if bytes.len() > MIB << 20 {
        return refused("", 0..0, &Problem::TooBig { mib: MIB }, words);
    }
    match bytes::decode(bytes) {
        (text, Some((at, problem))) => refused(&text, at..at + 1, &problem, words),
        (text, None) => load(&text, words),
    }
}

/// Reads the text of a file.
pub(super) fn load(text: &str, words: &Words) -> Loaded {
    let text = bytes::line_ends(text);
    let text = text.as_ref();
    let file = TextFile::new(text);
    if let Some((span, problem)) = excess(&file) {
        let mut problems = Problems::new(words);
        problems.add(file.spot(span), &problem);
        return Loaded::new(None, problems, "");
    }
    check(text, words)
}

/// Reads what the program itself wrote, whatever its size.
pub(super) fn check(text: &str, words: &Words) -> Loaded {
    let mut file = TextFile::new(text);
    let mut problems = Problems::new(words);
    let session = syntax::with_document(text, &mut file, &mut problems, |root, file, problems| {
        let document = document::read(root, file, problems);
        judge::session(&document, file, problems)
    });
    Loaded::new(session, problems, text)
}

/// The result for a file that is not read at all: one problem.
fn refused(text: &str, span: Range<usize>, problem: &Problem<'_>, words: &Words) -> Loaded {
    let mut problems = Problems::new(words);
    problems.add(TextFile::new(text).spot(span), problem);
    Loaded::new(None, problems, text)
}

/// The first limit that the file exceeds, with the place; `None` if the file can be read.
fn excess(file: &TextFile<'_>) -> Option<(Range<usize>, Problem<'static>)> {
    let source = file.source();
    if source.text().len() > MIB << 20 {
        return Some((0..0, Problem::TooBig { mib: MIB }));
    }
    let mut rows = 0;
    for n in 0..source.lines() {
        let line = source.line(n);
        let signs = memchr::memchr2_iter(b'=', b'\\', line.as_bytes()).count();
        if line.len() > LINE || signs > SIGNS {
            let at = source.start(n);
            return Some((at..at + 1, Problem::LineTooLong { max: LINE }));
        }
        rows += usize::from(line.trim_start().starts_with("[["));
        if rows > ROWS || n > LINES {
            let at = source.start(n);
            return Some((at..at + 2, Problem::TooManyRows { max: ROWS }));
        }
    }
    None
}
