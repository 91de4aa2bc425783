//! The tables `action` and `undoing`: the answers of `store::op::history`, kept so that Ctrl+Z looks at one index row and
//! not at the whole record.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::op::history;
use super::super::op::history::Own;
use super::erasure;
use super::ops;
use super::tables::{rev, signed, stamp};
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::domain::op::Stamp;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use uuid::Uuid;

fn uuid(row: &rusqlite::Row<'_>) -> rusqlite::Result<Uuid> {
    row.get(0).map(Uuid::from_bytes)
}

/// Notes new ops that are newer than everything in the record.
pub(super) fn record(db: &Connection, ops: &[Op]) -> Result<(), StoreError> {
    for op in ops {
        insert(db, op)?;
    }
    for op in ops {
        if let Some(action) = op.change.undoes() {
            refresh(db, action)?;
        }
    }
    Ok(())
}

/// Notes one op, whatever its place in the order; who is off is left to the caller.
pub(super) fn insert(db: &Connection, op: &Op) -> Result<(), StoreError> {
    let action = op.action.as_bytes().as_slice();
    let (hlc, device, seq) = rev(&op.stamp);
    db.prepare_cached(
        "INSERT INTO action VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0) ON CONFLICT(id) DO UPDATE SET
           undoable = undoable AND excluded.undoable,
           actor = CASE WHEN (excluded.hlc, excluded.device, excluded.seq) < (hlc, device, seq)
             THEN excluded.actor ELSE actor END,
           (hlc, device, seq) = (SELECT hlc, device, seq
             UNION ALL SELECT excluded.hlc, excluded.device, excluded.seq ORDER BY 1, 2, 3 LIMIT 1)",
    )?
    .execute(params![
        action,
        op.actor.as_str(),
        hlc,
        device,
        seq,
        op.change.is_undoable()
    ])?;
    if let Some(target) = op.change.undoes() {
        db.prepare_cached("INSERT OR IGNORE INTO undoing VALUES(?1, ?2)")?
            .execute(params![target.as_bytes().as_slice(), action])?;
    }
    Ok(())
}

/// Looks again whether an action is off, and follows what it switches off itself.
fn refresh(db: &Connection, first: Uuid) -> Result<(), StoreError> {
    let mut open = vec![first];
    while let Some(action) = open.pop() {
        let changed = db
            .prepare_cached(
                "UPDATE action SET off = 1 - off WHERE id = ?1 AND off <> EXISTS(
                   SELECT 1 FROM undoing JOIN action AS by ON by.id = undoing.action
                   WHERE undoing.target = ?1 AND by.off = 0)",
            )?
            .execute([action.as_bytes().as_slice()])?;
        if changed > 0 {
            open.extend(targets(db, action)?);
        }
    }
    Ok(())
}

/// What an action switches off.
fn targets(db: &Connection, action: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT target FROM undoing WHERE action = ?1 ORDER BY target")?;
    let found = select.query_map([action.as_bytes().as_slice()], uuid)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether an action is another one, or switches it off, or one that does.
pub(super) fn leads_to(db: &Connection, from: Uuid, to: Uuid) -> Result<bool, StoreError> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(action) = open.pop() {
        if action == to {
            return Ok(true);
        }
        if seen.insert(action) {
            open.extend(targets(db, action)?);
        }
    }
    Ok(false)
}

/// The compartment an action was recorded in.
pub(super) fn scope(db: &Connection, action: Uuid) -> Result<Clean, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT scope FROM op JOIN stream ON stream.sid = op.sid WHERE action = ?1 ORDER BY ord LIMIT 1",
    )?;
    let found: Option<String> = select
        .query_row([action.as_bytes().as_slice()], |row| row.get(0))
        .optional()?;
    Ok(Clean::text(&found.unwrap_or_default()))
}

/// The action that Ctrl+Z takes back.
pub(super) fn undo_target(db: &Connection, own: Own<'_>) -> Result<Option<Uuid>, StoreError> {
    Ok(newest(
        db,
        "SELECT hlc, device, seq, id FROM action WHERE device = ?1 AND actor = ?2 AND undoable = 1 AND off = 0
         ORDER BY hlc DESC, seq DESC LIMIT 1",
        own,
    )?
    .map(|(_, action)| action))
}

/// The newest action that a query finds at any of the own devices.
fn newest(db: &Connection, sql: &str, own: Own<'_>) -> Result<Option<(Stamp, Uuid)>, StoreError> {
    let mut select = db.prepare_cached(sql)?;
    let mut newest = None;
    for device in own.devices {
        let found = select
            .query_row(
                params![device.as_bytes().as_slice(), own.actor.as_str()],
                |row| Ok((stamp(row, 0)?, Uuid::from_bytes(row.get(3)?))),
            )
            .optional()?;
        newest = newest.max(found);
    }
    Ok(newest)
}

