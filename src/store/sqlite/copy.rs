//! A whole copy by SQLite's online backup, durable before it gets its name.

use super::super::{Passphrase, StoreError, files};
use super::{connect, verify};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A whole copy, checked, durable and only then under its name `to`.
pub(super) fn write(
    from: &Connection,
    to: &Path,
    key: Option<&Passphrase>,
) -> Result<(), StoreError> {
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

fn fill(from: &Connection, part: &Path, key: Option<&Passphrase>) -> Result<(), StoreError> {
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
