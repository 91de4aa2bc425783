//! The file of the secret keys: text, four lines, readable by its owner only.
//!
//! ```text
//! enishi device key 1
//! sign <64 digits>
//! receive <64 digits>
//! check <64 digits>
//! ```
//!
//! `check` is a SHA-256 over both keys: a key with one wrong bit would otherwise be another device without a word.
//! The file is written beside its place, synced, and linked into place: a link never replaces what is there, so of two
//! programs the first one wins and the second one reads what the first one made.

use super::super::files;
use super::super::hex;
use super::error::DeviceError;
use super::message::message;
use super::sealed_box::draw;
use crate::durable;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The name of the file in the data folder.
pub const NAME: &str = "device.key";

/// What every version of the file begins with.
const FAMILY: &str = "enishi device key ";

/// The version this program writes.
const VERSION: &str = "1";

/// The label of the check sum.
const CHECK: &[u8] = b"enishi device key 1 check";

/// A file of this program is far shorter.
const LONGEST: u64 = 4096;

/// The two secret keys as they lie in the file.
pub(super) struct Secrets {
    pub(super) sign: Zeroizing<[u8; 32]>,
    pub(super) receive: Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// New ones.
    pub(super) fn draw() -> Result<Self, DeviceError> {
        Ok(Self {
            sign: draw()?,
            receive: draw()?,
        })
    }

    fn check(&self) -> [u8; 32] {
        let message = Zeroizing::new(message(CHECK, &[&*self.sign, &*self.receive]));
        Sha256::digest(&*message).into()
    }

    fn text(&self) -> Zeroizing<String> {
        // Large enough from the start: a text that grows leaves its beginning behind in the memory.
        let mut text = Zeroizing::new(String::with_capacity(512));
        text.push_str(FAMILY);
        text.push_str(VERSION);
        for (name, bytes) in [
            ("sign", &*self.sign),
            ("receive", &*self.receive),
            ("check", &self.check()),
        ] {
            text.push('\n');
            text.push_str(name);
            text.push(' ');
            text.push_str(&Zeroizing::new(files::hex(bytes)));
        }
        text.push('\n');
        text
    }

    /// The keys in the text of a file; `None`: it is not what [`Self::text`] writes.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split_terminator('\n').skip(1);
        let mut next = |name: &str| {
            let digits = lines.next()?.strip_prefix(name)?.strip_prefix(' ')?;
            hex::array(digits).map(Zeroizing::new)
        };
        let secrets = Self {
            sign: next("sign")?,
            receive: next("receive")?,
        };
        // Written again it must be the same: that compares the check sum, and everything that was not looked at.
        (*secrets.text() == *text).then_some(secrets)
    }
}

/// Reads the file. `None`: nothing stands at `path`. Makes nothing and changes nothing but a mode that lets others read.
pub(super) fn read(path: &Path) -> Result<Option<Secrets>, DeviceError> {
    let unreadable = |e: &io::Error| DeviceError::Unreadable {
        path: path.to_owned(),
        detail: e.to_string(),
    };
    let file = match unfollowed(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        // Only a path at which nothing stands, not even a broken link, is one without keys.
        Err(error) => match std::fs::symlink_metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(DeviceError::NotRegular(path.to_owned())),
            Ok(_) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) if e.kind() == ErrorKind::NotFound && error.kind() == ErrorKind::NotFound => {
                return Ok(None);
            }
            _ => return Err(unreadable(&error)),
        },
    };
    let meta = file.metadata().map_err(|e| unreadable(&e))?;
    if !meta.is_file() {
        return Err(DeviceError::NotRegular(path.to_owned()));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(8192));
    let read = (&file).take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| unreadable(&e))?;
    keep_private(&file, &meta);
    tidy(path, &meta);
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    if let Some(secrets) = Secrets::parse(text) {
        return Ok(Some(secrets));
    }
    let version = text.lines().next().and_then(|l| l.strip_prefix(FAMILY));
    let newer = version.and_then(|v| v.parse::<u32>().ok());
    Err(if newer.is_some_and(|v| v > 1) {
        DeviceError::Newer(path.to_owned())
    } else {
        DeviceError::Damaged(path.to_owned())
    })
}

/// Makes the file, whole and on the disk when this returns. Where something stands at `path` it stays.
pub(super) fn make(path: &Path, secrets: &Secrets) -> Result<(), DeviceError> {
    let part = files::suffixed(path, &format!(".{}.part", Uuid::new_v4().simple()));
    let made = files::private_file(&part)
        .and_then(|mut file| {
            file.write_all(secrets.text().as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| match std::fs::hard_link(&part, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => move_locked(&part, path),
            linked => linked,
        });
    // After a move it is gone already.
    let _ = std::fs::remove_file(&part);
    match made {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        // Also where another program made it: it may not have come to this yet.
        _ => durable::sync_folder(path),
    }
    .map_err(|e| DeviceError::CannotMake {
        path: path.to_owned(),
        detail: e.to_string(),
    })
}

/// Moves the file into place where the file system has no links (FAT on a memory stick). A move would replace what is
/// there, so only one program at a time looks and moves.
fn move_locked(part: &Path, path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let lock = unfollowed(&mut options).open(files::suffixed(path, ".lock"))?;
    lock.lock()?;
    match std::fs::symlink_metadata(path) {
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == ErrorKind::NotFound => std::fs::rename(part, path),
        Err(error) => Err(error),
    }
}

/// Opens the file itself, never what a link points to, and does not wait for the other end of a pipe.
fn unfollowed(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.cast_signed());
    }
    #[cfg(windows)]
    {
        /// `FILE_FLAG_OPEN_REPARSE_POINT`
        const REPARSE_POINT: u32 = 0x0020_0000;
        std::os::windows::fs::OpenOptionsExt::custom_flags(options, REPARSE_POINT);
    }
    options
}

/// Takes the file away from other users. Where that fails it is somebody else's.
fn keep_private(file: &File, meta: &std::fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if meta.permissions().mode() & 0o077 != 0 {
            let _ = file.set_permissions(std::fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (file, meta);
    }
}

/// Removes the second name of the file, which a program leaves that is killed between linking and removing.
fn tidy(path: &Path, meta: &std::fs::Metadata) {
    #[cfg(unix)]
    {
        if std::os::unix::fs::MetadataExt::nlink(meta) < 2 {
            return;
        }
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
        let entries = std::fs::read_dir(folder.unwrap_or(Path::new(".")));
        for entry in entries.into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let part = entry.path().extension().is_some_and(|e| e == "part");
            let ours = part && name.starts_with(NAME);
            if ours && files::file_id(&entry.path()) == files::file_id(path) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (path, meta);
    }
}

#[cfg(test)]
mod tests;
