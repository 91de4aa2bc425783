//! What a need asks for, concept by concept, and which of its words ask for it.

use super::reason::Because;
use crate::domain::roster::{Need, Session};
use crate::domain::rule::concept::{Concepts, Sense};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// What a confirmed concept of a need (求める技術) counts beside the one that its text asks for most.
const CONFIRMED: f64 = 2.0;

/// What a word of a company counts beside what the words of needs ask for, when a need says it.
const OWN_WORDS: f64 = 0.5;

/// What stands in the title counts so much more.
const TITLE: f64 = 1.5;

/// Further fields of a need that say what is asked for.
const ASKING_NOTES: &[&str] = &["must_have", "nice_to_have", "pico_i", "pico_o"];

/// How much of each concept, and why.
pub(super) struct Wanted<'c> {
    /// In the order of the concepts.
    pub(super) asks: Vec<f64>,
    /// By concept: the weightiest word that asks for it.
    pub(super) because: BTreeMap<usize, Because<'c>>,
}

/// All that a need says of itself.
pub(super) fn text_of(need: &Need) -> String {
    let own = [&need.title, &need.problem, &need.wanted, &need.current];
    let notes = need.notes.iter();
    let notes = notes.filter(|(key, _)| ASKING_NOTES.contains(&key.as_str()));
    let notes = notes.map(|(_, text)| text);
    let all: Vec<&str> = own.into_iter().chain(notes).map(Clean::as_str).collect();
    all.join("\n")
}

/// For how many needs of a session each rule for needs holds: what holds for all tells nothing.
pub(super) fn holding(session: &Session, concepts: &Concepts) -> Vec<usize> {
    let mut holds = vec![0; concepts.table().needs.len()];
    for need in &session.needs {
        let text = text_of(need);
        let rules = concepts.found(&text).into_iter();
        let rules = rules.filter_map(|found| match found.sense {
            Sense::Asked(at) => Some(at),
            Sense::Concept(_) | Sense::Trade(_) | Sense::Guard => None,
        });
        for at in rules.collect::<BTreeSet<_>>() {
            if let Some(count) = holds.get_mut(at) {
                *count += 1;
            }
        }
    }
    holds
}

impl<'c> Wanted<'c> {
    /// `telling`: how much each rule for needs tells.
    pub(super) fn new(need: &Need, concepts: &'c Concepts, telling: &[f64]) -> Self {
        let table = concepts.table();
        let names: Vec<&String> = table.concepts.keys().collect();
        let mut wanted = Gathering {
            asks: vec![0.0; names.len()],
            strongest: BTreeMap::new(),
        };
        let in_title: Vec<Sense> = (concepts.found(&need.title).iter().map(|f| f.sense)).collect();
        let stress = |sense| {
            if in_title.contains(&sense) {
                TITLE
            } else {
                1.0
            }
        };
        let mut rules = BTreeSet::new();
        for hit in concepts.found(&text_of(need)) {
            match hit.sense {
                Sense::Asked(at) if rules.insert(at) => {
                    let weight = stress(hit.sense) * telling.get(at).copied().unwrap_or(1.0);
                    if let Some(rule) = table.needs.get(at) {
                        for (concept, asks) in &rule.asks {
                            if let Ok(concept) = names.binary_search(&concept) {
                                let because = Because::rule(hit.word, rule, *asks);
                                wanted.ask(concept, asks * weight, because);
                            }
                        }
                    }
                }
                Sense::Concept(at) => {
                    wanted.ask(at, OWN_WORDS * stress(hit.sense), Because::word(hit.word));
                }
                Sense::Asked(_) | Sense::Trade(_) | Sense::Guard => {}
            }
        }
        let most = wanted.asks.iter().copied().fold(1.0, f64::max);
        for sought in &need.seeking_tech {
            for hit in concepts.found(sought) {
                if let Sense::Concept(at) = hit.sense {
                    wanted.ask(at, CONFIRMED * most, Because::word(hit.word));
                }
            }
        }
        let because = wanted.strongest.into_iter();
        Self {
            asks: wanted.asks,
            because: because.map(|(at, (_, because))| (at, because)).collect(),
        }
    }
}

struct Gathering<'c> {
    asks: Vec<f64>,
    strongest: BTreeMap<usize, (f64, Because<'c>)>,
}

impl<'c> Gathering<'c> {
    fn ask(&mut self, concept: usize, weight: f64, because: Because<'c>) {
        if let Some(all) = self.asks.get_mut(concept) {
            *all += weight;
        }
        let best = self.strongest.entry(concept).or_insert((0.0, because));
        if weight > best.0 {
            *best = (weight, because);
        }
    }
}
