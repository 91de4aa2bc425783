//! The record in a file. One connection; every writing method is one transaction with `synchronous=FULL`, so that an
//! `Ok` means durable.

mod actions;
pub mod backup;
mod connect;
pub mod convert;
mod elsewhere;
mod erasure;
pub mod letter;
pub mod mirror;
pub mod open;
mod ops;
pub mod privacy;
mod schema;
pub mod share;
mod tables;
pub mod verify;

use super::chain::Sealed;
use super::{
    Changes, Cursor, Draft, LogEntry, LogFilter, Place, RecentSession, Saved, Scope, Store,
    StoreError, files, history, new_id, stamp,
};
use crate::domain::book::Book;
use crate::domain::book::Row;
use crate::domain::id::Entity;
use crate::domain::op::Change;
use crate::domain::op::Hlc;
use crate::domain::op::Op;
use crate::text::Clean;
use connect::Access;
use jiff::Timestamp;
use mirror::MirrorState;
use open::{Key, Notice, Opened, Options};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use tables::{signed, unsigned};
use uuid::Uuid;

/// The record in a SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    key: Option<Key>,
    /// The second copy of the ops.
    mirror: Option<Connection>,
    mirror_state: MirrorState,
    /// The incarnation of this laptop that writes here.
    device: Uuid,
    /// Why nothing is written to this file any more.
    stopped: Option<Stopped>,
    /// Which file it was when it was opened.
    file: Option<files::FileId>,
    /// Folders besides its own where rescue files may lie.
    rescues: Vec<PathBuf>,
}

/// Why a record that is open takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stopped {
    /// Opened for reading.
    ReadOnly,
    /// Written by a newer version, with this schema.
    Newer(i64),
    /// A sync failed: what the disk holds is unknown.
    SyncFailed,
    /// Another file stands in its place.
    Moved,
}

