//! Rows that are marked, to be changed together.

use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::TaskId;
use crate::text::Clean;
use std::collections::BTreeSet;

/// What is marked; all of it is of one session, so that one action changes it and one undo takes that back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Tasks.
    pub tasks: BTreeSet<TaskId>,
    /// Pairings.
    pub pairings: BTreeSet<PairingId>,
}

impl Marks {
    /// How many rows are marked.
    pub fn len(&self) -> usize {
        self.tasks.len() + self.pairings.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.pairings.is_empty()
    }

    /// Their session.
    pub fn session(&self) -> Option<&Clean> {
        let task = self.tasks.first().map(|id| &id.session);
        task.or_else(|| self.pairings.first().map(|id| &id.session))
    }
}
