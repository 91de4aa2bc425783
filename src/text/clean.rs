//! The one cleaning type for all input: text that is `Clean` can be shown anywhere.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::ops::Deref;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most combining marks on one base character; more of them only spill over its cell.
const MARKS: usize = 6;

/// Text that cannot mislead a terminal or a reader: NFC, no control characters, no bidi overrides, no zero-width or tag
/// characters, no escape sequences. Only [`Clean::text`] keeps line feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Clean(String);

impl Clean {
    /// Cleans a single line: line feeds and tabs become blanks, the ends are trimmed.
    pub fn line(s: &str) -> Self {
        if s.chars().all(is_plain) {
            return Self(s.trim().to_owned());
        }
        let cleaned = clean(s, false);
        Self(cleaned.trim().to_owned())
    }

    /// Cleans several lines: `\n` stays, every other line end becomes `\n`, tabs become blanks.
    pub fn text(s: &str) -> Self {
        if s.chars().all(is_plain) {
            return Self(s.to_owned());
        }
        Self(clean(&s.replace("\r\n", "\n"), true))
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `s` has characters that cleaning removes. Line ends and tabs do not count.
    pub fn would_strip(s: &str) -> bool {
        s.chars()
            .any(|c| !matches!(c, '\n' | '\r' | '\t') && is_dangerous(c))
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Clean {
    fn from(s: &str) -> Self {
        Self::text(s)
    }
}

impl From<String> for Clean {
    fn from(s: String) -> Self {
        Self::text(&s)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|s| Self::text(&s))
    }
}

impl PartialEq<str> for Clean {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Clean {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// Whether cleaning never changes this character, whatever is next to it. Nearly all text is plain, and a record of a
/// million ops is cleaned again whenever it is read, so plain text takes a short way.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '、'..='〃' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '！'..='～')
}

fn clean(s: &str, keep_lines: bool) -> String {
    let mut out = String::with_capacity(s.len());
    let mut marks = 0;
    let mut chars = s.chars().nfc().peekable();
    while let Some(c) = chars.next() {
        let kept = match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' if keep_lines => '\n',
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            // A zero-width joiner is kept only between two pictographs.
            '\u{200D}' if joins(out.chars().next_back()) && joins(chars.peek().copied()) => c,
            _ if is_dangerous(c) => continue,
            _ => c,
        };
        marks = if is_combining_mark(kept) {
            marks + 1
        } else {
            0
        };
        if marks <= MARKS {
            out.push(kept);
        }
    }
    out
}

fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'))
}

/// Categories Cc and Cf, invisible fillers and noncharacters (Unicode 16). Private use is kept: names have such
/// characters (外字).
fn is_dangerous(c: char) -> bool {
    let n = u32::from(c);
    c.is_control()
        || matches!(n,
            0xAD | 0x34F | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x110BD | 0x110CD
            | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE00FF | 0xE01F0..=0xE0FFF)
        || (0xFDD0..=0xFDEF).contains(&n)
        || n & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_and_bidi_lose_their_teeth() {
        assert_eq!(
            Clean::line("\u{1b}[31m赤\u{202e}\u{200b}\u{9b}1m\t終 "),
            "[31m赤1m 終"
        );
        assert_eq!(Clean::text("一行\r\n二行\r三"), "一行\n二行\n三");
    }

    #[test]
    fn names_keep_variants_joined_emoji_and_combined_kana() {
        assert_eq!(Clean::line("葛\u{E0100}城"), "葛\u{E0100}城");
        assert_eq!(Clean::line("か\u{3099}"), "が");
        assert_eq!(Clean::line("👨\u{200D}⚕\u{FE0F}"), "👨\u{200D}⚕\u{FE0F}");
        assert_eq!(Clean::line("a\u{200D}b"), "ab");
    }

    #[test]
    fn what_is_plain_is_left_alone() {
        let plain: String = (' '..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert_eq!(clean(&plain, true), plain);
        assert_eq!(clean(&plain, false), plain);
        assert!(plain.chars().count() > 21_000);
        // Also two of them in any order.
        let few = "aZ 、ぁかがヷァカヽー一亜鿿！～";
        for a in few.chars().filter(|c| is_plain(*c)) {
            for b in few.chars().filter(|c| is_plain(*c)) {
                let both = format!("{a}{b}");
                assert_eq!(clean(&both, true), both);
            }
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(s in "\\PC{0,20}[\u{0}-\u{ff}\u{200b}-\u{206f}]{0,20}") {
            let once = Clean::text(&s);
            prop_assert_eq!(Clean::text(&once), once.clone());
            prop_assert!(!Clean::would_strip(&once));
        }
    }
}
