//! The folded rows as tables with real columns. Nobody writes here but who wrote the op in the same transaction.

mod pairing;
mod prepared;
mod small;
mod task;

use super::super::{Sessions, StoreError};
use crate::domain::book::Book;
use crate::domain::book::Folded;
use crate::domain::book::Row;
use crate::domain::id::Entity;
use crate::domain::op::Hlc;
use crate::domain::op::Stamp;
use crate::text::Clean;
use rusqlite::Connection;
use rusqlite::Row as Columns;
use std::str::FromStr;
use uuid::Uuid;

/// Puts the folded row of an entity into its table, or takes it out.
pub(super) fn put(
    db: &Connection,
    entity: &Entity,
    folded: Option<&Folded>,
) -> Result<(), StoreError> {
    match entity {
        Entity::Session(id) => prepared::delete(db, id)?,
        Entity::Progress(id) => small::delete_progress(db, id)?,
        Entity::Pairing(id) => pairing::delete(db, id)?,
        Entity::Task(id) => task::delete(db, id)?,
        Entity::Memo(session, id) => small::delete_memo(db, session, id)?,
        Entity::Tie(session, need, doc) => small::delete_tie(db, session, need, doc)?,
        Entity::Action(_) | Entity::Unknown(_) => return Ok(()),
    }
    let Some(Folded { row, rev }) = folded else {
        return Ok(());
    };
    match (entity, row) {
        (Entity::Session(id), Row::Session(row)) => prepared::insert(db, id, row, rev),
        (Entity::Progress(id), Row::Progress(row)) => small::insert_progress(db, id, row, rev),
        (Entity::Pairing(_), Row::Pairing(row)) => pairing::insert(db, row, rev),
        (Entity::Task(_), Row::Task(row)) => task::insert(db, row, rev),
        (Entity::Memo(session, id), Row::Memo(row)) => {
            small::insert_memo(db, session, id, row, rev)
        }
        (Entity::Tie(session, need, doc), Row::Tie(row)) => {
            small::insert_tie(db, (session, need, doc), row, rev)
        }
        // The fold never gives an entity a row of another kind.
        _ => Ok(()),
    }
}

/// The row of an entity as it stands in its table.
pub(super) fn get(db: &Connection, entity: &Entity) -> Result<Option<Folded>, StoreError> {
    match entity {
        Entity::Session(id) => prepared::get(db, id),
        Entity::Progress(id) => small::get_progress(db, id),
        Entity::Pairing(id) => pairing::get(db, id),
        Entity::Task(id) => task::get(db, id),
        Entity::Memo(session, id) => small::get_memo(db, session, id),
        Entity::Tie(session, need, doc) => small::get_tie(db, session, need, doc),
        Entity::Action(_) | Entity::Unknown(_) => Ok(None),
    }
}

/// All rows of a scope. To be called within one transaction, so that they fit together.
pub(super) fn book(db: &Connection, scope: &Sessions) -> Result<Book, StoreError> {
    let mut book = Book::default();
    // An empty text stands for every session: no session has an empty id.
    let session = match scope {
        Sessions::All => "",
        Sessions::One(id) => id.as_str(),
    };
    prepared::all(db, session, &mut book)?;
    pairing::all(db, session, &mut book)?;
    task::all(db, session, &mut book)?;
    small::all(db, session, &mut book)?;
    Ok(book)
}

/// The three columns of a stamp, to be bound.
pub(super) fn rev(stamp: &Stamp) -> (i64, &[u8], i64) {
    (
        signed(stamp.hlc.0),
        stamp.device.as_bytes().as_slice(),
        signed(stamp.seq),
    )
}

/// Integers of SQLite have a sign; nothing we count comes near it (the store refuses clocks that do).
pub(super) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// A stamp from three columns beginning at `at`.
pub(super) fn stamp(row: &Columns<'_>, at: usize) -> rusqlite::Result<Stamp> {
    Ok(Stamp {
        hlc: Hlc(unsigned(row.get(at)?)),
        device: Uuid::from_bytes(row.get(at + 1)?),
        seq: unsigned(row.get(at + 2)?),
    })
}

fn clean(row: &Columns<'_>, at: usize) -> rusqlite::Result<Clean> {
    row.get_ref(at)?.as_str().map(Clean::text).map_err(|_| {
        rusqlite::Error::InvalidColumnType(at, String::new(), rusqlite::types::Type::Text)
    })
}

fn clean_or(row: &Columns<'_>, at: usize) -> rusqlite::Result<Option<Clean>> {
    let text: Option<String> = row.get(at)?;
    Ok(text.map(|t| Clean::text(&t)))
}

/// A value that is kept as its text form: a date, a time, an id.
pub(super) fn parsed<T: FromStr>(row: &Columns<'_>, at: usize) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    text.parse().map_err(|_| unreadable(at, &text))
}

fn parsed_or<T: FromStr>(row: &Columns<'_>, at: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(at)?;
    text.map(|t| t.parse().map_err(|_| unreadable(at, &t)))
        .transpose()
}

/// A word of a closed list.
fn code<T>(row: &Columns<'_>, at: usize, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    parse(&text).ok_or_else(|| unreadable(at, &text))
}

fn unreadable(at: usize, text: &str) -> rusqlite::Error {
    let said = format!("「{}」", Clean::line(text));
    rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, said.into())
}

/// JSON of something that always has one.
fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Damaged(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Damaged(e.to_string()))
}
