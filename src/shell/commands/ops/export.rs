//! `enishi ops export`: what leaves the laptop, and what is in it.

use crate::domain::book::Book;
use crate::domain::code::Disclosure;
use crate::domain::entity::session::ERASED;
use crate::domain::roster::Need;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::{Out, tell};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::{self, Sessions, SqliteStore, Store};
use crate::text::Clean;
use crate::words::fault::of_system;
use crate::words::fl;
use serde::Serialize;
use std::io::{self, BufWriter};
use std::path::Path;

#[derive(Serialize)]
struct Counted {
    ops: usize,
    /// Persons named in it.
    persons: usize,
    /// Texts that are not for everybody in the room.
    confidential: usize,
    /// Ops that name somebody who was erased, because they recorded them.
    recorded_by_erased: u64,
}

pub(super) fn export(
    workspace: &Workspace,
    file: Option<&Path>,
    session: Option<&str>,
) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let scope = session.map_or(Sessions::All, |id| Sessions::One(Clean::line(id)));
    if let Sessions::One(id) = &scope {
        known(workspace, &store, id)?;
    }
    let (persons, confidential) = held(workspace, &store, &scope)?;
    let recorded = store.recorded_by_erased(&scope);
    let (by_erased, recorders) = recorded.map_err(|e| workspace.store_failed(&e))?;
    let persons = persons + recorders;
    let w = &workspace.words;
    let ops = match file {
        None => to_stdout(workspace, &store, &scope)?,
        Some(path) => to_file(workspace, &store, &scope, path)?,
    };
    given_away(workspace, &mut store)?;
    tell(&[fl!(
        w,
        "keep-export-holds",
        persons = persons,
        texts = confidential
    )]);
    if by_erased > 0 {
        tell(&[fl!(w, "keep-export-recorders", count = by_erased)]);
    }
    let Some(path) = file else {
        return Ok(());
    };
    workspace.answer(
        |out| {
            out.json(&Counted {
                ops,
                persons,
                confidential,
                recorded_by_erased: by_erased,
            })
        },
        |out| {
            let path = shown(path);
            out.line(fl!(w, "keep-exported", count = ops, path = path))
        },
    )
}

/// A record that takes nothing more is exported all the same.
pub(super) fn given_away(workspace: &Workspace, store: &mut SqliteStore) -> Result<(), Failure> {
    if store.is_read_only() {
        return Ok(());
    }
    let noted = store.was_given_away();
    noted.map_err(|e| workspace.store_failed(&e))
}

/// A session of which nothing is recorded is a slip of the pen, and no empty file.
pub(super) fn known(workspace: &Workspace, store: &SqliteStore, id: &Clean) -> Result<(), Failure> {
    let wanted = store::LogFilter {
        session: Some(id.clone()),
        limit: Some(1),
        ..store::LogFilter::default()
    };
    let found = store.log(&wanted);
    if !found.map_err(|e| workspace.store_failed(&e))?.is_empty() {
        return Ok(());
    }
    let w = &workspace.words;
    let what = fl!(w, "keep-no-session", id = id.as_str());
    Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "person-no-session-how")))
}

/// How many persons the ops name, and how many texts are not for everybody: needs after NDA and closed ones, with what
/// is noted of them.
pub(super) fn held(
    workspace: &Workspace,
    store: &SqliteStore,
    scope: &Sessions,
) -> Result<(usize, usize), Failure> {
    let roll = store.roll().map_err(|e| workspace.store_failed(&e))?;
    let seats = roll.occupied().filter(|(session, _)| match scope {
        Sessions::All => true,
        Sessions::One(id) => session == id,
    });
    let named = seats.filter(|seat| {
        let name = roll.sitting(seat).map(|(name, _)| name);
        name.is_some_and(|name| !name.is_empty() && **name != *ERASED)
    });
    let persons = named.count();
    let book = workspace.book(store, scope)?;
    Ok((persons, confidential(&book)))
}

fn confidential(book: &Book) -> usize {
    let is_secret = |need: &&Need| {
        matches!(
            need.disclosure,
            Some(Disclosure::AfterNda | Disclosure::Closed)
        )
    };
    let of_session = |session: &Clean| {
        let needs = book.sessions.get(session).into_iter();
        let needs = needs.flat_map(|s| s.needs.iter().filter(is_secret));
        needs.map(|need| &need.no).collect::<Vec<_>>()
    };
    let mut count = 0;
    for session in book.sessions.keys() {
        let secret = of_session(session);
        let notes = book.pairings.values().filter(|pairing| {
            let is_here = pairing.id.session == *session && !pairing.note.is_empty();
            is_here && secret.contains(&&pairing.id.need)
        });
        let memos = book.memos.iter().filter(|((of, _), memo)| {
            of == session && memo.need.as_ref().is_some_and(|no| secret.contains(&no))
        });
        count += secret.len() + notes.count() + memos.count();
    }
    count
}

/// To standard output, through the cleaning like everything else; it changes nothing of these lines.
fn to_stdout(
    workspace: &Workspace,
    store: &SqliteStore,
    scope: &Sessions,
) -> Result<usize, Failure> {
    let mut lines = Vec::new();
    let written = store.export_ops_of(scope, &mut lines);
    let count = written.map_err(|e| workspace.store_failed(&e))?;
    let mut out = Out::new(&workspace.words);
    for line in String::from_utf8_lossy(&lines).lines() {
        out.line(line)?;
    }
    out.finish()?;
    Ok(count)
}

/// To a new file that only its owner can read.
fn to_file(
    workspace: &Workspace,
    store: &SqliteStore,
    scope: &Sessions,
    path: &Path,
) -> Result<usize, Failure> {
    let file = store::private_file(path).map_err(|e| unwritable(workspace, path, &e))?;
    let mut to = BufWriter::new(file);
    let count = store.export_ops_of(scope, &mut to);
    let count = count.map_err(|e| workspace.store_failed(&e))?;
    let synced = to.into_inner().map_err(io::IntoInnerError::into_error);
    synced
        .and_then(|file| file.sync_all())
        .map_err(|e| unwritable(workspace, path, &e))?;
    Ok(count)
}

fn unwritable(workspace: &Workspace, path: &Path, error: &io::Error) -> Failure {
    let w = &workspace.words;
    let why = match error.kind() {
        io::ErrorKind::AlreadyExists => fl!(w, "keep-exists"),
        io::ErrorKind::PermissionDenied => fl!(w, "keep-not-allowed"),
        _ => of_system(w, error),
    };
    let path = shown(path);
    Failure::new(FailureKind::Failed, fl!(w, "keep-unwritable", path = path))
        .because(why)
        .hint(fl!(w, "keep-unwritable-how"))
}
