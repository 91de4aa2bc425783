//! Characters that fold to one character, whatever is next to them. Nearly all text is like that, so a table holds
//! them.

use super::kana::{Kind, WIDE, full_size, katakana};
use super::{kanji, legal};
use std::sync::LazyLock;

/// The folded form of one character.
#[derive(Clone, Copy)]
pub(super) struct Simple {
    /// The folded character, which is in the basic plane.
    ch: u16,
    /// Its kind of writing; [`Kind::None`] in [`CLOSER`].
    pub(super) kind: Kind,
    /// Whether a legal form may start with it.
    pub(super) opens: bool,
}

/// Entry of a character that needs a closer look, because one character is not enough or its neighbours matter.
pub(super) const CLOSER: Simple = Simple {
    ch: 0,
    kind: Kind::None,
    opens: false,
};

impl Simple {
    #[inline]
    pub(super) fn ch(self) -> char {
        char::from_u32(u32::from(self.ch)).unwrap_or_default()
    }
}

/// Folded forms of the basic plane, by code point.
pub(super) static TABLE: LazyLock<Vec<Simple>> = LazyLock::new(|| {
    let all = (0..0x1_0000).map(|n| char::from_u32(n).map_or(CLOSER, of));
    all.collect()
});

fn of(c: char) -> Simple {
    let (ch, kind) = match c {
        'a'..='z' => (c, Kind::Latin),
        'A'..='Z' => (c.to_ascii_lowercase(), Kind::Latin),
        '0'..='9' => (c, Kind::Digit),
        '\u{4E00}'..='\u{9FFF}' => (kanji::plain(c), Kind::Kanji),
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => {
            let (c, kind) = katakana(c);
            // The characters after a ヴ decide what it becomes.
            if c == 'ヴ' {
                return CLOSER;
            }
            (full_size(c), kind)
        }
        // Full-width forms stand a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => {
            return char::from_u32(u32::from(c) - WIDE).map_or(CLOSER, of);
        }
        _ => return CLOSER,
    };
    u16::try_from(u32::from(ch)).map_or(CLOSER, |folded| Simple {
        ch: folded,
        kind,
        opens: legal::may_open(ch),
    })
}
