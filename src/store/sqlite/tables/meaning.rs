//! `meaning`: what each laptop means by the numbers of its files; `moved`: the keys of things that have another number now.

use super::table::Table;
use crate::domain::meaning::{Meanings, Meant, Number};
use crate::domain::op::{Hlc, Stamp};
use crate::domain::recorded::numbered::Numbered;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::{Connection, params};
use uuid::Uuid;

pub(super) const TABLE: Table = Table {
    name: "meaning",
    key: "session, kind, number, device",
};

pub(super) const MOVED: Table = Table {
    name: "moved",
    key: "session, kind, number",
};

/// The numbers that mean different things at different laptops, and the keys of what has another number now.
pub(in super::super) fn shared(db: &Connection) -> Result<Meanings, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT session, kind, number, device, mark, hlc, device, seq FROM meaning WHERE shared = 1",
    )?;
    let mut rows = select.query([])?;
    let mut found = Meanings::default();
    while let Some(row) = rows.next()? {
        let (session, kind, number): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(of) = ALL.into_iter().find(|of| of.name() == kind) else {
            continue;
        };
        let number = Number {
            session: Clean::text(&session),
            of,
            number: Clean::text(&number),
        };
        found.note(number, meant(row)?);
    }
    let mut select = db.prepare_cached("SELECT session, kind, number, now FROM moved")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (session, kind, number, now): (String, String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let Some(of) = ALL.into_iter().find(|of| of.name() == kind) else {
            continue;
        };
        let number = Number {
            session: Clean::text(&session),
            of,
            number: Clean::text(&number),
        };
        found.note_moved(number, Clean::text(&now));
    }
    Ok(found)
}

/// Puts the key that a thing has now beside one that it had.
pub(in super::super) fn put_moved(
    db: &Connection,
    number: &Number,
    now: &Clean,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO moved VALUES(?1, ?2, ?3, ?4)")?
        .execute(params![
            number.session.as_str(),
            number.of.name(),
            number.number.as_str(),
            now.as_str()
        ])?;
    Ok(())
}

const ALL: [Numbered; 3] = [Numbered::Organisation, Numbered::Need, Numbered::Attendee];

/// From the columns after the number.
fn meant(row: &rusqlite::Row<'_>) -> rusqlite::Result<Meant> {
    let mark: String = row.get(4)?;
    let unsigned = |n: i64| u64::try_from(n).unwrap_or(0);
    let device = Uuid::from_bytes(row.get(3)?);
    Ok(Meant {
        device,
        mark: Clean::text(&mark),
        since: Stamp {
            hlc: Hlc(unsigned(row.get(5)?)),
            device,
            seq: unsigned(row.get(7)?),
        },
    })
}

/// What all laptops mean by one number.
pub(in super::super) fn of_number(
    db: &Connection,
    number: &Number,
) -> Result<Vec<Meant>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT session, kind, number, device, mark, hlc, device, seq FROM meaning
         WHERE session = ?1 AND kind = ?2 AND number = ?3",
    )?;
    let key = [
        number.session.as_str(),
        number.of.name(),
        number.number.as_str(),
    ];
    let found = select.query_map(key, meant)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Puts what a laptop means by a number in its place.
pub(in super::super) fn put(
    db: &Connection,
    number: &Number,
    meant: &Meant,
    shared: bool,
) -> Result<(), StoreError> {
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    db.prepare_cached("INSERT OR REPLACE INTO meaning VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            number.session.as_str(),
            number.of.name(),
            number.number.as_str(),
            meant.device.as_bytes().as_slice(),
            meant.mark.as_str(),
            signed(meant.since.hlc.0),
            signed(meant.since.seq),
            shared
        ])?;
    Ok(())
}
