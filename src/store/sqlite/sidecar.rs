//! A text in a file beside the record: actions that could not be saved, or the other version of a fork. It is encrypted
//! if the record is.

use super::super::files::Look;
use super::super::{Passphrase, Store, StoreError, files};
use super::SqliteStore;
use super::options::Options;
use crate::durable;
use std::path::Path;

/// Name of the note that holds the text in an encrypted sidecar.
const TEXT: &str = "text";

/// File name extension of a sidecar.
pub fn ending(key: Option<&Passphrase>) -> &'static str {
    match key {
        Some(_) => "db",
        None => "jsonl",
    }
}

/// Writes a text durably, under `key` if there is one. Only the owner can read the file.
pub fn write(path: &Path, text: &str, key: Option<&Passphrase>) -> Result<(), StoreError> {
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let Some(key) = key else {
        return files::write_private(path, text.as_bytes()).map_err(cannot);
    };
    let part = files::suffixed(path, ".part");
    let remove = || {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(files::suffixed(&part, end));
        }
    };
    remove();
    let options = Options {
        key: Some(key.clone()),
        is_copy: true,
        ..Options::new(&part)
    };
    let written = SqliteStore::open_with(&options)
        .and_then(|opened| {
            let mut sidecar = opened.store;
            sidecar.set_note(TEXT, Some(text))
        })
        .and_then(|()| {
            // After a clean close there is no WAL, and everything is on the disk.
            if files::has_wal(&part) {
                return Err(StoreError::Busy);
            }
            durable::rename(&part, path).map_err(cannot)
        });
    if written.is_err() {
        remove();
    }
    written
}

/// Reads the text of a sidecar, encrypted or not. A link or a folder is an error.
pub fn read(path: &Path, key: Option<&Passphrase>) -> Result<Vec<u8>, StoreError> {
    let cannot = |e: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let meta = std::fs::symlink_metadata(path).map_err(cannot)?;
    if !meta.is_file() {
        return Err(StoreError::NotRegular(path.to_owned()));
    }
    if key.is_none() || files::look(path).map_err(cannot)? != Look::Noise {
        return std::fs::read(path).map_err(cannot);
    }
    let options = Options {
        key: key.cloned(),
        read_only: true,
        ..Options::new(path)
    };
    let sidecar = SqliteStore::open_with(&options)?.store;
    let text = sidecar.note(TEXT)?;
    text.map(String::into_bytes)
        .ok_or_else(|| StoreError::Foreign(path.to_owned()))
}
