//! Readings given by hand, which win over the dictionary: our own list and the user's.

use super::dictionary::Entry;
use super::dictionary::HAN;
use super::dictionary::Sounds;
use super::word::Script;
use crate::search::romaji::kana_codes;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What is wrong with a list of readings.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// The file is no TOML of the right form.
    #[error("{0}")]
    Form(#[from] toml::de::Error),
    /// A reading has something else than kana in it, or is empty.
    #[error("reading of {word} is not kana: {reading}")]
    NotKana {
        /// The word it belongs to.
        word: String,
        /// What was written.
        reading: String,
    },
}

impl CorrectionError {
    /// The first byte in the list of what is wrong.
    pub fn place(&self, list: &str) -> usize {
        match self {
            Self::Form(error) => error.span().map_or(0, |span| span.start),
            Self::NotKana { word, .. } => list.find(word.as_str()).unwrap_or(0),
        }
    }
}

/// The form of `config/readings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    readings: BTreeMap<String, OneOrMore>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What a word costs that the dictionary does not know, by its length: a long one less than two words of the
/// dictionary, so that it is not cut up; a short one more, or it would win over the words it is part of.
const COSTS: [u16; 2] = [6000, 5000];
const COST: u16 = 1000;
/// Between the readings of one word, so that the first stays first.
const STEP: u16 = 400;

/// Words with readings given by hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Corrections {
    /// By first character: the other characters, and the numbers of the entries.
    words: BTreeMap<char, BTreeMap<Vec<char>, std::ops::Range<u32>>>,
    pub(super) entries: Vec<Entry>,
    pub(super) sounds: Sounds,
    /// Which first characters there are, one bit each, below U+10000.
    first: Vec<u64>,
    /// First characters after which some word goes on with something else than kanji and hiragana.
    mixed: BTreeSet<char>,
    /// Changes with every list added.
    pub(super) stamp: u64,
}

impl Corrections {
    /// Adds a list. A word already there gets the new readings.
    pub(super) fn add(&mut self, list: &str) -> Result<(), CorrectionError> {
        let file: File = toml::from_str(list)?;
        for byte in list.bytes() {
            self.stamp = (self.stamp ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        for (word, readings) in file.readings {
            let readings = match readings {
                OneOrMore::One(reading) => vec![reading],
                OneOrMore::More(readings) => readings,
            };
            let mut letters = word.chars();
            let Some(first) = letters.next() else {
                continue;
            };
            let start = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            let more = letters.clone().count();
            let mut cost = COSTS.get(more).copied().unwrap_or(COST);
            for reading in readings {
                let Some(codes) = kana_codes(&reading) else {
                    return Err(CorrectionError::NotKana { word, reading });
                };
                self.sounds.add(&codes);
                self.entries.push(Entry::new(HAN, cost));
                cost = cost.saturating_add(STEP);
            }
            let end = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            self.first.resize(1024, 0);
            if let Some(bits) = self.first.get_mut(first as usize >> 6) {
                *bits |= 1 << (first as usize & 63);
            }
            let second = letters.clone().next().map(Script::of);
            if !matches!(second, None | Some(Script::Kanji | Script::Hiragana)) {
                self.mixed.insert(first);
            }
            self.words
                .entry(first)
                .or_default()
                .insert(letters.collect(), start..end);
        }
        Ok(())
    }

    /// Whether a word may start so.
    #[inline]
    fn starts_with(&self, first: char) -> bool {
        let place = first as usize;
        let bits = self.first.get(place >> 6);
        bits.is_none_or(|bits| bits >> (place & 63) & 1 == 1)
    }

    /// Whether a word goes on after this character with something else than kanji and hiragana.
    pub(super) fn mixes(&self, first: char) -> bool {
        self.mixed.contains(&first)
    }

    /// Calls back with the length in characters and the entries of each word that `letters` starts with.
    pub(super) fn each(
        &self,
        letters: &[char],
        mut found: impl FnMut(usize, std::ops::Range<u32>),
    ) {
        let Some((first, rest)) = letters.split_first() else {
            return;
        };
        if !self.starts_with(*first) {
            return;
        }
        let Some(words) = self.words.get(first) else {
            return;
        };
        for (word, entries) in words {
            if rest.starts_with(word) {
                found(word.len() + 1, entries.clone());
            }
        }
    }
}
