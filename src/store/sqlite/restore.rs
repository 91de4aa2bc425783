//! Puts a backup in the place of the record. If this is interrupted, either the old record or the new one is in place,
//! and it is whole.

use super::super::{Passphrase, StoreError, files};
use super::arrival::take_in;
use super::connect::Access;
use super::merge::Trust;
use super::options::Options;
use super::report::Report;
use super::{SqliteStore, connect, copies, copy, identity, meta, ops, schema, signature};
use crate::durable;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::path::PathBuf;

/// Result of a restore.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// Path of the copy of the replaced record; `None`: there was no record.
    pub kept: Option<PathBuf>,
    /// What the check of the backup found, before it was used; the ops are those of the record now.
    pub report: Report,
}

/// Puts `from` in the place of the record: checks it first, keeps the replaced record, erases again what was erased
/// since, and gives this laptop a new identity. A copy of another record is refused.
pub fn restore(options: &Options, from: &Path) -> Result<Restored, StoreError> {
    put(options, from, false)
}

/// The same with a copy of any record, for whoever says that it is meant.
pub fn restore_any(options: &Options, from: &Path) -> Result<Restored, StoreError> {
    put(options, from, true)
}

fn put(options: &Options, from: &Path, any: bool) -> Result<Restored, StoreError> {
    let key = options.key.as_ref();
    let path = options.path.as_path();
    let source = Options {
        path: from.to_owned(),
        machine: None,
        keys: None,
        mirror: None,
        key: options.key.clone(),
        is_copy: true,
        read_only: true,
        office: options.office,
        now: options.now,
    };
    let opened = SqliteStore::open_with(&source);
    let source = opened.map_err(|e| e.in_file(from))?.store;
    let mut report = source.verify().map_err(|e| e.in_file(from))?;
    if let Some(fault) = report.faults.first() {
        return Err(StoreError::Damaged(format!("{fault:?}")).in_file(from));
    }
    if !any && is_other(&source.db, options)? {
        return Err(StoreError::OtherRecord(from.to_owned()).in_file(from));
    }
    let part = files::beside(path, "restoring");
    copy::write(&source.db, &part, key)?;
    // So that nobody sweeps it away.
    let held = std::fs::File::open(&part);
    held.iter().for_each(copy::hold);
    drop(source);
    let prepared = renew(&part, path, options);
    if prepared.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    report.ops = u64::try_from(prepared?).unwrap_or(report.ops);
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let replaced = set_aside(path, key);
    if replaced.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let replaced = replaced?;
    drop(held);
    match replaced.held {
        // Windows cannot rename a file over an open one, and a record that is closed first could be written by somebody
        // else. Its pages are replaced in one transaction.
        Some(mut old) if cfg!(windows) => {
            let new = connect::open(&part, key, Access::Frozen)?;
            connect::pages(&new, &mut old)?;
            drop(new);
            let _ = std::fs::remove_file(&part);
        }
        held => {
            durable::rename(&part, path).map_err(cannot)?;
            drop(held);
        }
    }
    Ok(Restored {
        kept: replaced.kept,
        report,
    })
}

/// Whether a copy is of another record than the one in its place. Where nothing was recorded yet, any copy may come.
fn is_other(copy: &Connection, options: &Options) -> Result<bool, StoreError> {
    let path = options.path.as_path();
    let there = (path.exists() && !files::is_empty(path))
        .then(|| connect::open(path, options.key.as_ref(), Access::Read).ok())
        .flatten();
    if let Some(db) = &there
        && schema::version(db)? > 0
        && ops::head(db)? == 0
    {
        return Ok(false);
    }
    let known = identity::known(path, there.as_ref());
    match (identity::of(copy)?, known) {
        (Some(its), Some(own)) => Ok(its != own),
        // An earlier version wrote one of them. What both have says whose it is.
        (None, _) | (_, None) => match &there {
            Some(db) if schema::version(db)? > 0 => Ok(!copies::is_akin(copy, db)?),
            Some(_) | None => Ok(false),
        },
    }
}

/// The record that is about to be replaced.
struct Replaced {
    /// Path of its durable copy; `None`: there was no record.
    kept: Option<PathBuf>,
    /// Keeps others from writing until it is dropped.
    held: Option<Connection>,
}

