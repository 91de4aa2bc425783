//! The words of the field by how they sound: who types かんし in a hospital means 鉗子, not 監視.

use super::near::Typed;
use super::opposite;
use super::reading::Readings;
use super::reading::Segment;
use super::romaji;
use super::synonym::Synonyms;
use crate::text::fold;
use crate::text::script;
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
const TAILS: [(&str, &str); 7] = [
    ("daigakubyoin", "大学病院"),
    ("daigaku", "大学"),
    ("huzokubyoin", "附属病院"),
    ("byoin", "病院"),
    ("igakubu", "医学部"),
    ("kogakubu", "工学部"),
    ("iin", "医院"),
];

/// Words that a half-typed term may become: each is another look through all records.
const BEGUN: usize = 3;
/// Characters of a word in which one kanji may be wrong.
const WRITTEN: usize = 3;
/// Letters of the longest sound that may be one word with a slip.
const LONGEST: usize = 24;
/// Letters of a sound that one letter typed wrong may change.
const SLIP: usize = 4;
/// Letters and kana from which on a term is half a word.
const HALF: (usize, usize) = (4, 2);

/// Words of the lists that are written with kanji or only in katakana, folded, by their sound.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    words: BTreeMap<String, Vec<String>>,
    /// All of them, by their number of characters.
    known: BTreeMap<usize, BTreeSet<String>>,
    /// The likeliest word of the field of each sound, with its place in the list.
    field: BTreeMap<String, (usize, String)>,
}

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
        for (rank, (word, of_field)) in synonyms.written().enumerate() {
            let key = fold::key(word);
            let length = key.chars().count();
            heard.known.entry(length).or_default().insert(key.clone());
            for sound in spoken(readings, word) {
                if of_field {
                    let likeliest = || (rank, key.clone());
                    heard.field.entry(sound.clone()).or_insert_with(likeliest);
                }
                // What is only said of others gives way to a word of the field: 監視 to 鉗子.
                if !of_field && heard.field.contains_key(&sound) {
                    continue;
                }
                let spellings = heard.words.entry(sound).or_default();
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

    /// Words of the field that a half-typed term may become, folded, the likeliest first.
    pub(super) fn begun(&self, typed: &str) -> Vec<String> {
        let latin = |c: &char| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(c);
        let letters = typed.chars().filter(latin).count();
        let long = if letters > 0 {
            letters >= HALF.0
        } else {
            typed.chars().filter(|&c| !romaji::is_mark(c)).count() >= HALF.1
        };
        let mut found: Vec<&(usize, String)> = Vec::new();
        for start in romaji::probes(typed) {
            if !long || start.len() < 2 || !start.bytes().all(|b| b.is_ascii_lowercase()) {
                continue;
            }
            let from = self.field.range(start.clone()..);
            let begun = from.take_while(|(sound, _)| sound.starts_with(&start));
            found.extend(begun.map(|(_, word)| word));
        }
        found.sort_unstable();
        found.dedup();
        // Of what is hardly begun only the likeliest: any other guess would be as good.
        let hardly = romaji::canonical(typed).len() < 3;
        let words = found.into_iter().take(if hardly { 1 } else { BEGUN });
        words.map(|(_, word)| word.clone()).collect()
    }

    /// Words of the lists that are written like a term but for one kanji, folded.
    pub(super) fn miswritten(&self, key: &str, readings: &Readings) -> Vec<String> {
        let typed: Vec<char> = key.chars().collect();
        if typed.len() < WRITTEN {
            return Vec::new();
        }
        let as_long = self.known.get(&typed.len()).into_iter().flatten();
        let near = as_long.filter(|word| {
            let mut other = typed
                .iter()
                .copied()
                .zip(word.chars())
                .filter(|(a, b)| a != b);
            let one = other.next().filter(|_| other.next().is_none());
            let Some((a, b)) = one else {
                return false;
            };
            let sound = |c: char| readings.chinese(c.encode_utf8(&mut [0; 4]));
            let kanji = script::is_kanji(a) && script::is_kanji(b);
            // In a short word the kanji must sound alike, or like nothing at all; left is never a slip for right.
            kanji && (sound(a) == sound(b) || typed.len() > WRITTEN && !opposite::differ(a, b))
        });
        few(near.cloned().collect())
    }

    /// True if this is one of the words, folded.
    pub(super) fn is_word(&self, key: &str) -> bool {
        let as_long = self.known.get(&key.chars().count());
        as_long.is_some_and(|words| words.contains(key))
    }

    /// True if a word of the field sounds like this.
    pub(super) fn is_sound_of_field(&self, sound: &str) -> bool {
        self.field.contains_key(sound)
    }

    /// Words that a term meant if there is one slip in it, folded.
    pub(super) fn near(&self, typed: &str, kana: bool) -> Vec<String> {
        let sound = romaji::canonical(typed);
        let letters = sound.bytes().all(|b| b.is_ascii_lowercase());
        let some = (SHORTEST..=LONGEST).contains(&sound.len());
        if !some || !letters || self.words.contains_key(&sound) {
            return Vec::new();
        }
        // Kana are not typed letter by letter.
        let slips = if kana {
            Vec::new()
        } else {
            self.slips(typed, &sound)
        };
        if !slips.is_empty() {
            return slips;
        }
        // A whole syllable is much of a short word.
        let kana = kana && sound.len() >= LONG;
        let slipped = Typed::new(sound.as_bytes(), kana);
        let mut swapped = romaji::swaps(typed);
        swapped.extend(romaji::mended(typed));
        let firsts = LETTERS.iter().filter(|l| unvoiced(l) == unvoiced(&sound));
        let alike = firsts.flat_map(|&first| {
            let from = self.words.range(first.to_owned()..);
            from.take_while(move |(word, _)| word.starts_with(first))
        });
        let meant = alike.filter(|(word, _)| {
            word.len() >= SHORTEST && (slipped.whole(word.as_bytes()) || swapped.contains(word))
        });
        few(meant.flat_map(|(_, words)| words.clone()).collect())
    }

    /// Words that are typed with one letter less, one more or another one: what was typed tells more than its sound,
    /// in which a long vowel is one letter. A key beside the right one is likelier than any other.
    fn slips(&self, typed: &str, sound: &str) -> Vec<String> {
        let typed = typed.to_ascii_lowercase();
        let letters = typed.bytes().all(|b| b.is_ascii_lowercase());
        if typed.len() < SHORTEST || !letters || !self.has_near(sound) {
            return Vec::new();
        }
        // A key beside the right one, or one too many, before all that is less likely.
        for likely in [true, false] {
            let found = few(self.with_slip(&typed, likely));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Words that `typed` is with one letter changed: with one of the next keys or left out, or in any other way.
    fn with_slip(&self, typed: &str, likely: bool) -> Vec<String> {
        let mut found = Vec::new();
        let mut letters = String::with_capacity(typed.len() + 1);
        let mut look = |before: &str, letter: &str, after: &str| {
            letters.clear();
            for part in [before, letter, after] {
                letters.push_str(part);
            }
            let sound = romaji::canonical(&letters);
            if sound.len() >= SHORTEST {
                found.extend(self.get(&sound).cloned());
            }
        };
        for at in 0..typed.len() {
            let (before, rest) = typed.split_at_checked(at).unwrap_or_default();
            let (wrong, after) = rest.split_at_checked(1).unwrap_or_default();
            if likely {
                look(before, "", after);
            }
            for letter in LETTERS {
                let near = beside_key(wrong, letter);
                // The first letter is seldom wrong, but for a key beside it.
                if near == likely && (near || at > 0) {
                    look(before, letter, after);
                }
                if !likely && at > 0 {
                    look(before, letter, rest);
                }
            }
        }
        found
    }

    /// True if some word begins and ends as `sound` does, so that one slip may be all that lies between.
    fn has_near(&self, sound: &str) -> bool {
        self.words.keys().any(|word| {
            let pairs = || word.bytes().zip(sound.bytes());
            let back = || word.bytes().rev().zip(sound.bytes().rev());
            let long = word.len().max(sound.len());
            long - word.len().min(sound.len()) <= SLIP
                && pairs().take_while(|(a, b)| a == b).count()
                    + back().take_while(|(a, b)| a == b).count()
                    + SLIP
                    >= long
        })
    }

    fn get(&self, sound: &str) -> impl Iterator<Item = &String> {
        self.words.get(sound).into_iter().flatten()
    }
}

/// The first letter, and for a voiced one that without its marks: か is soon typed for が.
fn unvoiced(sound: &str) -> Option<u8> {
    sound.bytes().next().map(|letter| match letter {
        b'g' => b'k',
        b'z' => b's',
        b'd' => b't',
        b'b' | b'p' => b'h',
        other => other,
    })
}

/// Each once, or none: near so many words a term says nothing.
fn few(mut found: Vec<String>) -> Vec<String> {
    found.sort_unstable();
    found.dedup();
    if found.len() > NEAR {
        found.clear();
    }
    found
}

const LETTERS: [&str; 26] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z",
];

/// True if two keys lie side by side.
fn beside_key(a: &str, b: &str) -> bool {
    // Rows as they lie, each a little to the right of the one above.
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place = |key: &str| {
        let found = |(row, keys): (usize, &&str)| Some((row, keys.find(key)?));
        ROWS.iter().enumerate().find_map(found)
    };
    let (Some((row, at)), Some((other, to))) = (place(a), place(b)) else {
        return false;
    };
    match (row, other) {
        _ if row == other => at.abs_diff(to) == 1,
        _ if row + 1 == other => to == at || to + 1 == at,
        _ if other + 1 == row => to == at || to == at + 1,
        _ => false,
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

/// Canonical romaji of a text with the Chinese reading of each kanji that is no word with others: such may be a word
/// that was converted wrongly, as 穿刺 in 中心静脈先刺.
pub(super) fn spoken_apart(readings: &Readings, text: &str) -> String {
    let mut segments: Vec<Segment> = Vec::new();
    readings.read(text, &mut segments);
    let said = segments.into_iter().map(|segment| {
        let kanji = text.get(segment.range).unwrap_or_default();
        match kanji.chars().nth(1) {
            None => readings.chinese(kanji),
            Some(_) => segment.reading,
        }
    });
    romaji::canonical(&said.collect::<String>())
}
