//! Opening a record, in an order that matters: what the file is, before SQLite touches it; whose it is, before anything
//! is set; how old it is, before anything is written; and what happened since, before anything is promised.

use super::super::device::Device;
use super::super::{Passphrase, StoreError, files};
use super::connect::Access;
use super::keys::{self, Settled};
use super::mirror::MirrorState;
use super::notice::Notice;
use super::options::Options;
use super::presence::Presence;
use super::{
    SqliteStore, Stopped, connect, copy, incarnation, merge, meta, mirror, ops, schema, verify,
};
use crate::domain::op::Hlc;
use jiff::Timestamp;
use rusqlite::Connection;
use std::path::Path;
use uuid::Uuid;

/// A record that is open, and what the user should know about it.
#[derive(Debug)]
pub struct Opened {
    /// The record.
    pub store: SqliteStore,
    /// In the order they were found.
    pub notices: Vec<Notice>,
}

impl SqliteStore {
    /// Opens the record at `path`, or makes an empty one there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::open_with(&Options::new(path))?.store)
    }

    /// Opens a record and tells what the user should know about it.
    pub fn open_with(options: &Options) -> Result<Opened, StoreError> {
        open(options)
    }

    /// Whether the record knows of a time later than now: some clock is or was wrong.
    pub fn clock_ahead(&self, now: Timestamp) -> Result<Option<Notice>, StoreError> {
        let newest = Hlc(ops::newest(&self.db)?).time();
        let ahead = newest > merge::tolerated(now);
        Ok(ahead.then_some(Notice::ClockAhead))
    }
}

