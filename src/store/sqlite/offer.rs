//! The good copies of a record that cannot be opened, for somebody to choose from.

use super::super::{Passphrase, StoreError, files};
use super::connect::Access;
pub use super::good_copy::GoodCopy;
use super::options::Options;
use super::{connect, copies, identity, ops, verify};
use crate::domain::op::Hlc;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// How many are offered.
const MOST: usize = 8;

/// The newest good copies of a record in the folder of its backups and beside it, the newest first. Those of other
/// records are not looked at; where the file does not say any more which record it was, a folder with the copies of
/// several records offers none.
pub fn offered(options: &Options, backups: &Path) -> Vec<GoodCopy> {
    let key = options.key.as_ref();
    let place = options.path.as_path();
    let broken = connect::open(place, key, Access::Read).ok();
    let record = identity::known(place, broken.as_ref());
    let mut paths: Vec<PathBuf> = match record {
        Some(record) => copies::named(backups, record)
            .into_iter()
            .map(|c| c.path)
            .collect(),
        None if copies::records(backups) <= 1 => copies::any(backups),
        None => Vec::new(),
    };
    if record.is_some() {
        paths.extend(copies::nameless(backups).into_iter().map(|copy| copy.path));
    }
    for what in ["replaced", "before-upgrade"] {
        paths.extend(
            files::all_beside(place, what)
                .into_iter()
                .map(|(_, path)| path),
        );
    }
    let mut found: Vec<GoodCopy> = paths
        .iter()
        .rev()
        .filter_map(|path| judged(path, key, record))
        .collect();
    // By what they hold: a clock that was wrong has given wrong names.
    found.sort_by_key(|copy| std::cmp::Reverse((copy.until, copy.ops)));
    found.dedup_by_key(|copy| (copy.until, copy.ops));
    found.truncate(MOST);
    found
}

/// What a second copy holds. It has only the ops.
pub(super) fn of_mirror(path: &Path, key: Option<&Passphrase>) -> Option<GoodCopy> {
    let db = connect::open(path, key, Access::Read).ok()?;
    let count = |sql: &str| {
        let counted: Option<i64> = db.query_row(sql, [], |row| row.get(0)).ok();
        counted.map(i64::unsigned_abs)
    };
    Some(GoodCopy {
        path: path.to_owned(),
        until: Hlc(ops::newest(&db).ok()?).time(),
        sessions: count("SELECT count(DISTINCT scope) FROM stream WHERE scope <> ''")?,
        pairings: count("SELECT count(DISTINCT entity) FROM op WHERE entity LIKE 'pairing:%'")?,
        ops: count("SELECT count(*) FROM op")?,
    })
}

fn judged(path: &Path, key: Option<&Passphrase>, record: Option<Uuid>) -> Option<GoodCopy> {
    let access = if files::has_wal(path) {
        Access::Read
    } else {
        Access::Frozen
    };
    let db = connect::open(path, key, access).ok()?;
    let is_other = identity::of(&db)
        .ok()?
        .zip(record)
        .is_some_and(|(its, own)| its != own);
    if is_other || verify::quick(&db).is_err() {
        return None;
    }
    let found = counted(path, &db).ok()?;
    Some(found).filter(|copy| copy.ops > 0)
}

fn counted(path: &Path, db: &Connection) -> Result<GoodCopy, StoreError> {
    let count = |table: &str| -> Result<u64, StoreError> {
        let counted: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })?;
        Ok(counted.unsigned_abs())
    };
    Ok(GoodCopy {
        path: path.to_owned(),
        until: Hlc(ops::newest(db)?).time(),
        sessions: count("session")?,
        pairings: count("pairing")?,
        ops: count("op")?,
    })
}
