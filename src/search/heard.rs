//! The words of the field by how they sound: who types かんし in a hospital means 鉗子, not 監視.

use super::reading::Readings;
use super::reading::Segment;
use super::romaji;
use super::synonym::Synonyms;
use crate::text::fold;
use std::collections::BTreeMap;

/// Readings of one text that are kept.
const READINGS: usize = 4;
/// Spellings of one sound that are looked for: each is another look through all records.
const SPELLINGS: usize = 3;
/// What may stand behind the short name of an institution, by its sound.
const TAILS: [(&str, &str); 5] = [
    ("huzokubyoin", "附属病院"),
    ("byoin", "病院"),
    ("igakubu", "医学部"),
    ("kogakubu", "工学部"),
    ("iin", "医院"),
];

/// Words of the lists that are written with kanji, folded, by their sound.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(BTreeMap<String, Vec<String>>);

impl Heard {
    /// Reads the words of the lists aloud; nothing without readings.
    pub(super) fn new(synonyms: &Synonyms, readings: Option<&Readings>) -> Self {
        let mut heard = Self::default();
        let Some(readings) = readings else {
            return heard;
        };
        for word in synonyms.written() {
            let key = fold::key(word);
            for sound in spoken(readings, word) {
                let spellings = heard.0.entry(sound).or_default();
                if !spellings.contains(&key) {
                    spellings.push(key.clone());
                }
            }
        }
        heard
    }

    /// How a term that sounds like this is written, folded, the likeliest first.
    pub(super) fn spellings(&self, sound: &str) -> Vec<String> {
        let mut found: Vec<String> = self.of(sound).cloned().collect();
        for (tail, written) in TAILS {
            if let Some(stem) = sound.strip_suffix(tail) {
                found.extend(self.of(stem).map(|stem| format!("{stem}{written}")));
            }
        }
        found.truncate(SPELLINGS);
        found
    }

    fn of(&self, sound: &str) -> impl Iterator<Item = &String> {
        self.0.get(sound).into_iter().flatten()
    }
}

/// Canonical romaji of a text with kanji, likeliest first, of which all sounds are letters or digits.
pub(super) fn spoken(readings: &Readings, text: &str) -> Vec<String> {
    let mut segments: Vec<Segment> = Vec::new();
    readings.read(text, &mut segments);
    let mut spoken = vec![String::new()];
    for segment in &segments {
        let all = std::iter::once(&segment.reading).chain(&segment.alternatives);
        spoken = all
            .take(READINGS)
            .flat_map(|s| spoken.iter().map(move |head| format!("{head}{s}")))
            .take(READINGS)
            .collect();
    }
    let mut out: Vec<String> = Vec::new();
    for reading in spoken {
        let sound = romaji::canonical(&reading);
        if !sound.is_empty()
            && sound.bytes().all(|b| b.is_ascii_alphanumeric())
            && !out.contains(&sound)
        {
            out.push(sound);
        }
    }
    out
}
