//! The record in a file. One connection; every writing method is one transaction with `synchronous=FULL`, so that an
//! `Ok` means durable.

pub mod about;
pub mod admission;
mod ahead;
mod arrival;
pub mod backup;
pub mod bundle;
mod connect;
pub mod convert;
mod copies;
mod copy;
mod dates;
pub mod devices;
mod dues;
mod erasure;
mod fold;
mod fork;
mod good_copy;
mod heads;
mod hollow;
mod identity;
pub mod incarnation;
mod keys;
mod leftovers;
mod links;
mod log;
mod meaning;
pub mod merge;
mod meta;
pub mod mirror;
pub mod notice;
pub mod offer;
pub mod open;
mod ops;
pub mod options;
mod places;
mod presence;
pub mod privacy;
mod rebuild;
pub mod report;
pub mod rescue;
pub mod restore;
mod schema;
pub mod sidecar;
mod signature;
mod stopped;
mod store;
mod sweep;
mod tables;
mod told;
pub mod transfer;
mod undo;
pub mod verify;
mod waiting;
pub mod wiped;

use super::chain::Sealed;
use super::device::Device;
use super::op::free;
use super::op::history;
use super::op::stamp::{StreamEnd, new_id, stamp};
use super::{Cursor, Draft, Passphrase, Saved, Sessions, StoreError, files};
use crate::domain::book::{Book, Current, whole};
use crate::domain::code::Office;
use crate::domain::entity::{Change, Entity};
use crate::domain::op::{Hlc, Op};
use crate::text::Clean;
use connect::Access;
use file_id::FileId;
use heads::{Seen, Writer};
use jiff::Timestamp;
use mirror::MirrorState;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use stopped::Stopped;
use tables::signed;
use uuid::Uuid;

/// The record in a SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    key: Option<Passphrase>,
    /// Which record it is.
    record: Uuid,
    /// Whether this program has drawn a stamp for the file.
    is_stamped: bool,
    /// The second copy of the ops.
    mirror: Option<Connection>,
    mirror_state: MirrorState,
    /// Where the second copy is kept, whether or not it is there now.
    mirror_place: Option<PathBuf>,
    /// The incarnation of this laptop that writes here.
    device: Uuid,
    /// Its keys, where it signs.
    keys: Option<Device>,
    /// Where the keys of this laptop lie, whatever record it opens.
    key_folder: PathBuf,
    /// Why nothing is written to this file any more.
    stopped: Option<Stopped>,
    /// Which file it was when it was opened.
    file: Option<FileId>,
    /// Folders besides its own where rescue files may lie.
    rescues: Vec<PathBuf>,
    /// What whoever records here has seen; `None`: all that is recorded.
    seen: Option<Seen>,
    /// The folder of the rotating backups.
    backups: Option<PathBuf>,
    /// What the office is.
    office: Office,
    /// What time it was when it was opened: a date still to come says nothing of the others.
    now: Option<Timestamp>,
    /// Tells other programs that it is open.
    _presence: presence::Presence,
}

impl SqliteStore {
    /// Whether nothing can be recorded here, from now on.
    pub fn is_read_only(&self) -> bool {
        self.stopped.is_some()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The incarnation of this laptop.
    pub fn device(&self) -> Uuid {
        self.device
    }

    /// Who writes here, and what they have seen.
    fn writer(&self) -> Writer {
        Writer {
            device: self.device,
            seen: self.seen.clone(),
        }
    }

    /// The incarnations under which this laptop has written.
    fn own_devices(&self) -> Result<BTreeSet<Uuid>, StoreError> {
        let mut devices = keys::devices(&self.db)?;
        devices.insert(self.device);
        Ok(devices)
    }

    /// Whether `actor` did it at this laptop.
    pub fn is_own(&self, op: &Op, actor: &Clean) -> Result<bool, StoreError> {
        Ok(op.actor == *actor && self.own_devices()?.contains(&op.stamp.device))
    }

    /// Says up to where whoever records here has been shown what others record. What comes in later was not seen, and
    /// is not replaced by what is stated here.
    pub fn has_seen(&mut self, until: Cursor) {
        let own = BTreeSet::new();
        self.seen = Some(Seen { until, own });
    }

    /// Writes all tables anew from the ops, in one transaction.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.in_one(|tx| rebuild::refold(tx))
    }

    /// The state right after the op with this clock. A clock that was set back makes many ops of one moment; this tells
    /// them apart.
    pub fn book_until(&self, scope: &Sessions, until: Hlc) -> Result<Book, StoreError> {
        self.reading(|db| Ok(folded(&log::until(db, scope, signed(until.0))?)))
    }

