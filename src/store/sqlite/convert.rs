//! Converts a plain record to an encrypted one and back. All ops are written to a new file, which is proved equal
//! before it replaces the old one.

use super::super::{Passphrase, StoreError, files};
use super::arrival::take_in;
use super::merge::Trust;
use super::options::Options;
use super::report::Report;
use super::{SqliteStore, connect, copies, identity, keys, meta, ops, schema, waiting};
use crate::durable;
use rusqlite::TransactionBehavior;
use std::path::Path;
use std::path::PathBuf;
use uuid::Uuid;

/// Result of a conversion.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// What the check of the new file found, before it was put in place.
    pub report: Report,
    /// Files beside it that were not converted: backups and kept copies, for the user to remove.
    pub left: Vec<PathBuf>,
}

/// Writes the record to a new file under `key`, or without encryption if there is no key, and puts it in the place of
/// the old one. `options` opens the old one; its mirror is removed and written again at the next start. No other
/// program may have the record open.
pub fn convert(options: &Options, key: Option<&Passphrase>) -> Result<Converted, StoreError> {
    let path = options.path.as_path();
    let mut store = SqliteStore::open_with(options)?.store;
    store.writable()?;
    let copied = ops::head(&store.db)?;
    let record = store.record;
    let before = store.verify()?;
    if let Some(fault) = before.faults.first() {
        return Err(StoreError::Damaged(format!("{fault:?}")));
    }
    let part = files::beside(path, "converting");
    let written = fill(&store, &part, key).and_then(|report| {
        if report.faults.is_empty() && report.ops == before.ops && report.rows == before.rows {
            Ok(report)
        } else {
            Err(StoreError::Damaged(format!("{:?}", report.faults)))
        }
    });
    let report = match written {
        Ok(report) => report,
        Err(error) => {
            remove(&part);
            return Err(error);
        }
    };
    drop(store);
    // From here on nobody else can record anything until the new file is in place, and nobody has since the ops were
    // copied.
    let held = connect::open(path, options.key.as_ref(), connect::Access::Write).and_then(|db| {
        connect::alone(&db)?;
        let unchanged = ops::head(&db)? == copied;
        unchanged.then_some(db).ok_or(StoreError::Busy)
    });
    let held = match held {
        // Windows cannot rename a file over an open one.
        Ok(db) => Some(db).filter(|_| !cfg!(windows)),
        Err(error) => {
            remove(&part);
            return Err(match error {
                StoreError::Busy => StoreError::InUse(path.to_owned()),
                other => other,
            });
        }
    };
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    // SQLite does not report that it could not remove these files, and without a sync of the folder a power cut brings
    // them back. Then the new file would be read together with the WAL of the old one.
    let forgotten = ["-wal", "-journal"]
        .map(|suffix| files::suffixed(path, suffix))
        .iter()
        .filter(|p| p.exists())
        .try_for_each(std::fs::remove_file)
        .and_then(|()| durable::sync_folder(path));
    if let Err(error) = forgotten {
        remove(&part);
        return Err(cannot(error));
    }
    if let Some(mirror) = &options.mirror {
        // The mirror has nothing that the record does not have, and is written again at the next start. It is removed
        // first, so that no crash leaves one that is unencrypted or cannot be opened any more.
        remove(mirror);
    }
    durable::rename(&part, path).map_err(cannot)?;
    drop(held);
    Ok(Converted {
        report,
        left: left_beside(path, record),
    })
}

/// Writes a new file with all ops and notes of the record. The file is on the disk when this returns.
fn fill(store: &SqliteStore, part: &Path, key: Option<&Passphrase>) -> Result<Report, StoreError> {
    let options = Options {
        path: part.to_owned(),
        key: key.cloned(),
        is_copy: true,
        ..Options::default()
    };
    let mut new = SqliteStore::open_with(&options)?.store;
    let tx = new
        .db
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut all = Vec::new();
    for head in ops::heads(&store.db)? {
        ops::each_of_stream(&store.db, head.sid, 0, |op, _| {
            all.push(op);
            Ok(())
        })?;
    }
    all.extend(waiting::all(&store.db)?);
    take_in(&tx, all, Trust::Own)?;
    for (key, value) in ops::notes(&store.db)? {
        tx.execute("INSERT INTO note VALUES(?1, ?2)", [key, value])?;
    }
    keys::copy(&store.db, &tx)?;
    // The file is new, but it is not a copy: it continues the same streams.
    meta::set(&tx, "device", &store.device.to_string())?;
    identity::continued(&store.db, &tx)?;
    tx.commit()?;
    let report = new.verify()?;
    drop(new);
    let synced = files::sync(part);
    synced.map_err(|e| StoreError::CannotOpen {
        path: part.to_owned(),
        detail: e.to_string(),
    })?;
    let again = connect::open(part, key, connect::Access::Frozen)?;
    schema::version(&again)?;
    Ok(report)
}

/// Removes a database file and the files that belong to it. Errors are ignored.
fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(files::suffixed(path, suffix));
    }
}

/// The copies of a record that the conversion does not touch: those beside it and in its folder `backups`. Other records
/// in these folders have nothing to do with it.
fn left_beside(path: &Path, record: Uuid) -> Vec<PathBuf> {
    let backups = files::folder(path).join("backups");
    let named = copies::named(&backups, record).into_iter();
    let mut left: Vec<PathBuf> = named
        .chain(copies::nameless(&backups))
        .map(|copy| copy.path)
        .collect();
    for what in ["replaced", "before-upgrade"] {
        left.extend(
            files::all_beside(path, what)
                .into_iter()
                .map(|(_, path)| path),
        );
    }
    left.sort();
    left
}
