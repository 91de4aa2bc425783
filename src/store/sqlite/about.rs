//! The ops about some things: what their keys say decides, so that the ops of all others are not read.

use super::super::{LogEntry, LogFilter, StoreError};
use super::tables::meaning;
use super::{SqliteStore, log, ops};
use crate::domain::book::whole;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::Connection;
use std::ops::ControlFlow;

/// A thing of a session by its number.
type Numbered = fn(&Clean, &Clean) -> Entity;

/// What is prepared for sessions.
const PREPARED: [(&str, Numbered); 3] = [
    ("SELECT session, number FROM need", whole::need),
    (
        "SELECT session, number FROM organisation",
        whole::organisation,
    ),
    ("SELECT session, number FROM attendee", whole::attendee),
];

impl SqliteStore {
    /// Everything that something was recorded about.
    pub fn recorded_things(&self) -> Result<Vec<Entity>, StoreError> {
        self.reading(things)
    }

    /// The ops of some things that a filter asks for, oldest first; looks at no others.
    pub fn log_about(
        &self,
        things: &[Entity],
        filter: &LogFilter,
    ) -> Result<Vec<LogEntry>, StoreError> {
        self.masked(self.reading(|db| log::entries(db, about(db, filter, things)?, self.now))?)
    }

    /// The ops of one entity, oldest first; looks at no others.
    pub fn log_of(&self, entity: &Entity) -> Result<Vec<LogEntry>, StoreError> {
        self.masked(self.reading(|db| log::entries(db, ops::of_entity(db, entity)?, self.now))?)
    }
}

/// Everything that ops are about, and what was prepared for the sessions, each once: reads no op.
fn things(db: &Connection) -> Result<Vec<Entity>, StoreError> {
    let mut select = db.prepare_cached("SELECT DISTINCT entity FROM op ORDER BY entity")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().unwrap_or_default();
        found.push(
            text.parse()
                .unwrap_or_else(|_| Entity::Unknown(Clean::line(text))),
        );
    }
    // An older version recorded them within their session.
    for (sql, thing) in PREPARED {
        let mut select = db.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (session, number): (String, String) = (row.get(0)?, row.get(1)?);
            found.push(thing(&Clean::text(&session), &Clean::text(&number)));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The ops of some things that a filter asks for, in no order; looks at no others.
fn about(db: &Connection, filter: &LogFilter, things: &[Entity]) -> Result<Vec<Op>, StoreError> {
    let known = meaning::shared(db)?;
    let mut found = Vec::new();
    for thing in things {
        let key = [thing.to_string()];
        ops::each(
            db,
            ops::select_ops!("WHERE op.entity = ?1"),
            key,
            |sealed, instead| {
                let op = known.in_keys(sealed.open(instead.as_deref()));
                if filter.matches(&op) {
                    found.push(op);
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
    }
    Ok(found)
}
