//! Whether another program has the record open. Every program that has it open holds a shared lock on an empty file
//! beside it, which the system takes away when the program ends, however it ends.

use crate::store::files;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Holds the place of this program until it is dropped.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// Kept open for the lock on it.
    _file: Option<File>,
    /// Whether nobody else was there when it came; `None`: the system could not tell.
    pub(super) alone: Option<bool>,
}

impl Presence {
    /// Takes a place beside the record.
    pub(super) fn enter(path: &Path) -> Self {
        let beside = files::suffixed(path, "-open");
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(beside);
        let Ok(file) = file else {
            return Self::default();
        };
        let alone = alone(&file);
        // Only whoever asks for the other lock this very moment is in the way, and goes at once.
        let held = file.lock_shared().is_ok();
        Self {
            _file: held.then_some(file),
            alone: alone.filter(|_| held),
        }
    }
    /// Looks whether somebody is there, and takes no place: for a look at the record that changes nothing.
    pub(super) fn look(path: &Path) -> Self {
        let file = File::open(files::suffixed(path, "-open"));
        Self {
            _file: None,
            // To say that nobody is there is the part of whoever comes to stay.
            alone: file
                .ok()
                .and_then(|file| alone(&file))
                .filter(|alone| !alone),
        }
    }
}

fn alone(file: &File) -> Option<bool> {
    match file.try_lock() {
        Ok(()) => file.unlock().is_ok().then_some(true),
        Err(TryLockError::WouldBlock) => Some(false),
        Err(TryLockError::Error(_)) => None,
    }
}
