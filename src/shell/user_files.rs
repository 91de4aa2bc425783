//! Files that a user names. They are read up to a limit, their paths are shown without control characters, and a file
//! that cannot be read is reported as a failure.

use super::failure::{Failure, FailureKind};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Most bytes read of a session file: one more than is accepted, so that a larger file is noticed.
const MOST: u64 = (8 << 20) + 1;

/// The failure for a file that cannot be read, with the reason and a hint.
pub fn unreadable(words: &Words, path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::NotFound => fl!(words, "shell-not-found"),
        io::ErrorKind::PermissionDenied => fl!(words, "shell-not-allowed"),
        io::ErrorKind::IsADirectory => fl!(words, "shell-is-folder"),
        _ => error.to_string(),
    };
    let path = shown(path);
    Failure::new(
        FailureKind::Failed,
        fl!(words, "shell-unreadable", path = path),
    )
    .because(why)
    .hint(fl!(words, "shell-unreadable-how"))
}

/// A path for a message, without control characters.
pub fn shown(path: &Path) -> String {
    Clean::line(&path.to_string_lossy()).to_string()
}

/// Reads a file, but stops one byte after the largest accepted size. A folder is an error.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
