//! The words of the field by how they sound: who types かんし in a hospital means 鉗子, not 監視.

use super::reading::Readings;
use super::reading::Segment;
use super::romaji;
use super::synonym::Synonyms;
use super::typo;
use crate::text::fold;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Readings of one text that are kept.
const READINGS: usize = 4;
/// Spellings of one sound that are looked for: each is another look through all records.
const SPELLINGS: usize = 3;
/// Shortest sound in which a slip is looked for.
const SHORTEST: usize = 5;
/// Shortest sound in which a whole syllable may be wrong.
const LONG: usize = 7;
/// Words near a term that are looked for.
const NEAR: usize = 4;
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
pub(super) struct Heard(BTreeMap<String, Vec<String>>, BTreeSet<String>);

/// The lists read last, and what was made of them: a session is indexed again and again with the same.
static LAST: Mutex<Option<(Synonyms, Readings, Arc<Heard>)>> = Mutex::new(None);

impl Heard {
    /// The words of the lists by their sound; nothing without readings.
    pub(super) fn of_lists(synonyms: &Synonyms, readings: Option<&Readings>) -> Arc<Self> {
        let Some(readings) = readings else {
            return Arc::default();
        };
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, by, heard)) = last.as_ref()
            && by.is_same(readings)
            && known == synonyms
        {
            return Arc::clone(heard);
        }
        let heard = Arc::new(Self::new(synonyms, readings));
        *last = Some((synonyms.clone(), readings.clone(), Arc::clone(&heard)));
        heard
    }

    fn new(synonyms: &Synonyms, readings: &Readings) -> Self {
        let mut heard = Self::default();
        for word in synonyms.written() {
            let key = fold::key(word);
            heard.1.insert(key.clone());
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
        let mut found: Vec<String> = self.get(sound).cloned().collect();
        for (tail, written) in TAILS {
            if let Some(stem) = sound.strip_suffix(tail) {
                found.extend(self.get(stem).map(|stem| format!("{stem}{written}")));
            }
        }
        found.truncate(SPELLINGS);
        found
    }

    /// True if this is one of the words, folded.
    pub(super) fn is_word(&self, key: &str) -> bool {
        self.1.contains(key)
    }

    /// Words that a term meant if there is one slip in it, folded.
    pub(super) fn near(&self, typed: &str, kana: bool) -> Vec<String> {
        let sound = romaji::canonical(typed);
        let letters = sound.bytes().all(|b| b.is_ascii_lowercase());
        if sound.len() < SHORTEST || !letters || self.0.contains_key(&sound) {
            return Vec::new();
        }
        // A whole syllable is much of a short word.
        let kana = kana && sound.len() >= LONG;
        let swapped = romaji::swaps(typed);
        let meant = self.0.iter().filter(|(word, _)| {
            word.len() >= SHORTEST
                && word.as_bytes().first() == sound.as_bytes().first()
                && (typo::whole(word.as_bytes(), sound.as_bytes(), kana) || swapped.contains(word))
        });
        let mut found: Vec<String> = meant.flat_map(|(_, words)| words.clone()).collect();
        found.sort_unstable();
        found.dedup();
        // Near so many words it says nothing.
        if found.len() > NEAR {
            found.clear();
        }
        found
    }

    fn get(&self, sound: &str) -> impl Iterator<Item = &String> {
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
