//! Opening a record, in an order that matters: what the file is, before SQLite touches it; whose it is, before anything
//! is set; how old it is, before anything is written; and what happened since, before anything is promised.

use super::super::StoreError;
use super::super::files;
use super::connect::Access;
use super::mirror::MirrorState;
use super::{SqliteStore, Stopped, connect, mirror, schema, verify};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use uuid::Uuid;

/// How a record is to be opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The file.
    pub path: PathBuf,
    /// What tells this laptop from others, for example from [`machine_id`]. A record that wakes up on another laptop or
    /// in another place goes on as a new incarnation, so that two copies never write the same stream.
    pub machine: Option<String>,
    /// Where the second copy of the ops is kept.
    pub mirror: Option<PathBuf>,
    /// Passphrase or key of an encrypted record.
    pub key: Option<Key>,
    /// Look only.
    pub read_only: bool,
}

/// Passphrase of an encrypted record. Never shown, not even to a debugger's print.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A passphrase as the user types it; the ends are trimmed, because a key file ends in a line feed.
    pub fn new(passphrase: &str) -> Self {
        Self(passphrase.trim().to_owned())
    }

    /// The passphrase in a key file: a small regular file, of which others should not be able to read a byte.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let cannot = |e: io::Error| StoreError::CannotOpen {
            path: path.to_owned(),
            detail: e.to_string(),
        };
        let meta = std::fs::metadata(path).map_err(cannot)?;
        if !meta.is_file() || meta.len() > LONGEST_KEY {
            return Err(StoreError::NotRegular(path.to_owned()));
        }
        let key = Self::new(&std::fs::read_to_string(path).map_err(cannot)?);
        if key.0.is_empty() {
            return Err(StoreError::WrongKey(path.to_owned()));
        }
        Ok(key)
    }

    #[cfg_attr(
        not(feature = "encryption"),
        expect(dead_code, reason = "nothing can be unlocked in this build")
    )]
    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

/// The longest key file.
const LONGEST_KEY: u64 = 4096;

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// A record that is open, and what the user should know about it.
#[derive(Debug)]
pub struct Opened {
    /// The record.
    pub store: SqliteStore,
    /// In the order they were found.
    pub notices: Vec<Notice>,
}

/// Something that happened while opening and does not keep anybody from working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file lies on a network drive, where locks cannot be trusted.
    NetworkFolder,
    /// The file lies in a folder that another program copies while we write.
    SyncedFolder(String),
    /// It may only be looked at.
    ReadOnly,
    /// Written by a newer version: it may only be looked at.
    Newer,
    /// The tables were brought to a newer form; here is the copy from before.
    Upgraded(PathBuf),
    /// The last program did not end in order; the file was checked.
    UncleanEnd,
    /// The file was moved, copied or restored: this laptop goes on under a new identity.
    NewIncarnation,
    /// So many ops were missing from the file and came back from the second copy.
    TailReplayed(usize),
    /// The second copy cannot be written; the record itself is fine.
    MirrorFailed(String),
    /// An op says it was written later than now: some clock is or was wrong.
    ClockAhead,
}

impl Notice {
    /// Whether it stays until somebody has read it: what is to be done about it is theirs.
    pub fn is_grave(&self) -> bool {
        !matches!(
            self,
            Self::Upgraded(_) | Self::UncleanEnd | Self::NewIncarnation
        )
    }

    /// The same for a person.
    pub fn explain(&self, words: &Words) -> String {
        let loader = words.loader();
        let shown = |p: &Path| Clean::line(&p.to_string_lossy()).to_string();
        match self {
            Self::NetworkFolder => fl!(loader, "store-notice-network"),
            Self::SyncedFolder(name) => {
                fl!(
                    loader,
                    "store-notice-synced",
                    name = Clean::line(name).to_string()
                )
            }
            Self::ReadOnly => fl!(loader, "store-notice-read-only"),
            Self::Newer => fl!(loader, "store-notice-newer"),
            Self::Upgraded(path) => fl!(loader, "store-notice-upgraded", path = shown(path)),
            Self::UncleanEnd => fl!(loader, "store-notice-unclean"),
            Self::NewIncarnation => fl!(loader, "store-notice-incarnation"),
            Self::TailReplayed(count) => {
                fl!(loader, "store-notice-replayed", count = count.to_string())
            }
            Self::MirrorFailed(detail) => fl!(
                loader,
                "store-notice-mirror",
                detail = Clean::line(detail).to_string()
            ),
            Self::ClockAhead => fl!(loader, "store-notice-clock"),
        }
    }
}

impl Options {
    /// A record at `path`, nothing else said.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }
}

