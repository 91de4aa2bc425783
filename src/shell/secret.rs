//! The passphrase of an encrypted record: from a key file, or typed on the terminal without being shown. It is never an
//! argument and never in the environment, where others could read it.

use super::out::{tell, tell_raw};
use crate::store::Passphrase;
use crate::store::StoreError;
use crate::words::Words;
use crate::words::fl;
use crossterm::event;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use std::io;
use std::io::IsTerminal;

/// Most bytes of a typed passphrase.
const LONGEST: usize = 1024;

/// Asks for a new passphrase twice, because a mistyped one could not be found out later. `None`: nobody is at the
/// terminal, the user gave up, or the two differ.
pub fn ask_new(words: &Words) -> Option<Passphrase> {
    let silent = Silent::begin()?;
    let first = silent.ask(&fl!(words, "secret-ask"))?;
    let again = silent.ask(&fl!(words, "secret-again"))?;
    drop(silent);
    if first != again {
        tell(&[fl!(words, "secret-differs")]);
        return None;
    }
    (!first.trim().is_empty()).then(|| Passphrase::new(&first))
}

/// How often a passphrase is asked for.
const TRIES: usize = 3;

/// Asks for the passphrase of a record until it is right, or asked for too often. Other errors are reported when the
/// record is opened.
pub fn ask_until(
    words: &Words,
    opens: impl Fn(&Passphrase) -> Result<(), StoreError>,
) -> Option<Passphrase> {
    let silent = Silent::begin()?;
    let mut question = fl!(words, "secret-ask");
    let mut given = None;
    for _ in 0..TRIES {
        let text = silent
            .ask(&question)
            .filter(|text| !text.trim().is_empty())?;
        let key = Passphrase::new(&text);
        let wrong = matches!(opens(&key), Err(StoreError::WrongKey(_)));
        given = Some(key);
        if !wrong {
            break;
        }
        question = fl!(words, "secret-wrong");
    }
    // The last one is returned even if it is wrong, so that opening the record reports it.
    given
}

/// A terminal that shows nothing of what is typed. Questions come only after that, so that the first letters of a fast
/// typist are hidden, too.
struct Silent;

impl Silent {
    fn begin() -> Option<Self> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        terminal::enable_raw_mode().ok()?;
        Some(Self)
    }

    #[expect(
        clippy::unused_self,
        reason = "it is asked only while nothing is shown"
    )]
    fn ask(&self, question: &str) -> Option<String> {
        tell_raw(question);
        typed()
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
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
