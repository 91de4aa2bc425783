//! Entities folded from their ops, as the tables hold them.

use super::super::op::history;
use super::super::{Sessions, StoreError};
use super::{ops, tables, undo};
use crate::domain::book;
use crate::domain::book::Folded;
use crate::domain::entity::Entity;
use crate::text::Clean;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Folds some entities from their ops, those of switched-off actions left out. Where a session file was recorded whole
/// by an older version, everything prepared for that session is folded, asked for or not.
pub(super) fn all(
    db: &Connection,
    entities: &BTreeSet<Entity>,
) -> Result<Vec<(Entity, Option<Folded>)>, StoreError> {
    let mut folded = Vec::new();
    let sessions: BTreeSet<&Clean> = entities.iter().filter_map(Entity::prepared_for).collect();
    let mut whole = BTreeSet::new();
    for session in sessions {
        if ops::is_whole(db, session)? {
            let off = undo::all_off(db)?;
            let mut found = history::fold_all(&ops::prepared(db, session)?, &off);
            // An op that was erased names less than it did: what only it named is gone.
            for entity in tables::book(db, &Sessions::One(session.clone()))?.prepared() {
                found.entry(entity).or_insert(None);
            }
            folded.extend(found);
            whole.insert(session);
        }
    }
    for entity in entities {
        if entity
            .prepared_for()
            .is_none_or(|session| !whole.contains(session))
        {
            folded.push((entity.clone(), fold(db, entity)?));
        }
    }
    Ok(folded)
}

fn fold(db: &Connection, entity: &Entity) -> Result<Option<Folded>, StoreError> {
    let own = ops::of_entity(db, entity)?;
    let off = ops::off_of(db, entity)?;
    Ok(book::fold(entity, &ops::sorted(&own), |op| {
        off.contains(&op.action)
    }))
}
