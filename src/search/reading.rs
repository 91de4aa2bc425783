//! How written Japanese sounds: the readings of kanji, from a dictionary shipped with the program.
//!
//! A run of kanji with its okurigana is split into words at the least cost (the words' own and that of one kind of
//! word after another), and each word brings its readings. The dictionary is made from UniDic by
//! `tests/tools/readings.py`; `config/readings.toml` and the user's own list win over it.
//!
//! No splitting of Japanese is always right. So other likely readings are kept beside the best one, and what the
//! lists themselves say (よみ, フリガナ) is better than anything found here.

mod corrections;
mod dictionary;
mod lattice;
mod pieces;
mod speak;
mod word;

pub use corrections::CorrectionError;

use crate::search::romaji::hiragana;
use corrections::Corrections;
use dictionary::Dictionary;
use lattice::Lattice;
use pieces::Piece;
use speak::Said;
use std::ops::Range;
use std::sync::Arc;
use std::sync::LazyLock;
use word::Sources;

/// Stands between the main reading and its variants in [`Spoken::romaji`].
pub const SEPARATOR: char = '\u{1f}';

static DICTIONARY: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::unpack(include_bytes!("../../config/readings.dic.zst")));

static OWN: LazyLock<Arc<Corrections>> = LazyLock::new(|| {
    let mut own = Corrections::default();
    // A test holds that the list is right; without it the dictionary alone answers.
    let _ = own.add(include_str!("../../config/readings.toml"));
    Arc::new(own)
});

/// The dictionary of readings. Cheap to clone; shared by all threads.
#[derive(Clone, Debug)]
pub struct Readings {
    corrections: Arc<Corrections>,
}

/// One piece of a text with its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the text; character boundaries.
    pub range: Range<usize>,
    /// Hiragana for what the dictionary read; kana, Latin, digits and marks as they stand.
    pub reading: String,
    /// Other readings, likeliest first (日本: にほん, にっぽん).
    pub alternatives: Vec<String>,
}

/// How a text sounds, in canonical romaji: what the index keeps of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The reading of the whole text without blanks and marks, then each variant after a [`SEPARATOR`].
    ///
    /// A variant is a few words of the text of which one has another reading, so it is no whole text.
    pub romaji: String,
    /// Offsets in `romaji` where words start, rising.
    ///
    /// Where one word ends with the letter the next begins with (東京 | 大阪, tokyo | osaka), both share it.
    pub starts: Vec<u32>,
    /// For each byte of `romaji` the first byte in the text of what gave it: a word of the dictionary as a whole, else
    /// a character. One more entry at the end holds the length of the text. Empty unless asked for.
    ///
    /// A separator starts over, so the entries rise only between separators.
    pub map: Vec<u32>,
}

impl Default for Readings {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Readings {
    /// The dictionary inside the program with our own corrections; unpacked when first used.
    pub fn embedded() -> Self {
        Self {
            corrections: Arc::clone(&OWN),
        }
    }

    /// The same with another list of corrections, in the form of `config/readings.toml`, which wins over all others.
    pub fn with_corrections(&self, list: &str) -> Result<Self, CorrectionError> {
        let mut corrections = Corrections::clone(&self.corrections);
        corrections.add(list)?;
        Ok(Self {
            corrections: Arc::new(corrections),
        })
    }

