//! Errors of the record: each kind says what happened and what to do.

pub mod canonical;

use super::bundle::BundleError;
use super::files;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fault::told;
use crate::words::fl;
use canonical::NotCanonical;
use rusqlite::ErrorCode;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::path::PathBuf;
use uuid::Uuid;

/// An error of the record. Each kind asks the user to do something else.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program was writing for longer than we wait.
    #[error("another program is writing")]
    Busy,
    /// No room on the disk.
    #[error("the disk is full")]
    Full,
    /// The disk has room, but this user may take no more of it.
    #[error("the quota of the user is used up")]
    Quota,
    /// File or folder may not be written, or the record was opened for reading only.
    #[error("read-only: {0}")]
    ReadOnly(PathBuf),
    /// The disk reported an error. Whether the action was saved is unknown until the record is read.
    #[error("input/output error {code}: {detail}")]
    Io {
        /// Extended result code of SQLite, or 0.
        code: i32,
        /// Message of the library.
        detail: String,
    },
    /// The disk did not confirm that data arrived. What it kept is unknown, so nothing more is written to this file.
    #[error("the disk did not confirm the write")]
    SyncFailed,
    /// Pages, rows or hashes do not fit together.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Not a database of Enishi, or the passphrase is wrong.
    #[error("not an Enishi database: {0}")]
    Foreign(PathBuf),
    /// The file is encrypted, and the passphrase or key does not open it.
    #[error("wrong passphrase, or not an Enishi database: {0}")]
    WrongKey(PathBuf),
    /// A passphrase was given, but the file is not encrypted.
    #[error("not encrypted: {0}")]
    NotEncrypted(PathBuf),
    /// A passphrase was given, but this build cannot encrypt.
    #[error("this build has no encryption")]
    NoEncryption,
    /// Written by a newer version of the program.
    #[error("{path}: schema {found}, this program knows {known}")]
    Newer {
        /// Path of the file.
        path: PathBuf,
        /// Schema of the file.
        found: i64,
        /// The newest schema of this program.
        known: i64,
    },
    /// A link, a device, a pipe or a folder stands where the file should be.
    #[error("not a regular file: {0}")]
    NotRegular(PathBuf),
    /// The file cannot be opened or made.
    #[error("{path}: {detail}")]
    CannotOpen {
        /// Path of the file.
        path: PathBuf,
        /// Reason, as the system gives it.
        detail: String,
    },
    /// The file was moved, deleted or replaced while the program had it open.
    #[error("the file was replaced while open: {0}")]
    Moved(PathBuf),
    /// The file is to be replaced, but another program has it open.
    #[error("open in another program: {0}")]
    InUse(PathBuf),
    /// The key under which erased persons are recognised is gone, and a new one would not recognise them.
    #[error("the key of the marks is gone: {0}")]
    MarksKeyLost(PathBuf),
    /// The record has no such action.
    #[error("no action {0}")]
    UnknownAction(Uuid),
    /// An undo cannot take this action back.
    #[error("action {0} cannot be undone")]
    NotUndoable(Uuid),
    /// Two different histories have the same stream and numbers: a cloned laptop or a restored backup continued to
    /// write.
    #[error("stream {device} {scope}: forked at {seq}")]
    Forked {
        /// Device of the stream: one incarnation of a laptop.
        device: Uuid,
        /// Scope of the stream.
        scope: Clean,
        /// First number that differs.
        seq: u64,
    },
    /// Input that cannot be taken in.
    #[error("line {line}: {detail}")]
    BadInput {
        /// Line in the file, from 1; 0 where there is no line.
        line: usize,
        /// What is wrong with it.
        detail: String,
    },
    /// A line that no export of this program has.
    #[error("line {line}: {what}")]
    NotCanonical {
        /// Line in the file, from 1; 0 where there is no line.
        line: usize,
        /// What is wrong with it.
        what: NotCanonical,
    },
    /// A line carries a signature that does not hold.
    #[error("line {line}: wrong signature")]
    WrongSignature {
        /// Line in the file, from 1; 0 where there is no line.
        line: usize,
    },
    /// A stream that one device has signed comes with the signature of another one.
    #[error("line {line}: stream {device} {scope}: signed by another device at {seq}")]
    ForeignSignature {
        /// Line in the file, from 1; 0 where there is no line.
        line: usize,
        /// The incarnation of the laptop.
        device: Uuid,
        /// The compartment.
        scope: Clean,
        /// The op that carries the signature.
        seq: u64,
    },
    /// A bundle of another laptop that cannot be used here.
    #[error("{0}")]
    Bundle(BundleError),
    /// It is a copy of another record than the one whose place it is to take.
    #[error("a copy of another record: {0}")]
    OtherRecord(PathBuf),
    /// It is another file than the record that cannot be used.
    #[error("{path}: {error}")]
    Other {
        /// Path of that file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<StoreError>,
    },
    /// The SQLite library is too old to be trusted with two writers.
    #[error("SQLite {0} is too old")]
    OldLibrary(String),
}

