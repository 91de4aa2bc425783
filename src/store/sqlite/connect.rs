//! A connection that can be trusted: what SQLite answers to each setting is read back.

use super::super::StoreError;
use super::schema;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// The oldest SQLite without the bug that corrupts a database with two writers (WAL reset).
const SQLITE: i32 = 3_051_003;

/// How long a write waits for another program.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many pages may wait in the WAL: little lives only there.
const CHECKPOINT_PAGES: i32 = 200;

/// Opens a file for reading and writing, or makes it.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < SQLITE {
        return Err(StoreError::OldLibrary(rusqlite::version().to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let db = Connection::open_with_flags(path, flags).map_err(|e| StoreError::from(e).at(path))?;
    prepare(&db, false).map_err(|e| e.at(path))?;
    Ok(db)
}

/// The settings of every connection.
fn prepare(db: &Connection, read_only: bool) -> Result<(), StoreError> {
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(128);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "secure_delete", true)?;
    if !is_ours(db)? {
        return Err(StoreError::Foreign(std::path::PathBuf::new()));
    }
    if read_only {
        return Ok(());
    }
    expect(db, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    answers(db, "synchronous", 2)?;
    db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    // On macOS an ordinary fsync stops at the drive's own cache; elsewhere these do nothing.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(())
}

/// Sets a pragma whose answer is its new value.
fn expect(db: &Connection, pragma: &str, value: &str) -> Result<(), StoreError> {
    let answer: String = db.pragma_update_and_check(None, pragma, value, |row| row.get(0))?;
    same(pragma, &answer, value)
}

fn answers(db: &Connection, pragma: &str, value: i64) -> Result<(), StoreError> {
    let answer: i64 = db.pragma_query_value(None, pragma, |row| row.get(0))?;
    same(pragma, &answer.to_string(), &value.to_string())
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

/// Which file this is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

/// The file at a path; `None`: there is none, or the system has no such identity.
pub(super) fn file_id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let meta = std::fs::symlink_metadata(path).ok()?;
        Some(FileId(meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Whether a file says it is ours, or is empty.
fn is_ours(db: &Connection) -> Result<bool, StoreError> {
    let id: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(id == schema::APPLICATION_ID || (id == 0 && tables == 0))
}
