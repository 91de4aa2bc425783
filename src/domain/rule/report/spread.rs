//! How long the stages of pairings took, in business days.

use super::count::Counted;
use crate::domain::code::PairingStage;
use crate::domain::entity::task::Task;
use crate::domain::rule::facts::Facts;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Median and quartiles of some numbers of days, with linear interpolation between two neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// A quarter took no longer.
    pub q1: f64,
    /// Three quarters took no longer.
    pub q3: f64,
    /// The pairings, the quickest first.
    pub behind: Vec<Counted>,
}

impl Spread {
    /// `None`: there are no numbers.
    pub fn of(mut took: Vec<(i32, Counted)>) -> Option<Self> {
        took.sort();
        let (days, behind): (Vec<i32>, Vec<Counted>) = took.into_iter().unzip();
        Some(Self {
            median: quarter(&days, 2)?,
            q1: quarter(&days, 1)?,
            q3: quarter(&days, 3)?,
            behind,
        })
    }

    /// Of how many pairings.
    pub fn n(&self) -> usize {
        self.behind.len()
    }
}

/// The value below which so many quarters of the sorted numbers lie.
fn quarter(sorted: &[i32], quarters: usize) -> Option<f64> {
    let quarters = sorted.len().checked_sub(1)? * quarters;
    let below = f64::from(*sorted.get(quarters / 4)?);
    let above = sorted
        .get(quarters / 4 + 1)
        .copied()
        .map_or(below, f64::from);
    let part = match quarters % 4 {
        1 => 0.25,
        2 => 0.5,
        3 => 0.75,
        _ => 0.0,
    };
    Some(below + (above - below) * part)
}

/// Adds the business days that each stage of each pairing of a session took: from the end of the stages before it (the
/// first: from the day of the session) to the day the last of its gates was done. What is open is not counted, nor what
/// comes after it: when that began nobody said.
pub(super) fn add(facts: &Facts<'_>, days: &mut BTreeMap<PairingStage, Vec<(i32, Counted)>>) {
    for pairing in facts.book.pairings_in(&facts.session.id) {
        let mut gates: BTreeMap<PairingStage, Vec<&Task>> = BTreeMap::new();
        for task in facts.book.tasks_of(&pairing.id) {
            if let Some(template) = facts.template(&task.id).filter(|t| t.gate) {
                gates.entry(template.stage).or_default().push(task);
            }
        }
        let mut begun = facts.session.held_on;
        for (stage, gates) in gates {
            let Some(done) = ended(&gates) else { break };
            let took = facts.calendar.remaining(begun, done).max(0);
            days.entry(stage)
                .or_default()
                .push((took, Counted::Pairing(pairing.id.clone())));
            begun = begun.max(done);
        }
    }
}

/// The day the last of some tasks was done; `None`: one is open.
fn ended(gates: &[&Task]) -> Option<Date> {
    let all = gates.iter();
    let done = all.map(|t| t.done_on.filter(|_| t.status.releases()));
    done.collect::<Option<Vec<Date>>>()?.into_iter().max()
}
