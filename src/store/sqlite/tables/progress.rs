//! `progress`.

use super::{Table, Tabled, clean, clean_or, from_json, json, parsed_or, rev, stamp, within};
use crate::domain::entity::progress::Progress;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Progress {
    const TABLES: &'static [Table] = &[Table {
        name: "progress",
        key: "session",
    }];

    fn delete(db: &Connection, session: &Clean) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM progress WHERE session = ?1")?
            .execute([session.as_str()])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, session: &Clean, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO progress VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                session.as_str(),
                self.current.as_deref(),
                self.since.map(|t| t.to_string()),
                json(&self.presented)?,
                hlc,
                device,
                seq,
                json(&self.aside)?,
                json(&self.together)?
            ])?;
        Ok(())
    }

    fn get(db: &Connection, session: &Clean) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached("SELECT * FROM progress WHERE session = ?1")?
            .query_row([session.as_str()], columns)
            .optional()?
            .map(read)
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<Clean, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM progress WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let (progress, _) = read(columns(row)?)?;
            found.insert(clean(row, 0)?, progress);
        }
        Ok(found)
    }
}

/// Current need, since when, the presented ones as JSON, stamp, those set aside and those presented together as JSON.
type Found = (
    Option<Clean>,
    Option<jiff::Timestamp>,
    String,
    Stamp,
    [String; 2],
);

fn columns(row: &Columns<'_>) -> rusqlite::Result<Found> {
    Ok((
        clean_or(row, 1)?,
        parsed_or(row, 2)?,
        row.get(3)?,
        stamp(row, 4)?,
        [row.get(7)?, row.get(8)?],
    ))
}

fn read(found: Found) -> Result<(Progress, Stamp), StoreError> {
    let (current, since, presented, rev, [aside, together]) = found;
    let progress = Progress {
        current,
        since,
        presented: from_json(&presented)?,
        aside: from_json(&aside)?,
        together: from_json(&together)?,
    };
    Ok((progress, rev))
}
