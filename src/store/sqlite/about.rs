//! The ops about some things: what their keys say decides, so that the ops of all others are not read.

use super::super::{LogEntry, LogFilter, StoreError};
use super::tables::{self, meaning};
use super::{SqliteStore, log, ops};
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::domain::recorded::Sayable;
use crate::domain::recorded::key::join;
use crate::text::Clean;
use rusqlite::Connection;
use std::ops::ControlFlow;

/// Whether ops about a thing may be meant, by what its key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// They may.
    Perhaps,
    /// Not this thing.
    No,
    /// Nor anything else of its session.
    NotItsSession,
    /// Nor anything else of its need.
    NotItsNeed,
}

impl SqliteStore {
    /// Everything that something was recorded about and that may be meant; reads no op.
    pub fn recorded_things(
        &self,
        mut judge: impl FnMut(&Entity) -> Meant,
    ) -> Result<Vec<Entity>, StoreError> {
        self.reading(|db| things(db, &mut judge))
    }

    /// What all sessions, and all their needs, organisations and persons as far as they are asked for, are called.
    pub fn names(&self, asked: Sayable) -> Result<Book, StoreError> {
        self.reading(|db| tables::names(db, asked))
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

/// Everything that ops are about and that may be meant, each once, in the order of their keys.
fn things(
    db: &Connection,
    judge: &mut dyn FnMut(&Entity) -> Meant,
) -> Result<Vec<Entity>, StoreError> {
    let mut select = db.prepare_cached("SELECT DISTINCT entity FROM op ORDER BY entity")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    // What begins so is not meant: the keys are in their order, and most are passed over without being read.
    let mut passed = String::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().unwrap_or_default();
        if !passed.is_empty() && text.starts_with(&passed) {
            continue;
        }
        let thing = text.parse();
        let thing: Entity = thing.unwrap_or_else(|_| Entity::Unknown(Clean::line(text)));
        match judge(&thing) {
            Meant::Perhaps => found.push(thing),
            Meant::No => {}
            Meant::NotItsSession => passed = passed_by(text, &thing, None),
            Meant::NotItsNeed => passed = passed_by(text, &thing, thing.subject().need),
        }
    }
    Ok(found)
}

/// How the keys of a kind begin that have the session of a thing, and the need. Empty where its key is written otherwise.
fn passed_by(text: &str, thing: &Entity, need: Option<&Clean>) -> String {
    let (kind, session) = (text.split(':').next(), thing.session());
    let (Some(kind), Some(session)) = (kind, session) else {
        return String::new();
    };
    let key = match need {
        Some(need) => join(&[session, need]),
        None => join(&[session]),
    };
    let begins = format!("{kind}:{key}/");
    if text.starts_with(&begins) {
        begins
    } else {
        String::new()
    }
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
