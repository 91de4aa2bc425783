//! 担当者の交代: what of a session goes from one coordinator to the next. A task belongs to whoever coordinates its pairing,
//! so that the open ones go with it.

use super::check::{self, Finding};
use super::facts::Facts;
use crate::domain::code::PairingStatus;
use crate::domain::entity::pairing::{Pairing, PairingChange};
use crate::domain::entity::task::Task;
use crate::domain::entity::{Changes, Entity};
use crate::text::{Clean, fold};

/// A pairing that goes to somebody else, with what that one must know.
#[derive(Clone, Debug)]
pub struct Handed<'a> {
    /// The pairing.
    pub pairing: &'a Pairing,
    /// Its open tasks, the earliest first.
    pub tasks: Vec<&'a Task>,
    /// Rules that are broken, without those that were set aside.
    pub broken: Vec<Finding>,
}

/// The pairings of a coordinator that have not come to an end, by need and organisation.
pub fn of<'a>(facts: &Facts<'a>, from: &Clean) -> Vec<Handed<'a>> {
    let book = facts.book;
    let is_theirs = |p: &&Pairing| {
        let is_open = !p.status.is_closed() && p.status != PairingStatus::Business;
        let has_tasks = || book.tasks_of(&p.id).any(|t| !t.status.is_closed());
        fold::key(&p.coordinator) == fold::key(from) && (is_open || has_tasks())
    };
    let all = book.pairings_in(&facts.session.id).filter(is_theirs);
    all.map(|pairing| {
        let open = book.tasks_of(&pairing.id).filter(|t| !t.status.is_closed());
        let mut tasks: Vec<&Task> = open.collect();
        tasks.sort_by_key(|t| (t.due_on, &t.id));
        let mut broken = check::of_pairing(facts, &pairing.id);
        broken.retain(|f| f.overruled.is_none());
        Handed {
            pairing,
            tasks,
            broken,
        }
    })
    .collect()
}

/// Hands them over, as one action.
pub fn changes(handed: &[Handed<'_>], to: &Clean) -> Changes {
    let all = handed.iter().filter(|h| h.pairing.coordinator != *to);
    all.map(|h| {
        let change = PairingChange::Coordinator { name: to.clone() };
        (Entity::Pairing(h.pairing.id.clone()), change.into())
    })
    .collect()
}
