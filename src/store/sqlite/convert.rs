//! From an open record to an encrypted one and back: all ops into a new file, proved equal before it takes the place of
//! the old one.

use super::super::{Key, StoreError, files};
use super::options::Options;
use super::report::Report;
use super::take_in::{take_in, waiting};
use super::{SqliteStore, connect, keys, meta, ops, schema};
use rusqlite::TransactionBehavior;
use std::path::Path;
use std::path::PathBuf;

/// What a conversion did.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// The new file, proved whole before it was put in place.
    pub report: Report,
    /// Files beside it that are still as they were: backups and kept copies, for the user to remove.
    pub left: Vec<PathBuf>,
}

/// Writes the record anew under `key`, or without encryption where there is none, and puts it in the place of the old
/// one. `options` opens the old one; its second copy is converted, too. No other program may have it open.
pub fn convert(options: &Options, key: Option<&Key>) -> Result<Converted, StoreError> {
    let path = options.path.as_path();
    let store = SqliteStore::open_with(options)?.store;
    if store.is_read_only() {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    let copied = ops::head(&store.db)?;
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
    // Nobody else records anything until the new file is in place, and nobody has since the ops were copied.
    let held = connect::open(path, options.key.as_ref(), connect::Access::Write).and_then(|db| {
        connect::alone(&db)?;
        let unchanged = ops::head(&db)? == copied;
        unchanged.then_some(db).ok_or(StoreError::Busy)
    });
    let held = match held {
        // Windows renames nothing over an open file.
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
    // SQLite does not tell that it could not remove them, and before a sync of the folder a power cut brings them back:
    // then the new file would be read through what belongs to the old one.
    let forgotten = ["-wal", "-journal"]
        .map(|suffix| files::suffixed(path, suffix))
        .iter()
        .filter(|p| p.exists())
        .try_for_each(std::fs::remove_file)
        .and_then(|()| files::sync_folder(path));
    if let Err(error) = forgotten {
        remove(&part);
        return Err(cannot(error));
    }
    if let Some(mirror) = &options.mirror {
        // It holds nothing the record has not; it is written anew at the next start. First, so that no crash leaves
        // one behind that is unencrypted or cannot be opened any more.
        remove(mirror);
    }
    std::fs::rename(&part, path).map_err(cannot)?;
    files::sync_folder(path).map_err(cannot)?;
    drop(held);
    Ok(Converted {
        report,
        left: left_beside(path),
    })
}

/// A new file with all ops, notes and settings of the record, on the disk when this returns.
fn fill(store: &SqliteStore, part: &Path, key: Option<&Key>) -> Result<Report, StoreError> {
    let options = Options {
        path: part.to_owned(),
        key: key.cloned(),
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
    all.extend(waiting(&store.db)?);
    take_in(&tx, all)?;
    for (key, value) in ops::notes(&store.db)? {
        tx.execute("INSERT INTO note VALUES(?1, ?2)", [key, value])?;
    }
    keys::copy(&store.db, &tx)?;
    // The file is another one now, but no copy: it goes on in the same streams.
    meta::set(&tx, "device", &store.device.to_string())?;
    tx.commit()?;
    let report = new.verify()?;
    drop(new);
    let synced = std::fs::File::open(part).and_then(|file| file.sync_all());
    synced.map_err(|e| StoreError::CannotOpen {
        path: part.to_owned(),
        detail: e.to_string(),
    })?;
    let again = connect::open(part, key, connect::Access::Read)?;
    schema::version(&again)?;
    Ok(report)
}

/// A database file with what belongs to it.
fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(files::suffixed(path, suffix));
    }
}

/// Other databases in the same folder and its `backups`, which the conversion leaves alone.
fn left_beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let folders = [folder.to_owned(), folder.join("backups")];
    let mut left: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|p| p != path && p.extension() == path.extension())
        .collect();
    left.sort();
    left
}
