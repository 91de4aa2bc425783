//! Lines without their payload. An erasure says of each that it is gone and what stands in for it; where none does, the
//! payload was taken out on the way, and nobody could ever tell what is missing.

use super::super::StoreError;
use super::super::chain::Sealed;
use super::super::line;
use super::admission::{Place, places};
use super::{erasure, waiting};
use crate::store::error::canonical::Why;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What is erased by ops that wait.
pub(super) fn awaited(db: &Connection) -> Result<BTreeSet<Place>, StoreError> {
    let waiting = waiting::all(db)?;
    Ok(waiting.iter().flat_map(erased_by).collect())
}

/// The erasures that wait for the ops before them and say why these payloads are gone: they are passed on with them.
pub(super) fn explaining(
    db: &Connection,
    gone: &BTreeSet<Place>,
) -> Result<Vec<Sealed>, StoreError> {
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let mut waiting = waiting::all(db)?;
    waiting.retain(|op| erased_by(op).iter().any(|place| gone.contains(place)));
    Ok(waiting)
}

fn erased_by(op: &Sealed) -> Vec<Place> {
    if op.kind != "content-erased" {
        return Vec::new();
    }
    let opened = op.open(None);
    opened.change.erases().iter().flat_map(places).collect()
}

/// Whether the payload of an op is gone and no erasure that is here says so.
pub(super) fn is_unexplained(db: &Connection, op: &Sealed) -> Result<bool, StoreError> {
    Ok(op.content.is_none() && erasure::stand_in(db, op)?.is_none())
}

/// Refuses the first of some lines without payload that no erasure names, here or in the same file.
pub(super) fn check(db: &Connection, lines: &[(usize, Sealed)]) -> Result<(), StoreError> {
    let mut awaited = None;
    for (number, op) in lines {
        if !is_unexplained(db, op)? {
            continue;
        }
        let awaited = match &awaited {
            Some(known) => known,
            None => awaited.insert(self::awaited(db)?),
        };
        if !awaited.contains(&place(op)) {
            return Err(line::wrong(*number, "line", Why::Gone));
        }
    }
    Ok(())
}

/// Where an op stands.
pub(super) fn place(op: &Sealed) -> Place {
    (op.device, op.scope.clone(), op.seq)
}
