//! A connection that can be trusted: what SQLite answers to each setting is read back.

use super::super::Passphrase;
use super::super::StoreError;
use super::super::error::is_sync_failure;
use super::super::files;
use super::super::files::Look;
use super::schema;
use crate::durable;
use rusqlite::config::DbConfig;
use rusqlite::hooks::Wal;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction};
use std::ffi::c_int;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The oldest SQLite without the bug that corrupts a database with two writers (WAL reset).
const SQLITE: i32 = 3_051_003;

/// How long a write waits for another program.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many pages may wait in the WAL: little lives only there.
const CHECKPOINT_PAGES: i32 = 200;

/// The longest value that is read or written: far above any op, far below what would exhaust the memory.
const LONGEST: i32 = 64 << 20;

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// The record itself, or its mirror.
    Write,
    /// Only looked at.
    Read,
    /// Only looked at, where not even the files beside it can be made.
    Frozen,
    /// The same where it has a WAL: nobody else may have it open.
    Alone,
}

/// Makes sure that a regular file of the right owner stands at `path`. `true`: it was made now.
pub(super) fn claim(path: &Path, read_only: bool) -> Result<bool, StoreError> {
    let cannot = |e: io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    for beside in [
        path.to_owned(),
        files::suffixed(path, "-wal"),
        files::suffixed(path, "-shm"),
    ] {
        match std::fs::symlink_metadata(&beside) {
            Ok(meta) if !meta.is_file() => return Err(StoreError::NotRegular(beside)),
            _ => {}
        }
    }
    if path.exists() {
        if !read_only {
            files::keep_private(path);
        }
        return Ok(false);
    }
    if read_only {
        return Err(cannot(io::ErrorKind::NotFound.into()));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        files::private_folder(folder).map_err(cannot)?;
    }
    // SQLite itself would make the file readable for everybody.
    match files::private_file(path) {
        Ok(file) => file.sync_all().map_err(cannot)?,
        // Another program was faster.
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(e) => return Err(cannot(e)),
    }
    durable::sync_folder(path).map_err(cannot)?;
    Ok(true)
}

/// Opens a file that is there.
pub(super) fn open(
    path: &Path,
    key: Option<&Passphrase>,
    access: Access,
) -> Result<Connection, StoreError> {
    let empty = key.is_some() && std::fs::metadata(path).is_ok_and(|m| m.len() == 0);
    match connected(path, key, access) {
        // For an empty file SQLCipher draws a salt, which is the wrong one where another program has filled the file
        // meanwhile.
        Err(StoreError::WrongKey(_)) if empty => connected(path, key, access),
        other => other,
    }
}

fn connected(
    path: &Path,
    key: Option<&Passphrase>,
    access: Access,
) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < SQLITE {
        return Err(StoreError::OldLibrary(rusqlite::version().to_owned()));
    }
    let common = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connected = match access {
        Access::Write | Access::Alone => {
            Connection::open_with_flags(path, common | OpenFlags::SQLITE_OPEN_READ_WRITE)
        }
        Access::Read => {
            Connection::open_with_flags(path, common | OpenFlags::SQLITE_OPEN_READ_ONLY)
        }
        Access::Frozen => Connection::open_with_flags(
            frozen(path),
            common | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        ),
    };
    let at = |e: StoreError| e.at(path);
    let mut db = connected.map_err(StoreError::from).map_err(at)?;
    db.busy_timeout(PATIENCE)?;
    // Whoever closes it says whether what the WAL holds may still be carried over: see `in_order`. Closed for another
    // reason, a file that could not be read stays as it was.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    unlock(&db, key).map_err(at)?;
    if access == Access::Alone {
        // Said before the first look, it keeps the index of the WAL in memory.
        db.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
        db.pragma_update(None, "query_only", true)?;
    }
    prepare(&db).map_err(|e| wrong_key(e, path, key))?;
    if access == Access::Write {
        // Asked for writing, SQLite opens for reading where it must, and says so only here.
        if db.is_readonly(rusqlite::MAIN_DB)? {
            return Err(StoreError::ReadOnly(path.to_owned()));
        }
        durable(&mut db).map_err(at)?;
    }
    Ok(db)
}

/// The name by which SQLite takes a file for unchangeable and needs no lock files.
fn frozen(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend(["%", &files::hex(&[byte])]),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// A whole copy in memory, for looking.
pub(super) fn copy_in_memory(
    db: &Connection,
    key: Option<&Passphrase>,
) -> Result<Connection, StoreError> {
    let mut copy = Connection::open_in_memory()?;
    unlock(&copy, key)?;
    pages(db, &mut copy)?;
    prepare(&copy)?;
    Ok(copy)
}

/// Copies every page of one database over another, which is then the same.
pub(super) fn pages(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let backup = rusqlite::backup::Backup::new(from, to)?;
    while backup.step(-1)? == rusqlite::backup::StepResult::More {}
    Ok(())
}

/// A database in memory, for comparing.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let mut db = Connection::open_in_memory()?;
    schema::upgrade(&mut db)?;
    Ok(db)
}

