//! How a record in a file is to be opened.

use super::super::{Passphrase, files};
use crate::domain::code::Office;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Where the record and its second copy are, and whose they are.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The file.
    pub path: PathBuf,
    /// What tells this laptop from others, for example from [`machine_id`](super::incarnation::machine_id). A record that wakes up on another laptop or
    /// in another place goes on as a new incarnation, so that two copies never write the same stream.
    pub machine: Option<String>,
    /// Where the keys of this laptop lie, and are made if there are none. `None`: nothing is signed.
    pub keys: Option<PathBuf>,
    /// Where the second copy of the ops is kept.
    pub mirror: Option<PathBuf>,
    /// Passphrase or key of an encrypted record.
    pub key: Option<Passphrase>,
    /// It is a copy of a record that lies elsewhere, opened to change it.
    pub is_copy: bool,
    /// Look only.
    pub read_only: bool,
    /// What the office is: how long introductions stay on record depends on it.
    pub office: Office,
    /// What time it is: where a clock was ahead, that tells which dates are wrong before anything else does.
    pub now: Option<Timestamp>,
}

impl Options {
    /// A record at `path`, nothing else said.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Where the keys of this laptop lie: beside the record, where nothing else is said.
    pub(super) fn key_folder(&self) -> PathBuf {
        let beside = || files::folder(&self.path).to_owned();
        self.keys.clone().unwrap_or_else(beside)
    }
}
