//! Putting a backup in the place of the record. Whatever stops it, the old record or the new one is there, whole.

use super::super::{Key, StoreError, files};
use super::connect::Access;
use super::options::Options;
use super::report::Report;
use super::take_in::take_in;
use super::{SqliteStore, connect, copy, meta, ops, schema};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::path::PathBuf;

/// What a restore did.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// Where the replaced file was put; `None`: there was none.
    pub kept: Option<PathBuf>,
    /// What was found in the backup before it was taken.
    pub report: Report,
}

/// Puts `from` in the place of the record: checks it first, keeps the replaced file, re-applies what was erased since,
/// and lets this laptop go on under a new identity.
pub fn restore(options: &Options, from: &Path) -> Result<Restored, StoreError> {
    let key = options.key.as_ref();
    let path = options.path.as_path();
    let source = Options {
        path: from.to_owned(),
        machine: None,
        keys: None,
        mirror: None,
        key: options.key.clone(),
        read_only: true,
    };
    let source = SqliteStore::open_with(&source)?.store;
    let report = source.verify()?;
    if let Some(fault) = report.faults.first() {
        return Err(StoreError::Damaged(format!("{fault:?}")));
    }
    let part = files::beside(path, "restoring");
    copy::write(&source.db, &part, key)?;
    drop(source);
    let prepared = renew(&part, path, options);
    if prepared.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    prepared?;
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let replaced = set_aside(path, key);
    if replaced.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let replaced = replaced?;
    std::fs::rename(&part, path).map_err(cannot)?;
    files::sync_folder(path).map_err(cannot)?;
    Ok(Restored {
        kept: replaced.kept,
        report,
    })
}

/// The record that is about to be replaced.
struct Replaced {
    /// Its durable copy.
    kept: Option<PathBuf>,
    /// Nobody else writes to it before this goes.
    _held: Option<Connection>,
}

/// Copies the record at `path` and takes its WAL away, which would be taken for one of the file that replaces it. The
/// record itself stays in its place, whole: a rename over it is all that is left to do, and until that is done a crash
/// changes nothing.
fn set_aside(path: &Path, key: Option<&Key>) -> Result<Replaced, StoreError> {
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let without_wal = || {
        let beside = ["-wal", "-shm", "-journal"].map(|suffix| files::suffixed(path, suffix));
        let mut found = beside.iter().filter(|p| p.exists());
        found.try_for_each(std::fs::remove_file)?;
        files::sync_folder(path)
    };
    if !path.exists() {
        without_wal().map_err(cannot)?;
        return Ok(Replaced {
            kept: None,
            _held: None,
        });
    }
    let kept = files::beside(path, "replaced");
    let held = match connect::open(path, key, Access::Write).and_then(|db| settle(db, &kept, key)) {
        Ok(db) => Some(db),
        Err(StoreError::Busy) => return Err(StoreError::InUse(path.to_owned())),
        // What was begun in it stays beside it, to be taken back when it is opened next.
        Err(error @ (StoreError::Full | StoreError::SyncFailed | StoreError::Io { .. })) => {
            return Err(error);
        }
        // It cannot be read as a database, which may be why one restores: its bytes are kept as they are.
        Err(_) => {
            for suffix in ["", "-wal", "-journal"] {
                let old = files::suffixed(path, suffix);
                if old.exists() {
                    files::copy_private(&old, &files::suffixed(&kept, suffix)).map_err(cannot)?;
                }
            }
            files::sync_folder(path)
                .and_then(|()| without_wal())
                .map_err(cannot)?;
            None
        }
    };
    if ["-wal", "-journal"].map(|suffix| files::suffixed(path, suffix).exists()) != [false; 2] {
        // SQLite does not tell that it could not remove it; everything in it is in the file.
        without_wal().map_err(cannot)?;
    }
    Ok(Replaced {
        kept: Some(kept),
        // Windows renames nothing over an open file.
        _held: held.filter(|_| !cfg!(windows)),
    })
}

/// Keeps everybody else out of a record and copies it: nothing can be recorded in it any more after the copy.
fn settle(db: Connection, kept: &Path, key: Option<&Key>) -> Result<Connection, StoreError> {
    connect::alone(&db)?;
    copy::write(&db, kept, key)?;
    Ok(db)
}

/// A restored copy is a new incarnation, without what was erased in the file it replaces.
fn renew(part: &Path, path: &Path, options: &Options) -> Result<(), StoreError> {
    let key = options.key.as_ref();
    let mut db = connect::open(part, key, Access::Write)?;
    schema::upgrade(&mut db)?;
    let mut erasing = Vec::new();
    let sources = [Some(path.to_owned()), options.mirror.clone()];
    for source in sources.into_iter().flatten().filter(|p| p.exists()) {
        // A damaged file is why one restores: what it cannot say, the second copy may.
        if let Ok(old) = connect::open(&source, key, Access::Read) {
            erasing.extend(ops::with_erasures(&old).unwrap_or_default());
        }
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    take_in(&tx, erasing)?;
    meta::set(&tx, "device", &uuid::Uuid::new_v4().to_string())?;
    tx.execute("DELETE FROM meta WHERE key = 'home'", [])?;
    tx.commit()?;
    db.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    connect::in_order(&db);
    db.close().map_err(|(_, e)| StoreError::from(e))
}
