//! Shared words: BM25 over pairs of neighbouring kanji and whole words of katakana and Latin letters, because Japanese has
//! no blanks. Hiragana carries nothing and is left out. Source of the formula and of its two constants: Robertson and
//! Zaragoza, 2009.

use super::measure::number;
use crate::domain::rule::concept::flat;
use crate::text::script::{is_hiragana, is_kanji};
use std::collections::{BTreeMap, BTreeSet};

const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.75;

/// A shared run of kanji that tells less is not told: everybody writes 装置.
const TELLING: f64 = 2.0;

/// Texts of firms, ready to be compared with a need.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// By term: which texts hold it, and how often.
    postings: BTreeMap<String, Vec<(usize, u32)>>,
    /// In terms.
    lengths: Vec<f64>,
}

impl Shared {
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        for (at, text) in texts.enumerate() {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for term in terms(text) {
                *counts.entry(term).or_default() += 1;
            }
            all.lengths
                .push(counts.values().copied().map(f64::from).sum());
            for (term, count) in counts {
                all.postings.entry(term).or_default().push((at, count));
            }
        }
        all
    }

    /// One score a text.
    pub(super) fn scores(&self, need: &str) -> Vec<f64> {
        let mut scores = vec![0.0; self.lengths.len()];
        let count = number(self.lengths.len());
        let average = (self.lengths.iter().sum::<f64>() / count.max(1.0)).max(1.0);
        for term in terms(need).collect::<BTreeSet<_>>() {
            let Some(postings) = self.postings.get(&term) else {
                continue;
            };
            let rarity = self.rarity(postings.len());
            for (at, times) in postings {
                let length = self.lengths.get(*at).copied().unwrap_or(average);
                let times = f64::from(*times);
                let longer = 1.0 - LENGTH + LENGTH * length / average;
                if let Some(score) = scores.get_mut(*at) {
                    *score += rarity * times * (SATURATION + 1.0) / (times + SATURATION * longer);
                }
            }
        }
        scores
    }

    fn rarity(&self, holders: usize) -> f64 {
        let (all, some) = (number(self.lengths.len()), number(holders));
        (1.0 + (all - some + 0.5) / (some + 0.5)).ln()
    }

    /// The word that a need and a firm share of which the fewest firms have something.
    pub(super) fn word(&self, need: &str, firm: &str) -> Option<String> {
        let need: BTreeSet<String> = terms(need).collect();
        let mut best: Option<(f64, String)> = None;
        for run in runs(&flat(firm)) {
            let mut shared = String::new();
            let mut rarity = 0.0;
            for term in terms_of(&run) {
                if !need.contains(&term) {
                    shared.clear();
                    rarity = 0.0;
                    continue;
                }
                rarity += self.rarity(self.postings.get(&term).map_or(0, Vec::len));
                // The next pair of kanji repeats the last letter of the one before.
                if shared.is_empty() {
                    shared = term;
                } else {
                    shared.extend(term.chars().next_back());
                }
                if rarity > best.as_ref().map_or(TELLING, |b| b.0) {
                    best = Some((rarity, shared.clone()));
                }
            }
        }
        best.map(|(_, word)| word)
    }
}

/// What a letter belongs to; `None`: it carries nothing.
fn kind(c: char) -> Option<u8> {
    match c {
        'ァ'..='ヺ' | 'ー' => Some(0),
        c if is_hiragana(c) || !c.is_alphanumeric() => None,
        c if is_kanji(c) => Some(1),
        _ => Some(2),
    }
}

/// Letters of one script that stand side by side.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut all: Vec<Vec<char>> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let now = kind(c);
        match all.last_mut() {
            Some(run) if now.is_some() && now == last => run.push(c),
            _ if now.is_some() => all.push(vec![c]),
            _ => {}
        }
        last = now;
    }
    all
}

/// Pairs of kanji; a word of katakana or Latin letters as it is, without the long vowel at its end.
fn terms_of(run: &[char]) -> Vec<String> {
    if run.first().copied().and_then(kind) == Some(1) {
        let pairs = run.iter().zip(run.iter().skip(1));
        return pairs.map(|(a, b)| String::from_iter([a, b])).collect();
    }
    let word: String = run.iter().collect();
    let word = word.trim_end_matches('ー').to_owned();
    Vec::from_iter((word.chars().count() > 1).then_some(word))
}

fn terms(text: &str) -> impl Iterator<Item = String> + use<> {
    runs(&flat(text)).into_iter().flat_map(|run| terms_of(&run))
}
