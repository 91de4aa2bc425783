//! The keys of the marks: without its key a marker says nothing about a name. They lie beside the record, readable by its
//! owner only, and are in no backup, export or second copy.

use crate::store::device::Secret32;
use crate::store::{StoreError, files, hex};
use crate::text::Clean;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The name of the file.
const NAME: &str = "marks.key";

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
    /// Those beside a record. A file that is there and cannot be read, or is damaged, is an error: with a new key nobody who
    /// was marked before would be known again.
    pub(in crate::store) fn read(record: &Path) -> Result<Self, StoreError> {
        let text = match std::fs::read_to_string(place(record)) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(cannot(record, error.to_string())),
        };
        let lines = text.strip_prefix(HEAD).map(str::lines);
        let keys: Option<Vec<MarkKey>> = lines.and_then(|lines| lines.map(key).collect());
        match keys {
            Some(keys) if !keys.is_empty() => Ok(Self(keys)),
            Some(_) | None => Err(cannot(record, "damaged".to_owned())),
        }
    }

    /// The same, with one that is made where there is none.
    pub(in crate::store) fn of(record: &Path) -> Result<Self, StoreError> {
        let found = Self::read(record)?;
        if !found.0.is_empty() {
            return Ok(found);
        }
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).map_err(|e| cannot(record, e.to_string()))?;
        // Of two programs the later one wins, and both use what lies there now.
        Self(vec![MarkKey(Secret32::from_bytes(bytes))]).write(record)?;
        Self::read(record)
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
        record: &Path,
    ) -> Result<(), StoreError> {
        self.0.push(key);
        self.write(record)
    }

    fn write(&self, record: &Path) -> Result<(), StoreError> {
        let mut text = Zeroizing::new(HEAD.to_owned());
        for key in &self.0 {
            let digits = Zeroizing::new(files::hex(key.0.expose()));
            text.push_str(&digits);
            text.push('\n');
        }
        files::write_private(&place(record), text.as_bytes())
            .map_err(|e| cannot(record, e.to_string()))
    }
}

fn key(line: &str) -> Option<MarkKey> {
    let bytes = hex::array::<32>(line.trim_end())?;
    Some(MarkKey(Secret32::from_bytes(Zeroizing::new(bytes))))
}

fn cannot(record: &Path, detail: String) -> StoreError {
    StoreError::CannotOpen {
        path: place(record),
        detail,
    }
}

fn place(record: &Path) -> PathBuf {
    record.with_file_name(NAME)
}
