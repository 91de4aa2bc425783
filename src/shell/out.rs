//! What leaves the program through stdout and stderr. Everything passes [`Clean`] here once more, so that no escape
//! sequence of a file reaches a terminal even if a caller forgot; a closed pipe ends the program without a word.

use super::failure::Failure;
use super::failure::FailureKind;
use crate::text;
use crate::text::Clean;
use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Standard output.
#[derive(Debug)]
pub struct Out {
    to: BufWriter<StdoutLock<'static>>,
}

impl Out {
    /// Takes stdout until dropped.
    pub fn new() -> Self {
        Self {
            to: BufWriter::new(io::stdout().lock()),
        }
    }

    /// One line, or several where the text has line feeds.
    pub fn line(&mut self, text: impl Into<Clean>) -> Result<(), Failure> {
        let text: Clean = text.into();
        let written = self.to.write_all(text.as_bytes());
        written
            .and_then(|()| self.to.write_all(b"\n"))
            .map_err(|e| broken(&e))
    }

    /// A value as JSON in one line.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value)
            .map_err(|e| Failure::new(FailureKind::Failed, e.to_string()))?;
        self.line(text)
    }

    /// Columns padded by cells, two blanks between them, the last one as it is; nothing but text, so that it reads well
    /// aloud and in any font.
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

    /// What is still in the buffer.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|e| broken(&e))
    }
}

impl Default for Out {
    fn default() -> Self {
        Self::new()
    }
}

/// One line of a text that may have several.
fn flat(text: &str) -> String {
    text.replace('\n', " ")
}

fn broken(error: &io::Error) -> Failure {
    if error.kind() == ErrorKind::BrokenPipe {
        Failure::pipe_closed()
    } else {
        Failure::new(FailureKind::Failed, error.to_string())
    }
}

/// One line for the person while the terminal does nothing by itself.
pub fn tell_raw(line: &str) {
    let _ = write!(io::stderr().lock(), "{}\r\n", Clean::line(line));
}

/// Lines for the person, beside the data: on stderr. Nobody is told when even that fails.
pub fn tell(lines: &[String]) {
    let mut to = io::stderr().lock();
    for line in lines {
        let _ = writeln!(to, "{}", Clean::text(line));
    }
}
