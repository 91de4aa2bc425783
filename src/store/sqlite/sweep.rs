//! Removes what nobody needs any more: files that a killed program never finished, and records that were replaced and
//! hold nothing that the record does not hold.

use super::super::files;
use super::connect::Access;
use super::{SqliteStore, connect, copies, copy, identity};
use crate::durable::PART;
use std::path::{Path, PathBuf};

/// How many of the newest replaced records are kept whatever is in them.
const REPLACED: usize = 3;

/// Sweeps beside the record and in the folder of its backups.
pub(super) fn sweep(store: &SqliteStore, backups: Option<&Path>) {
    let mut halves = unfinished(&store.path);
    halves.extend(
        backups
            .into_iter()
            .flat_map(|folder| copies::halves(folder, store.record)),
    );
    for half in halves {
        copy::sweep(&half);
    }
    for what in ["replaced", "before-upgrade"] {
        let all = files::all_beside(&store.path, what);
        let old = all.len().saturating_sub(REPLACED);
        for (_, path) in all.iter().take(old) {
            if is_spare(store, path) {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

/// The files beside a record that were never finished.
pub(super) fn unfinished(record: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for what in ["restoring", "converting"] {
        found.extend(
            files::all_beside(record, what)
                .into_iter()
                .map(|(_, path)| path),
        );
    }
    let own = [identity::path(record), record.to_owned()];
    let own = own.map(|path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    });
    let kinds = ["replaced", "before-upgrade", "restoring", "converting"];
    for name in files::names_in(files::folder(record)) {
        let Some(whole) = name.strip_suffix(PART) else {
            continue;
        };
        let is_own = |own: &String| {
            whole == *own
                || whole
                    .strip_prefix(own.as_str())
                    .is_some_and(|rest| rest.starts_with('.'))
        };
        let is_copy = |what| files::number_of(record, what, whole).is_some();
        if own.iter().any(is_own) || kinds.into_iter().any(is_copy) {
            found.push(record.with_file_name(&name));
        }
    }
    found
}

/// Whether a replaced record holds nothing that the record does not hold. One that cannot be read may hold anything, and
/// one that has a stamp is somebody's record again.
fn is_spare(store: &SqliteStore, path: &Path) -> bool {
    if identity::path(path).exists() || files::has_wal(path) {
        return false;
    }
    let old = connect::open(path, store.key.as_ref(), Access::Frozen);
    old.is_ok_and(|old| copies::is_within(&old, &store.db).unwrap_or(false))
}
