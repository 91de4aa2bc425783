//! What a hit is worth: the ways to meet a term, and the tier of each by how the hit sits.

use super::shard::Fit;

/// Why a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It says so.
    Text,
    /// It is a number in another notation.
    Number,
    /// It is read so.
    Reading,
    /// It is another word for the same.
    Synonym,
    /// It is nearly so.
    Typo,
    /// It says only a part of it.
    Near,
}

/// What a hit is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// The term itself.
    Text,
    /// The term itself, which is also the start of what it is short for: バルーン.
    Own,
    /// The term itself, but it is also an abbreviation: as a part of another word it says little.
    Weak,
    /// The same with a long vowel, which folding drops: エコー is not エコ.
    WeakLong,
    /// The same in Latin letters: CT装置 is a word with CT.
    WeakLatin,
    /// The term without the beginning of a legal form.
    Trimmed,
    /// The number of a document in any notation.
    Digits,
    /// A badge or need number.
    Badge,
    /// A word of the field that sounds like the term.
    Field,
    /// The likeliest word of the field that a half-typed term may become: ないし of 内視鏡.
    Begun,
    /// Another such word.
    BegunToo,
    /// What the term sounds like.
    Reading,
    /// What its end may become in a word that no dictionary knows: テ is the start of ティ. Where it is written in
    /// kana it is met as text, so that only given readings are left.
    Foreign,
    /// What the abbreviation means.
    Synonym,
    /// The same if it is so short that it may be the start of any word: マッケ of マッケンジー.
    Brief,
    /// What the abbreviation means, if it has kanji and so says itself what it means.
    Meaning,
    /// What it may mean besides, or a word for nearly the same.
    Related,
    /// What an abbreviation means of which only the start was typed.
    Guessed,
    /// A name typed without what stands in its middle.
    Between,
    /// A word of the field for which the term is a slip: 内視境.
    Meant,
    /// Homophones of the term.
    Homophone,
}

/// Tier of everything that needed a correction.
pub(super) const CORRECTED: u8 = 14;
/// Tier of a word of the field that was meant: of what stands there as typed only that is behind it which is in the
/// middle of a long text or heard only where two words meet.
pub(super) const MEANT: u8 = 10;

impl Class {
    pub(super) fn why(self) -> Why {
        match self {
            Self::Text
            | Self::Own
            | Self::Weak
            | Self::WeakLong
            | Self::WeakLatin
            | Self::Trimmed => Why::Text,
            Self::Digits | Self::Badge => Why::Number,
            Self::Field | Self::Begun | Self::BegunToo | Self::Reading | Self::Foreign => {
                Why::Reading
            }
            Self::Synonym
            | Self::Brief
            | Self::Meaning
            | Self::Related
            | Self::Guessed
            | Self::Between => Why::Synonym,
            Self::Meant | Self::Homophone => Why::Typo,
        }
    }

    /// True if only a start of it was typed: what was heard of the word is shown, not all of it.
    pub(super) fn is_half(self) -> bool {
        matches!(self, Self::Begun | Self::BegunToo)
    }

    /// True if the word is only one of those that the term may become.
    pub(super) fn is_guess(self) -> bool {
        self.is_half() || self == Self::Guessed
    }

    /// Quality of a hit, 0 best; none if it is no hit at all. `given`: in a given reading.
    pub(super) fn tier(self, fit: Fit, given: bool, long: bool) -> Option<u8> {
        let row: [u8; 7] = match self {
            Self::Text => [0, 1, 2, 3, 4, 5, if long { 6 } else { 8 }],
            Self::Own => [0, 1, 2, 3, 6, 6, if long { 6 } else { 8 }],
            Self::Weak => [0, 1, 4, 5, 7, 7, if long { 8 } else { 10 }],
            Self::WeakLong => [2, 3, 4, 5, 7, 7, if long { 8 } else { 10 }],
            Self::WeakLatin => [0, 1, 3, 3, 7, 7, 10],
            Self::Trimmed => [1, 2, 3, 4, 5, 6, 9],
            Self::Digits => [0, 0, 1, 1, 6, 6, 10],
            Self::Badge => [0, 255, 255, 255, 255, 255, 255],
            Self::Field => [1, 1, 2, 2, 4, 4, 6],
            Self::Begun => [3, 3, 3, 3, 3, 3, 7],
            Self::BegunToo => [4, 4, 4, 4, 4, 5, 8],
            Self::Reading | Self::Foreign if given => [1, 2, 2, 3, 4, 5, 9],
            Self::Reading | Self::Foreign => [2, 2, 4, 4, 5, 6, 11],
            Self::Synonym => [1, 1, 2, 2, 3, 3, 7],
            Self::Brief => [1, 1, 2, 2, 5, 5, 7],
            Self::Meaning => [3, 3, 3, 3, 4, 4, 7],
            Self::Related | Self::Guessed => [4, 4, 4, 5, 5, 5, 8],
            Self::Between => [4, 4, 5, 6, 6, 6, 255],
            Self::Meant => [MEANT, MEANT, MEANT, MEANT, 14, 14, 16],
            Self::Homophone => [15, 15, 15, 15, 16, 16, 18],
        };
        row.get(fit as usize).copied().filter(|&t| t != 255)
    }
}
