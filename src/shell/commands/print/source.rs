//! Of which session something is printed: of a file, or of the record.

use crate::domain::book::Book;
use crate::domain::reading::Reading;
use crate::domain::roster::Session;
use crate::shell::args::{ChangedArgs, PrintSource};
use crate::shell::changed;
use crate::shell::commands::called;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, SqliteStore};
use std::path::{Path, PathBuf};

/// A session to print of.
pub(super) struct Source {
    /// As the record has it.
    pub(super) session: Session,
    /// What is on record; `None`: nothing yet.
    pub(super) kept: Option<Kept>,
    /// The files that were read, which nothing may replace.
    pub(super) read: Vec<PathBuf>,
}

/// The record of which something is printed.
pub(super) struct Kept {
    pub(super) store: SqliteStore,
    /// What the file says that the record does not say yet.
    pub(super) reading: Option<Reading>,
    pub(super) book: Book,
}

/// The session of a file or of the record.
pub(super) fn session(workspace: &Workspace, source: &PrintSource) -> Result<Source, Failure> {
    match (&source.file, &source.session) {
        (Some(path), _) => of_file(workspace, path, &source.changed),
        (None, id) => of_record(workspace, id.as_deref().unwrap_or_default()),
    }
}

/// The same where no names are needed.
pub(super) fn named(
    workspace: &Workspace,
    file: Option<&Path>,
    session: Option<&str>,
    changed: &ChangedArgs,
) -> Result<Source, Failure> {
    match (file, session) {
        (Some(path), _) => of_file(workspace, path, changed),
        (None, Some(id)) => of_record(workspace, id),
        (None, None) => Ok(Source {
            session: Session::default(),
            kept: None,
            read: Vec::new(),
        }),
    }
}

/// With what happened since: the record has persons whom the file has not, and lacks those who were erased.
fn of_file(workspace: &Workspace, path: &Path, given: &ChangedArgs) -> Result<Source, Failure> {
    let file = workspace.read_session(path)?;
    let read = vec![path.to_path_buf()];
    // Without a record nothing happened, and printing makes none.
    if !workspace.places().db.exists() {
        return Ok(Source {
            session: file,
            kept: None,
            read,
        });
    }
    let store = workspace.open_store()?;
    let answers = changed::answers(given);
    let (reading, book) = workspace.compare(&store, path, &file, &answers)?;
    let session = book.sessions.get(&reading.id).cloned();
    Ok(Source {
        session: session.unwrap_or(file),
        kept: Some(Kept {
            store,
            reading: Some(reading),
            book,
        }),
        read,
    })
}

fn of_record(workspace: &Workspace, id: &str) -> Result<Source, Failure> {
    let unknown = || called::unknown(workspace, id);
    if !workspace.places().db.exists() {
        return Err(unknown());
    }
    let store = workspace.open_store()?;
    let key = workspace.one_session(&store, id)?;
    let book = workspace.book(&store, &Sessions::One(key.clone()))?;
    let session = book.sessions.get(&key).cloned().ok_or_else(unknown)?;
    Ok(Source {
        session,
        kept: Some(Kept {
            store,
            reading: None,
            book,
        }),
        read: Vec::new(),
    })
}
