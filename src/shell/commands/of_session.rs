//! A session with everything that is on record of it, as commands about one session ask for it.

use crate::domain::book::Book;
use crate::domain::reading;
use crate::shell::args::ChangedArgs;
use crate::shell::changed;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::fl;
use std::path::Path;

/// The id of the session and its book: of a file with what is on record of it, or of the record alone.
pub(super) fn book(
    workspace: &Workspace,
    file: Option<&Path>,
    id: Option<&str>,
    given: &ChangedArgs,
) -> Result<(Clean, Book), Failure> {
    match file {
        Some(path) => of_file(workspace, path, given),
        None => of_record(workspace, id.unwrap_or_default()),
    }
}

/// The same of a file, with all other sessions on record.
pub(super) fn with_others(
    workspace: &Workspace,
    file: &Path,
    given: &ChangedArgs,
) -> Result<(Clean, Book), Failure> {
    let (id, book) = book(workspace, Some(file), None, given)?;
    let Some(store) = workspace.peek() else {
        return Ok((id, book));
    };
    let mut all = workspace.book(&store, &Sessions::All)?;
    // What the file says of its own session is newer.
    all.take_in(book);
    Ok((id, all))
}

fn of_file(
    workspace: &Workspace,
    path: &Path,
    given: &ChangedArgs,
) -> Result<(Clean, Book), Failure> {
    let file = workspace.read_session(path)?;
    let answers = changed::answers(given);
    // Without a record nothing happened, and to look makes none.
    if workspace.places().db.exists() {
        let store = workspace.open_store()?;
        let (reading, book) = workspace.compare(&store, path, &file, &answers)?;
        return Ok((reading.id, book));
    }
    let reading = reading::read(&Book::default(), &file, &answers)
        .map_err(|doubts| changed::refused(&workspace.words, path, &doubts))?;
    let id = reading.id.clone();
    Ok((id, reading.onto(Book::default())))
}

fn of_record(workspace: &Workspace, id: &str) -> Result<(Clean, Book), Failure> {
    let w = &workspace.words;
    let unknown = || {
        let what = fl!(w, "print-no-session", id = id);
        Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-no-session-how"))
    };
    if !workspace.places().db.exists() {
        return Err(unknown());
    }
    let store = workspace.open_store()?;
    let called = workspace.called(&store, Some(id))?;
    let scope = called.sessions();
    let Sessions::One(key) = &scope else {
        let recent = store.recent_sessions();
        let recent = recent.map_err(|e| workspace.store_failed(&e))?;
        let count = recent.iter().filter(|s| called.holds(&s.id)).count();
        let what = fl!(w, "print-several", id = id, count = count);
        return Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-several-how")));
    };
    let book = workspace.book(&store, &scope)?;
    if book.sessions.contains_key(key) {
        Ok((key.clone(), book))
    } else {
        Err(unknown())
    }
}
