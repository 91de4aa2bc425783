//! What was tried on the files beside the record. While they are as they were, a start does not read the record for them.

use super::here;
use crate::store::StoreError;
use crate::store::sqlite::keys;
use crate::store::sqlite::{SqliteStore, leftovers};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use uuid::Uuid;

/// Where `meta` has it.
const TRIED: &str = "erased-beside";

/// How a file is, as far as its folder says: its length, and when it was written.
type Stamp = (u64, u128);

/// What came of it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Tried {
    /// The erasures that were open.
    erasures: BTreeSet<Uuid>,
    /// The files from which everything could be taken.
    clean: BTreeMap<PathBuf, Stamp>,
    /// Those that could not be opened.
    left: BTreeSet<PathBuf>,
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    let at = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((about.len(), at.as_nanos()))
}

/// Nothing is known of the files any more.
pub(super) fn try_again(db: &Connection) -> Result<(), StoreError> {
    keys::write(db, TRIED, &Tried::default())
}

impl SqliteStore {
    /// The files that still cannot be opened, where nothing else is left to do of the open erasures.
    pub(super) fn tried(&self, open: &BTreeSet<Uuid>) -> Result<Option<Vec<PathBuf>>, StoreError> {
        let Some(tried) = keys::read::<Tried>(&self.db, TRIED)? else {
            return Ok(None);
        };
        let is_known = |path: &PathBuf| {
            let known = tried.clean.get(path);
            known.is_some_and(|known| stamp(path).as_ref() == Some(known))
        };
        let is_left = |path: &PathBuf| tried.left.contains(path);
        let files = self.files_beside();
        let is_as_it_was = tried.erasures == *open
            && here::since(&self.db)?.is_none()
            && !self.has_old_pages()?
            && files.iter().all(|path| is_known(path) || is_left(path));
        let left: Vec<PathBuf> = files.into_iter().filter(is_left).collect();
        let is_shut = |path: &PathBuf| leftovers::is_shut(path, self.key.as_ref());
        Ok((is_as_it_was && left.iter().all(is_shut)).then_some(left))
    }

    /// Notes what came of all files beside the record.
    pub(super) fn note_tried(
        &mut self,
        open: BTreeSet<Uuid>,
        left: &[PathBuf],
    ) -> Result<(), StoreError> {
        let left: BTreeSet<PathBuf> = left.iter().cloned().collect();
        let clean = self.files_beside().into_iter();
        let clean = clean.filter(|path| !left.contains(path));
        let clean = clean.filter_map(|path| Some((path.clone(), stamp(&path)?)));
        let tried = Tried {
            erasures: open,
            clean: clean.collect(),
            left,
        };
        self.in_one(|tx| {
            here::looked_at(tx)?;
            keys::write(tx, TRIED, &tried)
        })
    }
}
