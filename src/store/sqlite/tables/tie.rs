//! `tie`.

use super::{Table, Tabled, clean, code, parsed, rev, stamp, within};
use crate::domain::code::Relation;
use crate::domain::entity::tie::{Tie, TieId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Tie {
    const TABLES: &'static [Table] = &[Table {
        name: "tie",
        key: "session, need, doc",
    }];

    fn delete(db: &Connection, (session, need, doc): &TieId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM tie WHERE session = ?1 AND need = ?2 AND doc = ?3")?
            .execute([session.as_str(), need, doc])?;
        Ok(())
    }

    fn insert(
        &self,
        db: &Connection,
        (session, need, doc): &TieId,
        at: &Stamp,
    ) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO tie VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                session.as_str(),
                need.as_str(),
                doc.as_str(),
                self.relation.code(),
                self.title.as_str(),
                self.tied_at.to_string(),
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(
        db: &Connection,
        (session, need, doc): &TieId,
    ) -> Result<Option<(Self, Stamp)>, StoreError> {
        Ok(db
            .prepare_cached("SELECT * FROM tie WHERE session = ?1 AND need = ?2 AND doc = ?3")?
            .query_row([session.as_str(), need, doc], read)
            .optional()?)
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<TieId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM tie WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = (clean(row, 0)?, clean(row, 1)?, clean(row, 2)?);
            let (tie, _) = read(row)?;
            found.insert(key, tie);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> rusqlite::Result<(Tie, Stamp)> {
    let tie = Tie {
        relation: code(row, 3, Relation::parse)?,
        title: clean(row, 4)?,
        tied_at: parsed(row, 5)?,
    };
    Ok((tie, stamp(row, 6)?))
}
