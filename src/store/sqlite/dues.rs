//! Days by which tasks are due that were counted from a wrong date.

use super::super::LogEntry;
use super::super::StoreError;
use super::tables::signed;
use super::{SqliteStore, dates};
use crate::domain::entity::task::{TaskChange, TaskId};
use crate::domain::entity::{Change, Entity};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use uuid::Uuid;

impl SqliteStore {
    /// The tasks whose day was counted, not stated, and whose op of that has a doubtful date.
    pub fn doubtful_dues(&self, now: Timestamp) -> Result<BTreeSet<TaskId>, StoreError> {
        let mut found = BTreeSet::new();
        for id in self.reading(|db| counted_under_a_wrong_clock(db, now))? {
            let log = self.log_of(&Entity::Task(id.clone()))?;
            let counted = |entry: &&LogEntry| {
                let change = entry.op.change.task();
                !entry.undone && change.is_some_and(sets_day)
            };
            let last = log.iter().rev().find(counted);
            if last.is_some_and(|entry| entry.is_doubtful(now) && !is_stated(&entry.op.change)) {
                found.insert(id);
            }
        }
        Ok(found)
    }
}

fn sets_day(change: &TaskChange) -> bool {
    match change {
        TaskChange::Opened(_) | TaskChange::Due { .. } | TaskChange::Moved { .. } => true,
        TaskChange::Status { .. } | TaskChange::Note { .. } | TaskChange::Detail { .. } => false,
    }
}

fn is_stated(change: &Change) -> bool {
    matches!(change.task(), Some(TaskChange::Due { .. }))
}

/// Where no clock was ever wrong, no op is looked at.
fn counted_under_a_wrong_clock(
    db: &Connection,
    now: Timestamp,
) -> Result<BTreeSet<TaskId>, StoreError> {
    let mut select = db.prepare_cached("SELECT sid, device, scope FROM stream")?;
    let streams = select.query_map([], |row| {
        let scope: String = row.get(2)?;
        Ok((
            row.get(0)?,
            Uuid::from_bytes(row.get(1)?),
            Clean::text(&scope),
        ))
    })?;
    let streams: Vec<(i64, Uuid, Clean)> = streams.collect::<Result<_, _>>()?;
    let mut select = db.prepare_cached(
        "SELECT entity FROM op WHERE sid = ?1 AND seq = ?2
           AND kind IN ('task-opened', 'task-moved')",
    )?;
    let mut found = BTreeSet::new();
    for (sid, device, scope) in streams {
        let dates = dates::of_stream(db, (device, &scope), Some(now))?;
        for seq in dates.wrong() {
            let things = select.query_map(params![sid, signed(seq)], |row| row.get(0))?;
            for thing in things {
                let thing: String = thing?;
                if let Ok(Entity::Task(id)) = thing.parse() {
                    found.insert(id);
                }
            }
        }
    }
    Ok(found)
}
