//! Payloads that were erased without a marker of a person: files beside the record lose them, too, on every laptop that
//! learns of it.

use super::Erasure;
use super::held::done_key;
use super::purged;
use crate::domain::entity::Change;
use crate::domain::op::Op;
use crate::store::sqlite::leftovers::What;
use crate::store::sqlite::{SqliteStore, erasure, log, meta};
use crate::store::{LogFilter, Sessions, StoreError, chain};
use jiff::Timestamp;
use rusqlite::Connection;

/// The ops that erase without a marker and of which something may be left to do here.
pub(super) fn open(db: &Connection) -> Result<Vec<Op>, StoreError> {
    let filter = LogFilter {
        kind: Some("content-erased".to_owned()),
        ..LogFilter::default()
    };
    let mut found = Vec::new();
    for op in log::matching(db, &filter)? {
        if let Change::ContentErased { person, .. } = &op.change
            && (person.is_none() || purged::session(&op.change).is_some())
            && meta::get(db, &done_key(op.id))?.is_none()
        {
            found.push(op);
        }
    }
    Ok(found)
}

impl SqliteStore {
    /// Notes that nothing is left to do of them.
    pub(super) fn purges_done(&mut self) -> Result<(), StoreError> {
        let done = open(&self.db)?;
        self.in_one(|tx| {
            let mut done = done.iter();
            done.try_for_each(|op| meta::set(tx, &done_key(op.id), "1"))
        })
    }

    /// Does what is left to do of them.
    pub(super) fn enforce_purges(&mut self, now: Timestamp) -> Result<Erasure, StoreError> {
        let mut done = Erasure {
            compacted: true,
            ..Erasure::default()
        };
        let open = open(&self.db)?;
        let Some(first) = open.first() else {
            return Ok(done);
        };
        let Change::ContentErased { reason, .. } = &first.change else {
            return Ok(done);
        };
        let instead = erasure::all(&self.db)?;
        let less = |op: &Op| {
            let body = instead.get(&(op.stamp.device, op.scope.clone(), op.stamp.seq))?;
            let change = chain::change(op.change.kind(), body.clone());
            (change != op.change).then_some(change)
        };
        done.left = self.forget_beside(
            What::any(&Sessions::All, &less),
            (&first.actor, reason),
            now,
        );
        done.compacted = super::may_wait(self.compact_old())?;
        done.away = self.away()?;
        if done.is_done() {
            self.purges_done()?;
        }
        Ok(done)
    }

    /// Sessions of which something was erased, with something left to do.
    pub fn pending_purges(&self) -> Result<Vec<crate::text::Clean>, StoreError> {
        let mut found: Vec<_> = open(&self.db)?.into_iter().map(|op| op.scope).collect();
        found.sort();
        found.dedup();
        Ok(found)
    }
}
