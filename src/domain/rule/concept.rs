//! 技術の観点: what a need asks for and what a company or a patent can do, by the words of their texts. It only suggests:
//! the coordinator decides.

mod border;
mod finder;
mod letters;
mod table;

pub use finder::{Found, Sense};
pub use table::{Asked, Table, Trade};

pub(super) use letters::flat;

use finder::Finder;
use letters::pairs;
use std::collections::{BTreeMap, BTreeSet};

/// How much of each concept.
pub type Weights = BTreeMap<String, f64>;

/// Why a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// A need or a trade names a concept that has no words.
    #[error("unknown concept {0}")]
    Unknown(String),
    /// The words are too many to be looked for at once.
    #[error("too many words")]
    TooMany,
}

/// The concepts, ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    table: Table,
    finder: Finder,
}

/// How alike what is asked and what is there have to be for a suggestion, 0 to 1.
const ENOUGH: f64 = 0.35;

/// How far the best has to stand before the next.
const AHEAD: f64 = 0.05;

impl Concepts {
    /// Makes a table ready; refuses one that names concepts without words.
    pub fn new(table: Table) -> Result<Self, Unusable> {
        let asked = table.needs.iter().flat_map(|a| a.asks.keys());
        let named = asked.chain(table.trades.iter().flat_map(|t| t.can.keys()));
        for name in named {
            if !table.concepts.contains_key(name) {
                return Err(Unusable::Unknown(name.clone()));
            }
        }
        let finder = Finder::new(&table).ok_or(Unusable::TooMany)?;
        Ok(Self { table, finder })
    }

    /// What was written.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Every word of the table in a text, in the order of the text.
    pub fn found(&self, text: &str) -> Vec<Found<'_>> {
        self.finder.found(&flat(text))
    }

    /// What a need asks for.
    pub fn asked(&self, text: &str) -> Weights {
        let found = self.found(text);
        let rules = found.iter().filter_map(|f| match f.sense {
            Sense::Asked(at) => Some(at),
            Sense::Concept(_) | Sense::Trade(_) | Sense::Guard => None,
        });
        let rules: BTreeSet<usize> = rules.collect();
        let mut out = Weights::new();
        for rule in rules.iter().filter_map(|at| self.table.needs.get(*at)) {
            for (concept, weight) in &rule.asks {
                *out.entry(concept.clone()).or_default() += weight;
            }
        }
        out
    }

    /// What a text is about.
    pub fn about(&self, text: &str) -> Weights {
        let mut words: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for found in self.found(text) {
            if let Sense::Concept(at) = found.sense {
                words.entry(at).or_default().insert(found.word);
            }
        }
        let names: Vec<&String> = self.table.concepts.keys().collect();
        let weighed = words.iter().filter_map(|(at, words)| {
            let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
            Some(((*names.get(*at)?).clone(), 1.0 + f64::from(count).ln()))
        });
        weighed.collect()
    }

    /// How alike two needs are, 0 to 1: what they ask for, and the words they share.
    pub fn likeness(&self, asked: &Weights, text: &str, other: &str) -> f64 {
        let shared = overlap(&pairs(text), &pairs(other));
        alike(asked, &self.asked(other)) * 0.6 + shared * 0.4
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

/// How alike two weightings are: the cosine of the angle between them.
fn alike(a: &Weights, b: &Weights) -> f64 {
    let dot: f64 = a.iter().filter_map(|(k, v)| Some(v * b.get(k)?)).sum();
    let size = |w: &Weights| w.values().map(|v| v * v).sum::<f64>().sqrt();
    let sizes = size(a) * size(b);
    if sizes > 0.0 { dot / sizes } else { 0.0 }
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
