//! The passphrase of an encrypted record: from a key file, or asked on the terminal without showing it. Never an
//! argument and never in the environment, where others could read it.

use super::out::tell;
use crate::store::Key;
use crate::words::Words;
use crossterm::event;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use i18n_embed_fl::fl;
use std::io;
use std::io::IsTerminal;

/// More is not typed by anybody.
const LONGEST: usize = 1024;

/// Asks for the passphrase; `twice` where a wrong one could not be told. `None`: nobody is there, or gave up.
pub fn ask(words: &Words, twice: bool) -> Option<Key> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let w = words.loader();
    tell(&[fl!(w, "secret-ask")]);
    let first = unseen()?;
    if twice {
        tell(&[fl!(w, "secret-again")]);
        if unseen()? != first {
            tell(&[fl!(w, "secret-differs")]);
            return None;
        }
    }
    (!first.trim().is_empty()).then(|| Key::new(&first))
}

/// A line that the terminal does not show.
fn unseen() -> Option<String> {
    terminal::enable_raw_mode().ok()?;
    let line = typed();
    let _ = terminal::disable_raw_mode();
    line
}

fn typed() -> Option<String> {
    let mut line = String::new();
    loop {
        let key = match event::read().ok()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            Event::Paste(text) => {
                line.push_str(&text);
                continue;
            }
            _ => continue,
        };
        match key.code {
            KeyCode::Enter => return Some(line),
            KeyCode::Esc => return None,
            KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return None;
            }
            KeyCode::Backspace => {
                line.pop();
            }
            KeyCode::Char(c) if line.len() < LONGEST => line.push(c),
            _ => {}
        }
    }
}
