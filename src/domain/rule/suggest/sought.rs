//! 求める技術: the concepts that a need seems to ask for, for somebody to confirm, and those that are confirmed.

use super::wanted::Wanted;
use crate::domain::roster::Need;
use crate::domain::rule::concept::{Concepts, Sense};
use crate::text::Clean;
use std::collections::BTreeSet;

/// More are not proposed: a need that asks for everything asks for nothing.
const PROPOSED: usize = 4;

/// More are not shown, so that each has a digit.
const SHOWN: usize = 9;

/// A concept of a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// What it is called, and what is recorded when it is confirmed.
    pub name: Clean,
    /// The word of the need that asks for it; empty where it was only confirmed.
    pub because: Clean,
    /// Whether somebody said so, in the file or here.
    pub is_confirmed: bool,
}

/// What is confirmed of a need, and behind it what its words seem to ask for most.
pub(super) fn of(need: &Need, concepts: &Concepts, telling: &[f64]) -> Vec<Sought> {
    let confirmed = need.seeking_tech.iter().map(|name| Sought {
        name: name.clone(),
        because: Clean::default(),
        is_confirmed: true,
    });
    let mut all: Vec<Sought> = confirmed.take(SHOWN).collect();
    // What is confirmed is not asked once more under another name.
    let known: BTreeSet<usize> = (need.seeking_tech.iter())
        .flat_map(|name| concepts.found(name))
        .filter_map(|found| match found.sense {
            Sense::Concept(at) => Some(at),
            Sense::Asked(_) | Sense::Trade(_) | Sense::Guard => None,
        })
        .collect();
    let bare = Need {
        seeking_tech: Vec::new(),
        ..need.clone()
    };
    let wanted = Wanted::new(&bare, concepts, telling);
    let mut asked: Vec<(usize, f64)> = wanted.asks.iter().copied().enumerate().collect();
    asked.retain(|(at, weight)| *weight > 0.0 && !known.contains(at));
    asked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let names: Vec<&Vec<String>> = concepts.table().concepts.values().collect();
    for (at, _) in asked.into_iter().take(PROPOSED) {
        let name = names.get(at).and_then(|words| words.first());
        let because = wanted.because.get(&at).map(|b| b.word);
        if let (Some(name), Some(because)) = (name, because)
            && all.len() < SHOWN
        {
            all.push(Sought {
                name: Clean::line(name),
                because: Clean::line(because),
                is_confirmed: false,
            });
        }
    }
    all
}