/// Copies the record at `path` and removes its WAL, which would otherwise count as the WAL of the new file. The record
/// itself stays in its place, whole. After this only a rename over it is left to do, and a crash before the rename
/// changes nothing.
fn set_aside(path: &Path, key: Option<&Passphrase>) -> Result<Replaced, StoreError> {
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let without_wal = || {
        let beside = ["-wal", "-shm", "-journal"].map(|suffix| files::suffixed(path, suffix));
        let mut found = beside.iter().filter(|p| p.exists());
        found.try_for_each(std::fs::remove_file)?;
        durable::sync_folder(path)
    };
    if !path.exists() || files::is_empty(path) {
        without_wal().map_err(cannot)?;
        return Ok(Replaced {
            kept: None,
            held: None,
        });
    }
    let kept = files::beside(path, "replaced");
    let held = match connect::open(path, key, Access::Write).and_then(|db| settle(db, &kept, key)) {
        Ok(db) => Some(db),
        Err(StoreError::Busy) => return Err(StoreError::InUse(path.to_owned())),
        // What was begun stays in the files beside the record, and is rolled back when the record is opened next.
        Err(
            error @ (StoreError::Full
            | StoreError::Quota
            | StoreError::SyncFailed
            | StoreError::Io { .. }),
        ) => {
            return Err(error);
        }
        // The file cannot be read as a database, which may be the reason for the restore. Its bytes are kept as they
        // are.
        Err(_) => {
            for suffix in ["", "-wal", "-journal"] {
                let old = files::suffixed(path, suffix);
                if old.exists() {
                    files::copy_private(&old, &files::suffixed(&kept, suffix)).map_err(cannot)?;
                }
            }
            durable::sync_folder(path)
                .and_then(|()| without_wal())
                .map_err(cannot)?;
            None
        }
    };
    if ["-wal", "-journal"].map(|suffix| files::suffixed(path, suffix).exists()) != [false; 2] {
        // SQLite does not report that it could not remove the WAL. Everything in the WAL is also in the file.
        without_wal().map_err(cannot)?;
    }
    Ok(Replaced {
        kept: Some(kept),
        held,
    })
}

/// Keeps all others out of a record and copies it, so that nothing can be recorded after the copy.
fn settle(db: Connection, kept: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    connect::alone(&db)?;
    copy::write(&db, kept, key)?;
    Ok(db)
}

/// Makes the copy a new incarnation, and erases in it what was erased in the file it replaces.
/// Answers how many ops it holds then.
fn renew(part: &Path, path: &Path, options: &Options) -> Result<i64, StoreError> {
    let key = options.key.as_ref();
    let mut db = connect::open(part, key, Access::Write)?;
    schema::upgrade(&mut db)?;
    let mut erasing = Vec::new();
    let record = identity::of(&db)?;
    // The record that is replaced may be another one, which has nothing to say here.
    let is_same = |old: &Connection| {
        let other = identity::of(old).ok().flatten().zip(record);
        other.is_none_or(|(its, own)| its == own)
    };
    let mut replaced = Vec::new();
    let sources = [Some(path.to_owned()), options.mirror.clone()];
    for source in sources.into_iter().flatten().filter(|p| p.exists()) {
        // The file may be damaged, which may be the reason for the restore. The mirror may have what cannot be read
        // from it.
        if let Ok(old) = connect::open(&source, key, Access::Read)
            && is_same(&old)
        {
            erasing.extend(ops::with_erasures(&old).unwrap_or_default());
            replaced.push(old);
        }
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    take_in(&tx, erasing, Trust::Own)?;
    for old in &replaced {
        // What was taken over is signed up to its end, as it was there.
        if signature::all(old).is_ok() {
            signature::take_over(old, &tx)?;
        }
    }
    drop(replaced);
    let ops = tx.query_row("SELECT count(*) FROM op", [], |row| row.get(0))?;
    meta::set(&tx, "device", &uuid::Uuid::new_v4().to_string())?;
    tx.execute("DELETE FROM meta WHERE key = 'home'", [])?;
    let record = record.or_else(|| identity::known(path, None));
    identity::move_in(&tx, path, record.unwrap_or_else(uuid::Uuid::new_v4))?;
    tx.commit()?;
    db.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    connect::in_order(&db);
    db.close().map_err(|(_, e)| StoreError::from(e))?;
    Ok(ops)
}
