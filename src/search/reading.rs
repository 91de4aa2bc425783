//! How written Japanese sounds: the readings of kanji, from a dictionary shipped with the program.

use super::romaji::Scribe;
use std::ops::Range;

/// Stands between the main reading and its variants in [`Spoken::romaji`].
pub const SEPARATOR: char = '\u{1f}';

/// The dictionary of readings. Cheap to clone; shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Readings;

/// One piece of a text with its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the text; character boundaries.
    pub range: Range<usize>,
    /// Hiragana for what the dictionary read; kana, Latin and digits as they stand.
    pub reading: String,
    /// Other readings, likeliest first (日本: にほん, にっぽん).
    pub alternatives: Vec<String>,
}

/// How a text sounds, in canonical romaji: what the index keeps of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The reading of the whole text, then each variant after a [`SEPARATOR`].
    ///
    /// A variant is a part of the text with one other reading, so it is no whole text.
    pub romaji: String,
    /// Offsets in `romaji` where words start, rising.
    pub starts: Vec<u32>,
    /// For each byte of `romaji` the source byte of the character that gave it; empty unless asked for.
    pub map: Vec<u32>,
}

impl Readings {
    /// The dictionary inside the program, unpacked when first used.
    pub fn embedded() -> Self {
        Self
    }

    /// Cuts `text` into pieces with readings. `out` is cleared; its ranges tile the text.
    pub fn read(&self, text: &str, out: &mut Vec<Segment>) {
        out.clear();
        let mut pieces: Vec<(usize, bool)> = Vec::new();
        for (at, c) in text.char_indices() {
            let sounds = c.is_alphanumeric();
            if pieces.last().is_none_or(|&(_, before)| before != sounds) {
                pieces.push((at, sounds));
            }
        }
        let ends = pieces.iter().skip(1).map(|&(at, _)| at).chain([text.len()]);
        out.extend(pieces.iter().zip(ends).map(|(&(start, _), end)| Segment {
            range: start..end,
            reading: text.get(start..end).unwrap_or_default().to_owned(),
            alternatives: Vec::new(),
        }));
    }

    /// How `text` sounds. One reader per thread keeps its scratch memory from text to text.
    pub fn reader(&self) -> Reader<'_> {
        Reader { readings: self }
    }
}

/// Reads many texts quickly.
#[derive(Debug)]
pub struct Reader<'a> {
    readings: &'a Readings,
}

impl Reader<'_> {
    /// How `text` sounds, for the index; `out` is overwritten.
    pub fn speak(&mut self, text: &str, out: &mut Spoken) {
        self.speak_mapped(text, out);
        out.map.clear();
    }

    /// The same with the way back to `text`, for highlights.
    pub fn speak_mapped(&mut self, text: &str, out: &mut Spoken) {
        let mut segments = Vec::new();
        self.readings.read(text, &mut segments);
        let mut scribe = Scribe::<true>::default();
        out.starts.clear();
        for segment in &segments {
            let before = scribe.len();
            scribe.text(&segment.reading, segment.range.start);
            if scribe.len() > before {
                out.starts.push(u32::try_from(before).unwrap_or(u32::MAX));
            }
        }
        (out.romaji, out.map) = scribe.finish();
    }
}
