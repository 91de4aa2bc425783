//! The record in a file.

mod admission;
mod backup;
mod changed;
mod dates;
mod dues;
#[cfg(feature = "encryption")]
mod encryption;
mod fork;
mod histories;
mod hollow;
mod meaning;
mod meant;
mod mirror;
mod moved;
mod open;
mod rescue;
#[cfg(target_os = "linux")]
mod restore;
mod signature;
mod transfer;
mod verify;

use crate::store::{at, load, pair, session};
use enishi::store::{SqliteStore, Store};
use rusqlite::Connection;
use std::path::Path;

fn filled(path: &Path) -> SqliteStore {
    let mut store = SqliteStore::open(path).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    for (n, org) in ["o1", "o2", "o3"].into_iter().enumerate() {
        let now = at(1 + i64::try_from(n).unwrap());
        store.commit(&pair("相沢", "s", "N-1", org), now).unwrap();
    }
    store.undo(&"相沢".into(), at(9)).unwrap().unwrap();
    store
}

/// Changes the file behind the back of the program, as somebody with another tool would.
pub(crate) fn tamper(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(sql).unwrap();
}