impl StoreError {
    /// An error of a file that is not opened as a database.
    pub(super) fn of_file(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull => Self::Full,
            ErrorKind::QuotaExceeded => Self::Quota,
            _ => Self::CannotOpen {
                path: path.to_owned(),
                detail: error.to_string(),
            },
        }
    }

    /// Says that there is no room where that is why the disk reported an error.
    pub(super) fn or_lack_of_room(self, path: &Path) -> Self {
        if !matches!(self, Self::Io { .. } | Self::CannotOpen { .. }) {
            return self;
        }
        match files::lack_of_room(path) {
            Some(ErrorKind::QuotaExceeded) => Self::Quota,
            Some(_) => Self::Full,
            None => self,
        }
    }

    /// Whether copies of the record are what helps: nothing can be read from the file as it is.
    pub fn asks_for_copy(&self) -> bool {
        matches!(
            self,
            Self::Damaged(_) | Self::Foreign(_) | Self::WrongKey(_)
        )
    }

    /// What happened and what to do, in the language of the user.
    pub fn explain(&self, words: &Words) -> String {
        let shown = |p: &PathBuf| Clean::line(&p.to_string_lossy()).to_string();
        let clean = |s: &str| Clean::line(&told(words, s)).to_string();
        match self {
            Self::Busy => fl!(words, "store-busy"),
            Self::Full => fl!(words, "store-full"),
            Self::Quota => fl!(words, "store-quota"),
            Self::ReadOnly(path) => fl!(words, "store-read-only", path = shown(path)),
            Self::Io { code, detail } => fl!(
                words,
                "store-io",
                detail = match code {
                    0 => clean(detail),
                    code => format!("SQLite {code}"),
                }
            ),
            Self::SyncFailed => fl!(words, "store-sync-failed"),
            Self::Damaged(detail) => fl!(words, "store-damaged", detail = clean(detail)),
            Self::Foreign(path) => fl!(words, "store-foreign", path = shown(path)),
            Self::WrongKey(path) if !cfg!(feature = "encryption") => {
                fl!(words, "store-locked", path = shown(path))
            }
            Self::WrongKey(path) => fl!(words, "store-wrong-key", path = shown(path)),
            Self::NotEncrypted(path) => fl!(words, "store-not-encrypted", path = shown(path)),
            Self::NoEncryption => fl!(words, "store-no-encryption"),
            Self::Newer { path, found, known } => fl!(
                words,
                "store-newer",
                path = shown(path),
                found = found.to_string(),
                known = known.to_string()
            ),
            Self::NotRegular(path) => fl!(words, "store-not-regular", path = shown(path)),
            Self::CannotOpen { path, detail } => fl!(
                words,
                "store-cannot-open",
                path = shown(path),
                detail = clean(detail)
            ),
            Self::Moved(path) => fl!(words, "store-moved", path = shown(path)),
            Self::InUse(path) => fl!(words, "store-in-use", path = shown(path)),
            Self::MarksKeyLost(path) => fl!(words, "keep-marks-refused", path = shown(path)),
            Self::UnknownAction(_) => fl!(words, "store-unknown-action"),
            Self::NotUndoable(_) => fl!(words, "store-not-undoable"),
            Self::Forked { device, scope, seq } => fl!(
                words,
                "store-forked",
                device = device.to_string(),
                scope = scope.to_string(),
                seq = seq.to_string()
            ),
            Self::BadInput { line, detail } => fl!(
                words,
                "store-bad-input",
                line = line.to_string(),
                detail = clean(detail)
            ),
            Self::NotCanonical { line, what } => fl!(
                words,
                "store-not-canonical",
                line = line.to_string(),
                detail = what.explain(words)
            ),
            Self::WrongSignature { line } => {
                fl!(words, "store-wrong-signature", line = line.to_string())
            }
            Self::ForeignSignature {
                line,
                device,
                scope,
                seq,
            } => fl!(
                words,
                "store-foreign-signature",
                line = line.to_string(),
                device = device.to_string(),
                scope = scope.to_string(),
                seq = seq.to_string()
            ),
            Self::Bundle(error) => error.explain(words),
            Self::OtherRecord(path) => fl!(words, "store-other-record", path = shown(path)),
            Self::Other { error, .. } => error.explain(words),
            Self::OldLibrary(version) => {
                fl!(words, "store-old-library", version = clean(version))
            }
        }
    }

    /// Adds the path to an error that has an empty one.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::ReadOnly(p) if p.as_os_str().is_empty() => Self::ReadOnly(path.to_owned()),
            Self::Foreign(p) if p.as_os_str().is_empty() => Self::Foreign(path.to_owned()),
            Self::Moved(p) if p.as_os_str().is_empty() => Self::Moved(path.to_owned()),
            Self::CannotOpen { path: p, detail } if p.as_os_str().is_empty() => Self::CannotOpen {
                path: path.to_owned(),
                detail,
            },
            other => other,
        }
    }

    /// Says that it is this file that cannot be used, and not the record.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        Self::Other {
            path: path.to_owned(),
            error: Box::new(self),
        }
    }

    /// Says in which line it was met, where that was not known yet.
    #[must_use]
    pub(super) fn in_line(mut self, number: usize) -> Self {
        if let Self::ForeignSignature { line, .. } = &mut self
            && *line == 0
        {
            *line = number;
        }
        self
    }

    /// Whether it is the lines that were offered which cannot be taken in.
    pub fn is_of_input(&self) -> bool {
        matches!(
            self,
            Self::BadInput { .. }
                | Self::NotCanonical { .. }
                | Self::WrongSignature { .. }
                | Self::ForeignSignature { .. }
                | Self::Bundle(_)
        )
    }

    /// Whether the program may try the same action on the same file again without the user.
    pub fn may_retry(&self) -> bool {
        matches!(
            self,
            Self::Busy | Self::Full | Self::Quota | Self::Io { .. }
        )
    }
}

/// Extended codes of SQLite for a failed sync: of a file, of a folder.
const SYNC_FAILED: [i32; 2] = [1034, 1290];
/// Extended code of SQLite: another file is where the open one was.
const MOVED: i32 = 1032;

/// Whether SQLite reports a failed sync.
pub(super) fn is_sync_failure(error: &rusqlite::Error) -> bool {
    let failure = error.sqlite_error();
    failure.is_some_and(|f| SYNC_FAILED.contains(&f.extended_code))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // The statements are our own, so an unexpected result means a damaged row.
            return Self::Damaged(detail);
        };
        let code = failure.extended_code;
        match failure.code {
            _ if SYNC_FAILED.contains(&code) => Self::SyncFailed,
            _ if code == MOVED => Self::Moved(PathBuf::new()),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly(PathBuf::new()),
            ErrorCode::DatabaseCorrupt | ErrorCode::ConstraintViolation => Self::Damaged(detail),
            ErrorCode::NotADatabase => Self::Foreign(PathBuf::new()),
            ErrorCode::CannotOpen => Self::CannotOpen {
                path: PathBuf::new(),
                detail,
            },
            _ => Self::Io { code, detail },
        }
    }
}
