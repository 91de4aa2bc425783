//! The ops that can say something of a person, found without opening all the others: a record of years is read once, as
//! text, and only what may name them is opened and judged.

use crate::domain::mention::Traces;
use crate::domain::op::Op;
use crate::domain::recorded::key::join;
use crate::store::privacy::roll::{Person, Roll};
use crate::store::sqlite::ops::{self, select_ops};
use crate::store::sqlite::{SqliteStore, log};
use crate::store::{LogEntry, StoreError};
use crate::text::Clean;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// Prepared things, and what has a contact person: a roll looks at nothing else.
const OF_THE_ROLL: &str = select_ops!(
    "WHERE op.ord <= ?1 AND op.ord IN (
       SELECT ord FROM op WHERE entity >= 'session:' AND entity < 'session;'
       UNION SELECT ord FROM op WHERE entity >= 'organisation:' AND entity < 'organisation;'
       UNION SELECT ord FROM op WHERE entity >= 'attendee:' AND entity < 'attendee;'
       UNION SELECT ord FROM op WHERE instr(coalesce(body, instead), '\"person\"') > 0
         AND instr(coalesce(body, instead), '\"person\":null') = 0)"
);

impl SqliteStore {
    /// Every op that says who is who, the oldest first.
    pub(super) fn of_the_roll(&self) -> Result<Vec<Op>, StoreError> {
        self.of_the_roll_until(i64::MAX)
    }

    fn of_the_roll_until(&self, last: i64) -> Result<Vec<Op>, StoreError> {
        self.reading(|db| {
            let mut found = ops::select(db, OF_THE_ROLL, [last])?;
            found.sort_by_key(|op| op.stamp);
            Ok(found)
        })
    }

    /// Everybody in the record up to an op. What comes in after it may give their numbers to others, and as long as it comes
    /// in nobody knows.
    pub(super) fn roll_until(&self, last: i64) -> Result<Roll, StoreError> {
        Ok(Roll::read(self.of_the_roll_until(last)?.iter()))
    }

    /// Every op that may name a person: those of their meetings, and whatever has their name, mail or telephone in its
    /// text. Oldest first.
    pub(super) fn may_name(&self, person: &Person) -> Result<Vec<LogEntry>, StoreError> {
        let traces = Traces::of(&person.identity());
        let own: Vec<String> = sessions(person).into_iter().map(|s| join(&[s])).collect();
        self.reading(|db| {
            let found = orders(db, |entity, body| {
                is_of(entity, &own) || body.is_some_and(|body| traces.are_in(body))
            })?;
            let found = serde_json::to_string(&found).unwrap_or_default();
            let sql = select_ops!("WHERE op.ord IN (SELECT value FROM json_each(?1))");
            log::entries(db, ops::select(db, sql, [found])?, self.now)
        })
    }
}

/// The last op of the record.
pub(in crate::store::sqlite) fn last(db: &Connection) -> Result<i64, StoreError> {
    let mut select = db.prepare_cached("SELECT coalesce(max(ord), 0) FROM op")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

/// The meetings a person is registered for.
pub(super) fn sessions(person: &Person) -> BTreeSet<&Clean> {
    person.seats.iter().map(|(session, _)| session).collect()
}

/// Whether an entity, as it is written in the record, belongs to one of the sessions.
fn is_of(entity: &str, sessions: &[String]) -> bool {
    let key = entity.split_once(':').map_or("", |(_, key)| key);
    sessions.iter().any(|session| {
        let rest = key.strip_prefix(session.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Where in the order of arrival the ops are whose entity and payload are wanted.
fn orders(
    db: &Connection,
    wanted: impl Fn(&str, Option<&str>) -> bool,
) -> Result<Vec<i64>, StoreError> {
    let mut select = db.prepare_cached("SELECT ord, entity, coalesce(body, instead) FROM op")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if wanted(text(row, 1)?.unwrap_or_default(), text(row, 2)?) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// A text that stays where SQLite has it.
fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}
