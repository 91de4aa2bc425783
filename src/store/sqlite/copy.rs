//! A whole copy by SQLite's online backup, durable before it gets its name.

use super::super::{Passphrase, StoreError, files};
use super::{connect, identity, schema, verify};
use crate::durable::{self, PART};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::path::Path;

/// A whole copy, checked, durable and only then under its name `to`.
pub(super) fn write(
    from: &Connection,
    to: &Path,
    key: Option<&Passphrase>,
) -> Result<(), StoreError> {
    let cannot = |e: std::io::Error| StoreError::of_file(to, &e);
    let part = files::suffixed(to, PART);
    let _ = std::fs::remove_file(&part);
    let file = files::private_file(&part).map_err(cannot)?;
    hold(&file);
    let copied = fill(from, &part, key).and_then(|()| {
        // Windows syncs only what is open for writing, and renames nothing that is open.
        file.sync_all().map_err(cannot)?;
        drop(file);
        durable::rename(&part, to).map_err(cannot)
    });
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    copied.map_err(|e| e.at(to).or_lack_of_room(to))
}

/// Says that somebody is at work on a file, until it is closed or the program ends. On Windows every open file says so,
/// and a lock would keep SQLite out.
pub(super) fn hold(file: &File) {
    if cfg!(unix) {
        // Without it the file may be swept, and the copy is made again.
        let _ = file.try_lock();
    }
}

/// Removes a file that was never finished, unless somebody is still at work on it.
pub(super) fn sweep(part: &Path) {
    let is_free = !cfg!(unix) || File::open(part).is_ok_and(|file| file.try_lock().is_ok());
    if is_free && std::fs::remove_file(part).is_ok() {
        for end in ["-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(files::suffixed(part, end));
        }
    }
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
    connect::pages(from, &mut target)?;
    if schema::version(&target)? > 0 {
        identity::unstamp(&target)?;
    }
    verify::quick(&target)
}
