//! Backups: whole copies by SQLite's online backup, durable before they get their name.

use super::super::StoreError;
use super::super::files;
use super::connect::Access;
use super::open::Key;
use super::open::Options;
use super::{SqliteStore, connect, open, ops, schema, share, verify};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// How many of the newest backups are kept in any case …
const NEWEST: usize = 10;
/// … besides the last one of so many days …
const DAYS: usize = 7;
/// … and of so many weeks.
const WEEKS: usize = 4;
/// Nothing is kept longer, so that what was erased really goes.
const LONGEST_DAYS: i64 = 30;

/// What a restore did.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// Where the replaced file was put; `None`: there was none.
    pub kept: Option<PathBuf>,
    /// What was found in the backup before it was taken.
    pub report: verify::Report,
}

impl SqliteStore {
    /// Writes a copy of the record to `to`, which must not exist.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::CannotOpen {
                path: to.to_owned(),
                detail: std::io::Error::from(std::io::ErrorKind::AlreadyExists).to_string(),
            });
        }
        copy(&self.db, to, self.key.as_ref())
    }

    /// Writes the next of the rotating backups into `folder`, if something changed since the last one, and removes those
    /// that are too many or too old. To be called at start, at the end and every half hour.
    pub fn rotate(&mut self, folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        let head = ops::head(&self.db)?;
        let latest = listed(folder).pop();
        let unchanged = latest.is_some_and(|(_, path)| {
            connect::open(&path, self.key.as_ref(), Access::Frozen)
                .and_then(|db| ops::head(&db))
                .is_ok_and(|before| before == head)
        });
        let mut written = None;
        if !unchanged && head > 0 {
            files::private_folder(folder).map_err(|e| self.cannot(&e))?;
            // Two within a second: the later one gets the next second's name.
            let named = |second: i64| {
                let at = now.checked_add(second.seconds()).unwrap_or(now);
                folder.join(at.strftime("enishi-%Y%m%d-%H%M%S.db").to_string())
            };
            if let Some(path) = (0..60).map(named).find(|path| !path.exists()) {
                copy(&self.db, &path, self.key.as_ref())?;
                written = Some(path);
            }
        }
        for old in outdated(&listed(folder), now) {
            // It is tried again next time.
            let _ = std::fs::remove_file(old);
        }
        Ok(written)
    }
}

/// A whole copy, checked, durable and only then under its name.
pub(super) fn copy(from: &Connection, to: &Path, key: Option<&Key>) -> Result<(), StoreError> {
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: to.to_owned(),
        detail: e.to_string(),
    };
    let part = files::suffixed(to, ".part");
    let _ = std::fs::remove_file(&part);
    files::private_file(&part).map_err(cannot)?;
    let copied = fill(from, &part, key).and_then(|()| {
        std::fs::File::open(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&part, to))
            .and_then(|()| files::sync_folder(to))
            .map_err(cannot)
    });
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    copied.map_err(|e| e.at(to))
}

fn fill(from: &Connection, part: &Path, key: Option<&Key>) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut target = Connection::open_with_flags(part, flags)?;
    connect::unlock(&target, key)?;
    // The copy is synced whole at the end; a journal of a file nobody has yet would protect nothing.
    target.pragma_update_and_check(None, "journal_mode", "off", |_| Ok(()))?;
    target.pragma_update(None, "synchronous", "off")?;
    let backup = rusqlite::backup::Backup::new(from, &mut target)?;
    while backup.step(-1)? == rusqlite::backup::StepResult::More {}
    drop(backup);
    verify::quick(&target)
}

/// Puts `from` in the place of the record: checks it first, keeps the replaced file, re-applies what was erased since,
/// and lets this laptop go on under a new identity.
pub fn restore(options: &Options, from: &Path) -> Result<Restored, StoreError> {
    let key = options.key.as_ref();
    let path = options.path.as_path();
    let source = Options {
        path: from.to_owned(),
        machine: None,
        mirror: None,
        key: options.key.clone(),
        read_only: true,
    };
    let source = open::open(&source)?.store;
    let report = source.verify()?;
    if let Some(fault) = report.faults.first() {
        return Err(StoreError::Damaged(format!("{fault:?}")));
    }
    let part = files::beside(path, "restoring");
    copy(&source.db, &part, key)?;
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
    copy(&db, kept, key)?;
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
    share::take_in(&tx, erasing)?;
    open::set_meta(&tx, "device", &uuid::Uuid::new_v4().to_string())?;
    tx.execute("DELETE FROM meta WHERE key = 'home'", [])?;
    tx.commit()?;
    db.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    connect::in_order(&db);
    db.close().map_err(|(_, e)| StoreError::from(e))
}

/// The backups in a folder, oldest first. Only names as we give them count: other files are never touched.
fn listed(folder: &Path) -> Vec<(Timestamp, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<(Timestamp, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let at = jiff::civil::DateTime::strptime("enishi-%Y%m%d-%H%M%S.db", &name).ok()?;
            Some((at.to_zoned(TimeZone::UTC).ok()?.timestamp(), path))
        })
        .collect();
    found.sort();
    found
}

/// Which of the backups, oldest first, are to go.
fn outdated(all: &[(Timestamp, PathBuf)], now: Timestamp) -> Vec<PathBuf> {
    let mut kept: BTreeSet<&Path> = BTreeSet::new();
    kept.extend(all.iter().rev().take(NEWEST).map(|(_, p)| p.as_path()));
    let mut last_of = |most: usize, unit: &dyn Fn(Timestamp) -> (i16, i8, i8)| {
        let mut seen = BTreeSet::new();
        for (at, path) in all.iter().rev() {
            if seen.len() < most && seen.insert(unit(*at)) {
                kept.insert(path);
            }
        }
    };
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    last_of(DAYS, &|at| (day(at).year(), day(at).month(), day(at).day()));
    last_of(WEEKS, &|at| {
        let week = day(at).iso_week_date();
        (week.year(), week.week(), 0)
    });
    let limit = now.checked_sub((24 * LONGEST_DAYS).hours()).unwrap_or(now);
    all.iter()
        .filter(|(at, path)| *at < limit || !kept.contains(path.as_path()))
        .map(|(_, path)| path.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_kept_by_number_day_and_week_and_never_longer_than_a_month() {
        let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        // Every six hours for sixty days.
        let all: Vec<_> = (0..240_i64)
            .rev()
            .map(|n| (now - (6 * n).hours(), PathBuf::from(n.to_string())))
            .collect();
        let gone = outdated(&all, now);
        let kept: Vec<i64> = (all.iter().filter(|(_, p)| !gone.contains(p)))
            .map(|(_, p)| p.to_str().unwrap().parse().unwrap())
            .collect();
        // Ten newest; the last of each of seven days (03:00 is the last 6-hour step of a day here); four weeks.
        assert_eq!(kept[kept.len() - 10..], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        assert!(kept.len() <= 10 + 7 + 4 && kept.len() > 14, "{kept:?}");
        assert!(kept.iter().all(|n| 6 * n <= 24 * 30));
    }
}