    /// A number for the dictionary and the lists, for what is made with them and kept in a file.
    pub fn stamp(&self) -> u64 {
        const DICTIONARY: &[u8] = include_bytes!("../../config/readings.dic.zst");
        let packed = DICTIONARY.as_chunks().0.iter();
        packed.fold(self.corrections.stamp, |sum, &word| {
            (sum.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    }

    /// True if both read by the same lists, without looking into them.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.corrections, &other.corrections)
    }

    /// Cuts `text` into pieces with readings. `out` is cleared; its ranges tile the text.
    pub fn read(&self, text: &str, out: &mut Vec<Segment>) {
        let finder = pieces::Finder::once();
        let mut reader = Reader {
            finder,
            ..self.reader()
        };
        reader.read(text, out);
    }

    /// How a name is read, with its blanks: kanji in hiragana, kana as they stand; `None` where a part of it cannot be read.
    pub fn kana(&self, name: &str) -> Option<String> {
        let mut pieces = Vec::new();
        self.read(name, &mut pieces);
        let kana: String = pieces.iter().map(|p| p.reading.as_str()).collect();
        let is_kana =
            |c: char| c.is_whitespace() || matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・');
        (!kana.trim().is_empty() && kana.chars().all(is_kana)).then_some(kana)
    }

    /// `text` with each kanji in its likeliest Chinese reading, as one guesses who converted a word wrongly: 腹空鏡.
    pub fn chinese(&self, text: &str) -> String {
        let sources = Sources {
            dictionary: &DICTIONARY,
            corrections: &self.corrections,
        };
        let mut out = String::new();
        for c in text.chars() {
            match sources.chinese(c) {
                Some(id) => out.extend(sources.kana(id).iter().filter_map(|&k| hiragana(k))),
                None => out.push(c),
            }
        }
        out
    }

    /// One reader per thread keeps its scratch memory from text to text.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            sources: Sources {
                dictionary: &DICTIONARY,
                corrections: &self.corrections,
            },
            lattice: Lattice::default(),
            finder: pieces::Finder::default(),
            pieces: Vec::new(),
            speaker: speak::Speaker::default(),
        }
    }

    /// The same for a thread that reads a library.
    pub(super) fn reader_of_many(&self) -> Reader<'_> {
        Reader {
            finder: pieces::Finder::of_many(),
            ..self.reader()
        }
    }

    /// Bytes that the dictionary takes in memory.
    pub fn bytes() -> usize {
        DICTIONARY.bytes()
    }
}

/// Reads many texts quickly.
#[derive(Debug)]
pub struct Reader<'a> {
    sources: Sources<'a>,
    lattice: Lattice,
    finder: pieces::Finder,
    pieces: Vec<Piece>,
    speaker: speak::Speaker,
}

impl Reader<'_> {
    /// Cuts `text` into pieces with readings. `out` is cleared; its ranges tile the text.
    pub fn read(&mut self, text: &str, out: &mut Vec<Segment>) {
        self.find(text);
        out.clear();
        let written = |id| -> String {
            let codes: &[u8] = self.sources.kana(id);
            codes.iter().filter_map(|&code| hiragana(code)).collect()
        };
        out.extend(self.pieces.iter().map(|piece| {
            let range = piece.range();
            let reading = match piece.entry() {
                Some(id) => written(id),
                None => text.get(range.clone()).unwrap_or_default().to_owned(),
            };
            Segment {
                range,
                reading,
                alternatives: self
                    .finder
                    .memory
                    .others(piece)
                    .map(|(_, id)| written(id))
                    .collect(),
            }
        }));
    }

    /// How `text` sounds, for the index: as [`Spoken::romaji`] and [`Spoken::starts`].
    pub(super) fn sound(&mut self, text: &str) -> (&[u8], &[u32]) {
        self.find(text);
        let said = Said {
            text,
            sources: self.sources,
            memory: &self.finder.memory,
        };
        self.speaker.sound(said, &self.pieces)
    }

    /// How `text` sounds; `out` is overwritten, keeping its room, and has no map.
    pub fn speak(&mut self, text: &str, out: &mut Spoken) {
        self.say::<false>(text, out);
    }

    /// The same with the way back to `text`, for highlights.
    pub fn speak_mapped(&mut self, text: &str, out: &mut Spoken) {
        self.say::<true>(text, out);
    }

    fn say<const MAP: bool>(&mut self, text: &str, out: &mut Spoken) {
        self.find(text);
        self.speaker.speak::<MAP>(
            Said {
                text,
                sources: self.sources,
                memory: &self.finder.memory,
            },
            &self.pieces,
            out,
        );
    }

    /// Where the words of the text read last start, as byte offsets.
    pub fn words(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().map(|p| p.range().start)
    }

    fn find(&mut self, text: &str) {
        self.finder
            .find(self.sources, &mut self.lattice, text, &mut self.pieces);
    }
}

#[cfg(test)]
mod tests;
