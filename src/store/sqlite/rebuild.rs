//! All tables folded anew from the ops.

use super::super::StoreError;
use super::super::op::history;
use super::{meaning, ops, tables, undo};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Writes all tables anew from the ops.
pub(super) fn refold(tx: &Connection) -> Result<(), StoreError> {
    for table in tables::all() {
        tx.execute(&table.delete(), [])?;
    }
    meaning::relearn(tx)?;
    rebuild_into(tx, tx)
}

/// Folds every op of `from` into the empty tables of `to`.
pub(super) fn rebuild_into(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    undo::rebuild(from, to)?;
    meaning::fill_all(from, to)?;
    let off = undo::all_off(to)?;
    let mut whole = BTreeSet::new();
    ops::each_entity(from, |entity, own| {
        if let Some(session) = entity.prepared_for()
            && ops::is_whole(from, session)?
        {
            whole.insert(session.clone());
            return Ok(());
        }
        let folded = history::fold_entity(entity, own, &off);
        tables::put(to, entity, folded.as_ref())
    })?;
    for session in whole {
        for (entity, folded) in history::fold_all(&ops::prepared(from, &session)?, &off) {
            tables::put(to, &entity, folded.as_ref())?;
        }
    }
    Ok(())
}
