//! `enishi ops`: the record of this laptop for another one, and of another one for this.

use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::number;
use crate::shell::args::OpsCommand;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::failure::FailureKind;
use crate::shell::out::Out;
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store;
use crate::store::Sessions;
use crate::store::SqliteStore;
use crate::store::sqlite::sidecar;
use crate::text::Clean;
use crate::view::conflict;
use crate::words::{Words, fl};
use serde::Serialize;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::BufWriter;
use std::path::Path;

#[derive(Serialize)]
struct Counted {
    ops: usize,
}

#[derive(Serialize)]
struct Imported {
    new: usize,
    known: usize,
    waiting: usize,
    forks: usize,
    /// Between which values nobody decided, in a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<String>,
    /// Numbers that mean different things in the files of the laptops, and levels that somebody else stated over the one
    /// that was put in here, in a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    told: Vec<String>,
}

pub(super) fn ops(workspace: &Workspace, what: &OpsCommand) -> Result<(), Failure> {
    match what {
        OpsCommand::Export { file: None } => export(workspace),
        OpsCommand::Export { file: Some(file) } => export_to(workspace, file),
        OpsCommand::Import { file } => import(workspace, file),
    }
}

/// To standard output, through the cleaning like everything else; it changes nothing of these lines.
fn export(workspace: &Workspace) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let mut lines = Vec::new();
    let written = store.export_ops(&mut lines);
    written.map_err(|e| workspace.store_failed(&e))?;
    given_away(workspace, &mut store)?;
    let mut out = Out::new();
    for line in String::from_utf8_lossy(&lines).lines() {
        out.line(line)?;
    }
    out.finish()
}

fn export_to(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let file = File::create_new(path).map_err(|e| unwritable(workspace, path, &e))?;
    let mut to = BufWriter::new(file);
    let count = store.export_ops(&mut to);
    let count = count.map_err(|e| workspace.store_failed(&e))?;
    let synced = to.into_inner().map_err(io::IntoInnerError::into_error);
    synced
        .and_then(|file| file.sync_all())
        .map_err(|e| unwritable(workspace, path, &e))?;
    given_away(workspace, &mut store)?;
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&Counted { ops: count }),
        |out| {
            let path = shown(path);
            out.line(fl!(w, "keep-exported", count = count, path = path))
        },
    )
}

/// A record that takes nothing more is exported all the same.
fn given_away(workspace: &Workspace, store: &mut SqliteStore) -> Result<(), Failure> {
    if store.is_read_only() {
        return Ok(());
    }
    let noted = store.was_given_away();
    noted.map_err(|e| workspace.store_failed(&e))
}

fn import(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let file = File::open(path).map_err(|e| workspace.unreadable(path, &e))?;
    let mut store = workspace.open_store()?;
    let book_before = workspace.book(&store, &Sessions::All)?;
    let before = &book_before.conflicts;
    let key = workspace.key().filter(|_| store::is_encrypted(path));
    let taken = match key {
        // The other version of a fork, kept beside an encrypted record.
        Some(key) => sidecar::read(path, Some(&key))
            .and_then(|bytes| store.import_ops_by(&mut bytes.as_slice(), clock::timestamp())),
        None => store.import_ops_by(&mut BufReader::new(file), clock::timestamp()),
    };
    let taken = taken.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let book = workspace.book(&store, &Sessions::All)?;
    let new = book.conflicts.iter();
    let new = new.filter(|(entity, conflicts)| before.get(*entity) != Some(*conflicts));
    let conflicts: Vec<(String, Vec<String>)> = new
        .map(|(entity, conflicts)| {
            let stands = conflicts.iter().map(|c| conflict::stands(w, c));
            (
                conflict::line(w, &book, entity, conflicts),
                stands.collect(),
            )
        })
        .collect();
    let told = changed(w, &book_before, &book);
    workspace.answer(
        |out| {
            out.json(&Imported {
                new: taken.new,
                known: taken.known,
                waiting: taken.waiting,
                forks: taken.forks.len(),
                conflicts: conflicts.iter().map(|(line, _)| line.clone()).collect(),
                told: told.clone(),
            })
        },
        |out| {
            let (new, known) = (taken.new, taken.known);
            let waiting = taken.waiting;
            out.line(fl!(
                w,
                "keep-imported",
                new = new,
                known = known,
                waiting = waiting
            ))?;
            if !conflicts.is_empty() {
                out.line(fl!(w, "conflict-import", count = conflicts.len()))?;
            }
            for (line, stands) in &conflicts {
                out.line(format!("  {line}"))?;
                for text in stands {
                    out.line(format!("    {text}"))?;
                }
            }
            for line in &told {
                out.line(line.as_str())?;
            }
            Ok(())
        },
    )?;
    match taken.forks.first() {
        None => Ok(()),
        Some(fork) => {
            let mut failure = workspace.store_failed(&fork.error());
            if let Some(aside) = &fork.aside {
                failure = failure.hint(fl!(w, "keep-aside", path = shown(aside)));
            }
            Err(failure)
        }
    }
}

/// What is no conflict of values and has to be told all the same.
fn changed(w: &Words, before: &Book, now: &Book) -> Vec<String> {
    let known = before.shared_numbers();
    let shared = now.shared_numbers().into_iter();
    let shared = shared.filter(|(number, names)| known.get(number) != Some(names));
    let mut told: Vec<String> = shared
        .map(|(number, names)| {
            let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
            fl!(
                w,
                "import-shared-number",
                number = number.number.as_str(),
                names = names.join(" / ")
            )
        })
        .collect();
    for (id, pairing) in &now.pairings {
        let was = before
            .pairings
            .get(id)
            .filter(|was| was.level != pairing.level);
        let is_told = now.conflicts.contains_key(&Entity::Pairing(id.clone()));
        if let Some(was) = was.filter(|_| !is_told) {
            let session = now.sessions.get(&id.session);
            let org = session.map_or_else(|| id.org.clone(), |s| s.org_name(&id.org).clone());
            told.push(fl!(
                w,
                "import-level",
                need = number::shown(&id.need),
                org = org.as_str(),
                was = w.pick(was.level.ja(), was.level.en()),
                now = w.pick(pairing.level.ja(), pairing.level.en())
            ));
        }
    }
    told
}

fn unwritable(workspace: &Workspace, path: &Path, error: &io::Error) -> Failure {
    let w = &workspace.words;
    let why = match error.kind() {
        io::ErrorKind::AlreadyExists => fl!(w, "keep-exists"),
        io::ErrorKind::PermissionDenied => fl!(w, "keep-not-allowed"),
        _ => error.to_string(),
    };
    let path = shown(path);
    Failure::new(FailureKind::Failed, fl!(w, "keep-unwritable", path = path))
        .because(why)
        .hint(fl!(w, "keep-unwritable-how"))
}
