//! Files that a user names: read with a limit, shown without control characters, and told as a failure where they cannot
//! be read.

use super::failure::{Failure, FailureKind};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes read of a session file at most: one more than is accepted, so that too much is seen as too much.
const MOST: u64 = (8 << 20) + 1;

/// A file that cannot be read, as a failure.
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

/// A path in a text.
pub fn shown(path: &Path) -> String {
    Clean::line(&path.to_string_lossy()).to_string()
}

/// A file that may be too big, but is never read without end.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
