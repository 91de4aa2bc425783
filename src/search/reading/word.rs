//! What a run is made of: scripts, words found in it, and where their readings come from.

use super::corrections::Corrections;
use super::dictionary::CHINESE;
use super::dictionary::Dictionary;
use super::dictionary::Entry;
use super::dictionary::Sounds;
use crate::text::fold;
use std::sync::LazyLock;

/// Entries from here on are those of the corrections.
pub(super) const OWN: u32 = 1 << 31;
pub(super) const NONE: u32 = u32::MAX;
/// Characters of a word of the corrections that is not all kanji and hiragana.
const LONGEST: usize = 16;
/// Other readings kept per word.
pub(super) const OTHERS: usize = 2;

/// What a character is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Digit,
    /// Other letters that nobody reads here.
    Foreign,
    /// Blanks, punctuation, symbols.
    Mark,
}

impl Script {
    /// What each character of the basic plane is.
    pub(super) fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Script>> = LazyLock::new(|| {
            let all = (0..0x1_0000).map(|n| char::from_u32(n).map_or(Script::Mark, Script::of));
            all.collect()
        });
        ALL.as_slice()
    }

    #[expect(clippy::match_same_arms, reason = "the commonest first")]
    #[inline]
    pub(super) fn of(c: char) -> Self {
        match c {
            '\u{4e00}'..='\u{9fff}' => Self::Kanji,
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Self::Latin,
            '0'..='9' | '０'..='９' => Self::Digit,
            'ぁ'..='ゟ' => Self::Hiragana,
            'ァ'..='ヴ' | 'ー' => Self::Katakana,
            '々' | '〆' | '〇' | 'ヵ' | 'ヶ' | '\u{3400}'..='\u{4dbf}' => Self::Kanji,
            'ｰ' | 'ヷ'..='ヺ' | 'ヽ' | 'ヾ' | 'ｦ'..='ﾟ' => Self::Katakana,
            '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Self::Kanji,
            _ if c.is_ascii() || ('\u{3000}'..='\u{3004}').contains(&c) => Self::Mark,
            _ if c.is_alphanumeric() => Self::Foreign,
            _ => Self::Mark,
        }
    }
}

/// A word found in a run, from the end of the one before: where it ends, and what reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) to: u16,
    /// Its number, or [`NONE`].
    pub(super) entry: u32,
    pub(super) others: [u32; OTHERS],
    pub(super) dearer: [u16; OTHERS],
    /// Whether the kana after it may belong to it.
    pub(super) verb: bool,
    /// Whether it was taken for a family name, so that a given name may follow.
    pub(super) surname: bool,
}

impl Token {
    /// The entry, or nothing for what stands as it is.
    pub(super) fn entry(&self) -> Option<EntryId> {
        (self.entry != NONE).then_some(EntryId(self.entry))
    }

    /// Other readings with how much dearer they are, likeliest first.
    pub(super) fn others(&self) -> impl Iterator<Item = (i32, EntryId)> + '_ {
        self.others
            .iter()
            .zip(&self.dearer)
            .filter(|&(&id, _)| id != NONE)
            .map(|(&id, &dearer)| (i32::from(dearer), EntryId(id)))
    }
}

/// An entry of the dictionary or of the corrections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryId(pub(super) u32);

/// Both sources of readings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'a> {
    pub(super) dictionary: &'a Dictionary,
    pub(super) corrections: &'a Corrections,
}

impl<'a> Sources<'a> {
    /// The entries of a word, in one of the two sources.
    pub(super) fn entries(self, word: (u32, u32)) -> &'a [Entry] {
        let entries = if word.0 >= OWN {
            &self.corrections.entries
        } else {
            &self.dictionary.entries
        };
        let range = (word.0 & !OWN) as usize..(word.1 & !OWN) as usize;
        entries.get(range).unwrap_or_default()
    }

    pub(super) fn entry(self, id: u32) -> Entry {
        let entries = if id >= OWN {
            &self.corrections.entries
        } else {
            &self.dictionary.entries
        };
        entries
            .get((id & !OWN) as usize)
            .copied()
            .unwrap_or_default()
    }

    fn sounds(self, id: EntryId) -> &'a Sounds {
        if id.0 >= OWN {
            &self.corrections.sounds
        } else {
            &self.dictionary.sounds
        }
    }

    /// Bytes of the longest word at the start of `text`, a kanji with something else than kanji and hiragana behind it;
    /// at most those of the kanji if no word goes on so.
    pub(super) fn longest(self, text: &str) -> usize {
        let Some(first) = text.chars().next() else {
            return 0;
        };
        let mut longest = 0;
        if self.dictionary.mixes(first) {
            let mut node = 0;
            for (at, c) in text.char_indices() {
                node = self.dictionary.step(node, self.dictionary.letter(c));
                if node == 0 {
                    break;
                }
                if !self.dictionary.entries_at(node).is_empty() {
                    longest = at + c.len_utf8();
                }
            }
        }
        if self.corrections.mixes(first) {
            let letters: Vec<char> = text.chars().take(LONGEST).collect();
            self.corrections.each(&letters, |length, _| {
                let bytes = letters.iter().take(length).map(|c| c.len_utf8()).sum();
                longest = longest.max(bytes);
            });
        }
        longest
    }

    /// The likeliest Chinese reading of a kanji, if it has one.
    pub(super) fn chinese(self, kanji: char) -> Option<EntryId> {
        let letter = match self.dictionary.letter(kanji) {
            0 => self.dictionary.letter(fold::plain(kanji)),
            letter => letter,
        };
        let ids = self.dictionary.entries_at(self.dictionary.step(0, letter));
        let word = (ids.start, ids.end);
        (letter != 0)
            .then(|| ids.zip(self.entries(word)))?
            .filter(|(_, entry)| CHINESE.contains(&entry.class()) && !entry.voiced())
            .min_by_key(|(_, entry)| entry.cost)
            .map(|(id, _)| EntryId(id))
    }

    /// The kana codes of a reading.
    pub(super) fn kana(self, id: EntryId) -> &'a [u8] {
        self.sounds(id).kana((id.0 & !OWN) as usize)
    }

    /// The canonical romaji of a reading.
    pub(super) fn romaji(self, id: EntryId) -> &'a [u8] {
        self.sounds(id).romaji((id.0 & !OWN) as usize)
    }
}
