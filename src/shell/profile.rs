//! The profile of a Windows user. What roams is copied over the network at every logon and logoff, which is no place for
//! a record; earlier versions kept it there all the same.

use crate::durable;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Folders of settings and data in the part of the profile that stays on this computer, for those in the part that
/// roams. What lies there is moved first; where that fails, it is used where it is.
#[cfg(windows)]
pub fn settled(config: &Path, data: &Path) -> (PathBuf, PathBuf) {
    use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
    let Ok(base) = choose_native_strategy() else {
        return (config.to_owned(), data.to_owned());
    };
    let local = |folder: &Path| {
        let below = folder.strip_prefix(base.data_dir()).unwrap_or(folder);
        let local = base.cache_dir().join(below);
        match move_over(folder, &local) {
            Ok(()) => local,
            Err(_) => folder.to_owned(),
        }
    };
    (local(config), local(data))
}

/// Elsewhere nothing roams.
#[cfg(not(windows))]
pub fn settled(config: &Path, data: &Path) -> (PathBuf, PathBuf) {
    (config.to_owned(), data.to_owned())
}

/// Moves a folder with all that is in it, unless there is one at the new place. The old one stays as a copy, under
/// another name, so that no earlier version goes on with it.
pub fn move_over(old: &Path, new: &Path) -> io::Result<()> {
    if new.exists() || !old.is_dir() {
        return Ok(());
    }
    let part = new.with_extension("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    copy_all(old, &part)?;
    durable::rename(&part, new)?;
    let kept = old.with_extension("moved");
    // Where another program has a file of it open, it keeps its name.
    let _ = fs::rename(old, kept);
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_all(&old, &new)?;
        } else {
            fs::copy(&old, &new)?;
            OpenOptions::new().write(true).open(&new)?.sync_all()?;
        }
    }
    Ok(())
}
