//! The rows of one session, need or pairing. The keys begin with the session, so that nothing of other sessions is
//! looked at, however many there are.

use super::Book;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::entity::task::{Task, TaskId};
use crate::text::Clean;

impl Book {
    /// The pairings of a session, by their keys.
    pub fn pairings_in(&self, session: &Clean) -> impl Iterator<Item = &Pairing> {
        let first = PairingId {
            session: session.clone(),
            need: Clean::default(),
            org: Clean::default(),
        };
        let from = self.pairings.range(first..).map(|(_, pairing)| pairing);
        from.take_while(|pairing| pairing.id.session == *session)
    }

    /// The tasks of a session, by their keys.
    pub fn tasks_in(&self, session: &Clean) -> impl Iterator<Item = &Task> {
        let first = TaskId {
            session: session.clone(),
            need: Clean::default(),
            org: Clean::default(),
            template: Clean::default(),
        };
        let from = self.tasks.range(first..).map(|(_, task)| task);
        from.take_while(|task| task.id.session == *session)
    }

    /// The tasks of a pairing, by their keys.
    pub fn tasks_of(&self, id: &PairingId) -> impl Iterator<Item = &Task> {
        let first = TaskId {
            session: id.session.clone(),
            need: id.need.clone(),
            org: id.org.clone(),
            template: Clean::default(),
        };
        let own =
            |t: &&Task| (&t.id.session, &t.id.need, &t.id.org) == (&id.session, &id.need, &id.org);
        let from = self.tasks.range(first..).map(|(_, task)| task);
        from.take_while(own)
    }
}
