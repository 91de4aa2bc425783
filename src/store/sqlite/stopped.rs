//! Why nothing can be recorded in a record that is open.

use super::super::StoreError;
use super::notice::Notice;
use super::schema;
use std::path::Path;

/// Why a record that is open takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// Opened for reading.
    ReadOnly,
    /// Opened for reading, because the disk has no room.
    Full,
    /// Opened for reading, because this user may take no more room.
    Quota,
    /// Written by a newer version, with this schema.
    Newer(i64),
    /// A sync failed: what the disk holds is unknown.
    SyncFailed,
    /// Another file stands in its place.
    Moved,
}

impl Stopped {
    /// The same for whoever wants to record something.
    pub(super) fn error(self, path: &Path) -> StoreError {
        match self {
            Self::ReadOnly => StoreError::ReadOnly(path.to_owned()),
            Self::Full => StoreError::Full,
            Self::Quota => StoreError::Quota,
            Self::Newer(found) => StoreError::Newer {
                path: path.to_owned(),
                found,
                known: schema::VERSION,
            },
            Self::SyncFailed => StoreError::SyncFailed,
            Self::Moved => StoreError::Moved(path.to_owned()),
        }
    }

    /// The same for whoever opens the record; what comes later is told by what then fails.
    pub(super) fn notice(self) -> Option<Notice> {
        match self {
            Self::ReadOnly => Some(Notice::ReadOnly),
            Self::Full => Some(Notice::Full),
            Self::Quota => Some(Notice::Quota),
            Self::Newer(_) => Some(Notice::Newer),
            Self::SyncFailed | Self::Moved => None,
        }
    }
}
