//! Which ops of others are taken in: what a laptop with this program could have written. An op that says something else
//! is left out alone, with what its stream has behind it; a line that is no line of an export refuses the whole file.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::chain::Sealed;
use super::super::op::canonical;
use super::super::op::canonical::NotCanonical;
use super::super::privacy::blanked::{is_blanked, keeps_acting};
use super::{erasure, ops, undo};
use crate::domain::entity::{self, Change, Entity, Erased};
use crate::domain::op::Op;
use crate::words::Words;
use crate::words::fl;
use rusqlite::Connection;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why an op is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not written in the one form.
    #[error(transparent)]
    Form(#[from] NotCanonical),
    /// What is changed is a thing of another kind, or of another session than its stream.
    #[error("kind, entity and scope do not fit")]
    Unfit,
    /// It takes back itself, or something that takes it back.
    #[error("undoes itself")]
    UndoesItself,
    /// It erases itself, or something that erases it.
    #[error("erases itself")]
    ErasesItself,
    /// It erases by saying something else.
    #[error("an erasure that says something else")]
    SaysElse,
    /// It waited, and does not follow on the op before it that came now: one of the two was changed.
    #[error("does not follow")]
    Unlinked,
}

impl Why {
    /// The same in the language of the user.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Form(form) => form.explain(words),
            Self::Unfit => fl!(words, "admission-unfit"),
            Self::UndoesItself => fl!(words, "admission-undoes-itself"),
            Self::ErasesItself => fl!(words, "admission-erases-itself"),
            Self::SaysElse => fl!(words, "admission-says-else"),
            Self::Unlinked => fl!(words, "admission-unlinked"),
        }
    }
}

/// Judges the next op of a stream by what is here. `None`: it may be taken in.
pub(super) fn judge(db: &Connection, sealed: &Sealed) -> Result<Option<Why>, StoreError> {
    if let Err(form) = canonical::check(sealed) {
        return Ok(Some(Why::Form(form)));
    }
    // What stands in for its payload may have come before it.
    if let Some(instead) = erasure::stand_in(db, sealed)? {
        let stood = sealed.without_payload().open(Some(&instead));
        if let Some(wrong) = judge_acts(db, &stood)? {
            return Ok(Some(wrong));
        }
    }
    let op = sealed.open(None);
    if !fits(&op) {
        return Ok(Some(Why::Unfit));
    }
    judge_acts(db, &op)
}

/// What an op does to other ops.
fn judge_acts(db: &Connection, op: &Op) -> Result<Option<Why>, StoreError> {
    if let Some(target) = op.change.undoes()
        && undo::leads_to(db, target, op.action)?
    {
        return Ok(Some(Why::UndoesItself));
    }
    judge_erasure(db, op)
}

/// An op stands in the compartment of the session it belongs to, and a change belongs to its kind of thing.
fn fits(op: &Op) -> bool {
    if op.entity.session().is_some_and(|id| *id != op.scope) {
        return false;
    }
    let text = op.entity.to_string();
    let of = text.split(':').next().unwrap_or_default();
    if let Change::ActionUndone { action } = &op.change {
        return op.entity == Entity::Action(*action);
    }
    // What is about ops, and what is newer, is of no kind of thing.
    let kind = op.change.kind();
    let mut all = entity::ALL.iter();
    all.find(|about| about.kinds.iter().any(|known| known.name == kind))
        .is_none_or(|about| about.name == of)
}

fn judge_erasure(db: &Connection, op: &Op) -> Result<Option<Why>, StoreError> {
    let erases = op.change.erases();
    if erases.is_empty() {
        return Ok(None);
    }
    let own: Place = (op.stamp.device, op.scope.to_string(), op.stamp.seq);
    let mut seen = BTreeSet::new();
    let mut open: Vec<Place> = erases.iter().flat_map(places).collect();
    while let Some(place) = open.pop() {
        if place == own {
            return Ok(Some(Why::ErasesItself));
        }
        if !seen.insert(place.clone()) {
            continue;
        }
        if let Some((target, _)) = ops::at(db, place.0, &place.1, place.2)? {
            open.extend(target.change.erases().iter().flat_map(places));
        }
    }
    for erased in erases {
        let target = ops::at(db, erased.device, &erased.scope, erased.seq)?;
        // What is gone already loses no more than both erasures leave out.
        let is_sound = target.is_none_or(|(target, is_whole)| {
            if is_whole {
                is_blanked(&target, &erased.instead)
            } else {
                keeps_acting(&target, &erased.instead)
            }
        });
        if !is_sound {
            return Ok(Some(Why::SaysElse));
        }
    }
    Ok(None)
}

/// An op by its stream and number.
pub(super) type Place = (Uuid, String, u64);

/// What is erased, and what an erasure that stands in for another one erases.
pub(super) fn places(erased: &Erased) -> Vec<Place> {
    let mut found = vec![(erased.device, erased.scope.to_string(), erased.seq)];
    let nested = erased.instead.get("ops").cloned();
    let nested: Vec<Erased> = nested
        .and_then(|ops| serde_json::from_value(ops).ok())
        .unwrap_or_default();
    found.extend(nested.iter().flat_map(places));
    found
}
