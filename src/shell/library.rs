//! The patent library beside the record: a list of files, and one index of them all in a cache file. The cache is made
//! again when a file has changed.

use super::user_files::shown;
use crate::durable::{self, Readers};
use crate::search::cache::{self, Source};
use crate::search::library::{self, Document, LibraryError};
use crate::search::reading::Readings;
use crate::search::{Index, Synonyms};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Stamp of the readings of words: the cache depends on them, besides its sources and the version of the program.
fn maker(readings: &Readings) -> String {
    format!("library {:016x}", readings.stamp())
}

/// The patent library of a record.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
}

/// A file of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Path of the file.
    pub path: PathBuf,
    /// Whether the file exists and has not changed since it was taken in.
    pub current: bool,
}

/// Why the library could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A file cannot be read or written.
    #[error("{}: {error}", shown(.path))]
    File {
        /// Path of the file or folder.
        path: PathBuf,
        /// Error of the system.
        error: io::Error,
    },
    /// A file is not a list of patents.
    #[error("{}: {error}", shown(.path))]
    Content {
        /// Path of the file.
        path: PathBuf,
        /// What is wrong with the content.
        error: LibraryError,
    },
}

impl Library {
    /// A library in a folder, which need not exist yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Folder with the list and the cache of the library.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn cache(&self) -> PathBuf {
        self.folder.join("library.cache")
    }

    fn list(&self) -> PathBuf {
        self.folder.join("files.json")
    }

    /// Paths of the files, in the order they were taken in.
    pub fn files(&self) -> Vec<PathBuf> {
        let text = fs::read_to_string(self.list()).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The files, each with whether it is unchanged.
    pub fn members(&self) -> Vec<Member> {
        let sources = cache::sources(&self.cache());
        let files = self.files().into_iter();
        files
            .map(|path| Member {
                current: sources.iter().any(|s| s.path == path && s.is_current()),
                path,
            })
            .collect()
    }

    /// The index, from the cache if that is current, otherwise made again. `None`: the library is empty.
    pub fn index(
        &self,
        synonyms: &Synonyms,
        readings: &Readings,
    ) -> Result<Option<Index>, Trouble> {
        let members = self.members();
        if members.is_empty() {
            return Ok(None);
        }
        if members.iter().all(|m| m.current)
            && let Ok(Some(index)) =
                cache::open(&self.cache(), &maker(readings), synonyms, Some(readings))
        {
            return Ok(Some(index));
        }
        let files: Vec<PathBuf> = members.into_iter().map(|m| m.path).collect();
        self.make(&files, synonyms, readings).map(Some)
    }

    /// Makes these files the library: reads them all, builds the index, writes list and cache. Returns the index.
    pub fn make(
        &self,
        files: &[PathBuf],
        synonyms: &Synonyms,
        readings: &Readings,
    ) -> Result<Index, Trouble> {
        let mut documents: Vec<Document> = Vec::new();
        let mut sources = Vec::new();
        for path in files {
            let trouble = |error| Trouble::File {
                path: path.clone(),
                error,
            };
            let source = Source::of(path).map_err(trouble)?;
            let bytes = fs::read(path).map_err(trouble)?;
            let read = library::read(&bytes).map_err(|error| Trouble::Content {
                path: path.clone(),
                error,
            })?;
            documents.extend(read);
            sources.push(source);
        }
        let documents = library::joined(documents);
        let records = documents.iter().map(Document::record).collect();
        let index = Index::build(records, synonyms, Some(readings));
        self.keep(files, &index, &sources, &maker(readings))
            .map_err(|error| Trouble::File {
                path: self.folder.clone(),
                error,
            })?;
        Ok(index)
    }

    fn keep(
        &self,
        files: &[PathBuf],
        index: &Index,
        sources: &[Source],
        maker: &str,
    ) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let list = self.list();
        let text = serde_json::to_vec(files)?;
        durable::write(&list, Readers::AsUsual, |file| file.write_all(&text))?;
        if files.is_empty() {
            return remove(&self.cache());
        }
        cache::save(&self.cache(), index, sources, maker)
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
