//! Output to stdout and stderr. All of it is cleaned ([`Clean`]) here once more, so that no escape sequence of a file
//! reaches a terminal even if a caller forgot to clean it. A closed pipe ends the program silently.

use super::failure::Failure;
use super::failure::FailureKind;
use crate::text;
use crate::text::Clean;
use crate::words::{Words, fault, fl};
use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Standard output with a buffer.
#[derive(Debug)]
pub struct Out<'w> {
    to: BufWriter<StdoutLock<'static>>,
    words: &'w Words,
}

impl<'w> Out<'w> {
    /// Locks stdout until dropped; with these words it says that it could not be written to.
    pub fn new(words: &'w Words) -> Self {
        Self {
            to: BufWriter::new(io::stdout().lock()),
            words,
        }
    }

    /// Writes one line, or several if the text has line feeds.
    pub fn line(&mut self, text: impl Into<Clean>) -> Result<(), Failure> {
        let text: Clean = text.into();
        let written = self.to.write_all(text.as_bytes());
        written
            .and_then(|()| self.to.write_all(b"\n"))
            .map_err(|e| broken(self.words, &e))
    }

    /// Writes a value as JSON in one line.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value)
            .map_err(|e| Failure::new(FailureKind::Failed, e.to_string()))?;
        self.line(text)
    }

    /// Writes a table. Columns are padded to the same width in cells, with two blanks between them; the last one is not
    /// padded. It is plain text, which screen readers and all fonts can handle.
    pub fn table(&mut self, head: &[String], rows: &[Vec<Clean>]) -> Result<(), Failure> {
        let head: Vec<Clean> = head.iter().map(|h| Clean::line(h)).collect();
        let mut widths = vec![0; head.len()];
        for row in rows.iter().chain([&head]) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(text::width(&flat(cell)));
            }
        }
        for row in [&head].into_iter().chain(rows) {
            let mut line = String::new();
            for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if i + 1 == row.len() {
                    line.push_str(&flat(cell));
                } else {
                    line.push_str(&text::pad(&flat(cell), *width));
                    line.push_str("  ");
                }
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Writes what is still in the buffer.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|e| broken(self.words, &e))
    }
}

/// A text in one line: line feeds become blanks.
fn flat(text: &str) -> String {
    text.replace('\n', " ")
}

fn broken(words: &Words, error: &io::Error) -> Failure {
    if error.kind() == ErrorKind::BrokenPipe {
        Failure::pipe_closed()
    } else {
        Failure::new(FailureKind::Failed, fl!(words, "fault-output"))
            .because(fault::of_system(words, error))
    }
}

/// Writes one line for the person while the terminal is in raw mode.
pub fn tell_raw(line: &str) {
    let _ = write!(io::stderr().lock(), "{}\r\n", Clean::line(line));
}

/// Writes lines for the person to stderr, apart from the data. Errors are ignored, because there is no other place to
/// report them.
pub fn tell(lines: &[String]) {
    let mut to = io::stderr().lock();
    for line in lines {
        let _ = writeln!(to, "{}", Clean::text(line));
    }
}
