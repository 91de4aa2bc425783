//! A folder that several laptops see: a stick, a network drive, a synchronised folder. Each laptop writes one file of its
//! own there, a bundle of what the others lack, and reads those of the others. The record itself never lies there.

use super::bundle::{self, BundleError, ENDING, MOST};
use super::device::{Fingerprint, Public};
use super::sqlite::bundle::{Reach, Receivers, Wanted};
use super::sqlite::merge::Taken;
use super::{Sessions, SqliteStore, StoreError};
use crate::durable::{self, Readers};
use crate::text::Clean;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What tells one state of a file from another. Sticks keep times by two seconds, so what it begins with counts, too: the
/// signature is in there.
type Seen = (SystemTime, u64, [u8; 32]);

/// How much of its beginning.
const BEGINNING: u64 = 64 << 10;

/// The folder, and what this program knows of the files in it.
#[derive(Debug)]
pub struct SharedFolder {
    path: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
    /// The files of devices that were not accepted: they are looked at again once they are.
    unaccepted: BTreeMap<PathBuf, Public>,
    /// What was written last: how far the record went, and for whom.
    written: Option<(Reach, Vec<Public>)>,
}

/// What came of one look at the folder.
#[derive(Debug, Default)]
pub struct Round {
    /// What came from whom, as they are called here.
    pub taken: Vec<(Clean, Taken)>,
    /// Devices that nobody accepted here: nothing was taken from them.
    pub strangers: Vec<(Fingerprint, Clean)>,
    /// Files of accepted devices that could not be used, and why.
    pub refused: Vec<(PathBuf, StoreError)>,
    /// How many ops an accepted device lacks by its own last word; `None`: none is accepted yet.
    pub unshared: Option<u64>,
}

/// The folder cannot be used just now.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It is not there, or cannot be read or written.
    #[error("{0}")]
    Away(io::Error),
    /// The record cannot be read or written.
    #[error("{0}")]
    Record(StoreError),
}

impl SharedFolder {
    /// Nothing is looked at yet. A folder that is not there is never made: a stick may be missing.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            seen: BTreeMap::new(),
            unaccepted: BTreeMap::new(),
            written: None,
        }
    }

    /// Takes in what is new there, and writes what the others lack.
    pub fn round(
        &mut self,
        store: &mut SqliteStore,
        name: &Clean,
        now: Timestamp,
    ) -> Result<Round, FolderError> {
        let mut round = Round::default();
        if !store.is_read_only() {
            let accepted = store.accepted().map_err(FolderError::Record)?;
            let now_accepted = |by: &Public| accepted.contains(by);
            for (path, _) in self.unaccepted.extract_if(.., |_, by| now_accepted(by)) {
                self.seen.remove(&path);
            }
            for (path, seen) in self.new_files()? {
                match self.take(store, &path, now, &mut round) {
                    Ok(()) => {
                        self.seen.insert(path, seen);
                    }
                    // Somebody is just writing it, or it is just being copied here. A copy that has its length already
                    // is like one that was changed: both are looked at again.
                    Err(StoreError::Bundle(BundleError::Cut | BundleError::NoBundle)) => {}
                    Err(error) if error.is_of_input() => round.refused.push((path, error)),
                    Err(error) => return Err(FolderError::Record(error)),
                }
            }
        }
        self.write(store, name)?;
        round.unshared = store.unshared().map_err(FolderError::Record)?;
        Ok(round)
    }

    /// The files that were not looked at as they are now.
    fn new_files(&self) -> Result<Vec<(PathBuf, Seen)>, FolderError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(FolderError::Away)? {
            let path = entry.map_err(FolderError::Away)?.path();
            let is_bundle = path.extension().is_some_and(|end| end == ENDING);
            let Some(seen) = seen(&path).filter(|_| is_bundle) else {
                continue;
            };
            if self.seen.get(&path) != Some(&seen) {
                found.push((path, seen));
            }
        }
        found.sort();
        Ok(found)
    }

    fn take(
        &mut self,
        store: &mut SqliteStore,
        path: &Path,
        now: Timestamp,
        round: &mut Round,
    ) -> Result<(), StoreError> {
        let Some(bytes) = read(path) else {
            return Ok(());
        };
        let bundle = bundle::read(&bytes).map_err(StoreError::Bundle)?;
        let by = bundle.by;
        if store.own_keys()? == Some(by) {
            return Ok(());
        }
        if store.acquaintances()?.with_keys(&by).is_none() {
            store.meet(by)?;
            self.unaccepted.insert(path.to_owned(), by);
            round.strangers.push((by.fingerprint(), bundle.name));
            return Ok(());
        }
        match store.take_bundle(&bytes, now) {
            // Made before they accepted this laptop: their next one is for it, too.
            Err(StoreError::Bundle(BundleError::NotForUs)) => Ok(()),
            Err(error) => Err(error),
            Ok(received) => {
                let name = received.accepted.unwrap_or(received.name);
                let taken = received.taken;
                round.taken.extend(taken.map(|taken| (name, taken)));
                Ok(())
            }
        }
    }

    /// Writes this laptop's file, if it would be another one than before or is gone.
    fn write(&mut self, store: &SqliteStore, name: &Clean) -> Result<(), FolderError> {
        let record = FolderError::Record;
        let Some(own) = store.own_keys().map_err(record)? else {
            return Ok(());
        };
        let path = self.path.join(file_name(&own.fingerprint()));
        let reach = store.reach(&Sessions::All).map_err(record)?;
        let others = store.accepted().map_err(record)?;
        let state = (reach, others);
        if self.written.as_ref() == Some(&state) && path.exists() {
            return Ok(());
        }
        let to = if state.1.is_empty() {
            Receivers::Nobody
        } else {
            Receivers::Accepted
        };
        let wanted = Wanted {
            scope: Sessions::All,
            to,
            whole: false,
            name,
        };
        let made = store.bundle(&wanted).map_err(record)?;
        let written = durable::write(&path, Readers::AsUsual, |file| file.write_all(&made.bytes));
        written.map_err(FolderError::Away)?;
        self.written = Some(state);
        Ok(())
    }
}

/// The name of a laptop's own file: nobody else has it.
pub fn file_name(fingerprint: &Fingerprint) -> String {
    let digits = fingerprint.to_string();
    let two: Vec<&str> = digits.split('-').take(2).collect();
    format!("enishi-{}.{ENDING}", two.join("-"))
}

fn seen(path: &Path) -> Option<Seen> {
    // A pipe would be waited for.
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let mut begins = Vec::new();
    let file = File::open(path).ok()?;
    file.take(BEGINNING).read_to_end(&mut begins).ok()?;
    Some((
        meta.modified().ok()?,
        meta.len(),
        Sha256::digest(&begins).into(),
    ))
}

/// A file whole; `None`: it is gone again, or is none of ours by its size.
fn read(path: &Path) -> Option<Vec<u8>> {
    let file = File::open(path).ok()?;
    let most = MOST.saturating_mul(2);
    if file.metadata().ok()?.len() > most {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