/// The undos that Ctrl+Y takes back; see `history::redo_targets`.
pub(super) fn redo_targets(db: &Connection, own: Own<'_>) -> Result<Vec<Uuid>, StoreError> {
    let undone = newest(
        db,
        "SELECT hlc, device, seq, id FROM action WHERE device = ?1 AND actor = ?2 AND undoable = 0 AND off = 0
           AND EXISTS(SELECT 1 FROM undoing WHERE undoing.action = action.id)
           AND NOT EXISTS(SELECT 1 FROM undoing JOIN undoing AS deeper ON deeper.action = undoing.target
             WHERE undoing.action = action.id)
         ORDER BY hlc DESC, seq DESC LIMIT 1",
        own,
    )?;
    let Some((at, undo)) = undone else {
        return Ok(Vec::new());
    };
    let recorded = newest(
        db,
        "SELECT hlc, device, seq, id FROM action WHERE device = ?1 AND actor = ?2 AND undoable = 1
         ORDER BY hlc DESC, seq DESC LIMIT 1",
        own,
    )?;
    if recorded.is_some_and(|(recorded, _)| recorded > at) {
        return Ok(Vec::new());
    }
    let mut select = db.prepare_cached(
        "SELECT DISTINCT other.action FROM undoing JOIN undoing AS other ON other.target = undoing.target
           JOIN action ON action.id = other.action AND action.off = 0
         WHERE undoing.action = ?1 ORDER BY other.action",
    )?;
    let found = select.query_map([undo.as_bytes().as_slice()], uuid)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The action itself if it can be switched off; nothing if it is off already.
pub(super) fn check_undoable(db: &Connection, action: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let mut select = db.prepare_cached("SELECT undoable, off FROM action WHERE id = ?1")?;
    let found: Option<(bool, bool)> = select
        .query_row([action.as_bytes().as_slice()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (undoable, off) = found.ok_or(StoreError::UnknownAction(action))?;
    if !undoable && targets(db, action)?.is_empty() {
        return Err(StoreError::NotUndoable(action));
    }
    Ok(if off { Vec::new() } else { vec![action] })
}

/// The actions that are on, can be undone and touch an entity, oldest first.
pub(super) fn actions_on(db: &Connection, entity: &Entity) -> Result<Vec<Uuid>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT id FROM action WHERE undoable = 1 AND off = 0
           AND id IN (SELECT op.action FROM op WHERE op.entity = ?1) ORDER BY hlc, device, seq",
    )?;
    let found = select.query_map([entity.to_string()], uuid)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The entities that change when actions come or go: theirs, and those of what they switch off in turn.
pub(super) fn touched(db: &Connection, actions: &[Uuid]) -> Result<BTreeSet<Entity>, StoreError> {
    let mut entities = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = actions.to_vec();
    while let Some(action) = open.pop() {
        if !seen.insert(action) {
            continue;
        }
        open.extend(targets(db, action)?);
        let mut select = db.prepare_cached(
            "SELECT DISTINCT entity FROM op WHERE action = ?1 AND kind <> 'action-undone'",
        )?;
        let mut rows = select.query([action.as_bytes().as_slice()])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            entities.insert(
                text.parse()
                    .unwrap_or_else(|_| Entity::Unknown(Clean::line(&text))),
            );
        }
    }
    Ok(entities)
}

/// The actions whose identity ends in these hexadecimal digits; none for no digits.
pub(super) fn ending(db: &Connection, digits: &str) -> Result<Vec<Uuid>, StoreError> {
    if digits.is_empty() {
        return Ok(Vec::new());
    }
    let mut select =
        db.prepare_cached("SELECT id FROM action WHERE substr(hex(id), -length(?1)) = ?1")?;
    let found = select.query_map([digits.to_uppercase()], uuid)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// All actions that are off.
pub(super) fn all_off(db: &Connection) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut select = db.prepare_cached("SELECT id FROM action WHERE off = 1")?;
    let found = select.query_map([], uuid)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those of some actions that are off.
pub(super) fn off_among(
    db: &Connection,
    actions: BTreeSet<Uuid>,
) -> Result<BTreeSet<Uuid>, StoreError> {
    /// From so many on it is faster to ask for all.
    const MANY: usize = 2000;
    if actions.len() > MANY {
        return all_off(db);
    }
    let mut select = db.prepare_cached("SELECT 1 FROM action WHERE id = ?1 AND off = 1")?;
    let mut off = BTreeSet::new();
    for action in actions {
        if select.exists([action.as_bytes().as_slice()])? {
            off.insert(action);
        }
    }
    Ok(off)
}

/// Whether something switches an action off, or did.
pub(super) fn is_target(db: &Connection, action: Uuid) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached("SELECT 1 FROM undoing WHERE target = ?1")?;
    Ok(select.exists([action.as_bytes().as_slice()])?)
}

/// Fills the empty tables of `to` from all ops of `from`.
pub(super) fn rebuild(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    ops::each_arrived(from, |op| {
        insert(to, &op)?;
        erasure::record(to, &op)
    })?;
    switch(to, &history::switched_off(&ops::undos(from)?))?;
    Ok(())
}

/// Makes exactly the actions in `off` be off. Answers which ones changed.
pub(super) fn switch(db: &Connection, off: &BTreeSet<Uuid>) -> Result<Vec<Uuid>, StoreError> {
    let before = all_off(db)?;
    let changed: Vec<Uuid> = before.symmetric_difference(off).copied().collect();
    let mut update = db.prepare_cached("UPDATE action SET off = ?2 WHERE id = ?1")?;
    for action in &changed {
        update.execute(params![
            action.as_bytes().as_slice(),
            signed(u64::from(off.contains(action)))
        ])?;
    }
    Ok(changed)
}