    /// Where a task is to be looked for whose id ends so: its session, if there is only one such.
    pub fn sessions_with_task(&self, ending: &Clean) -> Result<Sessions, StoreError> {
        self.reading(|db| {
            let mut select = db.prepare_cached(
                "SELECT DISTINCT session FROM task
                 WHERE id = ?1 OR substr(id, -length(?1) - 1) = '/' || ?1 LIMIT 2",
            )?;
            let mut rows = select.query([ending.as_str()])?;
            let mut sessions = Vec::new();
            while let Some(row) = rows.next()? {
                let id: String = row.get(0)?;
                sessions.push(Clean::text(&id));
            }
            Ok(match sessions.as_slice() {
                [one] => Sessions::One(one.clone()),
                _ => Sessions::All,
            })
        })
    }

    /// The actions whose identity ends in these hexadecimal digits.
    pub fn actions_ending(&self, digits: &str) -> Result<Vec<Uuid>, StoreError> {
        self.reading(|db| undo::ending(db, digits))
    }

    /// All of it or nothing. After a sync that failed, nothing any more.
    fn in_one<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.in_one_with(|_, tx| write(tx))
    }

    /// The same for what asks the record itself meanwhile.
    fn in_one_with<T>(
        &mut self,
        write: impl FnOnce(&Self, &Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.writable()?;
        let begun = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
        let result = begun.map_err(StoreError::from).and_then(|tx| {
            let written = write(self, &tx)?;
            if !self.is_stamped {
                identity::renew(&tx, &self.path)?;
            }
            connect::commit(tx)?;
            Ok(written)
        });
        self.is_stamped |= result.is_ok();
        if matches!(result, Err(StoreError::SyncFailed)) {
            self.stopped = Some(Stopped::SyncFailed);
        }
        result.map_err(|e| e.at(&self.path).or_lack_of_room(&self.path))
    }

    /// Whether it was opened for reading because there was no room, and there is again.
    pub fn has_room_again(&self) -> bool {
        matches!(self.stopped, Some(Stopped::Full | Stopped::Quota))
            && files::lack_of_room(&self.path).is_none()
    }

    /// Whether anything may be written, and that the file is still the one that was opened.
    fn writable(&mut self) -> Result<(), StoreError> {
        if self.stopped.is_none() && files::file_id(&self.path) != self.file {
            self.stopped = Some(Stopped::Moved);
        }
        match self.stopped {
            None => Ok(()),
            Some(why) => Err(why.error(&self.path)),
        }
    }

    /// One action in one transaction. An error of the disk leaves it in doubt, so it is looked up before the error is
    /// passed on.
    fn save(
        &mut self,
        action: Uuid,
        write: impl FnOnce(&Transaction<'_>, &Writer) -> Result<Option<Saved>, StoreError>,
    ) -> Result<Option<Saved>, StoreError> {
        let by = self.writer();
        let keys = self.keys.take();
        let written = self.in_one(|tx| {
            let before = signature::ends(tx, by.device)?;
            let saved = write(tx, &by)?;
            if let Some(keys) = &keys {
                signature::sign(tx, keys, by.device, &before)?;
            }
            Ok(saved)
        });
        self.keys = keys;
        let result = match written {
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
            if let Some(seen) = &mut self.seen {
                seen.own.insert(action);
            }
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
        self.save(action, |tx, by| {
            let targets = targets(tx)?;
            let Some(first) = targets.first() else {
                return Ok(None);
            };
            let draft = Draft {
                actor: actor.clone(),
                scope: undo::scope(tx, *first)?,
                changes: targets
                    .iter()
                    .map(|t| (Entity::Action(*t), Change::ActionUndone { action: *t }))
                    .collect(),
                action: Some(action),
            };
            append(tx, &draft, action, now, by).map(Some)
        })
    }

    /// How the second copy stands.
    pub fn mirror_state(&self) -> &MirrorState {
        &self.mirror_state
    }

    /// Brings the second copy up to date. The record is saved already: a failure here is told, not passed on.
    pub(super) fn copy_to_mirror(&mut self) {
        let Some(mirror) = &mut self.mirror else {
            return;
        };
        self.mirror_state = match mirror::follow(&self.db, mirror) {
            Ok(()) => MirrorState::Equal,
            Err(error) => {
                // After a failed sync nothing may be believed of that file any more.
                if matches!(error, StoreError::SyncFailed) {
                    self.mirror = None;
                }
                MirrorState::Failed(error.to_string())
            }
        };
    }

    pub(super) fn cannot(&self, error: &std::io::Error) -> StoreError {
        StoreError::of_file(&self.path, error)
    }

    /// One consistent look, whatever another program writes meanwhile.
    fn reading<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.db.is_autocommit() {
            // Asked by what is just writing.
            return read(&self.db).map_err(|e| e.at(&self.path));
        }
        let tx = self.db.unchecked_transaction()?;
        let found = read(&tx).map_err(|e| e.at(&self.path))?;
        tx.finish()?;
        Ok(found)
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        if self.stopped.is_none() {
            if self.is_stamped {
                identity::close(&mut self.db, &self.path);
            }
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
    by: &Writer,
) -> Result<Saved, StoreError> {
    let meant = draft;
    let free = free::in_free_keys(draft, |entity| meaning::of_entity_now(tx, entity))?;
    let draft = free.as_ref().unwrap_or(draft);
    let mut stream = ops::stream(tx, by.device, &draft.scope)?;
    let end = StreamEnd {
        last: Hlc(ops::newest(tx)?),
        device: by.device,
        seq: stream.seq,
    };
    let mut stamped = stamp(draft, action, now, end);
    heads::write_over(tx, &mut stamped, by.seen.as_ref())?;
    meaning::write_means(tx, &mut stamped, by.device)?;
    for op in &stamped {
        let sealed = Sealed::new(op, &stream.hash)?;
        ops::insert(tx, stream.sid, &sealed)?;
        (stream.seq, stream.hash) = (sealed.seq, sealed.hash);
    }
    ops::move_head(tx, &stream)?;
    undo::record(tx, &stamped)?;
    let mut refold = BTreeSet::new();
    let mut unclear = BTreeSet::new();
    if meaning::record(tx, &stamped)? {
        unclear = meaning::sessions(&stamped);
    }
    let mut entities = undo::touched(tx, &[action])?;
    for op in &stamped {
        if op.change.undoes().is_some() {
            refold.extend(entities.iter().cloned());
        }
        erasure::record(tx, op)?;
        let erased = erasure::apply(tx, op)?;
        unclear.extend(erased.iter().filter_map(Entity::session).cloned());
        refold.extend(erased);
    }
    for session in unclear {
        refold.extend(meaning::learn(tx, &session, true)?);
    }
    if refold.is_empty() {
        // What a step does not do is folded once, with all that was just appended.
        for op in &stamped {
            if !refold.contains(&op.entity) && !advance(tx, op)? {
                refold.insert(op.entity.clone());
            }
        }
    } else {
        entities.extend(refold.iter().cloned());
        refold.clone_from(&entities);
    }
    for (entity, folded) in fold::all(tx, &refold)? {
        tables::put(tx, &entity, folded.as_ref())?;
    }
    if free.is_some() {
        // Whoever showed it under the number it does not have shows that one as it is.
        entities.extend(meant.changes.iter().map(|(entity, _)| entity.clone()));
    }
    let rows = rows(tx, entities)?;
    Ok(Saved {
        action,
        ops: stamped,
        rows,
    })
}

/// Steps the newest op onto its row. `false`: the entity has to be folded.
fn advance(db: &Connection, op: &Op) -> Result<bool, StoreError> {
    if whole::loaded(op).is_some() {
        return Ok(false);
    }
    let Some(mut folded) = tables::get(db, &op.entity)? else {
        return Ok(false);
    };
    let stepped = folded.try_step(op);
    if stepped {
        tables::put(db, &op.entity, Some(&folded))?;
    }
    Ok(stepped)
}

/// The state that some ops make.
fn folded(ops: &[Op]) -> Book {
    let off = history::switched_off(ops);
    let mut book = Book::default();
    for (entity, folded) in history::fold_all(ops, &off) {
        book.set(&entity, folded.map(Current::from));
    }
    book
}

fn rows(
    db: &Connection,
    entities: BTreeSet<Entity>,
) -> Result<Vec<(Entity, Option<Current>)>, StoreError> {
    let mut all = entities;
    let sessions = all.iter().filter_map(|entity| {
        let id = entity.prepared_for()?;
        (*entity == Entity::Session(id.clone())).then(|| id.clone())
    });
    for session in sessions.collect::<Vec<_>>() {
        if ops::is_whole(db, &session)? {
            // An op of it may have touched everything that was prepared.
            let off = undo::all_off(db)?;
            all.extend(history::fold_all(&ops::prepared(db, &session)?, &off).into_keys());
        }
    }
    all.into_iter()
        .map(|entity| {
            let folded = tables::get(db, &entity)?;
            Ok((entity, folded.map(Current::from)))
        })
        .collect()
}

/// What was saved as `action`, if it was.
fn saved(db: &Connection, action: Uuid) -> Result<Option<Saved>, StoreError> {
    let ops = ops::of_action(db, action)?;
    if ops.is_empty() {
        return Ok(None);
    }
    let mut entities = undo::touched(db, &[action])?;
    entities.extend(erasure::entities(db, &ops)?);
    rows(db, entities).map(|rows| Some(Saved { action, ops, rows }))
}
