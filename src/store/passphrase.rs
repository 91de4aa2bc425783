//! The passphrase of an encrypted record.

use super::StoreError;
use std::fmt;
use std::io;
use std::path::Path;

/// Passphrase of an encrypted record. Never shown, not even to a debugger's print.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// A passphrase as the user types it; the ends are trimmed, because a key file ends in a line feed.
    pub fn new(passphrase: &str) -> Self {
        Self(passphrase.trim().to_owned())
    }

    /// The passphrase in a key file: a small regular file, of which others should not be able to read a byte.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let cannot = |e: io::Error| StoreError::CannotOpen {
            path: path.to_owned(),
            detail: e.to_string(),
        };
        let meta = std::fs::metadata(path).map_err(cannot)?;
        if !meta.is_file() || meta.len() > LONGEST_KEY {
            return Err(StoreError::NotRegular(path.to_owned()));
        }
        let key = Self::new(&std::fs::read_to_string(path).map_err(cannot)?);
        if key.0.is_empty() {
            return Err(StoreError::WrongKey(path.to_owned()));
        }
        Ok(key)
    }

    #[cfg_attr(
        not(feature = "encryption"),
        expect(dead_code, reason = "nothing can be unlocked in this build")
    )]
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

/// The longest key file.
const LONGEST_KEY: u64 = 4096;

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}