impl SqliteStore {
    /// Opens the record at `path`, or makes an empty one there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::open_with(&Options::new(path))?.store)
    }

    /// Opens a record and tells what the user should know about it.
    pub fn open_with(options: &Options) -> Result<Opened, StoreError> {
        open::open(options)
    }

    /// Whether nothing can be recorded here, from now on.
    pub fn is_read_only(&self) -> bool {
        self.stopped.is_some()
    }

    /// Whether the record knows of a time later than now: some clock is or was wrong.
    pub fn clock_ahead(&self, now: Timestamp) -> Result<Option<Notice>, StoreError> {
        let newest = Hlc(ops::newest(&self.db)?).time();
        let ahead = newest > share::tolerated(now);
        Ok(ahead.then_some(Notice::ClockAhead))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The incarnation of this laptop.
    pub fn device(&self) -> Uuid {
        self.device
    }

    /// Writes all tables anew from the ops, in one transaction.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.in_one(|tx| {
            for table in tables::all() {
                tx.execute(&table.delete(), [])?;
            }
            rebuild_into(tx, tx)
        })
    }

    /// The state right after the op with this clock. A clock that was set back makes many ops of one moment; this tells
    /// them apart.
    pub fn book_until(&self, scope: &Scope, until: Hlc) -> Result<Book, StoreError> {
        self.reading(|db| {
            let then = ops::until(db, scope, signed(until.0))?;
            let off = history::switched_off(&then);
            let mut by_entity: BTreeMap<&Entity, Vec<&Op>> = BTreeMap::new();
            for op in &then {
                by_entity.entry(&op.entity).or_default().push(op);
            }
            let mut book = Book::default();
            for (entity, own) in by_entity {
                let folded = history::fold_entity(entity, own, &off);
                book.set(entity, folded.map(|f| f.row));
            }
            Ok(book)
        })
    }

    /// The ops of one entity, oldest first; looks at no others.
    pub fn log_of(&self, entity: &Entity) -> Result<Vec<LogEntry>, StoreError> {
        self.reading(|db| {
            let off = actions::all_off(db)?;
            let mut found = ops::of_entity(db, entity)?;
            found.sort_by_key(|op| op.stamp);
            let entries = found.into_iter().map(|op| LogEntry {
                undone: off.contains(&op.action),
                op,
            });
            Ok(entries.collect())
        })
    }

    /// All of it or nothing. After a sync that failed, nothing any more.
    fn in_one<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.writable()?;
        let begun = (self.db).transaction_with_behavior(TransactionBehavior::Immediate);
        let result = begun.map_err(StoreError::from).and_then(|tx| {
            let written = write(&tx)?;
            connect::commit(tx)?;
            Ok(written)
        });
        if matches!(result, Err(StoreError::SyncFailed)) {
            self.stopped = Some(Stopped::SyncFailed);
        }
        result.map_err(|e| e.at(&self.path))
    }

    /// Whether anything may be written, and that the file is still the one that was opened.
    fn writable(&mut self) -> Result<(), StoreError> {
        if self.stopped.is_none() && files::file_id(&self.path) != self.file {
            self.stopped = Some(Stopped::Moved);
        }
        match self.stopped {
            None => Ok(()),
            Some(Stopped::ReadOnly) => Err(StoreError::ReadOnly(self.path.clone())),
            Some(Stopped::Newer(found)) => Err(StoreError::Newer {
                path: self.path.clone(),
                found,
                known: schema::VERSION,
            }),
            Some(Stopped::SyncFailed) => Err(StoreError::SyncFailed),
            Some(Stopped::Moved) => Err(StoreError::Moved(self.path.clone())),
        }
    }

    /// One action in one transaction. An error of the disk leaves it in doubt, so it is looked up before the error is
    /// passed on.
    fn save(
        &mut self,
        action: Uuid,
        write: impl FnOnce(&Transaction<'_>, Uuid) -> Result<Option<Saved>, StoreError>,
    ) -> Result<Option<Saved>, StoreError> {
        let device = self.device;
        let result = match self.in_one(|tx| write(tx, device)) {
            Err(error @ StoreError::Io { .. }) => {
                let found =
                    connect::open(&self.path, self.key.as_ref(), Access::Write).and_then(|db| {
                        let found = saved(&db, action)?;
                        self.db = db;
                        Ok(found)
                    });
                match found {
                    Ok(Some(saved)) => Ok(Some(saved)),
                    _ => Err(error),
                }
            }
            other => other,
        };
        if result.is_ok() {
            self.copy_to_mirror();
        }
        result
    }

    /// Switches off what `targets` finds, once the write lock is held.
    fn switch_off(
        &mut self,
        actor: &Clean,
        now: Timestamp,
        targets: impl FnOnce(&Connection) -> Result<Vec<Uuid>, StoreError>,
    ) -> Result<Option<Saved>, StoreError> {
        let action = new_id(now);
        self.save(action, |tx, device| {
            let targets = targets(tx)?;
            let Some(first) = targets.first() else {
                return Ok(None);
            };
            let draft = Draft {
                actor: actor.clone(),
                scope: actions::scope(tx, *first)?,
                changes: targets
                    .iter()
                    .map(|t| (Entity::Action(*t), Change::ActionUndone { action: *t }))
                    .collect(),
                action: Some(action),
            };
            append(tx, &draft, action, now, device).map(Some)
        })
    }

    /// One consistent look, whatever another program writes meanwhile.
    fn reading<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let tx = self.db.unchecked_transaction()?;
        let found = read(&tx).map_err(|e| e.at(&self.path))?;
        tx.finish()?;
        Ok(found)
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        if self.stopped.is_none() {
            connect::in_order(&self.db);
        }
        if let Some(mirror) = &self.mirror {
            connect::in_order(mirror);
        }
    }
}

/// Stamps, seals and stores a draft and everything that follows from it.
fn append(
    tx: &Transaction<'_>,
    draft: &Draft,
    action: Uuid,
    now: Timestamp,
    device: Uuid,
) -> Result<Saved, StoreError> {
    let mut stream = ops::stream(tx, device, &draft.scope)?;
    let place = Place {
        last: Hlc(ops::newest(tx)?),
        device,
        seq: stream.seq,
    };
    let stamped = stamp(draft, action, now, place);
    for op in &stamped {
        if i64::try_from(op.stamp.hlc.0).is_err() {
            return Err(StoreError::BadInput {
                line: 0,
                detail: "clock".to_owned(),
            });
        }
        let sealed = Sealed::new(op, &stream.hash)?;
        ops::insert(tx, stream.sid, &sealed)?;
        (stream.seq, stream.hash) = (sealed.seq, sealed.hash);
    }
    ops::move_head(tx, &stream)?;
    actions::record(tx, &stamped)?;
    let mut entities = actions::touched(tx, &[action])?;
    let mut refold = BTreeSet::new();
    for op in &stamped {
        if op.change.undoes().is_some() {
            refold.extend(entities.iter().cloned());
        }
        erasure::record(tx, op)?;
        refold.extend(erasure::apply(tx, op)?);
    }
    if refold.is_empty() {
        for op in &stamped {
            advance(tx, op)?;
        }
    } else {
        entities.extend(refold);
        for entity in &entities {
            tables::put(tx, entity, ops::fold(tx, entity)?.as_ref())?;
        }
    }
    let rows = rows(tx, entities)?;
    Ok(Saved {
        action,
        ops: stamped,
        rows,
    })
}

