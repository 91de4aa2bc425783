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

/// The keys that begin so, with their values.
pub(super) fn beginning(db: &Connection, with: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut select = db.prepare(
        "SELECT key, value FROM meta WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key",
    )?;
    let found = select.query_map([with], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
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