#[cfg(feature = "encryption")]
pub(super) fn unlock(db: &Connection, key: Option<&Passphrase>) -> Result<(), StoreError> {
    // By itself SQLCipher writes to stderr, in the middle of the screen; what it has to say comes back as an error.
    db.pragma(None, "cipher_log_level", "NONE", |_| Ok(()))?;
    if let Some(key) = key {
        db.pragma_update(None, "key", key.secret())?;
    }
    Ok(())
}

#[cfg(not(feature = "encryption"))]
pub(super) fn unlock(_: &Connection, key: Option<&Passphrase>) -> Result<(), StoreError> {
    match key {
        Some(_) => Err(StoreError::NoEncryption),
        None => Ok(()),
    }
}

/// What looks foreign is encrypted, or was unlocked with another passphrase, unless its first bytes say otherwise.
fn wrong_key(error: StoreError, path: &Path, key: Option<&Passphrase>) -> StoreError {
    let look = files::look(path).unwrap_or(Look::Plain);
    match (error, look) {
        (StoreError::Foreign(_), Look::Plain | Look::Empty) if key.is_some() => {
            StoreError::NotEncrypted(path.to_owned())
        }
        (StoreError::Foreign(_), Look::Noise) => StoreError::WrongKey(path.to_owned()),
        (other, _) => other.at(path),
    }
}

/// The settings of every connection, and whether the file is ours.
fn prepare(db: &Connection) -> Result<(), StoreError> {
    db.set_prepared_statement_cache_capacity(128);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "foreign_keys", true)?;
    if is_ours(db)? {
        Ok(())
    } else {
        Err(StoreError::Foreign(std::path::PathBuf::new()))
    }
}

/// The settings that make an `Ok` of a commit mean durable.
fn durable(db: &mut Connection) -> Result<(), StoreError> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    same("journal_mode", &mode, "wal")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    let level: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    same("synchronous", &level.to_string(), "2")?;
    db.pragma_update(None, "secure_delete", true)?;
    db.wal_hook(Some(carry_over))?;
    // On macOS an ordinary fsync stops at the drive's own cache; elsewhere these do nothing.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(())
}

fn same(pragma: &str, answer: &str, wanted: &str) -> Result<(), StoreError> {
    if answer.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(StoreError::Io {
        code: 0,
        detail: format!("{pragma}: {answer}, not {wanted}"),
    })
}

/// Carries the pages of a WAL over into the file, as SQLite would do by itself. But SQLite would say nothing of a sync
/// that fails then and would try once more at the next commit; here it fails the commit, which stays in the WAL.
fn carry_over(wal: &mut Wal, pages: c_int) -> rusqlite::Result<()> {
    if pages < CHECKPOINT_PAGES {
        return Ok(());
    }
    match wal.checkpoint() {
        Err(error) if is_sync_failure(&error) => Err(error),
        // Everything is in the WAL, and the next commit comes by here again.
        _ => Ok(()),
    }
}

/// Commits. When [`carry_over`] fails a commit, SQLite tells it as an error of no kind, which a commit never gives
/// otherwise; it is the failed sync.
pub(super) fn commit(tx: Transaction<'_>) -> Result<(), StoreError> {
    tx.commit().map_err(|error| {
        let nameless = error.sqlite_error().is_some_and(|f| f.extended_code == 1);
        if nameless {
            StoreError::SyncFailed
        } else {
            error.into()
        }
    })
}

/// Carries the WAL over into the file, leaves none behind, and keeps everybody else out until the connection is closed.
/// Refused with [`StoreError::Busy`] while any other connection is open, idle or not.
pub(super) fn alone(db: &Connection) -> Result<(), StoreError> {
    let mode: String =
        db.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))?;
    if mode != "delete" {
        return Err(StoreError::Busy);
    }
    db.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
    db.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
    Ok(())
}

/// The connection may be closed in order: nothing went wrong that forbids to touch the file again.
pub(super) fn in_order(db: &Connection) {
    // Where this is refused, the WAL stays and is read at the next start.
    let _ = db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
}

/// Whether a file says it is ours, or is empty. Triggers and views are never ours: they would run in our name.
fn is_ours(db: &Connection) -> Result<bool, StoreError> {
    // Both looks must see the same file: another program may begin it between them.
    let db = db.unchecked_transaction()?;
    let id: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let (tables, active): (i64, i64) = db.query_row(
        "SELECT count(*), count(*) FILTER (WHERE type IN ('trigger', 'view')) FROM sqlite_schema",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(active == 0 && (id == schema::APPLICATION_ID || (id == 0 && tables == 0)))
}
