//! Finds all words of a table in a text in one pass. Of two words of one kind the longer hides the shorter inside it, and a
//! guard hides all.

use super::border::is_word;
use super::letters::flat;
use super::table::Table;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;

/// What a word stands for: places in the lists of the table, concepts in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// A text is about this concept.
    Concept(usize),
    /// A need asks for something.
    Asked(usize),
    /// A firm is of this trade.
    Trade(usize),
    /// Nothing inside is looked at.
    Guard,
}

impl Sense {
    /// Only words of one kind hide each other.
    fn hides(self, other: Self) -> bool {
        self == Self::Guard || std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// A word that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'c> {
    /// As the table writes it.
    pub word: &'c str,
    /// What it stands for.
    pub sense: Sense,
    /// Where it begins in the text as compared.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    /// By pattern: as written, and what it stands for.
    words: Vec<(String, Vec<Sense>)>,
}

impl Finder {
    /// `None`: the words are too many.
    pub(super) fn new(table: &Table) -> Option<Self> {
        let mut words: BTreeMap<String, (String, Vec<Sense>)> = BTreeMap::new();
        let mut add = |word: &String, sense| {
            let entry = words.entry(flat(word)).or_default();
            if entry.0.is_empty() {
                entry.0.clone_from(word);
            }
            entry.1.push(sense);
        };
        for word in &table.guards {
            add(word, Sense::Guard);
        }
        for (at, of) in table.concepts.values().enumerate() {
            for word in of {
                add(word, Sense::Concept(at));
            }
        }
        for (at, asked) in table.needs.iter().enumerate() {
            for word in &asked.words {
                add(word, Sense::Asked(at));
            }
        }
        for (at, trade) in table.trades.iter().enumerate() {
            for word in &trade.words {
                add(word, Sense::Trade(at));
            }
        }
        words.remove("");
        Some(Self {
            automaton: Some(AhoCorasick::new(words.keys()).ok()?),
            words: words.into_values().collect(),
        })
    }

    /// In a text that is flat already.
    pub(super) fn found(&self, text: &str) -> Vec<Found<'_>> {
        let mut all = Vec::new();
        for hit in (self.automaton.iter()).flat_map(|a| a.find_overlapping_iter(text)) {
            let is_word = (text.get(hit.start()..hit.end()))
                .is_some_and(|word| is_word(text, hit.start(), word));
            let Some((word, senses)) = self.words.get(hit.pattern().as_usize()) else {
                continue;
            };
            for sense in senses {
                // A guard is a part of whatever word it stands in.
                if is_word || *sense == Sense::Guard {
                    all.push(Found {
                        word,
                        sense: *sense,
                        start: hit.start(),
                        end: hit.end(),
                    });
                }
            }
        }
        all.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end), f.sense));
        let is_hidden = |inner: &Found<'_>| {
            all.iter().take_while(|f| f.start <= inner.start).any(|f| {
                let is_longer = f.end - f.start > inner.end - inner.start;
                is_longer && f.end >= inner.end && f.sense.hides(inner.sense)
            })
        };
        let hidden: Vec<bool> = all.iter().map(is_hidden).collect();
        let mut hidden = hidden.into_iter();
        all.retain(|f| !hidden.next().unwrap_or(false) && f.sense != Sense::Guard);
        all
    }
}
