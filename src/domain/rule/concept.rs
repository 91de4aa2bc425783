//! 技術の観点: what a need asks for and what a company or a patent can do, by the words of their texts. It only suggests:
//! the coordinator decides.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The words of concepts, and what needs and trades have to do with them. The shipped ones stand in
/// `config/concepts.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concepts {
    /// The words by which a text shows that it is about a concept.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// What needs ask for.
    pub needs: Vec<Asked>,
    /// What trades can usually do.
    pub trades: Vec<Trade>,
}

/// Words of a need and what they ask for.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Why, for people.
    pub because: String,
    /// The words.
    pub words: Vec<String>,
    /// How much of each concept.
    pub asks: BTreeMap<String, f64>,
}

/// Words of a trade and what it can do.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// The words.
    pub words: Vec<String>,
    /// How well each concept.
    pub can: BTreeMap<String, f64>,
}

/// How much of each concept.
pub type Weights = BTreeMap<String, f64>;

/// How alike what is asked and what is there have to be for a suggestion, 0 to 1.
const ENOUGH: f64 = 0.35;

/// How far the best has to stand before the next.
const AHEAD: f64 = 0.05;

impl Concepts {
    /// What a need asks for.
    pub fn asked(&self, text: &str) -> Weights {
        let text = flat(text);
        let mut out = Weights::new();
        for rule in &self.needs {
            if rule.words.iter().any(|word| holds(&text, word)) {
                for (concept, weight) in &rule.asks {
                    *out.entry(concept.clone()).or_default() += weight;
                }
            }
        }
        out
    }

    /// What a text is about.
    pub fn about(&self, text: &str) -> Weights {
        let text = flat(text);
        let found = self.concepts.iter().filter_map(|(concept, words)| {
            let count = words.iter().filter(|word| holds(&text, word)).count();
            let count = u32::try_from(count).unwrap_or(0);
            (count > 0).then(|| (concept.clone(), 1.0 + f64::from(count).ln()))
        });
        found.collect()
    }

    /// Which of several needs a text touches, if one stands out: its place in the list, and how strongly, 0 to 1.
    pub fn touched(&self, text: &str, needs: &[String]) -> Option<(usize, f64)> {
        let about = self.about(text);
        let own = pairs(text);
        let mut scores: Vec<(usize, f64)> = needs
            .iter()
            .map(|need| {
                let mut asked = self.asked(need);
                // What the need says itself counts as asked, too.
                for (concept, weight) in self.about(need) {
                    *asked.entry(concept).or_default() += weight / 2.0;
                }
                let shared = overlap(&own, &pairs(need));
                alike(&asked, &about) * 0.6 + shared * 0.4
            })
            .enumerate()
            .collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (at, best) = scores.first().copied()?;
        let next = scores.get(1).map_or(0.0, |(_, score)| *score);
        (best >= ENOUGH && best - next >= AHEAD).then_some((at, best))
    }
}

fn flat(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Whether a text holds a word as a word: one letter alone counts only where no other letter of its kind is beside it, so
/// that 管 is not found in 血管.
fn holds(text: &str, word: &str) -> bool {
    let word = flat(word);
    let is_short = word.chars().count() == 1;
    text.match_indices(word.as_str()).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        let is_kanji = |c: Option<char>| c.is_some_and(crate::text::script::is_kanji);
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if word.is_ascii() {
            return !is_latin(before) && !is_latin(after);
        }
        !is_short || !is_kanji(before) && !is_kanji(after)
    })
}

/// How alike two weightings are: the cosine of the angle between them.
fn alike(a: &Weights, b: &Weights) -> f64 {
    let dot: f64 = a.iter().filter_map(|(k, v)| Some(v * b.get(k)?)).sum();
    let size = |w: &Weights| w.values().map(|v| v * v).sum::<f64>().sqrt();
    let sizes = size(a) * size(b);
    if sizes > 0.0 { dot / sizes } else { 0.0 }
}

/// Pairs of neighbouring letters that carry meaning: not those of kana alone.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = flat(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs = letters.iter().zip(letters.iter().skip(1));
    let is_kana = |c: char| crate::text::script::is_hiragana(c);
    pairs
        .map(|(a, b)| (*a, *b))
        .filter(|(a, b)| !is_kana(*a) && !is_kana(*b))
        .collect()
}

/// How much of the smaller of two sets is in the other.
fn overlap(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    let common = u32::try_from(a.intersection(b).count()).unwrap_or(0);
    f64::from(common) / f64::from(u32::try_from(least).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_inside_a_word_is_no_word() {
        assert!(holds("細い管を通す", "管"));
        assert!(!holds("血管を縫う", "管"));
        assert!(holds("led照明", "LED"));
        assert!(!holds("rolled", "led"));
    }
}
