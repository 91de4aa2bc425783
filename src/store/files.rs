//! File operations of the record: private files, free names, durable writes, first bytes, network drives.

use std::fs::OpenOptions;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use uuid::Uuid;

/// Bytes as lower-case hexadecimal digits, two for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    let pairs = bytes.iter().map(|b| [digit(b >> 4), digit(b & 15)]);
    pairs.flatten().collect()
}

/// Identity of a file, independent of its name: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId(pub(crate) u64, pub(crate) u64);

/// Identity of the file at a path. `None`: there is no file, or the system has no such identity.
pub(crate) fn file_id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let meta = std::fs::symlink_metadata(path).ok()?;
        Some(FileId(meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// `path` with `suffix` after the whole name, as SQLite names its files.
pub(crate) fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A free name beside `path`: `enishi-what.db`, `enishi-what-2.db` …
pub(crate) fn beside(path: &Path, what: &str) -> PathBuf {
    let free = (1..1000)
        .map(|n| named(path, what, n))
        .find(|p| !p.exists());
    free.unwrap_or_else(|| named(path, what, 1000))
}

/// The names of [`beside`] that exist, up to the first free one.
pub(crate) fn taken_beside(path: &Path, what: &str) -> impl Iterator<Item = PathBuf> {
    (1..1000)
        .map(|n| named(path, what, n))
        .take_while(|p| p.exists())
}

fn named(path: &Path, what: &str, n: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().unwrap_or_default().to_string_lossy();
    match n {
        1 => path.with_file_name(format!("{stem}-{what}.{end}")),
        n => path.with_file_name(format!("{stem}-{what}-{n}.{end}")),
    }
}

/// Whether the WAL has content: the last program was killed, or another one is running.
pub(crate) fn has_wal(path: &Path) -> bool {
    std::fs::metadata(suffixed(path, "-wal")).is_ok_and(|m| m.len() > 0)
}

/// Kind of a file, judged by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The file has no bytes.
    Empty,
    /// An unencrypted database.
    Plain,
    /// Text, a picture, an archive or a program: files that people mistake for the record.
    Other,
    /// Bytes without any order, as in an encrypted database.
    Noise,
}

/// Judges a file by its first bytes. An encrypted database has no signature, so a file with one is something else.
pub(crate) fn look(path: &Path) -> io::Result<Look> {
    /// Signatures of PNG, JPEG, PDF, ZIP and the formats made of it, gzip, old Office and executables.
    const MARKS: [&[u8]; 9] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"%PDF",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1F\x8B",
        b"\xD0\xCF\x11\xE0",
        b"\x7FELF",
        b"MZ\x90\x00",
    ];
    let mut first = Vec::new();
    std::fs::File::open(path)?
        .take(4096)
        .read_to_end(&mut first)?;
    // The end may be in the middle of a character: it is text all the same.
    let text = match std::str::from_utf8(&first) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    Ok(if first.is_empty() {
        Look::Empty
    } else if first.starts_with(b"SQLite format 3\0") {
        Look::Plain
    } else if text || MARKS.iter().any(|mark| first.starts_with(mark)) {
        Look::Other
    } else {
        Look::Noise
    })
}

/// Whether a file exists and looks encrypted. Such a file may also be no database at all.
pub fn is_encrypted(path: &Path) -> bool {
    look(path).is_ok_and(|look| look == Look::Noise)
}

/// Makes a folder that only its owner can read, if it does not exist.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a new file that only its owner can read. It is an error if the file exists.
pub(crate) fn private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Copies a file. Only the owner can read the copy, which is on the disk when this returns.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut to = private_file(to)?;
    io::copy(&mut std::fs::File::open(from)?, &mut to)?;
    to.sync_all()
}

/// Writes a whole file durably: to another name first, then sync, rename, and sync of the folder.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = suffixed(path, &format!(".{}.part", Uuid::new_v4().simple()));
    let written = private_file(&part)
        .and_then(|mut file| {
            io::Write::write_all(&mut file, bytes)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&part, path))
        .and_then(|()| sync_folder(path));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// Makes the names in the folder of `path` durable.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        std::fs::File::open(folder)?.sync_all()
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}

/// Removes the rights of other users to a file. If that fails, the file belongs to somebody else and stays as it is.
pub(crate) fn keep_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Ok(meta) = std::fs::metadata(path)
            && meta.permissions().mode() & 0o077 != 0
            && meta.permissions().mode() & 0o200 != 0
        {
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    {
        let _ = path;
    }
}

/// Names of folders of sync programs, in lower case. These programs copy files while they are written.
const SYNCED: [&str; 8] = [
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "box sync",
];

/// Name of the folder above `path` that belongs to a sync program, if there is one.
pub(crate) fn synced_folder(path: &Path) -> Option<String> {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let names = path.components().map(|c| c.as_os_str().to_string_lossy());
    names.map(std::borrow::Cow::into_owned).find(|name| {
        let name = name.to_lowercase();
        SYNCED.iter().any(|s| name.starts_with(s))
    })
}

/// Whether `path` lies on a network drive, where locks and syncs cannot be trusted.
#[cfg(target_os = "linux")]
pub(crate) fn is_network(path: &Path) -> bool {
    // The integer type depends on the machine; the values fit 32 bits.
    rustix::fs::statfs(path).is_ok_and(|s| is_network_type(i128::from(s.f_type) & 0xFFFF_FFFF))
}

/// Whether a file system of this type (`statfs`) is on another machine.
#[cfg(target_os = "linux")]
fn is_network_type(kind: i128) -> bool {
    /// Types of NFS, SMB, CIFS, SMB2, FUSE, 9P, AFS, Ceph and Coda.
    const NETWORK: [i128; 9] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x6573_5546,
        0x0102_1997,
        0x5346_414F,
        0x00C3_6400,
        0x7375_7245,
    ];
    NETWORK.contains(&kind)
}

/// Always `false`: this system does not tell.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_network(_: &Path) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_told_from_disks() {
        // NFS and SMB2 against ext4, btrfs, xfs, tmpfs and overlayfs.
        assert!(is_network_type(0x6969) && is_network_type(0xFE53_4D42));
        for disk in [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630] {
            assert!(!is_network_type(disk), "{disk:x}");
        }
        assert!(!is_network(Path::new("/proc")));
        assert!(!is_network(Path::new("/nowhere")));
    }
}
