//! `meeting`.

use super::{Table, Tabled, clean, code_or, json, json_at, rev, stamp, within};
use crate::domain::code::Outcome;
use crate::domain::entity::meeting::{Meeting, MeetingId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Meeting {
    const TABLES: &'static [Table] = &[Table {
        name: "meeting",
        key: "session, need, org",
    }];

    fn delete(db: &Connection, key: &MeetingId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM meeting WHERE session = ?1 AND need = ?2 AND org = ?3")?
            .execute([key.session.as_str(), &key.need, &key.org])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &MeetingId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached(
            "INSERT INTO meeting VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            key.session.as_str(),
            key.need.as_str(),
            key.org.as_str(),
            json(&self.seat)?,
            self.fixed,
            self.because.as_str(),
            self.outcome.map(Outcome::code),
            json(&self.absent)?,
            self.note.as_str(),
            hlc,
            device,
            seq
        ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &MeetingId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached("SELECT * FROM meeting WHERE session = ?1 AND need = ?2 AND org = ?3")?
            .query_row([key.session.as_str(), &key.need, &key.org], |row| {
                Ok(read(row))
            })
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<MeetingId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM meeting WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = MeetingId {
                session: clean(row, 0)?,
                need: clean(row, 1)?,
                org: clean(row, 2)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Meeting, Stamp), StoreError> {
    let found = Meeting {
        seat: json_at(row, 3)?,
        fixed: row.get(4)?,
        because: clean(row, 5)?,
        outcome: code_or(row, 6, Outcome::parse)?,
        absent: json_at(row, 7)?,
        note: clean(row, 8)?,
    };
    Ok((found, stamp(row, 9)?))
}
