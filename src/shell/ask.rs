//! A question on the terminal before something that is not easily taken back.

use std::io::{self, BufRead, IsTerminal, Write};

/// Asks; `y` or はい is a yes, all else a no. `None`: nobody is there to answer.
pub fn yes(question: &str) -> Option<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let mut to = io::stderr().lock();
    write!(to, "{question} [y/N] ").ok()?;
    to.flush().ok()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).ok()?;
    let answer = answer.trim().to_lowercase();
    Some(matches!(answer.as_str(), "y" | "yes" | "ｙ" | "はい"))
}
