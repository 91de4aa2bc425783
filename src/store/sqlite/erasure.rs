//! Erasing payloads: the op keeps its header and hashes, what it held is gone, something without the person stands in.
//! The table `erasure` says which, so that an old backup or an old laptop cannot bring them back.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::chain;
use super::super::chain::Sealed;
use super::super::line;
use super::super::privacy::meet::meet_stored;
use super::tables::{signed, unsigned};
use super::{connect, meta};
use crate::domain::entity::Entity;
use crate::domain::entity::Erased;
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Where `meta` says whether a page may still hold what was erased: [`COMPACT`], or the name of the last time when
/// something was erased.
const PAGES: &str = "old-pages";

/// Everything was written anew since.
const COMPACT: &str = "none";

/// Whether old pages may still hold what was erased.
pub(super) fn has_old_pages(db: &Connection) -> Result<bool, StoreError> {
    Ok(old_pages(db)?.as_deref() != Some(COMPACT))
}

/// What is known of them.
pub(super) fn old_pages(db: &Connection) -> Result<Option<String>, StoreError> {
    meta::get(db, PAGES)
}

/// Notes that something is erased now.
pub(super) fn note_old_pages(db: &Connection) -> Result<(), StoreError> {
    meta::set(db, PAGES, &Uuid::new_v4().to_string())
}

/// Notes that everything was written anew, unless another program has erased something meanwhile.
pub(super) fn note_compact(db: &Connection, before: Option<&str>) -> Result<(), StoreError> {
    let tx = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
    if old_pages(&tx)?.as_deref() == before {
        meta::set(&tx, PAGES, COMPACT)?;
    }
    connect::commit(tx)
}

/// Whether anything was ever erased here.
pub(super) fn any(db: &Connection) -> Result<bool, StoreError> {
    let erased = db.prepare_cached("SELECT 1 FROM erasure")?.exists([])?;
    Ok(erased
        || db
            .prepare_cached("SELECT 1 FROM op WHERE kind = 'content-erased'")?
            .exists([])?)
}

