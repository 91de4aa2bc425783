//! `task` and its `task_dependency`.

use super::{clean, code, parsed, parsed_or, rev, stamp};
use crate::domain::book::Book;
use crate::domain::book::Folded;
use crate::domain::book::Row;
use crate::domain::book::Task;
use crate::domain::code::OwnerSide;
use crate::domain::code::TaskStatus;
use crate::domain::id::TaskId;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn delete(db: &Connection, id: &TaskId) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM task WHERE id = ?1",
        "DELETE FROM task_dependency WHERE task = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id.to_string()])?;
    }
    Ok(())
}

pub(super) fn insert(db: &Connection, row: &Task, at: &Stamp) -> Result<(), StoreError> {
    let id = row.id.to_string();
    let (hlc, device, seq) = rev(at);
    db.prepare_cached(
        "INSERT INTO task VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        id,
        row.id.session.as_str(),
        row.id.need.as_str(),
        row.id.org.as_str(),
        row.id.template.as_str(),
        row.title_ja.as_str(),
        row.title_en.as_str(),
        row.owner_side.code(),
        row.status.code(),
        row.due_on.to_string(),
        row.note.as_str(),
        row.done_on.map(|d| d.to_string()),
        row.opened_at.to_string(),
        hlc,
        device,
        seq
    ])?;
    let mut dependency = db.prepare_cached("INSERT INTO task_dependency VALUES(?1, ?2, ?3)")?;
    for (position, on) in (1_i64..).zip(&row.depends_on) {
        dependency.execute(params![id, position, on.to_string()])?;
    }
    Ok(())
}

/// A row without what it waits for.
fn read(row: &Columns<'_>) -> rusqlite::Result<Folded> {
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
    };
    Ok(Folded {
        row: Row::Task(Box::new(task)),
        rev: stamp(row, 13)?,
    })
}

pub(super) fn get(db: &Connection, id: &TaskId) -> Result<Option<Folded>, StoreError> {
    let id = id.to_string();
    let mut found = db
        .prepare_cached("SELECT * FROM task WHERE id = ?1")?
        .query_row([&id], read)
        .optional()?;
    if let Some(Folded {
        row: Row::Task(task),
        ..
    }) = &mut found
    {
        let mut select = db.prepare_cached(
            "SELECT depends_on FROM task_dependency WHERE task = ?1 ORDER BY position",
        )?;
        let first = select.query_map([&id], |row| parsed(row, 0))?;
        task.depends_on = first.collect::<Result<Vec<TaskId>, _>>()?;
    }
    Ok(found)
}

pub(super) fn all(db: &Connection, session: &str, book: &mut Book) -> Result<(), StoreError> {
    let mut select =
        db.prepare_cached("SELECT * FROM task WHERE ?1 = '' OR session = ?1 ORDER BY id")?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Row::Task(task) = read(row)?.row {
            book.tasks.insert(task.id.clone(), *task);
        }
    }
    let mut select = db.prepare_cached(
        "SELECT task, depends_on FROM task_dependency JOIN task ON task.id = task
         WHERE ?1 = '' OR session = ?1 ORDER BY task, position",
    )?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Some(task) = book.tasks.get_mut(&parsed::<TaskId>(row, 0)?) {
            task.depends_on.push(parsed(row, 1)?);
        }
    }
    Ok(())
}
