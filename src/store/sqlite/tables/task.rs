//! `task`, its `task_dependency`, and `task_due_stated`.

use super::{Table, Tabled, clean, code, json, json_at, parsed, parsed_or, rev, stamp, within};
use crate::domain::code::OwnerSide;
use crate::domain::code::TaskStatus;
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The rows of a session in the other tables.
const OF_SESSION: &str = "task IN (SELECT id FROM task WHERE session = ?1)";

impl Tabled for Task {
    const TABLES: &'static [Table] = &[
        Table {
            name: "task",
            key: "id",
        },
        Table {
            name: "task_dependency",
            key: "task, position",
        },
        Table {
            name: "task_due_stated",
            key: "task",
        },
    ];

    fn delete(db: &Connection, id: &TaskId) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM task WHERE id = ?1",
            "DELETE FROM task_dependency WHERE task = ?1",
            "DELETE FROM task_due_stated WHERE task = ?1",
        ] {
            db.prepare_cached(sql)?.execute([id.to_string()])?;
        }
        Ok(())
    }

    fn insert(&self, db: &Connection, id: &TaskId, at: &Stamp) -> Result<(), StoreError> {
        let id = id.to_string();
        let (hlc, device, seq) = rev(at);
        db.prepare_cached(
        "INSERT INTO task VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        id,
        self.id.session.as_str(),
        self.id.need.as_str(),
        self.id.org.as_str(),
        self.id.template.as_str(),
        self.title_ja.as_str(),
        self.title_en.as_str(),
        self.owner_side.code(),
        self.status.code(),
        self.due_on.to_string(),
        self.note.as_str(),
        self.done_on.map(|d| d.to_string()),
        self.opened_at.to_string(),
        hlc,
        device,
        seq,
        json(&self.details)?
    ])?;
        let mut dependency = db.prepare_cached("INSERT INTO task_dependency VALUES(?1, ?2, ?3)")?;
        for (position, on) in (1_i64..).zip(&self.depends_on) {
            dependency.execute(params![id, position, on.to_string()])?;
        }
        if self.due_stated {
            db.prepare_cached("INSERT INTO task_due_stated VALUES(?1)")?
                .execute([id])?;
        }
        Ok(())
    }

    fn get(db: &Connection, id: &TaskId) -> Result<Option<(Self, Stamp)>, StoreError> {
        let id = id.to_string();
        let mut found = db
            .prepare_cached("SELECT * FROM task WHERE id = ?1")?
            .query_row([&id], read)
            .optional()?;
        if let Some((task, _)) = &mut found {
            let mut select = db.prepare_cached(
                "SELECT depends_on FROM task_dependency WHERE task = ?1 ORDER BY position",
            )?;
            let first = select.query_map([&id], |row| parsed(row, 0))?;
            task.depends_on = first.collect::<Result<Vec<TaskId>, _>>()?;
            task.due_stated = db
                .prepare_cached("SELECT 1 FROM task_due_stated WHERE task = ?1")?
                .exists([&id])?;
        }
        Ok(found)
    }

    fn all(db: &Connection, session: &str) -> Result<BTreeMap<TaskId, Self>, StoreError> {
        let mut found = BTreeMap::new();
        let mut select = db.prepare_cached(&within(
            "SELECT * FROM task WHERE {of}",
            session,
            "session = ?1",
        ))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            let (task, _) = read(row)?;
            found.insert(task.id.clone(), task);
        }
        let sql = "SELECT task, depends_on FROM task_dependency WHERE {of} ORDER BY task, position";
        let mut select = db.prepare_cached(&within(sql, session, OF_SESSION))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            if let Some(task) = found.get_mut(&parsed::<TaskId>(row, 0)?) {
                task.depends_on.push(parsed(row, 1)?);
            }
        }
        let sql = "SELECT task FROM task_due_stated WHERE {of}";
        let mut select = db.prepare_cached(&within(sql, session, OF_SESSION))?;
        let mut rows = select.query([session])?;
        while let Some(row) = rows.next()? {
            if let Some(task) = found.get_mut(&parsed::<TaskId>(row, 0)?) {
                task.due_stated = true;
            }
        }
        Ok(found)
    }
}

/// A row without what stands in the other tables.
fn read(row: &Columns<'_>) -> rusqlite::Result<(Task, Stamp)> {
    let task = Task {
        id: parsed(row, 0)?,
        title_ja: clean(row, 5)?,
        title_en: clean(row, 6)?,
        owner_side: code(row, 7, OwnerSide::parse)?,
        status: code(row, 8, TaskStatus::parse)?,
        due_on: parsed(row, 9)?,
        depends_on: Vec::new(),
        note: clean(row, 10)?,
        done_on: parsed_or(row, 11)?,
        opened_at: parsed(row, 12)?,
        due_stated: false,
        details: json_at(row, 16)?,
    };
    Ok((task, stamp(row, 13)?))
}
