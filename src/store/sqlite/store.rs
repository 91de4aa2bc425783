//! The contract of a store, answered from the file.

use super::super::op::history::Own;
use super::super::{
    Changes, Cursor, Draft, LogEntry, LogFilter, RecentSession, Saved, Sessions, Store, StoreError,
    new_id,
};
use super::{
    SqliteStore, append, dates, erasure, folded, log, ops, places, rows, saved, tables, told, undo,
};
use crate::domain::book::{Book, Current};
use crate::domain::entity::Entity;
use crate::domain::reading::Answers;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use uuid::Uuid;

impl Store for SqliteStore {
    fn commit(&mut self, draft: &Draft, now: Timestamp) -> Result<Saved, StoreError> {
        let action = draft.action.unwrap_or_else(|| new_id(now));
        let without_erased = self.without_erased(draft)?;
        let draft = without_erased.as_ref().unwrap_or(draft);
        if without_erased.is_some() && self.is_recorded(draft)? {
            // The file still names somebody, and nothing else of it is new.
            let entities = draft.changes.iter().map(|(entity, _)| entity.clone());
            return Ok(Saved {
                action,
                ops: Vec::new(),
                rows: rows(&self.db, entities.collect())?,
            });
        }
        let result = self.save(action, |tx, by| {
            if let Some(saved) = saved(tx, action)? {
                return Ok(Some(saved));
            }
            append(tx, draft, action, now, by).map(Some)
        })?;
        result.ok_or(StoreError::UnknownAction(action))
    }

    fn undo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        let devices = self.own_devices()?;
        let own = Own {
            devices: &devices,
            actor,
        };
        self.switch_off(actor, now, |db| {
            Ok(Vec::from_iter(undo::undo_target(db, own)?))
        })
    }

    fn redo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        let devices = self.own_devices()?;
        let own = Own {
            devices: &devices,
            actor,
        };
        self.switch_off(actor, now, |db| undo::redo_targets(db, own))
    }

    fn undo_action(
        &mut self,
        action: Uuid,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        self.switch_off(actor, now, |db| undo::check_undoable(db, action))
    }

    fn take_back(
        &mut self,
        entity: &Entity,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        self.switch_off(actor, now, |db| undo::actions_on(db, entity))
    }

    fn as_read(&self, file: &Session, answers: &Answers) -> Result<(Session, Answers), StoreError> {
        let (file, mut answers) = self.without_erased_in(file, answers)?;
        answers.elsewhere |= self.is_elsewhere(&file.id)?;
        answers.named = Box::new(self.reading(|db| places::named(db, &file.id))?);
        Ok((file, answers))
    }

    fn book(&self, scope: &Sessions) -> Result<Book, StoreError> {
        self.book_masked(self.reading(|db| tables::book(db, scope))?)
    }

    fn book_of(&self, things: &BTreeSet<Entity>) -> Result<Book, StoreError> {
        let book = self.reading(|db| {
            let mut book = Book::default();
            for thing in things {
                let current = tables::get(db, thing)?.map(Current::from);
                book.set(thing, current);
                // Needs are few, and one number may have meant several.
                if let Entity::Session(id) = thing {
                    for need in tables::need::of_session(db, id)? {
                        let current = tables::get(db, &need)?.map(Current::from);
                        book.set(&need, current);
                    }
                }
            }
            Ok(book)
        })?;
        self.book_masked(book)
    }

    fn book_at(&self, scope: &Sessions, at: Timestamp) -> Result<Book, StoreError> {
        let book = self.reading(|db| Ok(folded(&log::until_date(db, scope, at, self.now)?)))?;
        self.book_masked(book)
    }

    fn log(&self, filter: &LogFilter) -> Result<Vec<LogEntry>, StoreError> {
        self.masked(self.reading(|db| log::entries(db, log::matching(db, filter)?, self.now))?)
    }

    fn recent_sessions(&self) -> Result<Vec<RecentSession>, StoreError> {
        self.reading(|db| {
            let mut select = db.prepare_cached(
                // The heads of the streams are few: they lead, not the order of all ops.
                "SELECT id, title, held_on, coalesce(newest, 0),
                   (SELECT count(*) FROM pairing WHERE pairing.session = session.id),
                   (SELECT count(*) FROM task WHERE task.session = session.id
                     AND status NOT IN ('完了', '不要', '中止'))
                 FROM session LEFT JOIN (
                   SELECT scope, max(+op.hlc) AS newest
                   FROM stream CROSS JOIN op ON op.sid = stream.sid AND op.seq = stream.seq
                   GROUP BY scope) ON scope = session.id
                 ORDER BY newest DESC, id DESC",
            )?;
            let found = select.query_map([], |row| {
                let id: String = row.get(0)?;
                let title: String = row.get(1)?;
                Ok(RecentSession {
                    id: Clean::text(&id),
                    title: Clean::text(&title),
                    held_on: tables::parsed(row, 2)?,
                    last_at: Timestamp::default(),
                    pairings: count(row, 4)?,
                    open_tasks: count(row, 5)?,
                })
            })?;
            let mut found: Vec<RecentSession> = found.collect::<Result<_, _>>()?;
            for session in &mut found {
                let last = dates::last_in(db, &session.id, self.now)?;
                session.last_at = last.unwrap_or_default();
            }
            Ok(found)
        })
    }

    fn head(&self) -> Result<Cursor, StoreError> {
        ops::head(&self.db).map(Cursor)
    }

    fn changes_since(&mut self, cursor: Cursor) -> Result<Changes, StoreError> {
        if self.head()? == cursor {
            return Ok(Changes {
                cursor,
                ..Changes::default()
            });
        }
        self.reading(|db| {
            let ops = ops::arrived_after(db, cursor.0)?;
            let touched: BTreeSet<Uuid> = ops.iter().map(|op| op.action).collect();
            let mut entities = undo::touched(db, &touched.into_iter().collect::<Vec<_>>())?;
            entities.extend(told::left(db, &ops)?);
            entities.extend(erasure::entities(db, &ops)?);
            Ok(Changes {
                cursor: Cursor(ops::head(db)?),
                ops,
                rows: rows(db, entities)?,
            })
        })
    }

    fn note(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut select = self
            .db
            .prepare_cached("SELECT value FROM note WHERE key = ?1")?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?)
    }

    fn set_note(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.in_one(|tx| {
            match value {
                Some(value) => tx
                    .prepare_cached("INSERT OR REPLACE INTO note VALUES(?1, ?2)")?
                    .execute(params![key, value])?,
                None => tx
                    .prepare_cached("DELETE FROM note WHERE key = ?1")?
                    .execute([key])?,
            };
            Ok(())
        })
    }
}

impl SqliteStore {
    /// The session in which something was recorded last.
    pub fn newest_session(&self) -> Result<Option<Clean>, StoreError> {
        self.reading(|db| {
            let newest = dates::newest_op(db)?;
            Ok(newest.and_then(|op| op.entity.session().cloned()))
        })
    }
}

fn count(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    let n: i64 = row.get(at)?;
    Ok(usize::try_from(n).unwrap_or(0))
}
