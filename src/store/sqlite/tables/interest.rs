//! `interest`.

use super::{Table, Tabled, clean, code, code_or, parsed, rev, stamp};
use crate::domain::code::{Level, Source};
use crate::domain::entity::interest::{Interest, InterestId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Interest {
    const TABLES: &'static [Table] = &[Table {
        name: "interest",
        key: "session, badge, need",
    }];

    fn delete(db: &Connection, key: &InterestId) -> Result<(), StoreError> {
        db.prepare_cached("DELETE FROM interest WHERE session = ?1 AND badge = ?2 AND need = ?3")?
            .execute([key.session.as_str(), &key.badge, &key.need])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &InterestId, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO interest VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
            .execute(params![
                key.session.as_str(),
                key.badge.as_str(),
                key.need.as_str(),
                self.level.map(Level::code),
                self.source.code(),
                self.at.to_string(),
                self.comment.as_str(),
                hlc,
                device,
                seq
            ])?;
        Ok(())
    }

    fn get(db: &Connection, key: &InterestId) -> Result<Option<(Self, Stamp)>, StoreError> {
        db.prepare_cached("SELECT * FROM interest WHERE session = ?1 AND badge = ?2 AND need = ?3")?
            .query_row([key.session.as_str(), &key.badge, &key.need], |row| {
                Ok(read(row))
            })
            .optional()?
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<InterestId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select =
            db.prepare_cached("SELECT * FROM interest WHERE ?1 = '' OR session = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let key = InterestId {
                session: clean(row, 0)?,
                badge: clean(row, 1)?,
                need: clean(row, 2)?,
            };
            found.insert(key, read(row)?.0);
        }
        Ok(found)
    }
}

fn read(row: &Columns<'_>) -> Result<(Interest, Stamp), StoreError> {
    let found = Interest {
        level: code_or(row, 3, Level::parse)?,
        source: code(row, 4, Source::parse)?,
        at: parsed(row, 5)?,
        comment: clean(row, 6)?,
    };
    Ok((found, stamp(row, 7)?))
}
