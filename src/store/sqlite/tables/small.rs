//! `progress`, `memo` and `tie`.

use super::{clean, clean_or, code, from_json, json, parsed, parsed_or, rev, stamp};
use crate::domain::book::Book;
use crate::domain::book::Folded;
use crate::domain::book::Memo;
use crate::domain::book::Progress;
use crate::domain::book::Row;
use crate::domain::book::Tie;
use crate::domain::code::Relation;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::text::Clean;
use rusqlite::Row as Columns;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

pub(super) fn delete_progress(db: &Connection, session: &Clean) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM progress WHERE session = ?1")?
        .execute([session.as_str()])?;
    Ok(())
}

pub(super) fn insert_progress(
    db: &Connection,
    session: &Clean,
    row: &Progress,
    at: &Stamp,
) -> Result<(), StoreError> {
    let (hlc, device, seq) = rev(at);
    db.prepare_cached("INSERT INTO progress VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            session.as_str(),
            row.current.as_deref(),
            row.since.map(|t| t.to_string()),
            json(&row.presented)?,
            hlc,
            device,
            seq
        ])?;
    Ok(())
}

/// Current need, since when, the presented ones as JSON, stamp.
type ProgressColumns = (Option<Clean>, Option<jiff::Timestamp>, String, Stamp);

fn progress_columns(row: &Columns<'_>) -> rusqlite::Result<ProgressColumns> {
    Ok((
        clean_or(row, 1)?,
        parsed_or(row, 2)?,
        row.get(3)?,
        stamp(row, 4)?,
    ))
}

fn progress((current, since, presented, rev): ProgressColumns) -> Result<Folded, StoreError> {
    let row = Row::Progress(Progress {
        current,
        since,
        presented: from_json(&presented)?,
    });
    Ok(Folded { row, rev })
}

pub(super) fn get_progress(db: &Connection, session: &Clean) -> Result<Option<Folded>, StoreError> {
    db.prepare_cached("SELECT * FROM progress WHERE session = ?1")?
        .query_row([session.as_str()], progress_columns)
        .optional()?
        .map(progress)
        .transpose()
}

pub(super) fn delete_memo(db: &Connection, session: &Clean, id: &Uuid) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM memo WHERE session = ?1 AND id = ?2")?
        .execute(params![session.as_str(), id.to_string()])?;
    Ok(())
}

pub(super) fn insert_memo(
    db: &Connection,
    session: &Clean,
    id: &Uuid,
    row: &Memo,
    at: &Stamp,
) -> Result<(), StoreError> {
    let (hlc, device, seq) = rev(at);
    db.prepare_cached("INSERT INTO memo VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            session.as_str(),
            id.to_string(),
            row.need.as_deref(),
            row.text.as_str(),
            row.written_at.to_string(),
            row.actor.as_str(),
            hlc,
            device,
            seq
        ])?;
    Ok(())
}

fn memo(row: &Columns<'_>) -> rusqlite::Result<Folded> {
    let memo = Memo {
        need: clean_or(row, 2)?,
        text: clean(row, 3)?,
        written_at: parsed(row, 4)?,
        actor: clean(row, 5)?,
    };
    Ok(Folded {
        row: Row::Memo(memo),
        rev: stamp(row, 6)?,
    })
}

pub(super) fn get_memo(
    db: &Connection,
    session: &Clean,
    id: &Uuid,
) -> Result<Option<Folded>, StoreError> {
    Ok(db
        .prepare_cached("SELECT * FROM memo WHERE session = ?1 AND id = ?2")?
        .query_row(params![session.as_str(), id.to_string()], memo)
        .optional()?)
}

pub(super) fn delete_tie(
    db: &Connection,
    session: &Clean,
    need: &Clean,
    doc: &Clean,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM tie WHERE session = ?1 AND need = ?2 AND doc = ?3")?
        .execute([session.as_str(), need, doc])?;
    Ok(())
}

pub(super) fn insert_tie(
    db: &Connection,
    (session, need, doc): (&Clean, &Clean, &Clean),
    row: &Tie,
    at: &Stamp,
) -> Result<(), StoreError> {
    let (hlc, device, seq) = rev(at);
    db.prepare_cached("INSERT INTO tie VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            session.as_str(),
            need.as_str(),
            doc.as_str(),
            row.relation.code(),
            row.title.as_str(),
            row.tied_at.to_string(),
            hlc,
            device,
            seq
        ])?;
    Ok(())
}

fn tie(row: &Columns<'_>) -> rusqlite::Result<Folded> {
    let tie = Tie {
        relation: code(row, 3, Relation::parse)?,
        title: clean(row, 4)?,
        tied_at: parsed(row, 5)?,
    };
    Ok(Folded {
        row: Row::Tie(tie),
        rev: stamp(row, 6)?,
    })
}

pub(super) fn get_tie(
    db: &Connection,
    session: &Clean,
    need: &Clean,
    doc: &Clean,
) -> Result<Option<Folded>, StoreError> {
    Ok(db
        .prepare_cached("SELECT * FROM tie WHERE session = ?1 AND need = ?2 AND doc = ?3")?
        .query_row([session.as_str(), need, doc], tie)
        .optional()?)
}

pub(super) fn all(db: &Connection, session: &str, book: &mut Book) -> Result<(), StoreError> {
    let mut select = db.prepare_cached("SELECT * FROM progress WHERE ?1 = '' OR session = ?1")?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Row::Progress(found) = progress(progress_columns(row)?)?.row {
            book.progress.insert(clean(row, 0)?, found);
        }
    }
    let mut select = db.prepare_cached("SELECT * FROM memo WHERE ?1 = '' OR session = ?1")?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Row::Memo(found) = memo(row)?.row {
            book.memos.insert((clean(row, 0)?, parsed(row, 1)?), found);
        }
    }
    let mut select = db.prepare_cached("SELECT * FROM tie WHERE ?1 = '' OR session = ?1")?;
    let mut rows = select.query([session])?;
    while let Some(row) = rows.next()? {
        if let Row::Tie(found) = tie(row)?.row {
            let key = (clean(row, 0)?, clean(row, 1)?, clean(row, 2)?);
            book.ties.insert(key, found);
        }
    }
    Ok(())
}
