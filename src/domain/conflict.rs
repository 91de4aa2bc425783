//! What people stated without having seen each other. Two laptops, or two windows on one record, may each state a value
//! of the same field; the later one stands, and both are kept and shown until somebody decides.
//!
//! Every op names the ops whose values its author saw and replaces ([`Extras::over`](super::op::Extras)). The newest
//! ones, which no other op replaces, are the tips of a field. Ops that are switched off still are what their followers
//! have seen, so they stay in the tips and pass on what they replaced; they state nothing.

use super::entity::Change;
use super::op::{Op, OpRef, Stamp};
use super::recorded::stated::{Field, Value};
use crate::text::Clean;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A statement that nobody replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its place in the order.
    pub stamp: Stamp,
    /// Milliseconds since 1970 when it was, where the stamp says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// Who.
    pub actor: Clean,
    /// The change that states it. To record it again decides for it.
    pub change: Change,
}

impl Head {
    /// When it was stated, as far as known.
    pub fn date(&self) -> Timestamp {
        self.stamp.hlc.date(self.at)
    }

    /// What it states of a field.
    pub fn value(&self, field: Field) -> Option<Value> {
        let mut stated = self.change.states().into_iter();
        stated.find(|s| s.field == field).map(|s| s.value)
    }
}

/// Two or more values of one field between which nobody decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Of which field.
    pub field: Field,
    /// In their order. The last one stands.
    pub heads: Vec<Head>,
}

impl Conflict {
    /// The different values, each with the newest statement of it, in their order. The last one stands.
    pub fn values(&self) -> Vec<(Value, &Head)> {
        let mut found: Vec<(Value, &Head)> = Vec::new();
        for head in &self.heads {
            if let Some(value) = head.value(self.field) {
                found.retain(|(other, _)| *other != value);
                found.push((value, head));
            }
        }
        found
    }
}

/// How far what was stated of a thing has come, field by field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heads {
    /// The ops that no other op replaces, in order; those that are switched off as well.
    pub tips: BTreeMap<Field, Vec<OpRef>>,
    /// Where those that are on say different things, by field.
    pub conflicts: Vec<Conflict>,
}

impl Heads {
    /// From all ops of one entity, sorted by stamp, those that are switched off as well.
    pub fn of(ops: &[&Op], is_off: impl Fn(&Op) -> bool) -> Self {
        let mut by_field: BTreeMap<Field, Vec<&Op>> = BTreeMap::new();
        for op in ops {
            for stated in op.change.states() {
                by_field.entry(stated.field).or_default().push(op);
            }
        }
        let mut heads = Self::default();
        for (field, ops) in by_field {
            let mut tips: Vec<OpRef> = newest(&ops, |_| true).iter().map(|op| op.at()).collect();
            tips.sort_unstable();
            heads.tips.insert(field, tips);
            let on: Vec<Head> = newest(&ops, |op| !is_off(op))
                .into_iter()
                .map(|op| Head {
                    stamp: op.stamp,
                    at: op.extras.at,
                    actor: op.actor.clone(),
                    change: op.change.clone(),
                })
                .collect();
            let conflict = Conflict { field, heads: on };
            if conflict.values().len() > 1 {
                heads.conflicts.push(conflict);
            }
        }
        heads
    }

    /// What a change replaces whose author has seen all but `unseen`; `None`: it states nothing.
    pub fn over(&self, change: &Change, unseen: &BTreeSet<OpRef>) -> Option<Vec<OpRef>> {
        let stated = change.states();
        if stated.is_empty() {
            return None;
        }
        let tips = (stated.iter()).filter_map(|s| self.tips.get(&s.field));
        let over: BTreeSet<OpRef> = tips.flatten().copied().collect();
        Some(over.difference(unseen).copied().collect())
    }

    /// One op that is newer than all others. `false`: something stands beside it, and only a new fold tells what.
    pub fn step(&mut self, op: &Op) -> bool {
        let mut alone = true;
        for stated in op.change.states() {
            let tips = self.tips.entry(stated.field).or_default();
            if let Some(over) = &op.extras.over {
                tips.retain(|tip| !over.contains(tip));
            } else {
                tips.clear();
            }
            alone &= tips.is_empty();
            tips.push(op.at());
            tips.sort_unstable();
            self.conflicts.retain(|c| c.field != stated.field);
        }
        alone
    }
}

/// The ops of one field that nothing newer replaces, directly or through others, as far as `counts` holds for the one
/// that replaces. `ops` are sorted by stamp, and so is the answer.
fn newest<'a>(ops: &[&'a Op], counts: impl Fn(&Op) -> bool) -> Vec<&'a Op> {
    let mut replaced: BTreeSet<OpRef> = BTreeSet::new();
    // What stands before an op that replaces everything.
    let mut all_before = false;
    let mut found = Vec::new();
    for op in ops.iter().rev() {
        let is_replaced = all_before || replaced.contains(&op.at());
        let is_on = counts(op);
        if is_on && !is_replaced {
            found.push(*op);
        }
        if is_on || is_replaced {
            match &op.extras.over {
                Some(over) => replaced.extend(over),
                None => all_before = true,
            }
        }
    }
    found.reverse();
    found
}