fn open(options: &Options) -> Result<Opened, StoreError> {
    let path = options.path.as_path();
    let mut notices = Vec::new();
    let fresh = connect::claim(path, options.read_only)?;
    if files::is_network(path) {
        notices.push(Notice::NetworkFolder);
    }
    notices.extend(files::synced_folder(path).map(Notice::SyncedFolder));
    let presence = if options.read_only {
        Presence::default()
    } else {
        Presence::enter(path)
    };
    let unclean = files::has_wal(path);
    // Before it is opened: a file that takes its place meanwhile is another one.
    let file = files::file_id(path);
    let (mut db, mut stopped) = connected(options)?;
    let found = schema::version(&db).map_err(|e| e.at(path))?;
    if found > schema::VERSION {
        stopped = Some(Stopped::Newer(found));
        notices.push(Notice::Newer);
    } else if stopped.is_some() {
        notices.push(Notice::ReadOnly);
    }
    if found == 0 && stopped.is_some() {
        // Nothing was ever written here, and we may not begin.
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    if unclean && !fresh && found > 0 {
        verify::quick(&db)?;
        // Where somebody else has it open, what waits in the WAL is theirs, and nothing ended.
        if presence.alone == Some(true) {
            notices.push(Notice::UncleanEnd);
        }
    }
    if stopped.is_none() {
        if found > 0 && found < schema::VERSION {
            let copy = files::beside(path, "before-upgrade");
            copy::write(&db, &copy, options.key.as_ref())?;
            notices.push(Notice::Upgraded(copy));
        }
        schema::upgrade(&mut db).map_err(|e| e.at(path))?;
    }
    let (mirror, mirror_state) = match stopped {
        None => second_copy(&mut db, options, &mut notices)?,
        Some(_) => (None, MirrorState::None),
    };
    let home = incarnation::home(options);
    let (device, renewed) = match stopped {
        None => incarnation::current(&mut db, home.as_deref())?,
        Some(_) => (
            meta::get(&db, "device")?
                .and_then(|t| t.parse().ok())
                .unwrap_or_default(),
            false,
        ),
    };
    if renewed {
        notices.push(Notice::NewIncarnation);
    }
    let (device, keys) = match stopped {
        None => {
            let keys = options.keys.as_deref();
            signing(&mut db, keys, (device, renewed), &mut notices)?
        }
        Some(_) => (device, None),
    };
    let mut store = SqliteStore {
        db,
        path: path.to_owned(),
        key: options.key.clone(),
        mirror,
        mirror_state,
        device,
        keys,
        stopped,
        file,
        rescues: Vec::new(),
        seen: None,
        backups: None,
        _presence: presence,
    };
    if store.stopped.is_none() && meta::get(&store.db, "fold")?.as_deref() != Some(schema::FOLD) {
        store.rebuild()?;
        meta::set(&store.db, "fold", schema::FOLD)?;
    }
    Ok(Opened { store, notices })
}

/// The keys that sign what is recorded from now on. Without them it is recorded all the same, and told.
fn signing(
    db: &mut Connection,
    folder: Option<&Path>,
    (device, renewed): (Uuid, bool),
    notices: &mut Vec<Notice>,
) -> Result<(Uuid, Option<Device>), StoreError> {
    let keys = match folder.map(Device::open_or_make).transpose() {
        Ok(Some(keys)) => keys,
        without => {
            notices.extend(without.err().map(Notice::NoKeys));
            return Ok((keys::unsigned(db, device)?, None));
        }
    };
    let empty = ops::head(db)? == 0;
    let (device, settled) = keys::settle(db, &keys, device, renewed)?;
    match settled {
        Settled::First if !empty => notices.push(Notice::SigningBegun),
        Settled::Others if !renewed => notices.push(Notice::NewKeys),
        Settled::First | Settled::Others | Settled::Known => {}
    }
    Ok((device, Some(keys)))
}

/// Compares the second copy: what only it has comes back, what it lacks is appended. Trouble with it stops nobody.
fn second_copy(
    db: &mut Connection,
    options: &Options,
    notices: &mut Vec<Notice>,
) -> Result<(Option<Connection>, MirrorState), StoreError> {
    let Some(path) = &options.mirror else {
        return Ok((None, MirrorState::None));
    };
    let mut copy = match mirror::connect(path, options.key.as_ref()) {
        Ok(copy) => copy,
        Err(error) => {
            notices.push(Notice::MirrorFailed(error.to_string()));
            return Ok((None, MirrorState::Failed(error.to_string())));
        }
    };
    let replayed = mirror::replay(db, &copy)?;
    if replayed.new > 0 {
        notices.push(Notice::TailReplayed(replayed.new));
    }
    if let Some(fork) = replayed.forks.first() {
        let error = fork.error().to_string();
        notices.push(Notice::MirrorFailed(error.clone()));
        return Ok((Some(copy), MirrorState::Failed(error)));
    }
    match mirror::follow(db, &mut copy) {
        Ok(()) => Ok((Some(copy), MirrorState::Equal)),
        Err(error) => {
            notices.push(Notice::MirrorFailed(error.to_string()));
            // After a failed sync nothing may be believed of that file any more.
            let usable = !matches!(error, StoreError::SyncFailed);
            let copy = usable.then_some(copy);
            Ok((copy, MirrorState::Failed(error.to_string())))
        }
    }
}

/// Whether a passphrase opens a record, or why nothing can be opened there. Changes nothing.
pub fn unlocks(path: &Path, key: &Passphrase) -> Result<(), StoreError> {
    connect::open(path, Some(key), Access::Read).map(drop)
}

/// Connects for writing, or for reading where writing is not allowed or not asked for.
fn connected(options: &Options) -> Result<(Connection, Option<Stopped>), StoreError> {
    let path = options.path.as_path();
    let key = options.key.as_ref();
    if !options.read_only {
        match connect::open(path, key, Access::Write) {
            Ok(db) if !is_locked(path) => return Ok((db, None)),
            Ok(_) | Err(StoreError::ReadOnly(_) | StoreError::CannotOpen { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    let readable = connect::open(path, key, Access::Read);
    let db = match readable {
        Ok(db) => db,
        // Without its WAL the file is older than what was saved: better not at all than silently less.
        Err(_) if !files::has_wal(path) => connect::open(path, key, Access::Frozen)?,
        Err(other) => return Err(other),
    };
    Ok((db, Some(Stopped::ReadOnly)))
}

fn is_locked(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly())
}
