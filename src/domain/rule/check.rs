//! The rules R1 to R12 (domain.md d): what is wrong with a need or a pairing. A rule warns and never blocks; whoever goes
//! on says why, and that is recorded as a [`Waiver`](crate::domain::entity::waiver::Waiver).

mod finding;
mod need;
mod pairing;
mod told;

use super::facts::Facts;
use crate::domain::code::Rule;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::waiver::{WaiverChange, WaiverId};
use crate::domain::entity::{Changes, Entity};
use crate::text::Clean;

pub use finding::{Broken, Finding};

/// Everything that is wrong in a session, by need and organisation.
pub fn all(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for need in &facts.session.needs {
        found.extend(of_need(facts, &need.no));
        for pairing in facts.book.pairings_of(&facts.session.id, &need.no) {
            found.extend(of_pairing(facts, &pairing.id));
        }
    }
    found
}

/// What is wrong with a need, whoever works on it.
pub fn of_need(facts: &Facts<'_>, need: &Clean) -> Vec<Finding> {
    let Some(need) = facts.session.recorded_need(need) else {
        return Vec::new();
    };
    let found = [need::novelty(facts, need), need::stale(facts, need)];
    let found = found.into_iter().flatten();
    found
        .map(|(rule, broken)| finding(facts, &need.no, &Clean::default(), rule, broken))
        .collect()
}

/// What is wrong with a pairing; what is wrong with its need is in [`of_need`].
pub fn of_pairing(facts: &Facts<'_>, id: &PairingId) -> Vec<Finding> {
    let (Some(pairing), Some(need)) = (
        facts.book.pairings.get(id),
        facts.session.recorded_need(&id.need),
    ) else {
        return Vec::new();
    };
    let on = pairing::On {
        facts,
        pairing,
        need,
    };
    let mut found: Vec<(Rule, Broken)> = Vec::new();
    found.extend(on.successor());
    if pairing.status.is_confirmed() {
        found.extend(on.nda_first());
        found.extend(on.licence());
        found.extend(on.surveys_first());
        found.extend(on.coi_first());
        found.extend(on.no_holder());
        found.extend(on.next_step());
        found.extend(on.unanswered());
        found.extend(on.many());
        found.extend(on.rivals());
    }
    found
        .into_iter()
        .map(|(rule, broken)| finding(facts, &id.need, &id.org, rule, broken))
        .collect()
}

fn finding(facts: &Facts<'_>, need: &Clean, org: &Clean, rule: Rule, broken: Broken) -> Finding {
    let id = WaiverId {
        session: facts.session.id.clone(),
        need: need.clone(),
        org: org.clone(),
        rule: Clean::line(rule.code()),
    };
    let waiver = facts.book.waivers.get(&id).filter(|w| w.waived);
    Finding {
        overruled: waiver.cloned(),
        id,
        rule,
        broken,
    }
}

/// Why a rule cannot be set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Without a reason nobody can follow it later.
    #[error("a reason is needed")]
    NoReason,
    /// The rule is not broken there.
    #[error("the rule is not broken")]
    NotBroken,
    /// It is set aside for this reason already.
    #[error("already set aside")]
    AlreadyRecorded,
}

/// Sets a broken rule aside, with the reason.
pub fn overrule(found: &[Finding], id: &WaiverId, reason: &Clean) -> Result<Changes, Refusal> {
    let finding = found.iter().find(|f| f.id == *id);
    let finding = finding.ok_or(Refusal::NotBroken)?;
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    if finding
        .overruled
        .as_ref()
        .is_some_and(|w| w.reason == *reason)
    {
        return Err(Refusal::AlreadyRecorded);
    }
    let given = WaiverChange::Given {
        reason: reason.clone(),
        waived: true,
    };
    Ok(vec![(Entity::Waiver(id.clone()), given.into())])
}

/// Lets a rule hold again that was set aside.
pub fn restore(finding: &Finding) -> Changes {
    if finding.overruled.is_none() {
        return Vec::new();
    }
    let given = WaiverChange::Given {
        reason: Clean::default(),
        waived: false,
    };
    vec![(Entity::Waiver(finding.id.clone()), given.into())]
}
