//! The keys of the marks: without its key a marker says nothing about a name. They lie with the other keys of the laptop,
//! readable by its owner only, and are in no backup, export or second copy.
//!
//! The places are given with the folder of the keys first. Older versions laid them beside the record, where they are
//! still found.

use crate::store::device::Secret32;
use crate::store::{StoreError, files, hex};
use crate::text::Clean;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The name of the file.
pub(in crate::store) const NAME: &str = "marks.key";

/// What the file begins with; a key in each line follows, the own one first.
const HEAD: &str = "enishi marks key 1\n";

/// What the hashes are for.
const LABEL: &str = "enishi mark 1";

/// A key with which persons are marked.
pub(in crate::store) struct MarkKey(Secret32);

impl MarkKey {
    /// The one a colleague shares.
    pub(in crate::store) fn shared(secret: Secret32) -> Self {
        Self(secret)
    }

    /// To be sealed for a colleague.
    pub(in crate::store) fn secret(&self) -> &Secret32 {
        &self.0
    }

    /// The same key once more.
    pub(in crate::store) fn again(&self) -> Self {
        Self(Secret32::from_bytes(Zeroizing::new(*self.0.expose())))
    }

    /// Which key it is, without saying anything of it.
    pub(in crate::store) fn id(&self) -> Clean {
        let hash = self.0.mac("enishi marks key", b"");
        let short = hash.first_chunk::<8>().copied().unwrap_or_default();
        files::hex(&short).into()
    }

    /// The keyed hash.
    pub(in crate::store) fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        self.0.mac(LABEL, bytes)
    }
}

/// The keys that this laptop has.
#[derive(Default)]
pub(in crate::store) struct MarkKeys(Vec<MarkKey>);

impl MarkKeys {
    /// Those of all places. A file that is there and cannot be read, or is damaged, is an error: with a new key nobody who
    /// was marked before would be known again.
    pub(in crate::store) fn read(places: &[PathBuf]) -> Result<Self, StoreError> {
        let mut all = Self::default();
        for folder in places {
            for key in Self::lying_in(folder)? {
                if all.with(&key.id()).is_none() {
                    all.0.push(key);
                }
            }
        }
        Ok(all)
    }

    fn lying_in(folder: &Path) -> Result<Vec<MarkKey>, StoreError> {
        let text = match std::fs::read_to_string(folder.join(NAME)) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(cannot(folder, error.to_string())),
        };
        let lines = text.strip_prefix(HEAD).map(str::lines);
        let keys: Option<Vec<MarkKey>> = lines.and_then(|lines| lines.map(key).collect());
        match keys {
            Some(keys) if !keys.is_empty() => Ok(keys),
            Some(_) | None => Err(cannot(folder, "damaged".to_owned())),
        }
    }

    /// The same, with one that is made where there is none.
    pub(in crate::store) fn of(places: &[PathBuf]) -> Result<Self, StoreError> {
        let found = Self::read(places)?;
        let Some(folder) = places.first() else {
            return Ok(found);
        };
        if !found.0.is_empty() {
            if Self::lying_in(folder)?.is_empty() {
                found.write(folder)?;
            }
            return Ok(found);
        }
        Self::renewed(places)
    }

    /// With a new key before those that are there.
    pub(in crate::store) fn renewed(places: &[PathBuf]) -> Result<Self, StoreError> {
        let mut all = Self::read(places)?;
        let Some(folder) = places.first() else {
            return Ok(all);
        };
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).map_err(|e| cannot(folder, e.to_string()))?;
        // Of two programs the later one wins, and both use what lies there now.
        all.0.insert(0, MarkKey(Secret32::from_bytes(bytes)));
        all.write(folder)?;
        Self::read(places)
    }

    /// The one with which this laptop marks.
    pub(in crate::store) fn own(&self) -> Option<&MarkKey> {
        self.0.first()
    }

    /// The one with this id.
    pub(in crate::store) fn with(&self, id: &str) -> Option<&MarkKey> {
        self.0.iter().find(|key| *key.id() == *id)
    }

    /// Keeps one more.
    pub(in crate::store) fn learn(
        &mut self,
        key: MarkKey,
        places: &[PathBuf],
    ) -> Result<(), StoreError> {
        self.0.push(key);
        places.first().map_or(Ok(()), |folder| self.write(folder))
    }

    fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let mut text = Zeroizing::new(HEAD.to_owned());
        for key in &self.0 {
            let digits = Zeroizing::new(files::hex(key.0.expose()));
            text.push_str(&digits);
            text.push('\n');
        }
        files::private_folder(folder)
            .and_then(|()| files::write_private(&folder.join(NAME), text.as_bytes()))
            .map_err(|e| cannot(folder, e.to_string()))
    }
}

fn key(line: &str) -> Option<MarkKey> {
    let bytes = hex::array::<32>(line.trim_end())?;
    Some(MarkKey(Secret32::from_bytes(Zeroizing::new(bytes))))
}

fn cannot(folder: &Path, detail: String) -> StoreError {
    StoreError::CannotOpen {
        path: folder.join(NAME),
        detail,
    }
}
