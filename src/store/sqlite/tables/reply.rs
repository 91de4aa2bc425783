//! `reply`.

use super::{Table, Tabled, clean, clean_or, code_or, parsed, rev, stamp};
use crate::domain::code::Verdict;
use crate::domain::entity::reply::{Reply, ReplyId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Reply {
    const TABLES: &'static [Table] = &[Table {
        name: "reply",
        key: "session, need, org",
    }];

    fn delete(db: &Connection, key: &ReplyId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM reply WHERE session = ?1 AND need = ?2 AND org = ?3")?
            .execute([key.session.as_str(), &key.need, &key.org])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &ReplyId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO reply VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
            .execute(params![
                key.session.as_str(),
                key.need.as_str(),
                key.org.as_str(),
                self.verdict.map(Verdict::code),
                self.reason.as_str(),
                self.by.as_deref(),
                self.at.to_string(),
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &ReplyId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached("SELECT * FROM reply WHERE session = ?1 AND need = ?2 AND org = ?3")?
            .query_row([key.session.as_str(), &key.need, &key.org], |row| {
                Ok(read(row))
            })
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<ReplyId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached("SELECT * FROM reply WHERE ?1 = '' OR session = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = ReplyId {
                session: clean(row, 0)?,
                need: clean(row, 1)?,
                org: clean(row, 2)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Reply, Stamp), StoreError> {
    let found = Reply {
        verdict: code_or(row, 3, Verdict::parse)?,
        reason: clean(row, 4)?,
        by: clean_or(row, 5)?,
        at: parsed(row, 6)?,
    };
    Ok((found, stamp(row, 7)?))
}
