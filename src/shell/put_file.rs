//! Files that commands write for the user: whole or not at all, readable by the user alone, and never over one that is
//! there unless the user said so.

use super::failure::{Failure, FailureKind};
use super::user_files::{shown, why};
use crate::durable::{self, Readers};
use crate::words::Words;
use crate::words::fl;
use std::io::Write;
use std::path::Path;

/// Whether a file of this name is to be a workbook.
pub(super) fn is_workbook(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("xlsx"))
}

/// Refuses a name that is taken. Commands that work long ask first, so that nobody waits in vain.
pub(super) fn must_be_free(words: &Words, path: &Path, force: bool) -> Result<(), Failure> {
    if force || !path.exists() {
        return Ok(());
    }
    let what = fl!(words, "put-exists", path = shown(path));
    Err(Failure::new(FailureKind::Failed, what).hint(fl!(words, "put-exists-how")))
}

/// Writes a file.
pub(super) fn put(words: &Words, path: &Path, force: bool, bytes: &[u8]) -> Result<(), Failure> {
    must_be_free(words, path, force)?;
    durable::write(path, Readers::Owner, |file| file.write_all(bytes)).map_err(|error| {
        let what = fl!(words, "new-unwritten", path = shown(path));
        Failure::new(FailureKind::Failed, what).because(why(words, &error))
    })
}
