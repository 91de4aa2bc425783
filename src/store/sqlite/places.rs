//! The ops as their authors wrote them, and the keys they stand under.

use super::super::StoreError;
use super::ops;
use super::tables::{self, signed, unsigned};
use crate::domain::entity::Entity;
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::reading::Named;
use crate::domain::recorded::key;
use crate::text::Clean;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// An op, and the key it stands under.
pub(super) struct Placed {
    pub(super) ord: u64,
    /// As its author wrote it.
    pub(super) said: Op,
    pub(super) key: Entity,
}

/// Every op, of one session or of all.
pub(super) fn places(db: &Connection, session: Option<&Clean>) -> Result<Vec<Placed>, StoreError> {
    let mut found = Vec::new();
    for head in ops::heads(db)? {
        let mut select =
            db.prepare_cached("SELECT ord, entity FROM op WHERE sid = ?1 AND seq = ?2")?;
        ops::each_of_stream(db, head.sid, 0, |sealed, instead| {
            let said = sealed.open(instead.as_deref());
            if session.is_some() && said.entity.session() != session {
                return Ok(());
            }
            let at = params![head.sid, signed(sealed.seq)];
            let (ord, entity): (i64, String) =
                select.query_row(at, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let key = entity.parse();
            found.push(Placed {
                ord: unsigned(ord),
                said,
                key: key.unwrap_or_else(|_| Entity::Unknown(Clean::line(&entity))),
            });
            Ok(())
        })?;
    }
    Ok(found)
}

/// All compartments.
pub(super) fn scopes(db: &Connection) -> Result<BTreeSet<Clean>, StoreError> {
    let all = ops::heads(db)?.into_iter();
    Ok(all.map(|head| Clean::text(&head.scope)).collect())
}

/// The sessions for which something was prepared.
pub(super) fn prepared(db: &Connection) -> Result<BTreeSet<Clean>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT CASE instr(entity, '/') WHEN 0 THEN entity
           ELSE substr(entity, 1, instr(entity, '/') - 1) END FROM op
         WHERE kind IN ('session-loaded', 'need-read', 'organisation-read', 'attendee-read',
           'need-added', 'organisation-added', 'attendee-added')",
    )?;
    let found = select.query_map([], |row| row.get(0))?;
    let mut sessions = BTreeSet::new();
    for prefix in found {
        let prefix: String = prefix?;
        let id = prefix.split_once(':').and_then(|(_, id)| key::split(id));
        sessions.extend(id.map(|[id]| id));
    }
    Ok(sessions)
}

/// What was recorded with the numbers of the sessions that a file with this id may mean.
pub(super) fn named(db: &Connection, id: &Clean) -> Result<Named, StoreError> {
    let mut named = Named::default();
    named.note_left(tables::meaning::shared(db)?.left());
    for scope in scopes(db)? {
        if number::shown(&scope) == number::shown(id) {
            for op in ops::recorded(db, &scope)? {
                named.note(op);
            }
        }
    }
    Ok(named)
}
