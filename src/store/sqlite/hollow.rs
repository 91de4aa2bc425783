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
    let all = waiting.iter();
    let erased = all.filter(|op| op.kind == "content-erased").flat_map(|op| {
        let opened = op.open(None);
        let erases = opened.change.erases().iter();
        erases.flat_map(places).collect::<Vec<Place>>()
    });
    Ok(erased.collect())
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
