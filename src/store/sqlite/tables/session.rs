//! `session`: what was recorded of the session itself.

use super::{Table, Tabled, from_json, json, rev, stamp, within};
use crate::domain::entity::session::Session;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Session {
    const TABLES: &'static [Table] = &[Table {
        name: "session",
        key: "id",
    }];

    fn delete(db: &Connection, id: &Clean) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM session WHERE id = ?1")?
            .execute([id.as_str()])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, id: &Clean, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        let now = self.now();
        db.prepare_cached("INSERT INTO session VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![
                id.as_str(),
                now.title.as_str(),
                now.held_on.to_string(),
                now.venue.as_str(),
                json(self)?,
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(db: &Connection, id: &Clean) -> Result<Option<(Self, Stamp)>, StoreError> {
        let found: Option<(String, Stamp)> = db
            .prepare_cached("SELECT body, rev_hlc, rev_device, rev_seq FROM session WHERE id = ?1")?
            .query_row([id.as_str()], |row| Ok((row.get(0)?, stamp(row, 1)?)))
            .optional()?;
        found
            .map(|(body, rev)| Ok((from_json(&body)?, rev)))
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<Clean, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT id, body FROM session WHERE {of}",
            session,
            "id = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let body: String = row.get(1)?;
            found.insert(Clean::text(&id), from_json(&body)?);
        }
        Ok(found)
    }
}