/// Steps the newest op onto its row, or folds the entity where that does not do.
fn advance(db: &Connection, op: &Op) -> Result<(), StoreError> {
    let stepped = tables::get(db, &op.entity)?.and_then(|mut f| f.try_step(op).then_some(f));
    let folded = match stepped {
        Some(folded) => Some(folded),
        None => ops::fold(db, &op.entity)?,
    };
    tables::put(db, &op.entity, folded.as_ref())
}

fn count(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    let n: i64 = row.get(at)?;
    Ok(usize::try_from(n).unwrap_or(0))
}

fn rows(
    db: &Connection,
    entities: BTreeSet<Entity>,
) -> Result<Vec<(Entity, Option<Row>)>, StoreError> {
    entities
        .into_iter()
        .map(|entity| {
            let folded = tables::get(db, &entity)?;
            Ok((entity, folded.map(|f| f.row)))
        })
        .collect()
}

/// What was saved as `action`, if it was.
fn saved(db: &Connection, action: Uuid) -> Result<Option<Saved>, StoreError> {
    let ops = ops::of_action(db, action)?;
    if ops.is_empty() {
        return Ok(None);
    }
    let mut entities = actions::touched(db, &[action])?;
    entities.extend(erasure::entities(db, &ops)?);
    let rows = rows(db, entities)?;
    Ok(Some(Saved { action, ops, rows }))
}

/// Folds every op of `from` into the empty tables of `to`.
fn rebuild_into(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    actions::rebuild(from, to)?;
    let off = actions::all_off(to)?;
    ops::each_entity(from, |entity, ops| {
        let folded = history::fold_entity(entity, ops, &off);
        tables::put(to, entity, folded.as_ref())
    })
}

impl Store for SqliteStore {
    fn commit(&mut self, draft: &Draft, now: Timestamp) -> Result<Saved, StoreError> {
        let action = draft.action.unwrap_or_else(|| new_id(now));
        let result = self.save(action, |tx, device| {
            if let Some(saved) = saved(tx, action)? {
                return Ok(Some(saved));
            }
            append(tx, draft, action, now, device).map(Some)
        })?;
        result.ok_or(StoreError::UnknownAction(action))
    }

    fn undo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        self.switch_off(actor, now, |db| {
            Ok(Vec::from_iter(actions::undo_target(db, actor)?))
        })
    }

    fn redo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        self.switch_off(actor, now, |db| actions::redo_targets(db, actor))
    }

    fn undo_action(
        &mut self,
        action: Uuid,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        self.switch_off(actor, now, |db| actions::check_undoable(db, action))
    }

    fn book(&self, scope: &Scope) -> Result<Book, StoreError> {
        self.reading(|db| tables::book(db, scope))
    }

    fn book_at(&self, scope: &Scope, at: Timestamp) -> Result<Book, StoreError> {
        self.book_until(scope, Hlc(Hlc::default().tick(at).0 | 0xFFFF))
    }

    fn log(&self, filter: &LogFilter) -> Result<Vec<LogEntry>, StoreError> {
        self.reading(|db| {
            let off = actions::all_off(db)?;
            let mut found = ops::matching(db, filter)?;
            found.sort_by_key(|op| op.stamp);
            let entries = found.into_iter().map(|op| LogEntry {
                undone: off.contains(&op.action),
                op,
            });
            Ok(entries.collect())
        })
    }

    fn recent_sessions(&self) -> Result<Vec<RecentSession>, StoreError> {
        self.reading(|db| {
            let mut select = db.prepare_cached(
                "SELECT id, title, held_on,
                   (SELECT coalesce(max(op.hlc), 0) FROM stream JOIN op ON op.sid = stream.sid AND op.seq = stream.seq
                     WHERE stream.scope = session.id) AS newest,
                   (SELECT count(*) FROM pairing WHERE pairing.session = session.id),
                   (SELECT count(*) FROM task WHERE task.session = session.id
                     AND status NOT IN ('完了', '不要', '中止'))
                 FROM session ORDER BY newest DESC, id DESC",
            )?;
            let found = select.query_map([], |row| {
                let id: String = row.get(0)?;
                let title: String = row.get(1)?;
                Ok(RecentSession {
                    id: Clean::text(&id),
                    title: Clean::text(&title),
                    held_on: tables::parsed(row, 2)?,
                    last_at: Hlc(unsigned(row.get(3)?)).time(),
                    pairings: count(row, 4)?,
                    open_tasks: count(row, 5)?,
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
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
            let mut entities = actions::touched(db, &touched.into_iter().collect::<Vec<_>>())?;
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
