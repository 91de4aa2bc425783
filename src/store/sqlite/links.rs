//! Whether lines of a file are as they were written: the hash of each is that of what it says behind the op before it.

use super::super::StoreError;
use super::super::chain::{Hash, ROOT, Sealed};
use super::super::line;
use super::ops;
use crate::store::error::canonical::Why;
use rusqlite::Connection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Refuses the first line that follows on nothing that is here or among the lines. What comes from no line is not told.
pub(super) fn check(db: &Connection, lines: &[(usize, Sealed)]) -> Result<(), StoreError> {
    let place = |op: &Sealed, seq| (op.device, op.scope.clone(), seq);
    let mut theirs: BTreeMap<(Uuid, String, u64), Vec<Hash>> = BTreeMap::new();
    for (_, op) in lines {
        theirs.entry(place(op, op.seq)).or_default().push(op.hash);
    }
    for (number, op) in lines.iter().filter(|(number, _)| *number > 0) {
        let before = op.seq.saturating_sub(1);
        let mut all = match before {
            0 => vec![ROOT],
            _ => theirs.get(&place(op, before)).cloned().unwrap_or_default(),
        };
        if let Some((sid, _)) = ops::stream_of(db, op.device, &op.scope)? {
            all.extend(ops::hash_at(db, sid, before)?);
        }
        if !all.iter().any(|hash| op.link(hash) == op.hash) {
            return Err(line::wrong(*number, "hash", Why::Differs));
        }
    }
    Ok(())
}