pub(super) fn open(options: &Options) -> Result<Opened, StoreError> {
    let path = options.path.as_path();
    let mut notices = Vec::new();
    let fresh = claim(path, options.read_only)?;
    if files::is_network(path) {
        notices.push(Notice::NetworkFolder);
    }
    notices.extend(files::synced_folder(path).map(Notice::SyncedFolder));
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
        notices.push(Notice::UncleanEnd);
    }
    if stopped.is_none() {
        if found > 0 && found < schema::VERSION {
            let copy = files::beside(path, "before-upgrade");
            super::backup::copy(&db, &copy, options.key.as_ref())?;
            notices.push(Notice::Upgraded(copy));
        }
        schema::upgrade(&mut db).map_err(|e| e.at(path))?;
    }
    let (mirror, mirror_state) = match stopped {
        None => second_copy(&mut db, options, &mut notices)?,
        Some(_) => (None, MirrorState::None),
    };
    let home = home(options);
    let (device, renewed) = match stopped {
        None => incarnation(&mut db, home.as_deref())?,
        Some(_) => (
            meta(&db, "device")?
                .and_then(|t| t.parse().ok())
                .unwrap_or_default(),
            false,
        ),
    };
    if renewed {
        notices.push(Notice::NewIncarnation);
    }
    let mut store = SqliteStore {
        db,
        path: path.to_owned(),
        key: options.key.clone(),
        mirror,
        mirror_state,
        device,
        stopped,
        file,
        rescues: Vec::new(),
    };
    if store.stopped.is_none() && meta(&store.db, "fold")?.as_deref() != Some(schema::FOLD) {
        store.rebuild()?;
        set_meta(&store.db, "fold", schema::FOLD)?;
    }
    Ok(Opened { store, notices })
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
pub fn unlocks(path: &Path, key: &Key) -> Result<(), StoreError> {
    connect::open(path, Some(key), Access::Read).map(drop)
}

/// Makes sure that a regular file of the right owner stands at `path`. `true`: it was made now.
pub(super) fn claim(path: &Path, read_only: bool) -> Result<bool, StoreError> {
    let cannot = |e: io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    for beside in [
        path.to_owned(),
        files::suffixed(path, "-wal"),
        files::suffixed(path, "-shm"),
    ] {
        match std::fs::symlink_metadata(&beside) {
            Ok(meta) if !meta.is_file() => return Err(StoreError::NotRegular(beside)),
            _ => {}
        }
    }
    if path.exists() {
        if !read_only {
            files::keep_private(path);
        }
        return Ok(false);
    }
    if read_only {
        return Err(cannot(io::ErrorKind::NotFound.into()));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        files::private_folder(folder).map_err(cannot)?;
    }
    // SQLite itself would make the file readable for everybody.
    match files::private_file(path) {
        Ok(file) => file.sync_all().map_err(cannot)?,
        // Another program was faster.
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(e) => return Err(cannot(e)),
    }
    files::sync_folder(path).map_err(cannot)?;
    Ok(true)
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

/// The incarnation that writes here, and whether it is new although the record is not.
fn incarnation(db: &mut Connection, home: Option<&str>) -> Result<(Uuid, bool), StoreError> {
    let known = meta(db, "device")?.and_then(|text| text.parse().ok());
    let lives = meta(db, "home")?;
    if let Some(device) = known
        && (home.is_none() || home == lives.as_deref())
    {
        return Ok((device, false));
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done the same since.
    let known: Option<Uuid> = meta(&tx, "device")?.and_then(|text| text.parse().ok());
    let lives = meta(&tx, "home")?;
    let moved = home.is_some() && lives.is_some() && home != lives.as_deref();
    let device = known.filter(|_| !moved).unwrap_or_else(Uuid::new_v4);
    set_meta(&tx, "device", &device.to_string())?;
    if let Some(home) = home {
        set_meta(&tx, "home", home)?;
    }
    connect::commit(tx)?;
    Ok((device, moved))
}

/// Where a record lives: this laptop, this place, this very file. Kept as a hash, because a path names its user.
fn home(options: &Options) -> Option<String> {
    let machine = options.machine.as_ref()?;
    let path = std::fs::canonicalize(&options.path).ok()?;
    let file = files::file_id(&path).map_or(0, |files::FileId(_, inode)| inode);
    let mut sha = Sha256::new();
    sha.update(machine.as_bytes());
    sha.update([0]);
    sha.update(path.to_string_lossy().as_bytes());
    sha.update(file.to_be_bytes());
    Some(files::hex(&sha.finalize()))
}

pub(super) fn meta(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?)
}

pub(super) fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.execute("INSERT OR REPLACE INTO meta VALUES(?1, ?2)", [key, value])?;
    Ok(())
}

/// What tells this laptop from others: drawn once and kept in `folder`, outside the record so that a copied record does
/// not carry it along.
pub fn machine_id(folder: &Path) -> Result<String, StoreError> {
    let path = folder.join("machine");
    let cannot = |e: io::Error| StoreError::CannotOpen {
        path: path.clone(),
        detail: e.to_string(),
    };
    match std::fs::read_to_string(&path) {
        Ok(id) if !id.trim().is_empty() => return Ok(id.trim().to_owned()),
        _ => {}
    }
    files::private_folder(folder).map_err(cannot)?;
    let id = Uuid::new_v4().to_string();
    files::write_private(&path, id.as_bytes()).map_err(cannot)?;
    Ok(id)
}
