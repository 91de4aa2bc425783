//! What an organisation can do, from what it says of itself, its trade and its patents.

use super::measure::number;
use super::reason::{Reason, Source};
use crate::domain::roster::{Organisation, Patent, Session};
use crate::domain::rule::concept::{Concepts, Sense};
use crate::text::{Clean, fold};
use std::collections::{BTreeMap, BTreeSet};

/// One organisation, looked at once.
#[derive(Clone, Debug)]
pub(super) struct Firm {
    /// Its place among the organisations of the session.
    pub(super) at: usize,
    /// All its words, for shared ones.
    pub(super) text: String,
    /// By concept.
    can: Vec<f64>,
    /// By concept: the word that shows it, and where it stands.
    shows: BTreeMap<usize, (Source, String)>,
    /// Its own filings in the session, with what they are about.
    patents: Vec<(Clean, Clean, BTreeSet<usize>)>,
}

impl Firm {
    /// `at`: its place; `trades`: what the usual abilities of its trade count.
    pub(super) fn new(
        (session, at): (&Session, usize),
        org: &Organisation,
        concepts: &Concepts,
        trades: f64,
    ) -> Self {
        let technologies: Vec<&str> = org.technologies.iter().map(Clean::as_str).collect();
        let technologies = technologies.join("\n");
        let table = concepts.table();
        let mut firm = Self {
            at,
            text: format!("{technologies}\n{}", org.past_devices),
            can: vec![0.0; table.concepts.len()],
            shows: BTreeMap::new(),
            patents: Vec::new(),
        };
        let texts = [
            (Source::Technology, technologies.as_str()),
            (Source::Device, org.past_devices.as_str()),
            (Source::Name, org.name.as_str()),
        ];
        let mut words: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        let mut of_trades: BTreeMap<usize, &str> = BTreeMap::new();
        for (source, text) in texts {
            for found in concepts.found(text) {
                match found.sense {
                    Sense::Concept(at) => {
                        words.entry(at).or_default().insert(found.word);
                        let shown = || (source, found.word.to_owned());
                        firm.shows.entry(at).or_insert_with(shown);
                    }
                    Sense::Trade(at) => {
                        of_trades.entry(at).or_insert(found.word);
                    }
                    Sense::Asked(_) | Sense::Guard => {}
                }
            }
        }
        for (at, words) in &words {
            if let Some(can) = firm.can.get_mut(*at) {
                *can = 1.0 + number(words.len()).ln();
            }
        }
        let names: Vec<&String> = table.concepts.keys().collect();
        for (at, word) in of_trades {
            let of = table.trades.get(at).into_iter().flat_map(|t| &t.can);
            for (concept, weight) in of {
                let Ok(at) = names.binary_search(&concept) else {
                    continue;
                };
                if let Some(can) = firm.can.get_mut(at)
                    && *can < weight * trades
                {
                    *can = weight * trades;
                    let shown = || (Source::Trade, word.to_owned());
                    firm.shows.entry(at).or_insert_with(shown);
                }
            }
        }
        let own = [fold::key(&org.name), fold::key(&org.short)];
        let is_own = |patent: &&Patent| {
            let mut all = patent.applicants.iter().map(|a| fold::key(a));
            all.any(|a| !a.is_empty() && own.contains(&a))
        };
        for patent in session.patents.iter().filter(is_own) {
            let text = format!("{}\n{}", patent.title, patent.abstract_text);
            let about = concepts.found(&text).into_iter();
            let about = about.filter_map(|f| match f.sense {
                Sense::Concept(at) => Some(at),
                Sense::Asked(_) | Sense::Trade(_) | Sense::Guard => None,
            });
            let (no, title) = (patent.doc_no.clone(), patent.title.clone());
            firm.patents.push((no, title, about.collect()));
        }
        firm
    }

    /// How well it can a concept.
    pub(super) fn can(&self, concept: usize) -> f64 {
        self.can.get(concept).copied().unwrap_or(0.0)
    }

    /// Grows with how many things it can.
    pub(super) fn breadth(&self) -> f64 {
        let size: f64 = self.can.iter().map(|c| c * c).sum();
        size.sqrt().max(1.0).sqrt()
    }

    /// The word that shows that it can a concept.
    pub(super) fn shows(&self, concept: usize) -> Option<(Source, Clean)> {
        let (source, word) = self.shows.get(&concept)?;
        Some((*source, word.as_str().into()))
    }

    /// Its filing that touches most of what is asked, and how much of it, 0 to 1.
    pub(super) fn patent(&self, asks: &[f64]) -> Option<(f64, Reason)> {
        let all: f64 = asks.iter().sum();
        let touched = |about: &BTreeSet<usize>| {
            let sum: f64 = about.iter().filter_map(|at| asks.get(*at)).sum();
            if all > 0.0 { sum / all } else { 0.0 }
        };
        let best = (self.patents.iter())
            .map(|(no, title, about)| (touched(about), no, title))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let (weight, no, title) = best;
        let reason = Reason::Patent {
            doc_no: no.clone(),
            title: title.clone(),
        };
        (weight >= ENOUGH).then_some((weight, reason))
    }
}

/// A patent that touches less of what is asked is no reason.
const ENOUGH: f64 = 0.25;
