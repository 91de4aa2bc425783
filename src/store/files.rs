//! File operations of the record: private files, free names, durable writes, first bytes, network drives.

use crate::durable::{self, PART, Readers};
use file_id::FileId;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::path::PathBuf;

/// Bytes as lower-case hexadecimal digits, two for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    let pairs = bytes.iter().map(|b| [digit(b >> 4), digit(b & 15)]);
    pairs.flatten().collect()
}

/// Identity of the file at a path, whatever its name. `None`: there is no file, or the system has no such identity.
pub(crate) fn file_id(path: &Path) -> Option<FileId> {
    file_id::get_file_id(path).ok()
}

/// `path` with `suffix` after the whole name, as SQLite names its files.
pub(crate) fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A free name beside `path`: `enishi-what.db`, `enishi-what-2.db` … Later ones have higher numbers.
pub(crate) fn beside(path: &Path, what: &str) -> PathBuf {
    let last = all_beside(path, what).pop();
    named(path, what, last.map_or(1, |(number, _)| number + 1))
}

/// Every file with a name of [`beside`], with its number, the oldest first.
pub(crate) fn all_beside(path: &Path, what: &str) -> Vec<(u32, PathBuf)> {
    let mut found: Vec<(u32, PathBuf)> = names_in(folder(path))
        .filter_map(|name| {
            let number = number_of(path, what, &name)?;
            Some((number, path.with_file_name(name)))
        })
        .collect();
    found.sort();
    found
}

/// The number in a name of [`beside`]; `None`: it is another name.
pub(crate) fn number_of(path: &Path, what: &str, name: &str) -> Option<u32> {
    let [stem, end] = parts(path);
    let rest = name.strip_prefix(&format!("{stem}-{what}"))?;
    let rest = rest.strip_suffix(&format!(".{end}"))?;
    let number = match rest.strip_prefix('-') {
        None => rest.is_empty().then_some(1),
        Some(digits) => digits.parse().ok(),
    };
    // Written as we write it, or it is somebody else's.
    number.filter(|n| {
        named(path, what, *n)
            .file_name()
            .is_some_and(|own| own == name)
    })
}

/// The names of the files in a folder; none where it cannot be read.
pub(crate) fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok())
}

/// The folder in which a file lies.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn named(path: &Path, what: &str, n: u32) -> PathBuf {
    let [stem, end] = parts(path);
    match n {
        1 => path.with_file_name(format!("{stem}-{what}.{end}")),
        n => path.with_file_name(format!("{stem}-{what}-{n}.{end}")),
    }
}

/// Name of a file without its end, and the end.
fn parts(path: &Path) -> [String; 2] {
    [path.file_stem(), path.extension()]
        .map(|part| part.unwrap_or_default().to_string_lossy().into_owned())
}

/// Whether the WAL has content: the last program was killed, or another one is running.
pub(crate) fn has_wal(path: &Path) -> bool {
    std::fs::metadata(suffixed(path, "-wal")).is_ok_and(|m| m.len() > 0)
}

/// Whether nothing is in a file, nor in its WAL.
pub(crate) fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.len() == 0) && !has_wal(path)
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

/// Writes a whole file durably, which only its owner can read.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    durable::write(path, Readers::Owner, |file| file.write_all(bytes))
}

/// Makes the content of a file durable. Windows does that only where it may write.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Why no more can be written into the folder of a file. `None`: there is room, or another reason.
pub(crate) fn lack_of_room(path: &Path) -> Option<ErrorKind> {
    /// More than a commit of one action needs.
    const SOME: usize = 64 << 10;
    let probe = tempfile::Builder::new()
        .suffix(PART)
        .tempfile_in(folder(path));
    let written = probe.and_then(|mut file| file.write_all(&vec![0; SOME]));
    let kind = written.err()?.kind();
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded).then_some(kind)
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

/// Whether `path` lies on a network drive: in its full form it then names a server, also where a letter stands for it.
#[cfg(windows)]
pub(crate) fn is_network(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let first = full.components().next();
    matches!(first, Some(Component::Prefix(prefix))
        if matches!(prefix.kind(), Prefix::VerbatimUNC(..) | Prefix::UNC(..)))
}

/// Always `false`: this system does not tell.
#[cfg(not(any(target_os = "linux", windows)))]
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
