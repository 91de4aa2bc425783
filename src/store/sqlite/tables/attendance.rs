//! `attendance`.

use super::{Table, Tabled, clean, code, from_json, json, parsed_or, rev, stamp};
use crate::domain::code::Presence;
use crate::domain::entity::attendance::{Attendance, AttendanceId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Attendance {
    const TABLES: &'static [Table] = &[Table {
        name: "attendance",
        key: "session, badge",
    }];

    fn delete(db: &Connection, key: &AttendanceId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM attendance WHERE session = ?1 AND badge = ?2")?
            .execute([key.session.as_str(), &key.badge])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &AttendanceId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO attendance VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                key.session.as_str(),
                key.badge.as_str(),
                self.presence.code(),
                self.arrived_at.map(|t| t.to_string()),
                self.left_at.map(|t| t.to_string()),
                json(&self.papers)?,
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &AttendanceId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached("SELECT * FROM attendance WHERE session = ?1 AND badge = ?2")?
            .query_row([key.session.as_str(), &key.badge], |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<AttendanceId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select =
            db.prepare_cached("SELECT * FROM attendance WHERE ?1 = '' OR session = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = AttendanceId {
                session: clean(row, 0)?,
                badge: clean(row, 1)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Attendance, Stamp), StoreError> {
    let found = Attendance {
        presence: code(row, 2, Presence::parse)?,
        arrived_at: parsed_or(row, 3)?,
        left_at: parsed_or(row, 4)?,
        papers: from_json(&row.get::<_, String>(5)?)?,
    };
    Ok((found, stamp(row, 6)?))
}
