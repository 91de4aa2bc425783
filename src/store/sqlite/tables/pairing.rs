//! `pairing` and its `pairing_person`.

use super::{Table, Tabled, clean, code, json, json_at, parsed, parsed_or, rev, stamp, within};
use crate::domain::code::Level;
use crate::domain::code::PairingStatus;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Pairing {
    const TABLES: &'static [Table] = &[
        Table {
            name: "pairing",
            key: "id",
        },
        Table {
            name: "pairing_person",
            key: "pairing, position",
        },
    ];

    fn delete(db: &Connection, id: &PairingId) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM pairing WHERE id = ?1",
            "DELETE FROM pairing_person WHERE pairing = ?1",
        ] {
            db.prepare_cached(sql)?.execute([id.to_string()])?;
        }
        Ok(())
    }

    fn insert(&self, db: &Connection, id: &PairingId, at: &Stamp) -> Result<(), StoreError> {
        let id = id.to_string();
        let (hlc, device, seq) = rev(at);
        db.prepare_cached(
        "INSERT INTO pairing VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )?
    .execute(params![
        id,
        self.id.session.as_str(),
        self.id.need.as_str(),
        self.id.org.as_str(),
        self.level.code(),
        self.status.code(),
        self.reason.as_str(),
        self.status_on.map(|d| d.to_string()),
        self.note.as_str(),
        self.next_hospital.0.as_str(),
        self.next_hospital.1.map(|d| d.to_string()),
        self.next_company.0.as_str(),
        self.next_company.1.map(|d| d.to_string()),
        self.recorded_at.to_string(),
        self.coordinator.as_str(),
        hlc,
        device,
        seq,
        json(&self.said)?,
        json(&self.points)?,
        json(&self.met)?,
        self.predecessor.as_str()
    ])?;
        let mut person = db.prepare_cached("INSERT INTO pairing_person VALUES(?1, ?2, ?3)")?;
        for (position, badge) in (1_i64..).zip(&self.persons) {
            person.execute(params![id, position, badge.as_str()])?;
        }
        Ok(())
    }

    fn get(db: &Connection, id: &PairingId) -> Result<Option<(Self, Stamp)>, StoreError> {
        let id = id.to_string();
        let mut found = db
            .prepare_cached("SELECT * FROM pairing WHERE id = ?1")?
            .query_row([&id], read)
            .optional()?;
        if let Some((pairing, _)) = &mut found {
            let mut select = db.prepare_cached(
                "SELECT badge FROM pairing_person WHERE pairing = ?1 ORDER BY position",
            )?;
            let persons = select.query_map([&id], |row| clean(row, 0))?;
            pairing.persons = persons.collect::<Result<Vec<Clean>, _>>()?;
        }
        Ok(found)
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<PairingId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM pairing WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let (pairing, _) = read(row)?;
            found.insert(pairing.id.clone(), pairing);
        }
        let sql = "SELECT pairing, badge FROM pairing_person WHERE {of} ORDER BY pairing, position";
        let of_session = "pairing IN (SELECT id FROM pairing WHERE session = ?1)";
        let mut select = db.prepare_cached(&within(sql, session, of_session))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            if let Some(pairing) = found.get_mut(&parsed::<PairingId>(row, 0)?) {
                pairing.persons.push(clean(row, 1)?);
            }
        }
        Ok(found)
    }
}

/// A row without its persons.
fn read(row: &Columns<'_>) -> rusqlite::Result<(Pairing, Stamp)> {
    let pairing = Pairing {
        id: parsed(row, 0)?,
        persons: Vec::new(),
        level: code(row, 4, Level::parse)?,
        status: code(row, 5, PairingStatus::parse)?,
        reason: clean(row, 6)?,
        status_on: parsed_or(row, 7)?,
        note: clean(row, 8)?,
        next_hospital: (clean(row, 9)?, parsed_or(row, 10)?),
        next_company: (clean(row, 11)?, parsed_or(row, 12)?),
        recorded_at: parsed(row, 13)?,
        coordinator: clean(row, 14)?,
        said: json_at(row, 18)?,
        points: json_at(row, 19)?,
        met: json_at(row, 20)?,
        predecessor: clean(row, 21)?,
    };
    Ok((pairing, stamp(row, 15)?))
}
