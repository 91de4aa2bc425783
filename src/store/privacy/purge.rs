//! Purging a session: an op without any person and any free text. What stays is said by the purged forms of the entities.

use super::erase::Forgetting;
use super::roll::Person;
use crate::domain::entity::Change;
use crate::domain::mention::{Finder, Mention};
use crate::domain::op::Op;
use std::collections::BTreeSet;

/// Takes all persons and all free text out of ops.
pub(in crate::store) struct Purging {
    finders: Vec<Finder>,
}

impl Purging {
    /// Of a session with these persons: a text that stays, such as a title, may name one of them.
    pub(in crate::store) fn of(persons: &[Person]) -> Self {
        let nobody: &[&str] = &[];
        let finders = persons.iter().map(|p| Finder::new(&p.identity(), nobody));
        Self {
            finders: finders.collect(),
        }
    }

    /// The change without any person and any free text, so that only counts and states stay; `None`: it has none.
    pub(in crate::store) fn less(&self, op: &Op) -> Option<Change> {
        let purged = Op {
            change: op.change.purged(),
            ..op.clone()
        };
        let nobody = Person::default();
        let seek = |text: &str, place| -> Vec<Mention> {
            let found = self.finders.iter().map(|finder| finder.find(text, place));
            found.flatten().collect()
        };
        let forgetting = Forgetting::by(&nobody, Box::new(seek), BTreeSet::new());
        let less = forgetting.less(&purged).unwrap_or(purged.change);
        (less != op.change).then_some(less)
    }
}
