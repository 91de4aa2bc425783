//! `memo`.

use super::{Table, Tabled, clean, clean_or, parsed, rev, stamp, within};
use crate::domain::entity::memo::{Memo, MemoId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Memo {
    const TABLES: &'static [Table] = &[Table {
        name: "memo",
        key: "session, id",
    }];

    fn delete(db: &Connection, (session, id): &MemoId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM memo WHERE session = ?1 AND id = ?2")?
            .execute(params![session.as_str(), id.to_string()])?;
        Ok(())
    }

    fn insert(
        &self,
        db: &Connection,
        (session, id): &MemoId,
        at: &Stamp,
    ) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO memo VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                session.as_str(),
                id.to_string(),
                self.need.as_deref(),
                self.text.as_str(),
                self.written_at.to_string(),
                self.actor.as_str(),
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(db: &Connection, (session, id): &MemoId) -> Result<Option<(Self, Stamp)>, StoreError> {
        Ok(db
            .prepare_cached("SELECT * FROM memo WHERE session = ?1 AND id = ?2")?
            .query_row(params![session.as_str(), id.to_string()], read)
            .optional()?)
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<MemoId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM memo WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let (memo, _) = read(row)?;
            found.insert((clean(row, 0)?, parsed(row, 1)?), memo);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> rusqlite::Result<(Memo, Stamp)> {
    let memo = Memo {
        need: clean_or(row, 2)?,
        text: clean(row, 3)?,
        written_at: parsed(row, 4)?,
        actor: clean(row, 5)?,
    };
    Ok((memo, stamp(row, 6)?))
}
