//! The table `meta`: small values that belong to this file and are not shared.

use super::super::StoreError;
use rusqlite::{Connection, OptionalExtension};

/// The value under a key.
pub(super) fn get(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?)
}

/// Keeps a value under a key.
pub(super) fn set(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.execute("INSERT OR REPLACE INTO meta VALUES(?1, ?2)", [key, value])?;
    Ok(())
}

/// Forgets the value under a key.
pub(super) fn remove(db: &Connection, key: &str) -> Result<(), StoreError> {
    db.execute("DELETE FROM meta WHERE key = ?1", [key])?;
    Ok(())
}
