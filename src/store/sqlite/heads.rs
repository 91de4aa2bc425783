//! What the author of an op has seen of the values it states.

use super::super::{Cursor, StoreError};
use super::ops;
use super::tables::{self, signed, unsigned};
use crate::domain::conflict::Heads;
use crate::domain::entity::Entity;
use crate::domain::op::{Op, OpRef};
use rusqlite::Connection;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the screen of a program shows, where another program may record meanwhile.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// All that arrived until then.
    pub(super) until: Cursor,
    /// And what it recorded itself since.
    pub(super) own: BTreeSet<Uuid>,
}

/// Who appends.
pub(super) struct Writer {
    /// The incarnation of this laptop.
    pub(super) device: Uuid,
    /// What they have seen.
    pub(super) seen: Option<Seen>,
}

/// Writes into ops what their author has seen of the values they state.
pub(super) fn write_over(
    db: &Connection,
    new: &mut [Op],
    seen: Option<&Seen>,
) -> Result<(), StoreError> {
    let unseen = match seen {
        Some(seen) => arrived_unseen(db, seen.until.0, &seen.own)?,
        None => BTreeSet::new(),
    };
    let mut known: BTreeMap<Entity, Heads> = BTreeMap::new();
    for op in new {
        if op.change.states().is_empty() {
            continue;
        }
        let heads = match known.entry(op.entity.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(heads_of(db, &op.entity)?),
        };
        op.extras.over = heads.over(&op.change, &unseen);
        heads.step(op);
    }
    Ok(())
}

/// What was stated of an entity, as it is written down, or where nothing is, from its ops.
fn heads_of(db: &Connection, entity: &Entity) -> Result<Heads, StoreError> {
    if let Some(heads) = tables::head::get(db, entity)? {
        return Ok(heads);
    }
    let own = ops::of_entity(db, entity)?;
    if own.is_empty() {
        return Ok(Heads::default());
    }
    let off = ops::off_of(db, entity)?;
    Ok(Heads::of(&ops::sorted(&own), |op| off.contains(&op.action)))
}

/// What arrived after a place in the order of arrival and does not belong to some actions: an op each.
fn arrived_unseen(
    db: &Connection,
    after: u64,
    own: &BTreeSet<Uuid>,
) -> Result<BTreeSet<OpRef>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT stream.device, op.seq, op.action FROM op JOIN stream ON stream.sid = op.sid WHERE op.ord > ?1",
    )?;
    let mut rows = select.query([signed(after)])?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if !own.contains(&Uuid::from_bytes(row.get(2)?)) {
            found.insert(OpRef {
                device: Uuid::from_bytes(row.get(0)?),
                seq: unsigned(row.get(1)?),
            });
        }
    }
    Ok(found)
}
