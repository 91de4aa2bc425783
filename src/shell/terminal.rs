//! Sets up the terminal for the screen, and restores it after leaving, a panic, a signal or a lost window.

use super::tty::Tty;
use crossterm::cursor::{SetCursorStyle, Show};
#[cfg(not(windows))]
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::Terminal;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Size of the output buffer: large enough for any frame, so that one frame is one write.
const FRAME_BYTES: usize = 1 << 18;

/// Whether the program has taken the terminal. Code that sets this to `false` has to restore the terminal.
static OURS: AtomicBool = AtomicBool::new(false);

/// Whether both stdin and stdout are a terminal.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The terminal while the program has taken it. Dropping it restores the terminal.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Tty<BufWriter<Stdout>>>,
    /// Whether the terminal may show something other than the last frame.
    stale: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, mouse if wanted, bracketed paste where it works.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        OURS.store(true, Ordering::SeqCst);
        let entered = Self::take(mouse);
        if entered.is_err() {
            leave();
        }
        entered
    }

    fn take(mouse: bool) -> io::Result<Self> {
        resume(mouse)?;
        let backend = Tty::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        let terminal = Terminal::new(backend)?;
        Ok(Self {
            terminal,
            stale: true,
        })
    }

    /// Draws one frame and shows it at once, so that nobody sees a half-drawn screen or a jumping cursor.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            self.terminal.clear()?;
        }
        let drawn = self.terminal.draw(draw).map(|_| ());
        let shown = queue!(self.terminal.backend_mut(), EndSynchronizedUpdate);
        drawn
            .and(shown)
            .and_then(|()| Write::flush(self.terminal.backend_mut()))
    }

    /// Forgets what is on the screen, so that the next frame paints everything.
    pub fn repaint(&mut self) {
        self.stale = true;
    }

    /// Columns and rows, asked from the terminal, because the size in events is off by one on Windows. (0, 0) if it is
    /// unknown.
    pub fn size(&self) -> (u16, u16) {
        self.terminal.size().map_or((0, 0), |s| (s.width, s.height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Sets the modes of the terminal, at the start and when the stopped program continues.
pub fn resume(mouse: bool) -> io::Result<()> {
    let mut out = io::stdout();
    crossterm::terminal::enable_raw_mode()?;
    execute!(out, EnterAlternateScreen)?;
    // Errors of both are ignored, because keys work without them. On Windows bracketed paste never arrives, and it
    // turns Enter into Ctrl+Enter.
    #[cfg(not(windows))]
    let _ = execute!(out, EnableBracketedPaste);
    if mouse {
        let _ = execute!(out, EnableMouseCapture);
    }
    Ok(())
}

/// Restores the terminal, once. Errors are ignored, because the terminal may be gone.
pub fn leave() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(out, EndSynchronizedUpdate, DisableMouseCapture);
    #[cfg(not(windows))]
    let _ = queue!(out, DisableBracketedPaste);
    let _ = execute!(
        out,
        SetCursorStyle::DefaultUserShape,
        LeaveAlternateScreen,
        Show
    );
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Sends a text to the clipboard of the terminal (OSC 52), through any number of ssh connections. There is no way to
/// know whether the terminal accepts it.
pub fn copy(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
    out.flush()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * i)) as usize & 63);
            let digit = digit.copied().filter(|_| i <= chunk.len());
            out.push(char::from(digit.unwrap_or(b'=')));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded_as_the_standard_says() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("縁", "57iB"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
