//! The patent library beside the record: a list of files, and one index of them all in a cache file. The cache is made
//! again when a file has changed.

use super::failure::{Failure, FailureKind};
use super::user_files::{must_be_file, read_all, shown, unreadable, why};
use crate::durable::{self, Readers};
use crate::search::cache::{self, Source, SourceState};
use crate::search::library::{self, Content, Document, LibraryError};
use crate::search::reading::Readings;
use crate::search::{Index, Synonyms};
use crate::store;
use crate::words::{Words, fl};
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
    /// What is known of the file.
    pub state: State,
}

/// What is known of a file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it was read: so many documents.
    Current(usize),
    /// It is new or has changed; it is read when the library is used next.
    Changed,
    /// It cannot be reached. What was read of it before, so many documents, can still be found.
    Away(usize),
    /// It was read and is no list of patents.
    NoList,
}

/// The index of a library, with what is wrong with single files.
#[derive(Debug)]
pub struct Stock {
    /// Index of all documents.
    pub index: Index,
    /// Files that could not be read; the others are in the index.
    pub troubles: Vec<Trouble>,
    /// Files with lines below the table that hold no document, and these lines.
    pub left_out: Vec<(PathBuf, Vec<u64>)>,
}

/// Why a file of the library, or the library itself, could not be read or written.
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

impl Trouble {
    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Content { path, .. } => path,
        }
    }

    /// What happened, why, and what to do.
    pub fn failure(&self, words: &Words) -> Failure {
        match self {
            Self::File { path, error } => unreadable(words, path, error),
            Self::Content { path, error } => {
                let what = fl!(words, "library-unusable", path = shown(path));
                Failure::new(FailureKind::BadFile, what)
                    .because(reason(words, error))
                    .hint(fl!(words, "library-unusable-how"))
            }
        }
    }

    /// One line for a file that is left out while the others are used.
    pub fn line(&self, words: &Words) -> String {
        let why = match self {
            Self::File { error, .. } => why(words, error),
            Self::Content { error, .. } => reason(words, error),
        };
        fl!(
            words,
            "library-left-out",
            path = shown(self.path()),
            why = why
        )
    }
}

fn reason(words: &Words, error: &LibraryError) -> String {
    match error {
        LibraryError::Encoding(at) => fl!(words, "library-encoding", at = (at + 1).to_string()),
        LibraryError::Row { line } => fl!(words, "library-row", line = line.to_string()),
        LibraryError::Binary { line } => fl!(words, "library-binary", line = line.to_string()),
        LibraryError::Markup { line } => fl!(words, "library-markup", line = line.to_string()),
        LibraryError::Header { line } => fl!(words, "library-header", line = line.to_string()),
        LibraryError::Above { line, header } => {
            let (line, header) = (line.to_string(), header.to_string());
            fl!(words, "library-above", line = line, header = header)
        }
        LibraryError::Quote { line } => fl!(words, "library-quote", line = line.to_string()),
        LibraryError::Empty => fl!(words, "library-no-document"),
    }
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

    /// Paths of the files, in the order they were taken in. A list that cannot be read is no empty list.
    pub fn files(&self) -> Result<Vec<PathBuf>, Trouble> {
        let path = self.list();
        let read = match fs::read_to_string(&path) {
            Ok(text) => {
                serde_json::from_str(&text).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        };
        read.map_err(|error| Trouble::File { path, error })
    }

    /// The files, each with what is known of it.
    pub fn members(&self) -> Result<Vec<Member>, Trouble> {
        let sources = cache::sources(&self.cache());
        let state = |path: &PathBuf| match sources.iter().find(|s| s.path == *path) {
            Some(source) => match source.state() {
                SourceState::Current if source.documents == 0 => State::NoList,
                SourceState::Current => State::Current(source.documents),
                SourceState::Changed => State::Changed,
                SourceState::Away => State::Away(source.documents),
            },
            None if must_be_file(path).is_ok() => State::Changed,
            None => State::Away(0),
        };
        let files = self.files()?.into_iter();
        Ok(files
            .map(|path| Member {
                state: state(&path),
                path,
            })
            .collect())
    }

    /// The index, from the cache if no file has changed, otherwise made again. `None`: the library is empty.
    pub fn index(
        &self,
        synonyms: &Synonyms,
        readings: &Readings,
    ) -> Result<Option<Stock>, Trouble> {
        let members = self.members()?;
        if members.is_empty() {
            return Ok(None);
        }
        if members.iter().all(|m| m.state != State::Changed)
            && let Ok(Some(index)) =
                cache::open(&self.cache(), &maker(readings), synonyms, Some(readings))
        {
            return Ok(Some(Stock {
                index,
                troubles: Vec::new(),
                left_out: Vec::new(),
            }));
        }
        let files: Vec<PathBuf> = members.into_iter().map(|m| m.path).collect();
        self.make(&files, synonyms, readings).map(Some)
    }

    /// Makes these files the library: reads them all, builds the index, writes list and cache. A file that cannot be
    /// read takes away only itself.
    pub fn make(
        &self,
        files: &[PathBuf],
        synonyms: &Synonyms,
        readings: &Readings,
    ) -> Result<Stock, Trouble> {
        let mut documents: Vec<Document> = Vec::new();
        let mut sources = Vec::new();
        let (mut troubles, mut left_out) = (Vec::new(), Vec::new());
        for path in files {
            // The stamp comes first: what is written into the file while it is read shows next time.
            let stamp = must_be_file(path).and_then(|()| Source::of(path));
            let taken = taken(path);
            // What is no list is not read again until it changes.
            let count = match &taken {
                Ok(content) => Some(content.documents.len()),
                Err(Trouble::Content { .. }) => Some(0),
                Err(Trouble::File { .. }) => None,
            };
            if let (Some(documents), Ok(stamp)) = (count, stamp) {
                sources.push(stamp.holding(documents));
            }
            match taken {
                Ok(content) => {
                    documents.extend(content.documents);
                    if !content.left_out.is_empty() {
                        left_out.push((path.clone(), content.left_out));
                    }
                }
                Err(trouble) => troubles.push(trouble),
            }
        }
        let documents = library::joined(documents);
        let records = documents.iter().map(Document::record).collect();
        let index = Index::build(records, synonyms, Some(readings));
        self.keep(files, &index, &sources, &maker(readings))
            .map_err(|error| Trouble::File {
                path: self.folder.clone(),
                error,
            })?;
        Ok(Stock {
            index,
            troubles,
            left_out,
        })
    }

    fn keep(
        &self,
        files: &[PathBuf],
        index: &Index,
        sources: &[Source],
        maker: &str,
    ) -> io::Result<()> {
        store::private_folder(&self.folder)?;
        let list = self.list();
        let text = serde_json::to_vec(files)?;
        durable::write(&list, Readers::Owner, |file| file.write_all(&text))?;
        if files.is_empty() {
            return remove(&self.cache());
        }
        cache::save(&self.cache(), index, sources, maker)
    }
}

/// What a file holds.
pub fn taken(path: &Path) -> Result<Content, Trouble> {
    let bytes = read_all(path).map_err(|error| Trouble::File {
        path: path.to_owned(),
        error,
    })?;
    library::read(&bytes).map_err(|error| Trouble::Content {
        path: path.to_owned(),
        error,
    })
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
