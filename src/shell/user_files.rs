//! Files that a user names. Only ordinary files are opened, they are read up to a limit, their paths are shown without
//! control characters, and a file that cannot be read is reported as a failure.

use super::failure::{Failure, FailureKind};
use crate::text::Clean;
use crate::words::Words;
pub use crate::words::fault::of_system as why;
use crate::words::fl;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Most bytes read of a session file: one more than is accepted, so that a larger file is noticed.
const MOST: u64 = (8 << 20) + 1;

/// The failure for a file that cannot be read, with the reason and a hint.
pub fn unreadable(words: &Words, path: &Path, error: &io::Error) -> Failure {
    let path = shown(path);
    Failure::new(
        FailureKind::Failed,
        fl!(words, "shell-unreadable", path = path),
    )
    .because(why(words, error))
    .hint(fl!(words, "shell-unreadable-how"))
}

/// A path for a message, without control characters.
pub fn shown(path: &Path) -> String {
    Clean::line(&path.to_string_lossy()).to_string()
}

/// An error if there is something else than an ordinary file: a folder, or a device or pipe, which may never end and
/// may wait for somebody for ever. That there is nothing is an error, too.
pub fn must_be_file(path: &Path) -> io::Result<()> {
    judged(&fs::metadata(path)?)
}

/// Opens a file. What is none is refused before it is opened, because opening a pipe waits for its other end.
pub fn open(path: &Path) -> io::Result<File> {
    must_be_file(path)?;
    let file = File::open(path)?;
    judged(&file.metadata()?)?;
    Ok(file)
}

fn judged(meta: &Metadata) -> io::Result<()> {
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(())
}

/// Reads a file, but stops one byte after the largest accepted size of a session file.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file of any size.
pub fn read_all(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Most bytes of a list that is taken in.
const LIST: u64 = 256 << 20;

/// Reads a list of any kind; one that is larger than a list can be, or changes while it is read, is an error.
pub fn read_list(path: &Path) -> io::Result<Vec<u8>> {
    read_beside(path, || {})
}

fn read_beside(path: &Path, meanwhile: impl FnOnce()) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let state = |file: &File| {
        let meta = file.metadata()?;
        Ok::<_, io::Error>((meta.len(), meta.modified().ok()))
    };
    let before = state(&file)?;
    let mut bytes = Vec::new();
    (&file).take(LIST + 1).read_to_end(&mut bytes)?;
    meanwhile();
    // Half of an old file and half of a new one look like a file.
    if state(&file)? != before {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Reads a text of the size of a session file.
pub fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read_bytes(path)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_list_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("名簿.csv");
        fs::write(&path, "氏名\n").unwrap();
        assert_eq!(read_list(&path).unwrap(), "氏名\n".as_bytes());
        let more = || {
            let mut file = File::options().append(true).open(&path).unwrap();
            file.write_all("田中\n".as_bytes()).unwrap();
        };
        let error = read_beside(&path, more).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ResourceBusy);
    }
}
