//! A key with its modifiers, as data: read from `keymap.toml`, sent by the terminal, shown in help.

use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// The key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character key; lower-case where Ctrl or Alt is held.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Enter
    Enter,
    /// Esc
    Esc,
    /// Tab; with Shift it is [`Chord::shift`].
    Tab,
    /// Backspace
    Backspace,
    /// Delete
    Delete,
    /// Insert
    Insert,
    /// Arrow
    Up,
    /// Arrow
    Down,
    /// Arrow
    Left,
    /// Arrow
    Right,
    /// Home
    Home,
    /// End
    End,
    /// Page Up
    PageUp,
    /// Page Down
    PageDown,
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub code: Code,
    /// Ctrl held.
    pub ctrl: bool,
    /// Alt held.
    pub alt: bool,
    /// Shift held; never for characters, where it is in the character.
    pub shift: bool,
}

impl Chord {
    /// The bare key.
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// With Ctrl.
    pub fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(Code::Char(c))
        }
    }

    /// The character to type, if this is typing and not a command.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The same key for look-ups: what an IME or Caps Lock does to a letter is taken back (`ｎ`, `Ｎ` with Ctrl → `n`).
    #[must_use]
    pub fn folded(self) -> Self {
        let code = match self.code {
            Code::Char(c) => Code::Char(fold(c, self.ctrl || self.alt)),
            code => code,
        };
        Self {
            code,
            shift: self.shift && !matches!(code, Code::Char(_)),
            ..self
        }
    }
}

fn fold(c: char, command: bool) -> char {
    let narrow = std::iter::once(c).nfkc().next().unwrap_or(c);
    if command {
        narrow.to_ascii_lowercase()
    } else {
        narrow
    }
}

const NAMED: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        for (held, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                out.push_str(name);
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => out.push_str(name),
            (None, Code::F(n)) => out.extend(["F".to_owned(), n.to_string()]),
            (None, Code::Char(c)) if self.ctrl || self.alt => out.extend(c.to_uppercase()),
            (None, Code::Char(c)) => out.push(c),
            (None, _) => {}
        }
        f.pad(&out)
    }
}

/// The text names no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key")]
pub struct ChordError;

impl FromStr for Chord {
    type Err = ChordError;

    /// `Ctrl+Z`, `F5`, `Alt+2`, `Shift+Tab`, `?`; in any width and case.
    fn from_str(s: &str) -> Result<Self, ChordError> {
        let s: String = s.trim().nfkc().collect();
        let mut chord = Self::plain(Code::Esc);
        let mut rest = s.as_str();
        while let Some((held, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty())
        {
            match held.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "control" => chord.ctrl = true,
                "alt" => chord.alt = true,
                "shift" => chord.shift = true,
                _ => return Err(ChordError),
            }
            rest = after.trim();
        }
        let mut chars = rest.chars();
        chord.code = match (
            NAMED
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(rest)),
            chars.next(),
            chars.as_str(),
        ) {
            (Some((_, code)), ..) => *code,
            (None, Some('F' | 'f'), n) if !n.is_empty() => {
                let n: u8 = n.parse().map_err(|_| ChordError)?;
                if !(1..=12).contains(&n) {
                    return Err(ChordError);
                }
                Code::F(n)
            }
            (None, Some(c), "") => Code::Char(c),
            _ => return Err(ChordError),
        };
        Ok(chord.folded())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_read_back() {
        for s in [
            "Ctrl+Z",
            "F5",
            "Alt+2",
            "Shift+Tab",
            "?",
            "Enter",
            "Ctrl+PageDown",
            "Space",
            "+",
        ] {
            assert_eq!(s.parse::<Chord>().unwrap().to_string(), s);
        }
        assert_eq!("ｃｔｒｌ＋ｚ".parse(), Ok(Chord::ctrl('z')));
        for s in ["", "F13", "Ctrl+", "Hyper+x", "abc"] {
            assert!(s.parse::<Chord>().is_err(), "{s}");
        }
    }

    #[test]
    fn an_ime_letter_is_its_latin_key() {
        assert_eq!(
            Chord::plain(Code::Char('？')).folded(),
            Chord::plain(Code::Char('?'))
        );
        let wide = Chord {
            ctrl: true,
            ..Chord::plain(Code::Char('Ｚ'))
        };
        assert_eq!(wide.folded(), Chord::ctrl('z'));
    }
}
