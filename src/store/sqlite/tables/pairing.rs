//! `pairing` and its `pairing_person`.

use super::{clean, code, parsed, parsed_or, rev, stamp};
use crate::domain::book::Book;
use crate::domain::book::Folded;
use crate::domain::book::Pairing;
use crate::domain::book::Row;
use crate::domain::code::Level;
use crate::domain::code::PairingStatus;
use crate::domain::id::PairingId;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn delete(db: &Connection, id: &PairingId) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM pairing WHERE id = ?1",
        "DELETE FROM pairing_person WHERE pairing = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id.to_string()])?;
    }
    Ok(())
}

pub(super) fn insert(db: &Connection, row: &Pairing, at: &Stamp) -> Result<(), StoreError> {
    let id = row.id.to_string();
    let (hlc, device, seq) = rev(at);
    db.prepare_cached(
        "INSERT INTO pairing VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        id,
        row.id.session.as_str(),
        row.id.need.as_str(),
        row.id.org.as_str(),
        row.level.code(),
        row.status.code(),
        row.reason.as_str(),
        row.status_on.map(|d| d.to_string()),
        row.note.as_str(),
        row.next_hospital.0.as_str(),
        row.next_hospital.1.map(|d| d.to_string()),
        row.next_company.0.as_str(),
        row.next_company.1.map(|d| d.to_string()),
        row.recorded_at.to_string(),
        row.coordinator.as_str(),
        hlc,
        device,
        seq
    ])?;
    let mut person = db.prepare_cached("INSERT INTO pairing_person VALUES(?1, ?2, ?3)")?;
    for (position, badge) in (1_i64..).zip(&row.persons) {
        person.execute(params![id, position, badge.as_str()])?;
    }
    Ok(())
}

/// A row without its persons.
fn read(row: &Columns<'_>) -> rusqlite::Result<Folded> {
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
    };
    Ok(Folded {
        row: Row::Pairing(Box::new(pairing)),
        rev: stamp(row, 15)?,
    })
}

pub(super) fn get(db: &Connection, id: &PairingId) -> Result<Option<Folded>, StoreError> {
    let id = id.to_string();
    let mut found = db
        .prepare_cached("SELECT * FROM pairing WHERE id = ?1")?
        .query_row([&id], read)
        .optional()?;
    if let Some(Folded {
        row: Row::Pairing(pairing),
        ..
    }) = &mut found
    {
        let mut select = db.prepare_cached(
            "SELECT badge FROM pairing_person WHERE pairing = ?1 ORDER BY position",
        )?;
        let persons = select.query_map([&id], |row| clean(row, 0))?;
        pairing.persons = persons.collect::<Result<Vec<Clean>, _>>()?;
    }
    Ok(found)
}

pub(super) fn all(db: &Connection, session: &str, book: &mut Book) -> Result<(), StoreError> {
    let mut select =
        db.prepare_cached("SELECT * FROM pairing WHERE ?1 = '' OR session = ?1 ORDER BY id")?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Row::Pairing(pairing) = read(row)?.row {
            book.pairings.insert(pairing.id.clone(), *pairing);
        }
    }
    let mut select = db.prepare_cached(
        "SELECT pairing, badge FROM pairing_person JOIN pairing ON pairing.id = pairing
         WHERE ?1 = '' OR session = ?1 ORDER BY pairing, position",
    )?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Some(pairing) = book.pairings.get_mut(&parsed::<PairingId>(row, 0)?) {
            pairing.persons.push(clean(row, 1)?);
        }
    }
    Ok(())
}
