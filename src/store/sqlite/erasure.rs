//! Erasing payloads: the op keeps its header and hashes, what it held is gone, something without the person stands in.
//! The table `erasure` says which, so that an old backup or an old laptop cannot bring them back.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::chain::Sealed;
use super::super::line;
use super::tables::signed;
use crate::domain::entity::Entity;
use crate::domain::entity::Erased;
use crate::domain::op::Op;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Notes what an op erases.
pub(super) fn record(db: &Connection, op: &Op) -> Result<(), StoreError> {
    for erased in op.change.erases() {
        // The smaller text wins where two laptops erased the same op: it does not matter which, but it is the same one.
        db.prepare_cached(
            "INSERT INTO erasure VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET instead = min(instead, excluded.instead)",
        )?
        .execute(params![
            erased.device.as_bytes().as_slice(),
            erased.scope.as_str(),
            signed(erased.seq),
            erased.instead.to_string()
        ])?;
    }
    Ok(())
}

/// Takes out the payloads an op erases. Answers the entities that have to be folded anew.
pub(super) fn apply(db: &Connection, op: &Op) -> Result<BTreeSet<Entity>, StoreError> {
    let mut entities = BTreeSet::new();
    for Erased {
        device, scope, seq, ..
    } in op.change.erases()
    {
        let op_key = (device.as_bytes().as_slice(), scope.as_str(), signed(*seq));
        let entity: Option<String> = db
            .prepare_cached(
                "UPDATE op SET salt = NULL, body = NULL,
                   instead = (SELECT instead FROM erasure WHERE device = ?1 AND scope = ?2 AND seq = ?3)
                 WHERE sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2) AND seq = ?3 RETURNING entity",
            )?
            .query_row(
                op_key,
                |row| row.get(0),
            )
            .optional()?;
        entities.extend(entity.and_then(|text| text.parse().ok()));
        strip_waiting(db, op_key)?;
    }
    Ok(entities)
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
