//! Floor 0: writing a file whole. It is written under another name, synced and renamed, so that a reader meets the old
//! content or the new one, and after a power cut it is one of the two.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;
use tempfile::{Builder, TempPath};

/// End of the names under which files are written before they get their own.
pub const PART: &str = ".part";

/// How often a rename is tried that another program prevents, and how long each time waits for it.
const RENAMES: (u32, Duration) = (20, Duration::from_millis(50));

/// Who can read a file that is new. One that is replaced keeps its rights, unless it was meant for its owner alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner.
    Owner,
    /// Whoever reads other files of this user.
    AsUsual,
}

/// Writes what `fill` writes as the whole content of `path`. It is on the disk when this returns; after an error the old
/// content is in place.
pub fn write(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut part = part(path, readers, fill)?;
    let (tries, wait) = RENAMES;
    for tried in 0.. {
        match part.persist(path) {
            Ok(()) => break,
            Err(error) if tried < tries && is_held(&error.error) => {
                std::thread::sleep(wait);
                part = error.path;
            }
            Err(error) => return Err(error.error),
        }
    }
    sync_folder(path)
}

/// The same for a file that must not be there yet: whatever has the name stays as it is, and that is an error.
pub fn write_new(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let part = part(path, readers, fill)?;
    part.persist_noclobber(path).map_err(|e| e.error)?;
    sync_folder(path)
}

/// The content under a name of its own beside `path`, on the disk and closed: Windows renames no file that is open.
fn part(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<TempPath> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!("{name}.");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(PART);
    let rights = rights(path, readers);
    if let Some(rights) = rights {
        builder.permissions(rights);
    }
    let mut part = builder.tempfile_in(folder(path))?;
    fill(part.as_file_mut())?;
    part.as_file().sync_all()?;
    Ok(part.into_temp_path())
}

/// The rights of the new file; `None`: only its owner may read it.
fn rights(path: &Path, readers: Readers) -> Option<fs::Permissions> {
    if readers == Readers::Owner {
        return None;
    }
    if let Ok(old) = fs::metadata(path) {
        return Some(old.permissions()).filter(|_| cfg!(unix));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The mask of the user takes away from these.
        Some(fs::Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// Gives a file that is on the disk its name, in the place of whatever has it. The name is durable when this returns.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let (tries, wait) = RENAMES;
    for tried in 0.. {
        match fs::rename(from, to) {
            Ok(()) => break,
            Err(error) if tried < tries && is_held(&error) => std::thread::sleep(wait),
            Err(error) => return Err(error),
        }
    }
    sync_folder(to)
}

/// Whether Windows refuses because another program has the file open, for example a virus scanner: access denied,
/// sharing violation, lock violation.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Makes the names in the folder of `path` durable. Windows does that by itself and has no call for it.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        File::open(folder(path))?.sync_all()
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}

/// The folder in which a file lies.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
