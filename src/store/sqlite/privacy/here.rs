//! How far the erasures have come in the record itself, so that a start or an import reads no more of it than came since.

use super::held;
use crate::store::sqlite::{SqliteStore, erasure, meta};
use crate::store::{StoreError, privacy::roll::Person};
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where `meta` says which op was the first that came from elsewhere since all erasures were looked at.
const SINCE: &str = "erased-since";

/// Where it is noted that the record itself is without whoever an op erased, and whether they could be recognised.
fn key(op: Uuid) -> String {
    format!("erased-here:{op}")
}

/// What is noted, where the marks of an erasure could be read, and where they could not.
const fn by_marks(has_key: bool) -> &'static str {
    if has_key { "marks" } else { "seats" }
}

/// Whether the record itself is without whoever an op erased, by all that is known of them now.
pub(super) fn is_without(db: &Connection, op: Uuid, has_key: bool) -> Result<bool, StoreError> {
    let noted = meta::get(db, &key(op))?;
    Ok(noted.is_some_and(|noted| noted == by_marks(true) || noted == by_marks(has_key)))
}

/// Notes that it is.
pub(super) fn note(db: &Connection, op: Uuid, has_key: bool) -> Result<(), StoreError> {
    meta::set(db, &key(op), by_marks(has_key))
}

/// Forgets it of one erasure.
pub(super) fn look_again(db: &Connection, op: Uuid) -> Result<(), StoreError> {
    meta::remove(db, &key(op))
}

/// Forgets it of all: something came back to a place that was looked at.
pub(in crate::store::sqlite) fn look_again_at_all(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM meta WHERE key LIKE 'erased-here:%'", [])?;
    Ok(())
}

/// Notes that ops came from elsewhere behind a place in the order of arrival.
pub(in crate::store::sqlite) fn came_behind(db: &Connection, last: i64) -> Result<(), StoreError> {
    if since(db)?.is_none() {
        meta::set(db, SINCE, &(last + 1).to_string())?;
    }
    held::open_again(db)
}

/// The first op that came from elsewhere since all erasures were looked at; `None`: none came.
pub(super) fn since(db: &Connection) -> Result<Option<i64>, StoreError> {
    Ok(meta::get(db, SINCE)?.and_then(|text| text.parse().ok()))
}

/// Notes that all erasures were looked at with what came.
pub(super) fn looked_at(db: &Connection) -> Result<(), StoreError> {
    meta::remove(db, SINCE)
}

/// Whether anything was recorded in a session at a place in the order of arrival or behind it.
pub(super) fn came_in(db: &Connection, session: &Clean, first: i64) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT 1 FROM op JOIN stream ON stream.sid = op.sid
         WHERE op.ord >= ?2 AND stream.scope = ?1 AND op.kind <> 'content-erased' LIMIT 1",
    )?;
    let found = select.query_row(params![session.as_str(), first], |_| Ok(()));
    Ok(found.optional()?.is_some())
}

impl SqliteStore {
    /// The compartments in which something stands at a place in the order of arrival or behind it. What came may say whom
    /// the ops beside it mean.
    pub(super) fn came_beside(&self, first: i64) -> Result<BTreeSet<Clean>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT DISTINCT stream.scope FROM op JOIN stream ON stream.sid = op.sid WHERE op.ord >= ?1",
        )?;
        let found = select.query_map([first], |row| {
            let scope: String = row.get(0)?;
            Ok(Clean::text(&scope))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Notes that the record itself is without a person, by their name.
    pub(super) fn is_here_without(&mut self, person: &Person) -> Result<(), StoreError> {
        let theirs = self.erasures_of(person)?;
        self.in_one(|tx| theirs.iter().try_for_each(|op| note(tx, *op, true)))
    }

    /// Whether old pages of the record or of its second copy may still hold what was erased.
    pub(super) fn has_old_pages(&self) -> Result<bool, StoreError> {
        let of_mirror = self.mirror.as_ref().map(erasure::has_old_pages);
        Ok(erasure::has_old_pages(&self.db)? || of_mirror.transpose()?.unwrap_or(false))
    }
}
