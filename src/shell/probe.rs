//! Finds out how wide the terminal draws characters that Unicode calls ambiguous: prints one, and asks for the position
//! of the cursor. The question is sent before the first frame, and the input thread takes the answer, so that a
//! terminal that never answers does not delay the first frame.

use crossterm::cursor::MoveTo;
use crossterm::queue;
use std::io::{self, Write};
use std::time::Duration;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// Prints an ambiguous character at the top left, then asks for the position of the cursor. The first frame covers the
/// character.
pub fn ask() -> io::Result<()> {
    if cfg!(windows) {
        // The answer would come as keys, into whatever field has the caret.
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut out = io::stdout();
    queue!(out, MoveTo(0, 0))?;
    // Device status report: the terminal answers with the position of its cursor.
    out.write_all("○\x1b[6n".as_bytes())?;
    out.flush()
}

/// Reads the answer: whether the character is two cells wide. A terminal that does not answer counts as narrow.
pub fn answer() -> bool {
    crossterm::cursor::position().is_ok_and(|(column, _)| column >= 2)
}

/// How long the terminal may take to say how bright its background is, over a slow line too.
const PATIENCE: Duration = Duration::from_millis(200);

/// Whether the background is light; `None`: the terminal does not say.
pub fn is_light() -> Option<bool> {
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    let mode = theme_mode(options).ok()?;
    Some(mode == ThemeMode::Light)
}
