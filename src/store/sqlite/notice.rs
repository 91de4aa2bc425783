//! What the user should know about a record that was opened all the same.

use super::super::device::DeviceError;
use super::good_copy::GoodCopy;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fault::told;
use crate::words::fl;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// Something that happened while opening and does not keep anybody from working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file lies on a network drive, where locks cannot be trusted.
    NetworkFolder,
    /// The file lies in a folder that another program copies while we write.
    SyncedFolder(String),
    /// It may only be looked at.
    ReadOnly,
    /// The disk has no room: it may only be looked at until there is some.
    Full,
    /// This user may take no more room: the same.
    Quota,
    /// Written by a newer version: it may only be looked at.
    Newer,
    /// The tables were brought to a newer form; here is the copy from before.
    Upgraded(PathBuf),
    /// The last program did not end in order; the file was checked.
    UncleanEnd,
    /// The file was moved, copied or restored: this laptop goes on under a new identity.
    NewIncarnation,
    /// The keys of this laptop were gone: it goes on as a new device.
    NewKeys,
    /// What was recorded until now has no signature; from here on everything has.
    SigningBegun,
    /// The keys cannot be used, so nothing is signed.
    NoKeys(DeviceError),
    /// So many ops were missing from the file and came back from the second copy.
    TailReplayed(usize),
    /// The second copy cannot be written; the record itself is fine.
    MirrorFailed(String),
    /// The second copy belongs to another record, and is not used.
    MirrorOther(PathBuf),
    /// Nothing is recorded here, and the second copy holds another record: probably the one that was here.
    OnlyMirror(GoodCopy),
    /// The keys that find erased persons again are gone, and so many are not recognised.
    MarksKeyLost(PathBuf, usize),
    /// The second copy would be the record itself.
    MirrorItself(PathBuf),
    /// The folder of the second copy is not there.
    MirrorNoFolder(PathBuf),
    /// The second copy is not there any more.
    MirrorGone(PathBuf),
    /// An op says it was written later than now: some clock is or was wrong.
    ClockAhead,
}

impl Notice {
    /// Whether it stays until somebody has read it: what is to be done about it is theirs.
    pub fn is_grave(&self) -> bool {
        !matches!(
            self,
            Self::Upgraded(_) | Self::UncleanEnd | Self::NewIncarnation | Self::SigningBegun
        )
    }

    /// The copy that may be restored in the place of nothing.
    pub fn into_offer(self) -> Option<GoodCopy> {
        if let Self::OnlyMirror(copy) = self {
            return Some(copy);
        }
        None
    }

    /// The same for a person.
    pub fn explain(&self, words: &Words) -> String {
        let shown = |p: &Path| Clean::line(&p.to_string_lossy()).to_string();
        match self {
            Self::NetworkFolder => fl!(words, "store-notice-network"),
            Self::SyncedFolder(name) => {
                fl!(
                    words,
                    "store-notice-synced",
                    name = Clean::line(name).to_string()
                )
            }
            Self::ReadOnly => fl!(words, "store-notice-read-only"),
            Self::Full => fl!(words, "store-full"),
            Self::Quota => fl!(words, "store-quota"),
            Self::Newer => fl!(words, "store-notice-newer"),
            Self::Upgraded(path) => fl!(words, "store-notice-upgraded", path = shown(path)),
            Self::UncleanEnd => fl!(words, "store-notice-unclean"),
            Self::NewIncarnation => fl!(words, "store-notice-incarnation"),
            Self::NewKeys => fl!(words, "store-notice-keys-new"),
            Self::SigningBegun => fl!(words, "store-notice-keys-begun"),
            Self::NoKeys(error) => {
                fl!(
                    words,
                    "store-notice-keys-failed",
                    detail = error.explain(words)
                )
            }
            Self::TailReplayed(count) => {
                fl!(words, "store-notice-replayed", count = count.to_string())
            }
            Self::MirrorFailed(detail) => fl!(
                words,
                "store-notice-mirror",
                detail = Clean::line(&told(words, detail)).to_string()
            ),
            Self::MirrorOther(path) => {
                fl!(words, "store-notice-mirror-other", path = shown(path))
            }
            Self::OnlyMirror(copy) => fl!(
                words,
                "keep-only-mirror",
                path = shown(&copy.path),
                until = copy
                    .until
                    .to_zoned(TimeZone::system())
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string(),
                sessions = copy.sessions,
                pairings = copy.pairings
            ),
            Self::MarksKeyLost(path, count) => {
                fl!(words, "keep-marks-lost", path = shown(path), count = *count)
            }
            Self::MirrorItself(path) => {
                fl!(words, "store-notice-mirror-itself", path = shown(path))
            }
            Self::MirrorNoFolder(path) => {
                fl!(words, "store-notice-mirror-folder", path = shown(path))
            }
            Self::MirrorGone(path) => fl!(words, "store-notice-mirror-gone", path = shown(path)),
            Self::ClockAhead => fl!(words, "store-notice-clock"),
        }
    }
}
