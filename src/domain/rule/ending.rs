//! The end of a pairing. Whoever ends one is asked what becomes of its open tasks.

use super::facts::Facts;
use super::matching;
use super::task_status::{self, Said};
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::Changes;
use crate::domain::entity::pairing::Pairing;
use crate::text::Clean;

/// Moves a pairing to a state, with the tasks that state needs; `stop` ends those that are open.
pub fn set_status(
    facts: &Facts<'_>,
    pairing: &Pairing,
    status: PairingStatus,
    reason: Clean,
    stop: bool,
) -> Changes {
    let said = Said {
        on: facts.today,
        reason: reason.clone(),
    };
    let mut changes = matching::set_status(facts, pairing, status, reason);
    let open = task_status::open_tasks(facts.book, &pairing.id);
    for task in open.into_iter().filter(|_| stop) {
        let stopped = task_status::task_status(None, task, TaskStatus::Stopped, said.clone());
        changes.extend(stopped);
    }
    changes
}
