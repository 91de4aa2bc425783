//! `waiver`.

use super::{Table, Tabled, clean, parsed, rev, stamp};
use crate::domain::entity::waiver::{Waiver, WaiverId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// One row.
const OF_KEY: &str = "waiver WHERE session = ?1 AND need = ?2 AND org = ?3 AND rule = ?4";

fn parts(key: &WaiverId) -> [&str; 4] {
    [&key.session, &key.need, &key.org, &key.rule].map(Clean::as_str)
}

impl Tabled for Waiver {
    const TABLES: &'static [Table] = &[Table {
        name: "waiver",
        key: "session, need, org, rule",
    }];

    fn delete(db: &Connection, key: &WaiverId) -> Result<(), StoreError> {
        db.prepare_cached(&format!("DELETE FROM {OF_KEY}"))?
            .execute(parts(key))?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &WaiverId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        let [session, need, org, rule] = parts(key);
        db.prepare_cached(
            "INSERT INTO waiver VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            session,
            need,
            org,
            rule,
            self.reason.as_str(),
            self.waived,
            self.by.as_str(),
            self.at.to_string(),
            hlc,
            device,
            seq
        ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &WaiverId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached(&format!("SELECT * FROM {OF_KEY}"))?
            .query_row(parts(key), |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<WaiverId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached("SELECT * FROM waiver WHERE ?1 = '' OR session = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = WaiverId {
                session: clean(row, 0)?,
                need: clean(row, 1)?,
                org: clean(row, 2)?,
                rule: clean(row, 3)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Waiver, Stamp), StoreError> {
    let found = Waiver {
        reason: clean(row, 4)?,
        waived: row.get(5)?,
        by: clean(row, 6)?,
        at: parsed(row, 7)?,
    };
    Ok((found, stamp(row, 8)?))
}
