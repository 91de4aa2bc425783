//! How wide the terminal draws characters that Unicode calls ambiguous: one is printed and the cursor asked for its
//! place. The question goes out before the first frame, the answer is taken by the input thread, so that a terminal
//! that never answers does not delay the first frame.

use crossterm::cursor::MoveTo;
use crossterm::queue;
use std::io::{self, Write};

/// Prints an ambiguous character at the top left and asks where the cursor is then. The first frame paints over it.
pub fn ask() -> io::Result<()> {
    let mut out = io::stdout();
    queue!(out, MoveTo(0, 0))?;
    // Device status report: the terminal answers with the position of its cursor.
    out.write_all("○\x1b[6n".as_bytes())?;
    out.flush()
}

/// The answer: two cells. A terminal that does not answer counts as narrow.
pub fn answer() -> bool {
    crossterm::cursor::position().is_ok_and(|(column, _)| column >= 2)
}
