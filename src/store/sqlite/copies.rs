//! The copies of a record in the folder of its backups: their names, and which of them are its own.
//!
//! A name is `enishi-RECORD-DAY-TIME-CONTENT.db`: the beginning of the record's id, when the copy was made, and a digest
//! of what it holds. Earlier versions wrote `enishi-DAY-TIME.db`; such a copy belongs to the record that has all of it.

use super::super::{Passphrase, StoreError, files};
use super::connect::Access;
use super::{connect, identity, ops};
use crate::durable::PART;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Digits of the id and of the digest in a name.
const DIGITS: usize = 8;

/// A file with a name of a copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Copy {
    /// When it was made, by the clock of then.
    pub(super) at: Timestamp,
    /// The file.
    pub(super) path: PathBuf,
    /// The beginning of its record's id; `None`: an earlier version wrote it.
    record: Option<String>,
    /// What it holds.
    content: Option<String>,
}

impl Copy {
    /// Name of a copy that is made now.
    pub(super) fn new(folder: &Path, record: Uuid, at: Timestamp, content: &str) -> Self {
        let (record, time) = (short(record), at.strftime("%Y%m%d-%H%M%S"));
        Self {
            at,
            path: folder.join(format!("enishi-{record}-{time}-{content}.db")),
            record: Some(record),
            content: Some(content.to_owned()),
        }
    }

    fn named(folder: &Path, name: &str) -> Option<Self> {
        let parts: Vec<&str> = name
            .strip_prefix("enishi-")?
            .strip_suffix(".db")?
            .split('-')
            .collect();
        let (record, day, time, content) = match parts[..] {
            [day, time] => (None, day, time, None),
            [record, day, time, content] => (Some(record), day, time, Some(content)),
            _ => return None,
        };
        let is_hex =
            |text: &str| text.len() == DIGITS && text.bytes().all(|b| b.is_ascii_hexdigit());
        if ![record, content].into_iter().flatten().all(is_hex) {
            return None;
        }
        let at = DateTime::strptime("%Y%m%d-%H%M%S", format!("{day}-{time}")).ok()?;
        Some(Self {
            at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
            path: folder.join(name),
            record: record.map(str::to_owned),
            content: content.map(str::to_owned),
        })
    }

    /// Whether the name says that the copy holds this.
    pub(super) fn says(&self, content: &str) -> bool {
        self.content.as_deref() == Some(content)
    }

    /// Opens the copy, changing nothing.
    pub(super) fn open(&self, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
        connect::open(&self.path, key, Access::Frozen)
    }
}

/// The beginning of an id.
fn short(record: Uuid) -> String {
    record.simple().to_string().chars().take(DIGITS).collect()
}

/// All copies in a folder, oldest first. Files with other names are never touched.
fn all(folder: &Path) -> Vec<Copy> {
    let mut found: Vec<Copy> = files::names_in(folder)
        .filter_map(|name| Copy::named(folder, &name))
        .collect();
    found.sort();
    found
}

/// The copies that bear the name of a record, oldest first.
pub(super) fn named(folder: &Path, record: Uuid) -> Vec<Copy> {
    let own = short(record);
    let mut found = all(folder);
    found.retain(|copy| copy.record.as_deref() == Some(&own));
    found
}

/// The copies of earlier versions, oldest first. Whose they are only their content says.
pub(super) fn nameless(folder: &Path) -> Vec<Copy> {
    let mut found = all(folder);
    found.retain(|copy| copy.record.is_none());
    found
}

/// Every copy, whoever's it is, oldest first.
pub(super) fn any(folder: &Path) -> Vec<PathBuf> {
    all(folder).into_iter().map(|copy| copy.path).collect()
}

/// How many records have copies that bear their name here.
pub(super) fn records(folder: &Path) -> usize {
    let mut found: Vec<String> = all(folder)
        .into_iter()
        .filter_map(|copy| copy.record)
        .collect();
    found.sort();
    found.dedup();
    found.len()
}

/// The copies that were never finished: those of a record, and those of earlier versions, which hold nothing that
/// anybody needs.
pub(super) fn halves(folder: &Path, record: Uuid) -> Vec<PathBuf> {
    let own = short(record);
    let names = files::names_in(folder).filter(|name| {
        let whole = name
            .strip_suffix(PART)
            .and_then(|name| Copy::named(folder, name));
        whole.is_some_and(|copy| copy.record.is_none_or(|record| record == own))
    });
    names.map(|name| folder.join(name)).collect()
}

/// Whether `copy` is a copy of the record `db`: it carries its id, or, from an earlier version, `db` has all of it.
pub(super) fn is_of(copy: &Connection, db: &Connection, record: Uuid) -> Result<bool, StoreError> {
    match identity::of(copy)? {
        Some(id) => Ok(id == record),
        None => is_within(copy, db),
    }
}

/// Whether two databases have ops in common and nowhere contradict each other, whichever is behind.
pub(super) fn is_akin(copy: &Connection, db: &Connection) -> Result<bool, StoreError> {
    let heads = ops::heads(db)?;
    let mut some = false;
    for theirs in ops::heads(copy)? {
        let own = heads
            .iter()
            .find(|h| h.device == theirs.device && h.scope == theirs.scope);
        let Some((own, seq)) = own
            .map(|own| (own, own.seq.min(theirs.seq)))
            .filter(|(_, seq)| *seq > 0)
        else {
            continue;
        };
        if ops::hash_at(db, own.sid, seq)? != ops::hash_at(copy, theirs.sid, seq)? {
            return Ok(false);
        }
        some = true;
    }
    Ok(some)
}

/// Whether `db` has every op of `copy`, and there is one.
pub(super) fn is_within(copy: &Connection, db: &Connection) -> Result<bool, StoreError> {
    let heads = ops::heads(db)?;
    let mut some = false;
    for theirs in ops::heads(copy)?.into_iter().filter(|head| head.seq > 0) {
        let own = heads
            .iter()
            .find(|h| h.device == theirs.device && h.scope == theirs.scope);
        let hash = own
            .map(|own| ops::hash_at(db, own.sid, theirs.seq))
            .transpose()?;
        if hash.flatten() != Some(theirs.hash) {
            return Ok(false);
        }
        some = true;
    }
    Ok(some)
}

/// What a database holds, in a few digits: the end of every stream, and what waits for earlier ops.
pub(super) fn content(db: &Connection) -> Result<String, StoreError> {
    let mut sha = Sha256::new();
    for head in ops::heads(db)?.into_iter().filter(|head| head.seq > 0) {
        sha.update(head.device.as_bytes());
        sha.update(head.scope.as_bytes());
        sha.update([0]);
        sha.update(head.hash);
    }
    let waiting: i64 = db.query_row("SELECT count(*) FROM waiting", [], |row| row.get(0))?;
    sha.update(waiting.to_be_bytes());
    let digits = files::hex(&sha.finalize());
    Ok(digits.chars().take(DIGITS).collect())
}
