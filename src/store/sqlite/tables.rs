//! The folded rows as tables with real columns. Nobody writes here but who wrote the op in the same transaction.

#![warn(clippy::wildcard_enum_match_arm, reason = "a new entity has its table")]

mod attendance;
mod attendee;
pub(super) mod head;
mod interest;
mod letter;
pub(super) mod meaning;
mod meeting;
mod memo;
pub(super) mod need;
mod organisation;
mod pairing;
mod patent;
mod prepared;
mod progress;
mod reply;
mod session;
mod table;
mod task;
mod tie;
mod waiver;

pub(super) use table::Table;

use super::super::{Sessions, StoreError};
use crate::domain::book::{Book, Folded, Row};
use crate::domain::entity::{self, Entity, entities};
use crate::domain::op::Hlc;
use crate::domain::op::Stamp;
use crate::domain::recorded::{Recorded, Sayable};
use crate::text::Clean;
use rusqlite::Connection;
use rusqlite::Row as Columns;
use std::collections::BTreeMap;
use std::str::FromStr;
use table::{from_json, json, within};
use uuid::Uuid;

/// Which actions and payloads count is folded from the ops, too.
const OF_OPS: &[Table] = &[
    Table {
        name: "action",
        key: "id",
    },
    Table {
        name: "undoing",
        key: "target, action",
    },
    Table {
        name: "erasure",
        key: "device, scope, seq",
    },
    head::TABLE,
    meaning::TABLE,
    meaning::MOVED,
];

/// Where the rows of one kind of thing stand. No method has a default.
trait Tabled: Recorded {
    /// Its tables, the main one first.
    const TABLES: &'static [Table];
    /// Takes a row out.
    fn delete(db: &Connection, key: &Self::Key) -> Result<(), StoreError>;
    /// Puts a row in, where none is.
    fn insert(&self, db: &Connection, key: &Self::Key, rev: &Stamp) -> Result<(), StoreError>;
    /// The row as it stands there, with the stamp of its newest op.
    fn get(db: &Connection, key: &Self::Key) -> Result<Option<(Self, Stamp)>, StoreError>;
    /// All rows of a session; of every session, if its id is empty.
    fn all(db: &Connection, session: &str) -> Result<BTreeMap<Self::Key, Self>, StoreError>;
}

macro_rules! define {
    ($( $V:ident $name:ident $field:ident; )+) => {
        /// Every table that is folded from the ops.
        pub(super) fn all() -> impl Iterator<Item = &'static Table> {
            OF_OPS.iter() $( .chain(<entity::$name::$V as Tabled>::TABLES) )+
        }

        /// Puts the folded row of an entity into its table, or takes it out.
        pub(super) fn put(
            db: &Connection,
            entity: &Entity,
            folded: Option<&Folded>,
        ) -> Result<(), StoreError> {
            head::put(db, entity, folded.map(|f| &f.heads))?;
            match entity {
                $( Entity::$V(key) => {
                    <entity::$name::$V as Tabled>::delete(db, key)?;
                    // The fold never gives an entity a row of another kind.
                    if let Some(Folded { row: Row::$V(row), rev, .. }) = folded {
                        Tabled::insert(&**row, db, key, rev)?;
                    }
                    Ok(())
                } )+
                Entity::Action(_) | Entity::Unknown(_) => Ok(()),
            }
        }

        /// The row of an entity as it stands in its table.
        pub(super) fn get(db: &Connection, entity: &Entity) -> Result<Option<Folded>, StoreError> {
            let found = match entity {
                $( Entity::$V(key) => <entity::$name::$V as Tabled>::get(db, key)?
                    .map(|(row, rev)| (Row::$V(Box::new(row)), rev)), )+
                Entity::Action(_) | Entity::Unknown(_) => None,
            };
            let Some((row, rev)) = found else {
                return Ok(None);
            };
            let heads = head::get(db, entity)?.unwrap_or_default();
            Ok(Some(Folded { row, rev, heads }))
        }

        /// All rows of a scope. To be called within one transaction, so that they fit together.
        pub(super) fn book(db: &Connection, scope: &Sessions) -> Result<Book, StoreError> {
            // An empty text stands for every session: no session has an empty id.
            let session = match scope {
                Sessions::All => "",
                Sessions::One(id) => id.as_str(),
            };
            let mut book = Book {
                $( $field: Tabled::all(db, session)?, )+
                conflicts: head::conflicts(db, session)?,
                ..Book::default()
            };
            book.put_together();
            Ok(book)
        }
    };
}
entities!(define);

/// What all sessions are called, and their needs, organisations and persons as far as they are asked for.
pub(super) fn names(db: &Connection, asked: Sayable) -> Result<Book, StoreError> {
    let mut book = Book {
        headers: Tabled::all(db, "")?,
        ..Book::default()
    };
    if asked.need {
        book.needs = Tabled::all(db, "")?;
    }
    if asked.org {
        book.organisations = Tabled::all(db, "")?;
    }
    if asked.person {
        book.attendees = Tabled::all(db, "")?;
    }
    book.put_together();
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

/// A value that is kept as JSON.
fn json_at<T: serde::de::DeserializeOwned>(row: &Columns<'_>, at: usize) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    serde_json::from_str(&text).map_err(|_| unreadable(at, &text))
}

/// A word of a closed list.
fn code<T>(row: &Columns<'_>, at: usize, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    parse(&text).ok_or_else(|| unreadable(at, &text))
}

fn code_or<T>(
    row: &Columns<'_>,
    at: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(at)?;
    text.map(|t| parse(&t).ok_or_else(|| unreadable(at, &t)))
        .transpose()
}

fn unreadable(at: usize, text: &str) -> rusqlite::Error {
    let said = format!("「{}」", Clean::line(text));
    rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, said.into())
}
