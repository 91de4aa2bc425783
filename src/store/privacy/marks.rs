//! The key of the marks: without it a marker says nothing about a name. It lies beside the record, readable by its
//! owner only, and is in no backup, export or second copy.

use crate::store::device::Secret32;
use crate::store::{StoreError, files, hex};
use crate::text::Clean;
use std::path::Path;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The name of the file.
const NAME: &str = "marks.key";

/// What the file begins with.
const HEAD: &str = "enishi marks key 1\n";

/// What the hashes are for.
const LABEL: &str = "enishi mark 1";

/// The key with which this laptop marks persons.
pub(in crate::store) struct MarkKey(Secret32);

impl MarkKey {
    /// The key beside a record; `None`: none was needed yet.
    pub(in crate::store) fn read(record: &Path) -> Option<Self> {
        let text = Zeroizing::new(std::fs::read_to_string(place(record)).ok()?);
        let digits = text.strip_prefix(HEAD)?.trim_end();
        let bytes = hex::array::<32>(digits)?;
        Some(Self(Secret32::from_bytes(Zeroizing::new(bytes))))
    }

    /// The same, made where there is none.
    pub(in crate::store) fn of(record: &Path) -> Result<Self, StoreError> {
        if let Some(key) = Self::read(record) {
            return Ok(key);
        }
        let cannot = |detail: String| StoreError::CannotOpen {
            path: place(record),
            detail,
        };
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).map_err(|e| cannot(e.to_string()))?;
        let digits = Zeroizing::new(files::hex(&*bytes));
        let text = Zeroizing::new(format!("{HEAD}{}\n", *digits));
        files::write_private(&place(record), text.as_bytes()).map_err(|e| cannot(e.to_string()))?;
        // Of two programs the later one wins, and both use what lies there now.
        Self::read(record).ok_or_else(|| cannot(NAME.to_owned()))
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

fn place(record: &Path) -> PathBuf {
    record.with_file_name(NAME)
}
