//! What can go wrong with the keys of a device: each kind says what happened, where, and what to do.

use crate::text::Clean;
use crate::words::Words;
use crate::words::fault::told;
use crate::words::fl;
use std::path::Path;
use std::path::PathBuf;

/// The keys of the device cannot be used. Nothing was replaced.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// The system gives no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// A link, a device, a pipe or a folder stands where the key file should be.
    #[error("not a regular file: {0}")]
    NotRegular(PathBuf),
    /// The key file is there, or may be, and cannot be read.
    #[error("{path}: {detail}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why, as the system says it.
        detail: String,
    },
    /// The key file does not say what it said when it was made.
    #[error("damaged: {0}")]
    Damaged(PathBuf),
    /// The key file was made by a newer version of the program.
    #[error("of a newer version: {0}")]
    Newer(PathBuf),
    /// There is no key file, and none can be made.
    #[error("{path}: {detail}")]
    CannotMake {
        /// Which file.
        path: PathBuf,
        /// Why, as the system says it.
        detail: String,
    },
    /// Something sealed was sealed for another device, or was changed on the way.
    #[error("not sealed for this device, or changed")]
    NotForUs,
}

impl DeviceError {
    /// What happened and what to do, in the language of the user.
    pub fn explain(&self, words: &Words) -> String {
        let shown = |p: &Path| Clean::line(&p.to_string_lossy()).to_string();
        let clean = |s: &str| Clean::line(s).to_string();
        match self {
            Self::Random(detail) => {
                fl!(words, "device-random", detail = clean(&told(words, detail)))
            }
            Self::NotRegular(path) => fl!(words, "device-not-regular", path = shown(path)),
            Self::Unreadable { path, detail } => fl!(
                words,
                "device-unreadable",
                path = shown(path),
                detail = clean(&told(words, detail))
            ),
            Self::Damaged(path) => fl!(words, "device-damaged", path = shown(path)),
            Self::Newer(path) => fl!(words, "device-newer", path = shown(path)),
            Self::CannotMake { path, detail } => fl!(
                words,
                "device-cannot-make",
                path = shown(path),
                detail = clean(&told(words, detail))
            ),
            Self::NotForUs => fl!(words, "device-not-for-us"),
        }
    }
}
