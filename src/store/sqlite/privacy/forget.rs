//! Takes out of the record what is to be forgotten. What cannot name anybody is not read: of whom a name is known only the
//! ops that may name them, of a session only its own.

use super::{Erasure, SqliteStore};
use crate::domain::entity::{Change, Erased};
use crate::domain::marker::Marker;
use crate::domain::op::Op;
use crate::store::sqlite::leftovers::{Less, What};
use crate::store::sqlite::ops::{self, select_ops};
use crate::store::sqlite::{meaning, places, tables, waiting};
use crate::store::{LogFilter, Sessions, Store, StoreError, chain};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use std::collections::BTreeMap;

impl SqliteStore {
    /// In this record and what waits to be taken into it.
    pub(in crate::store::sqlite) fn forget(
        &mut self,
        what: What<'_>,
        marker: Option<Marker>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let mut erased = BTreeMap::new();
        let wanted = LogFilter::within(what.scope);
        self.each_part(what, &mut |part| {
            let wanted = part.iter().filter(|op| wanted.matches(op));
            join(&mut erased, self.erased(wanted, what.less)?);
            Ok(())
        })?;
        self.erase(erased, marker, by, now)
    }

    /// Hands over, part by part, every op that may have in it what is to be forgotten, and last what waits. A part holds
    /// whatever else is of its sessions.
    fn each_part(
        &self,
        what: What<'_>,
        visit: &mut dyn FnMut(Vec<Op>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match (what.person, what.scope) {
            (Some(person), _) => {
                let log = self.may_name(person)?.into_iter();
                visit(log.map(|entry| entry.op).collect())?;
            }
            (None, Sessions::All) => {
                for scope in places::scopes(&self.db)? {
                    visit(self.compartment(&scope)?)?;
                }
            }
            (None, Sessions::One(_)) => {
                let log = self.log(&LogFilter::within(what.scope))?.into_iter();
                visit(log.map(|entry| entry.op).collect())?;
            }
        }
        visit(self.waiting()?)
    }

    /// Every op of a compartment, the oldest first.
    pub(super) fn compartment(&self, scope: &Clean) -> Result<Vec<Op>, StoreError> {
        self.reading(|db| {
            let sql = select_ops!("WHERE stream.scope = ?1");
            let mut found = ops::select(db, sql, [scope.as_str()])?;
            found.sort_by_key(|op| op.stamp);
            Ok(found)
        })
    }

    /// What is to be erased of some ops, by the compartment it stands in.
    pub(super) fn erased<'o>(
        &self,
        among: impl Iterator<Item = &'o Op>,
        less: Less<'_>,
    ) -> Result<BTreeMap<Clean, Vec<Erased>>, StoreError> {
        let mut by_scope: BTreeMap<Clean, Vec<Erased>> = BTreeMap::new();
        let known = tables::meaning::shared(&self.db)?;
        for op in among {
            let Some(without) = lessen(&self.db, op, less)? else {
                continue;
            };
            // What stands in says no other number than its author wrote.
            let without = meaning::as_said(&self.db, &known, op, without)?;
            let erased = Erased {
                device: op.stamp.device,
                scope: op.scope.clone(),
                seq: op.stamp.seq,
                instead: chain::stand_in(&without, &op.extras)?,
            };
            by_scope.entry(op.scope.clone()).or_default().push(erased);
        }
        Ok(by_scope)
    }
}

/// Adds what is to be erased of other ops.
pub(super) fn join(all: &mut BTreeMap<Clean, Vec<Erased>>, more: BTreeMap<Clean, Vec<Erased>>) {
    for (scope, mut erased) in more {
        all.entry(scope).or_default().append(&mut erased);
    }
}

/// The change without what is to be forgotten, also from what stands in for ops that were erased before.
fn lessen(db: &Connection, op: &Op, less: Less<'_>) -> Result<Option<Change>, StoreError> {
    let Change::ContentErased {
        ops,
        reason,
        person,
    } = &op.change
    else {
        return Ok(less(op));
    };
    let mut left = ops.clone();
    for erased in &mut left {
        let Some(target) = target(db, erased)? else {
            continue;
        };
        let stood = chain::stood(&target, erased.instead.clone());
        if let Some(less) = lessen(db, &stood, less)?
            && let Ok(instead) = chain::stand_in(&less, &stood.extras)
        {
            erased.instead = instead;
        }
    }
    let changed = left != *ops;
    Ok(changed.then(|| Change::ContentErased {
        ops: left,
        reason: reason.clone(),
        person: person.clone(),
    }))
}

/// The op of an erasure, under the key of what it means; it may wait for those before it.
fn target(db: &Connection, erased: &Erased) -> Result<Option<Op>, StoreError> {
    let Erased {
        device, scope, seq, ..
    } = erased;
    if let Some((op, _)) = ops::at(db, *device, scope, *seq)? {
        return Ok(Some(tables::meaning::shared(db)?.in_keys(op)));
    }
    let waits = waiting::at(db, (*device, scope), *seq)?;
    Ok(waits.map(|op| op.open(None)))
}
