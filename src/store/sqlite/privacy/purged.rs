//! Purges that last: what was written in a session before it was purged is without persons and free text, whenever and
//! from wherever it comes.

use super::Erasure;
use super::here;
use crate::domain::entity::Change;
use crate::domain::op::{Hlc, Op};
use crate::store::privacy::purge::Purging;
use crate::store::sqlite::leftovers::What;
use crate::store::sqlite::{SqliteStore, log};
use crate::store::{LogFilter, Sessions, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The last purge of a session.
struct Purge {
    op: Uuid,
    at: Hlc,
    actor: Clean,
    reason: Clean,
}

/// The sessions that were purged.
fn all(db: &Connection) -> Result<BTreeMap<Clean, Purge>, StoreError> {
    let filter = LogFilter {
        kind: Some("content-erased".to_owned()),
        ..LogFilter::default()
    };
    let mut found: BTreeMap<Clean, Purge> = BTreeMap::new();
    for op in log::matching(db, &filter)? {
        let Some(session) = session(&op.change).cloned() else {
            continue;
        };
        let Change::ContentErased { reason, .. } = op.change else {
            continue;
        };
        let purge = Purge {
            op: op.id,
            at: op.stamp.hlc,
            actor: op.actor,
            reason,
        };
        if found.get(&session).is_none_or(|known| known.at < purge.at) {
            found.insert(session, purge);
        }
    }
    Ok(found)
}

/// The session that an op purges.
pub(super) fn session(change: &Change) -> Option<&Clean> {
    let Change::ContentErased {
        person: Some(marker),
        ..
    } = change
    else {
        return None;
    };
    Some(&marker.purged).filter(|session| !session.is_empty())
}

impl SqliteStore {
    /// Whether a purge of a session has to be said: something was recorded in it since the last one.
    pub(super) fn is_unsaid_purge(&self, session: &Clean) -> Result<bool, StoreError> {
        let purges = all(&self.db)?;
        let last = purges.get(session).map(|purge| purge.at);
        let filter = LogFilter::within(&Sessions::One(session.clone()));
        let ops = log::matching(&self.db, &filter)?;
        let says = |op: &Op| !matches!(op.change, Change::ContentErased { .. });
        let mut ops = ops.iter();
        Ok(ops.any(|op| says(op) && last.is_none_or(|at| op.stamp.hlc > at)))
    }

    /// Notes that the record itself is without what a purge takes out.
    pub(super) fn is_here_purged(&mut self, session: &Clean) -> Result<(), StoreError> {
        let purge = all(&self.db)?.remove(session);
        purge.map_or(Ok(()), |purge| {
            self.in_one(|tx| here::note(tx, purge.op, true))
        })
    }

    /// Takes out what came since and was written before the purge. Answers of which sessions, and from how many ops.
    /// `since`: where in the order of arrival something came that was not looked at.
    pub(super) fn purge_again(
        &mut self,
        since: Option<i64>,
        now: Timestamp,
    ) -> Result<(Erasure, BTreeMap<Clean, usize>), StoreError> {
        let (mut all_done, mut counts) = (Erasure::default(), BTreeMap::new());
        all_done.compacted = true;
        for (session, purge) in all(&self.db)? {
            let came = since.map(|first| here::came_in(&self.db, &session, first));
            if here::is_without(&self.db, purge.op, true)? && !came.transpose()?.unwrap_or(false) {
                continue;
            }
            let purging = Purging::of(&self.roll()?.of_session(&session));
            let older = |op: &Op| op.stamp.hlc < purge.at;
            let less = |op: &Op| older(op).then(|| purging.less(op)).flatten();
            let by = (&purge.actor, &purge.reason);
            let scope = Sessions::One(session.clone());
            let done = self.forget(What::any(&scope, &less), None, by, now)?;
            if done.compacted {
                self.in_one(|tx| here::note(tx, purge.op, true))?;
            }
            all_done.ops += done.ops;
            all_done.sealed += done.sealed;
            all_done.compacted &= done.compacted;
            if done.ops > 0 {
                counts.insert(session, done.ops);
            }
        }
        Ok((all_done, counts))
    }

    /// The sessions that were purged and of which persons or free text were recorded later on another laptop, with how
    /// many ops: that laptop may not have known of the purge.
    pub fn purged_recorded_again(&self) -> Result<Vec<(Clean, usize)>, StoreError> {
        let own = self.own_devices()?;
        let mut found = Vec::new();
        for (session, purge) in all(&self.db)? {
            let purging = Purging::of(&[]);
            let later = |op: &Op| op.stamp.hlc > purge.at && !own.contains(&op.stamp.device);
            let filter = LogFilter::within(&Sessions::One(session.clone()));
            let ops = log::matching(&self.db, &filter)?;
            let ops = ops
                .iter()
                .filter(|op| later(op) && op.change.erases().is_empty());
            let count = ops.filter(|op| purging.less(op).is_some()).count();
            if count > 0 {
                found.push((session, count));
            }
        }
        Ok(found)
    }
}
