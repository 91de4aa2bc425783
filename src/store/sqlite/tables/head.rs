//! `head`: how far what was stated of a thing has come, and where two statements contradict each other.

use super::table::{Table, from_json, json, within};
use crate::domain::conflict::{Conflict, Heads};
use crate::domain::entity::Entity;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

pub(super) const TABLE: Table = Table {
    name: "head",
    key: "entity",
};

/// Puts the heads of an entity in their place, or takes them out.
pub(super) fn put(
    db: &Connection,
    entity: &Entity,
    heads: Option<&Heads>,
) -> Result<(), StoreError> {
    let Some(heads) = heads.filter(|heads| !heads.tips.is_empty()) else {
        db.prepare_cached("DELETE FROM head WHERE entity = ?1")?
            .execute([entity.to_string()])?;
        return Ok(());
    };
    let conflicts = match heads.conflicts.as_slice() {
        [] => None,
        some => Some(json(&some)?),
    };
    db.prepare_cached("INSERT OR REPLACE INTO head VALUES(?1, ?2, ?3, ?4)")?
        .execute(params![
            entity.to_string(),
            entity.session().map_or("", Clean::as_str),
            json(&heads.tips)?,
            conflicts
        ])?;
    Ok(())
}

/// The heads of an entity. `None`: nothing is written down, because nothing was stated or the entity is not there.
pub(in super::super) fn get(db: &Connection, entity: &Entity) -> Result<Option<Heads>, StoreError> {
    let mut select = db.prepare_cached("SELECT tips, conflicts FROM head WHERE entity = ?1")?;
    let found: Option<(String, Option<String>)> = select
        .query_row([entity.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((tips, conflicts)) = found else {
        return Ok(None);
    };
    Ok(Some(Heads {
        tips: from_json(&tips)?,
        conflicts: match conflicts {
            Some(text) => from_json(&text)?,
            None => Vec::new(),
        },
    }))
}

/// All conflicts of a session; of every session, if its id is empty.
pub(in super::super) fn conflicts(
    db: &Connection,
    session: &str,
) -> Result<BTreeMap<Entity, Vec<Conflict>>, StoreError> {
    let sql = "SELECT entity, conflicts FROM head WHERE conflicts IS NOT NULL AND {of}";
    let mut select = db.prepare_cached(&within(sql, session, "session = ?1"))?;
    let mut rows = select.query([session])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let entity: String = row.get(0)?;
        let conflicts: String = row.get(1)?;
        if let Ok(entity) = entity.parse() {
            found.insert(entity, from_json(&conflicts)?);
        }
    }
    Ok(found)
}
