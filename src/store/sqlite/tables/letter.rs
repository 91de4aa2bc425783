//! `letter`.

use super::{Table, Tabled, clean, parsed, rev, stamp};
use crate::domain::entity::letter::{Letter, LetterId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// One row.
const OF_KEY: &str = "letter WHERE session = ?1 AND template = ?2 AND org = ?3 AND person = ?4";

fn parts(key: &LetterId) -> [&str; 4] {
    [&key.session, &key.template, &key.org, &key.person].map(Clean::as_str)
}

impl Tabled for Letter {
    const TABLES: &'static [Table] = &[Table {
        name: "letter",
        key: "session, template, org, person",
    }];

    fn delete(db: &Connection, key: &LetterId) -> Result<(), StoreError> {
        db.prepare_cached(&format!("DELETE FROM {OF_KEY}"))?
            .execute(parts(key))?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &LetterId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        let [session, template, org, person] = parts(key);
        db.prepare_cached(
            "INSERT INTO letter VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            session,
            template,
            org,
            person,
            self.dated.to_string(),
            self.times,
            self.by.as_str(),
            self.at.to_string(),
            hlc,
            device,
            seq
        ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &LetterId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached(&format!("SELECT * FROM {OF_KEY}"))?
            .query_row(parts(key), |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<LetterId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached("SELECT * FROM letter WHERE ?1 = '' OR session = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = LetterId {
                session: clean(row, 0)?,
                template: clean(row, 1)?,
                org: clean(row, 2)?,
                person: clean(row, 3)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Letter, Stamp), StoreError> {
    let found = Letter {
        dated: parsed(row, 4)?,
        times: row.get(5)?,
        by: clean(row, 6)?,
        at: parsed(row, 7)?,
    };
    Ok((found, stamp(row, 8)?))
}
