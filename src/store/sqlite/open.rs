//! Opening a record, in an order that matters: what the file is, before SQLite touches it; whose it is, before anything
//! is set; how old it is, before anything is written; and what happened since, before anything is promised.

use super::super::device::Device;
use super::super::{Passphrase, StoreError, files};
use super::connect::Access;
use super::keys::{self, Settled};
use super::mirror::{Found, MirrorState};
use super::notice::Notice;
use super::options::Options;
use super::presence::Presence;
use super::stopped::Stopped;
use super::{
    SqliteStore, connect, copy, dates, identity, incarnation, meta, mirror, offer, ops, rebuild,
    schema, verify,
};
use crate::domain::op::tolerated;
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
    /// Version of the SQLite that is built in.
    pub fn library() -> &'static str {
        rusqlite::version()
    }

    /// Opens the record at `path`, or makes an empty one there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::open_with(&Options::new(path))?.store)
    }

    /// Opens a record and tells what the user should know about it.
    pub fn open_with(options: &Options) -> Result<Opened, StoreError> {
        open(options)
    }

    /// Whether the newest op is of a date later than now: some clock is or was wrong. As soon as somebody goes on with
    /// another clock, the op is the one that is told as doubtful.
    pub fn clock_ahead(&self, now: Timestamp) -> Result<Option<Notice>, StoreError> {
        let newest = dates::newest_op(&self.db)?;
        let ahead = newest.is_some_and(|op| op.date() > tolerated(now));
        Ok(ahead.then_some(Notice::ClockAhead))
    }
}

fn open(options: &Options) -> Result<Opened, StoreError> {
    let path = options.path.as_path();
    let mut notices = Vec::new();
    let fresh = connect::claim(path, options.read_only)?;
    let is_cut = !fresh && identity::known(path, None).is_some() && files::is_empty(path);
    if is_cut
        && !options
            .mirror
            .as_ref()
            .is_some_and(|mirror| mirror.exists())
    {
        // It is not new: something was in it.
        return Err(StoreError::Damaged("0 bytes".to_owned()));
    }
    if files::is_network(path) {
        notices.push(Notice::NetworkFolder);
    }
    notices.extend(files::synced_folder(path).map(Notice::SyncedFolder));
    let presence = if options.is_copy {
        Presence::default()
    } else if options.read_only {
        Presence::look(path)
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
    }
    notices.extend(stopped.and_then(Stopped::notice));
    if let Some(why) = stopped
        && found == 0
    {
        // Nothing was ever written here, and we may not begin.
        return Err(why.error(path));
    }
    // Where somebody else has it open, what waits in the WAL is theirs, nothing ended, and they have looked at the file.
    if unclean && !fresh && found > 0 && presence.alone != Some(false) {
        verify::quick(&db)?;
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
    } else if found <= schema::VERSION {
        db = brought_up(db, options.key.as_ref())?;
    }
    let record = match stopped {
        None => identity::settle(&mut db, options)?,
        Some(_) => identity::as_found(&db, path),
    };
    let (mirror, mirror_state) = match stopped {
        None => second_copy(&mut db, options, record, &mut notices)?,
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
        record,
        is_stamped: options.is_copy,
        mirror,
        mirror_state,
        mirror_place: options.mirror.clone(),
        device,
        keys,
        key_folder: options.key_folder(),
        stopped,
        file,
        rescues: Vec::new(),
        seen: None,
        backups: None,
        _presence: presence,
        office: options.office,
        now: options.now,
    };
    if store.stopped.is_none() && meta::get(&store.db, "fold")?.as_deref() != Some(schema::FOLD) {
        store.rebuild()?;
        meta::set(&store.db, "fold", schema::FOLD)?;
    }
    // One that cannot be read is told where it is needed.
    let is_own = store.stopped.is_none() && !options.is_copy;
    if is_own && matches!(store.lost_marks_key(), Ok(true)) {
        notices.push(Notice::MarksKeyLost(
            store.marks_key(),
            store.unrecognised()?,
        ));
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
    record: Uuid,
    notices: &mut Vec<Notice>,
) -> Result<(Option<Connection>, MirrorState), StoreError> {
    let Some(path) = &options.mirror else {
        return Ok((None, MirrorState::None));
    };
    let refused = match mirror::connect(path, options.key.as_ref(), db, record) {
        Ok(Found::Open(copy)) => Ok(copy),
        Ok(Found::Itself) => Err(Notice::MirrorItself(path.clone())),
        Ok(Found::Other) => Err(match offer::of_mirror(path, options.key.as_ref()) {
            Some(copy) if ops::head(db)? == 0 && copy.ops > 0 => Notice::OnlyMirror(copy),
            Some(_) | None => Notice::MirrorOther(path.clone()),
        }),
        Ok(Found::NoFolder) => Err(Notice::MirrorNoFolder(path.clone())),
        Ok(Found::Gone) => Err(Notice::MirrorGone(path.clone())),
        Err(error) => Err(Notice::MirrorFailed(error.to_string())),
    };
    let mut copy = match refused {
        Ok(copy) => copy,
        Err(notice) => {
            notices.push(notice);
            let why = path.to_string_lossy().into_owned();
            return Ok((None, MirrorState::Failed(why)));
        }
    };
    // Where that fails, what follows tells.
    let _ = mirror::give_way(db, &mut copy);
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

/// Connects for writing, or for reading where writing is not allowed, not asked for or not possible for lack of room.
fn connected(options: &Options) -> Result<(Connection, Option<Stopped>), StoreError> {
    let path = options.path.as_path();
    let key = options.key.as_ref();
    let mut why = Stopped::ReadOnly;
    if !options.read_only {
        let opened = connect::open(path, key, Access::Write);
        match opened.map_err(|e| e.or_lack_of_room(path)) {
            Ok(db) if !is_locked(path) => return Ok((db, None)),
            Ok(_) | Err(StoreError::ReadOnly(_) | StoreError::CannotOpen { .. }) => {}
            Err(StoreError::Full) => why = Stopped::Full,
            Err(StoreError::Quota) => why = Stopped::Quota,
            Err(other) => return Err(other),
        }
    }
    // A copy that is only read is nobody's record, and nothing is left beside it.
    let is_still = options.is_copy && options.read_only && !files::has_wal(path);
    let access = if is_still {
        Access::Frozen
    } else {
        Access::Read
    };
    let readable = connect::open(path, key, access);
    let db = match readable {
        Ok(db) => db,
        Err(_) if !files::has_wal(path) => connect::open(path, key, Access::Frozen)?,
        // Without its WAL the file is older than what was saved: better not at all than silently less.
        Err(_) if why != Stopped::ReadOnly => {
            let db = connect::open(path, key, Access::Alone)?;
            // From a copy, so that nobody is kept out for longer than it takes.
            connect::copy_in_memory(&db, key)?
        }
        Err(other) => return Err(other),
    };
    Ok((db, Some(why)))
}

/// A record that can only be looked at, with the tables of this program: where they are those of an older one, a copy
/// in memory gets them.
fn brought_up(db: Connection, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    let is_folded = meta::get(&db, "fold")?.as_deref() == Some(schema::FOLD);
    if is_folded && schema::version(&db)? == schema::VERSION {
        return Ok(db);
    }
    let mut copy = connect::copy_in_memory(&db, key)?;
    schema::upgrade(&mut copy)?;
    let tx = copy.transaction()?;
    rebuild::refold(&tx)?;
    tx.commit()?;
    Ok(copy)
}

fn is_locked(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly())
}
