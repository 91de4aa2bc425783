//! Copies of the record that are not there when somebody is erased, such as a second copy on a stick: what they hold is
//! left to do until they are back.

use crate::store::sqlite::mirror::MirrorState;
use crate::store::sqlite::{SqliteStore, copies, keys, mirror};
use crate::store::{StoreError, files};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Key in `meta`: the backups that were there when it was last looked.
const BACKUPS: &str = "backups";

/// Backups that are known to hold nobody who was erased, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    folder: PathBuf,
    names: BTreeSet<String>,
}

impl Known {
    /// Whether there were some and all of them are gone at once: their disk is not there.
    fn is_away(&self) -> bool {
        !self.names.is_empty() && !self.names.iter().any(|n| self.folder.join(n).exists())
    }
}

impl SqliteStore {
    /// The copies that this record has and that are not there.
    pub fn away(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut found = Vec::new();
        let is_behind = matches!(self.mirror_state, MirrorState::Failed(_));
        if let Some(place) = self.mirror_place.as_ref().filter(|_| is_behind)
            && mirror::was_at(&self.db, place)?
        {
            found.push(place.clone());
        }
        let known: Option<Known> = keys::read(&self.db, BACKUPS)?;
        found.extend(known.filter(Known::is_away).map(|known| known.folder));
        Ok(found)
    }

    /// Whether there are backups that were not there when somebody was erased.
    pub(super) fn has_unknown_copies(&self) -> Result<bool, StoreError> {
        let Some(folder) = &self.backups else {
            return Ok(false);
        };
        let known: Known = keys::read(&self.db, BACKUPS)?.unwrap_or_default();
        Ok(self
            .names_in(folder)
            .any(|name| !known.names.contains(&name)))
    }

    /// Notes that no backup names anybody who was erased.
    pub(super) fn know_copies(&mut self) -> Result<(), StoreError> {
        let Some(folder) = self.backups.clone() else {
            return Ok(());
        };
        let names = self.names_in(&folder).collect();
        self.keep_known(&Known { folder, names })
    }

    /// Notes a backup that was written now.
    pub(in crate::store::sqlite) fn know_copy(&mut self, copy: &Path) -> Result<(), StoreError> {
        let folder = files::folder(copy).to_owned();
        let mut known: Known = keys::read(&self.db, BACKUPS)?.unwrap_or_default();
        if known.folder != folder {
            known = Known {
                folder,
                ..Known::default()
            };
        }
        if !known.is_away() {
            let folder = known.folder.clone();
            known.names.retain(|name| folder.join(name).exists());
        }
        let name = copy.file_name().unwrap_or_default();
        known.names.insert(name.to_string_lossy().into_owned());
        self.keep_known(&known)
    }

    fn keep_known(&mut self, known: &Known) -> Result<(), StoreError> {
        if keys::read::<Known>(&self.db, BACKUPS)?.as_ref() == Some(known) {
            return Ok(());
        }
        self.in_one(|tx| keys::write(tx, BACKUPS, known))
    }

    fn names_in(&self, folder: &Path) -> impl Iterator<Item = String> {
        let copies = copies::named(folder, self.record).into_iter();
        copies.filter_map(|copy| Some(copy.path.file_name()?.to_str()?.to_owned()))
    }
}
