//! What the tables of all prepared things share: number, place, whether it was withdrawn, a few columns for whoever looks
//! in with another tool, and the whole row as JSON.

macro_rules! prepared {
    ($Row:ident, $Key:ident, $kind:ident, $insert:literal, |$now:ident| [$($column:expr),+ $(,)?]) => {
        use super::{Table, Tabled, clean, from_json, json, rev, stamp, within};
        use crate::domain::entity::$kind::{$Key, $Row};
        use crate::domain::op::Stamp;
        use crate::store::StoreError;
        use rusqlite::{Connection, OptionalExtension, params};
        use std::collections::BTreeMap;

        impl Tabled for $Row {
            const TABLES: &'static [Table] = &[Table {
                name: stringify!($kind),
                key: "session, number",
            }];

            fn delete(db: &Connection, key: &$Key) -> Result<(), StoreError> {
                db.prepare_cached(concat!(
                    "DELETE FROM ", stringify!($kind), " WHERE session = ?1 AND number = ?2"
                ))?
                .execute([key.session.as_str(), &key.number])?;
                Ok(())
            }

            fn insert(&self, db: &Connection, key: &$Key, at: &Stamp) -> Result<(), StoreError> {
                let (hlc, device, seq) = rev(at);
                let $now = self.now();
                db.prepare_cached(concat!("INSERT INTO ", stringify!($kind), " VALUES", $insert))?
                    .execute(params![
                        key.session.as_str(),
                        key.number.as_str(),
                        super::signed(self.stands()),
                        self.withdrawn,
                        $($column,)+
                        json(self)?,
                        hlc,
                        device,
                        seq
                    ])?;
                Ok(())
            }

            fn get(db: &Connection, key: &$Key) -> Result<Option<(Self, Stamp)>, StoreError> {
                let found: Option<(String, Stamp)> = db
                    .prepare_cached(concat!(
                        "SELECT body, rev_hlc, rev_device, rev_seq FROM ", stringify!($kind),
                        " WHERE session = ?1 AND number = ?2"
                    ))?
                    .query_row([key.session.as_str(), &key.number], |row| {
                        Ok((row.get(0)?, stamp(row, 1)?))
                    })
                    .optional()?;
                found
                    .map(|(body, rev)| Ok((from_json(&body)?, rev)))
                    .transpose()
            }

            fn all(db: &Connection, session: &str) -> Result<BTreeMap<$Key, Self>, StoreError> {
                let mut found = BTreeMap::new();
                let sql = concat!(
                    "SELECT session, number, body FROM ", stringify!($kind), " WHERE {of}"
                );
                let mut select = db.prepare_cached(&within(sql, session, "session = ?1"))?;
                let mut rows = select.query([session])?;
                while let Some(row) = rows.next()? {
                    let key = $Key {
                        session: clean(row, 0)?,
                        number: clean(row, 1)?,
                    };
                    let body: String = row.get(2)?;
                    found.insert(key, from_json(&body)?);
                }
                Ok(found)
            }
        }
    };
}
pub(super) use prepared;

/// A list as one text.
pub(super) fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<T> = items.into_iter().collect();
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    texts.join("; ")
}