/// What stands in for every payload that was erased, by its place.
pub(super) fn all(db: &Connection) -> Result<BTreeMap<(Uuid, Clean, u64), Value>, StoreError> {
    let mut select = db.prepare_cached("SELECT device, scope, seq, instead FROM erasure")?;
    let rows = select.query_map([], |row| {
        let scope: String = row.get(1)?;
        let place = (
            Uuid::from_bytes(row.get(0)?),
            Clean::text(&scope),
            unsigned(row.get(2)?),
        );
        let instead: String = row.get(3)?;
        Ok((place, serde_json::from_str(&instead).unwrap_or_default()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes what an op erases.
pub(super) fn record(db: &Connection, op: &Op) -> Result<(), StoreError> {
    note(db, op.change.erases())
}

fn note(db: &Connection, erases: &[Erased]) -> Result<(), StoreError> {
    for erased in erases {
        let (device, scope) = (erased.device.as_bytes().as_slice(), erased.scope.as_str());
        let before: Option<String> = db
            .prepare_cached(
                "SELECT instead FROM erasure WHERE device = ?1 AND scope = ?2 AND seq = ?3",
            )?
            .query_row(params![device, scope, signed(erased.seq)], |row| row.get(0))
            .optional()?;
        let mut instead = erased.instead.to_string();
        if let Some(before) = before {
            // Where an op was erased twice, what either erasure took out stays out.
            instead = meet_stored(&before, &instead);
        }
        db.prepare_cached("INSERT OR REPLACE INTO erasure VALUES(?1, ?2, ?3, ?4)")?
            .execute(params![device, scope, signed(erased.seq), instead])?;
    }
    Ok(())
}

/// Takes out the payloads an op erases. Answers the entities that have to be folded anew.
pub(super) fn apply(db: &Connection, op: &Op) -> Result<BTreeSet<Entity>, StoreError> {
    take_out(db, op.change.erases())
}

fn take_out(db: &Connection, erases: &[Erased]) -> Result<BTreeSet<Entity>, StoreError> {
    let mut entities = BTreeSet::new();
    let mut done = BTreeSet::new();
    let mut open: Vec<Erased> = erases.to_vec();
    while let Some(Erased {
        device, scope, seq, ..
    }) = open.pop()
    {
        let op_key = (device.as_bytes().as_slice(), scope.as_str(), signed(seq));
        let found: Option<(String, String, Option<String>)> = db
            .prepare_cached(
                "UPDATE op SET salt = NULL, body = NULL,
                   instead = (SELECT instead FROM erasure WHERE device = ?1 AND scope = ?2 AND seq = ?3)
                 WHERE sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2) AND seq = ?3
                 RETURNING entity, kind, instead",
            )?
            .query_row(op_key, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        strip_waiting(db, op_key)?;
        note_old_pages(db)?;
        // In a record of an older version an erasure may lead back to itself.
        if let Some((entity, kind, instead)) = found
            && done.insert((device, scope, seq, instead.clone()))
        {
            entities.extend(entity.parse().ok());
            let erases = erased_by_stand_in(&kind, instead.as_deref());
            note(db, &erases)?;
            open.extend(erases);
        }
    }
    Ok(entities)
}

/// What an erasure erases of which only the stand-in is here.
fn erased_by_stand_in(kind: &str, instead: Option<&str>) -> Vec<Erased> {
    let body = instead.and_then(|text| serde_json::from_str(text).ok());
    let change = chain::change(kind, body.unwrap_or_default());
    change.erases().to_vec()
}

/// What stands in for an erasure erases, too: its own text may never have come here.
pub(super) fn apply_stand_in(
    db: &Connection,
    kind: &str,
    instead: Option<&str>,
) -> Result<BTreeSet<Entity>, StoreError> {
    let erases = erased_by_stand_in(kind, instead);
    note(db, &erases)?;
    take_out(db, &erases)
}

/// The entities of what some ops erased, as far as it is here.
pub(super) fn entities(db: &Connection, of: &[Op]) -> Result<BTreeSet<Entity>, StoreError> {
    let mut entities = BTreeSet::new();
    for erased in of.iter().flat_map(|op| op.change.erases()) {
        let mut select = db.prepare_cached(
            "SELECT entity FROM op WHERE seq = ?3
               AND sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2)",
        )?;
        let device = erased.device.as_bytes().as_slice();
        let entity: Option<String> = select
            .query_row(
                params![device, erased.scope.as_str(), signed(erased.seq)],
                |row| row.get(0),
            )
            .optional()?;
        entities.extend(entity.and_then(|text| text.parse().ok()));
    }
    Ok(entities)
}

/// What stands in for the payload of an op that comes in, if it was erased before it came.
pub(super) fn stand_in(db: &Connection, op: &Sealed) -> Result<Option<String>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT instead FROM erasure WHERE device = ?1 AND scope = ?2 AND seq = ?3",
    )?;
    let found = select.query_row(
        params![op.device.as_bytes().as_slice(), op.scope, signed(op.seq)],
        |row| row.get(0),
    );
    Ok(found.optional()?)
}

/// An op that still waits for those before it loses its payload, too.
fn strip_waiting(db: &Connection, key: (&[u8], &str, i64)) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT hash, line FROM waiting WHERE device = ?1 AND scope = ?2 AND seq = ?3",
    )?;
    let found = select.query_map(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(Vec<u8>, String)> = found.collect::<Result<_, _>>()?;
    for (hash, text) in found {
        let mut op = line::read(&text, 0)?;
        op.content = None;
        db.prepare_cached(
            "UPDATE waiting SET line = ?5 WHERE device = ?1 AND scope = ?2 AND seq = ?3 AND hash = ?4",
        )?
        .execute(params![key.0, key.1, key.2, hash, line::write(&op)?])?;
    }
    Ok(())
}
