//! The stage of a pairing, derived from its state and its tasks: which it is, what can be done now, what opens the next.

use super::facts::Facts;
use super::template::{Scope, Template};
use super::trigger::Released;
use crate::domain::code::{PairingStage, PairingStatus};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::{Task, TaskId};

/// What leads from a stage to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way<'a> {
    /// The end of this task.
    Task(&'a Task),
    /// This state of the pairing.
    Status(PairingStatus),
}

/// The stage that a state alone stands for.
pub fn of_status(status: PairingStatus) -> PairingStage {
    match status {
        PairingStatus::Candidate
        | PairingStatus::Confirmed
        | PairingStatus::Approached
        | PairingStatus::OnHold
        | PairingStatus::Declined
        | PairingStatus::PartnerChange
        | PairingStatus::Stopped => PairingStage::Will,
        PairingStatus::MeetingPlanned => PairingStage::Secrecy,
        PairingStatus::Met | PairingStatus::InTalks => PairingStage::Goals,
        PairingStatus::Project => PairingStage::Agreement,
        PairingStatus::Contract => PairingStage::Prototype,
        PairingStatus::Business => PairingStage::Market,
    }
}

/// The stage a pairing is at: that of its state, and further as far as the tasks that open stages are done.
pub fn of(facts: &Facts<'_>, pairing: &Pairing) -> PairingStage {
    reached(facts, pairing, None)
}

/// The same as if `released` were done already.
pub(super) fn reached(
    facts: &Facts<'_>,
    pairing: &Pairing,
    released: Option<Released<'_>>,
) -> PairingStage {
    let from = of_status(pairing.status);
    let mut stage = from;
    for next in PairingStage::ALL.iter().filter(|s| **s > from) {
        let mut gates = gates(facts, pairing, stage).peekable();
        let is_open = gates.peek().is_some()
            && gates.all(|t| t.status.releases() || released.is_some_and(|r| *r.task == t.id));
        if !is_open {
            break;
        }
        stage = *next;
    }
    stage
}

/// The tasks of a pairing whose end opens the stage after `stage`.
fn gates<'a>(
    facts: &'a Facts<'_>,
    pairing: &'a Pairing,
    stage: PairingStage,
) -> impl Iterator<Item = &'a Task> {
    let tasks = facts.book.tasks_of(&pairing.id);
    tasks.filter(move |task| {
        let template = facts.template(&task.id);
        template.is_some_and(|t| t.gate && t.stage == stage)
    })
}

/// What leads on from where a pairing stands: the tasks that open the next stage, and the next state. Empty only where
/// it has come to its end.
pub fn ways<'a>(facts: &'a Facts<'_>, pairing: &'a Pairing) -> Vec<Way<'a>> {
    if pairing.status.is_closed() {
        return Vec::new();
    }
    let stage = of(facts, pairing);
    let open = gates(facts, pairing, stage).filter(|t| !t.status.releases());
    let mut found: Vec<Way<'_>> = open.map(Way::Task).collect();
    found.extend(next_status(pairing.status, stage).map(Way::Status));
    found
}

/// The state that leads on: that after 候補 and 保留 is 確定, then the first one that stands for what is reached or more.
fn next_status(status: PairingStatus, stage: PairingStage) -> Option<PairingStatus> {
    if !status.is_confirmed() {
        return Some(PairingStatus::Confirmed);
    }
    let later = PairingStatus::ALL.iter().copied();
    let mut later = later.filter(|s| s.is_confirmed() && *s > status);
    later.find(|s| of_status(*s) >= stage || *s == PairingStatus::Business)
}

/// The tasks of a pairing that can be done now, the earliest first.
pub fn now<'a>(facts: &Facts<'a>, pairing: &Pairing) -> Vec<&'a Task> {
    let book = facts.book;
    let all = book.tasks_of(&pairing.id);
    let mut found: Vec<&Task> = all
        .filter(|t| !t.status.is_closed() && !book.is_blocked(t))
        .collect();
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

/// What the catalogue holds for the later stages of a pairing, as far as its triggers hold but for the state; nothing of
/// it is recorded yet.
pub fn to_come<'a>(facts: &Facts<'a>, pairing: &Pairing) -> Vec<&'a Template> {
    let Some(need) = facts.session.recorded_need(&pairing.id.need) else {
        return Vec::new();
    };
    let stage = of(facts, pairing);
    let mut then = pairing.clone();
    then.status = PairingStatus::Business;
    let case = facts.case(&then, need, None);
    let is_open = |t: &Template| {
        let id = TaskId {
            session: facts.session.id.clone(),
            need: pairing.id.need.clone(),
            org: pairing.id.org.clone(),
            template: t.code.clone(),
        };
        facts.book.tasks.contains_key(&id)
    };
    let all = facts.templates.iter();
    all.filter(|t| t.scope == Scope::Pairing && t.stage > stage && t.when.at.is_empty())
        .filter(|t| !is_open(t) && t.when.could_hold(&case))
        .collect()
}
