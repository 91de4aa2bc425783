//! What was prepared: `session`, whole as JSON, and `need`, `organisation`, `attendee`, `patent` for whoever looks in
//! with another tool.

use super::{Table, Tabled, from_json, json, rev, stamp};
use crate::domain::code::DeviceClass;
use crate::domain::code::Disclosure;
use crate::domain::code::Filing;
use crate::domain::code::OrgKind;
use crate::domain::entity::session::Session;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Tabled for Session {
    const TABLES: &'static [Table] = &[
        Table {
            name: "session",
            key: "id",
        },
        Table {
            name: "need",
            key: "session, position",
        },
        Table {
            name: "organisation",
            key: "session, position",
        },
        Table {
            name: "attendee",
            key: "session, position",
        },
        Table {
            name: "patent",
            key: "session, position",
        },
    ];

    fn delete(db: &Connection, id: &Clean) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM session WHERE id = ?1",
            "DELETE FROM need WHERE session = ?1",
            "DELETE FROM organisation WHERE session = ?1",
            "DELETE FROM attendee WHERE session = ?1",
            "DELETE FROM patent WHERE session = ?1",
        ] {
            db.prepare_cached(sql)?.execute([id.as_str()])?;
        }
        Ok(())
    }

    fn insert(&self, db: &Connection, id: &Clean, at: &Stamp) -> Result<(), StoreError> {
        let (hlc, device, seq) = rev(at);
        db.prepare_cached("INSERT INTO session VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![
                id.as_str(),
                self.title.as_str(),
                self.held_on.to_string(),
                self.venue.as_str(),
                json(self)?,
                hlc,
                device,
                seq
            ])?;
        let mut need = db.prepare_cached(
            "INSERT INTO need VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        for (position, n) in (1_i64..).zip(&self.needs) {
            need.execute(params![
                id.as_str(),
                position,
                n.no.as_str(),
                n.title.as_str(),
                n.hospital.as_str(),
                n.department.as_str(),
                n.problem.as_str(),
                n.wanted.as_str(),
                n.presenter_name(self).as_str(),
                n.device_class.map(DeviceClass::code),
                n.disclosure.map(Disclosure::code),
                n.patent_status.map(Filing::code),
            ])?;
        }
        let mut organisation = db.prepare_cached(
            "INSERT INTO organisation VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (position, o) in (1_i64..).zip(&self.organisations) {
            organisation.execute(params![
                id.as_str(),
                position,
                o.id.as_str(),
                o.name.as_str(),
                o.kana.as_str(),
                o.short.as_str(),
                list(o.kinds.iter().map(|k| k.code())),
                o.prefecture.as_str(),
                o.city.as_str(),
                o.corporate_no.as_str(),
                o.mah_no.as_str(),
            ])?;
        }
        let mut attendee = db.prepare_cached(
            "INSERT INTO attendee VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (position, a) in (1_i64..).zip(&self.attendees) {
            attendee.execute(params![
                id.as_str(),
                position,
                a.badge.as_str(),
                a.org.as_str(),
                a.name.as_str(),
                a.kana.as_str(),
                a.dept.as_str(),
                a.title.as_str(),
                a.role.map(OrgKind::code),
                a.email.as_str(),
                a.tel.as_str(),
            ])?;
        }
        let mut patent =
            db.prepare_cached("INSERT INTO patent VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for (position, p) in (1_i64..).zip(&self.patents) {
            patent.execute(params![
                id.as_str(),
                position,
                p.doc_no.as_str(),
                p.title.as_str(),
                list(&p.applicants),
                p.stage.as_str(),
                p.pub_date.map(|d| d.to_string()),
                p.url.as_str(),
            ])?;
        }
        Ok(())
    }

    fn get(db: &Connection, id: &Clean) -> Result<Option<(Self, Stamp)>, StoreError> {
        let found: Option<(String, Stamp)> = db
            .prepare_cached("SELECT body, rev_hlc, rev_device, rev_seq FROM session WHERE id = ?1")?
            .query_row([id.as_str()], |row| Ok((row.get(0)?, stamp(row, 1)?)))
            .optional()?;
        found
            .map(|(body, rev)| Ok((from_json(&body)?, rev)))
            .transpose()
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<Clean, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select =
            db.prepare_cached("SELECT id, body FROM session WHERE ?1 = '' OR id = ?1")?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let body: String = row.get(1)?;
            found.insert(Clean::text(&id), from_json(&body)?);
        }
        Ok(found)
    }
}

fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<T> = items.into_iter().collect();
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    texts.join("; ")
}
