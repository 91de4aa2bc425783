//! `enishi ops`: the record of this laptop for another one, and of another one for this.

use crate::shell::args::OpsCommand;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::failure::FailureKind;
use crate::shell::out::Out;
use crate::shell::user_files::{open, shown};
use crate::shell::workspace::Workspace;
use crate::store;
use crate::store::Sessions;
use crate::store::sqlite::sidecar;
use crate::view::conflict;
use crate::words::fl;
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
    let store = workspace.open_store()?;
    let mut lines = Vec::new();
    let written = store.export_ops(&mut lines);
    written.map_err(|e| workspace.store_failed(&e))?;
    let mut out = Out::new();
    for line in String::from_utf8_lossy(&lines).lines() {
        out.line(line)?;
    }
    out.finish()
}

fn export_to(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let file = File::create_new(path).map_err(|e| unwritable(workspace, path, &e))?;
    let mut to = BufWriter::new(file);
    let count = store.export_ops(&mut to);
    let count = count.map_err(|e| workspace.store_failed(&e))?;
    let synced = to.into_inner().map_err(io::IntoInnerError::into_error);
    synced
        .and_then(|file| file.sync_all())
        .map_err(|e| unwritable(workspace, path, &e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&Counted { ops: count }),
        |out| {
            let path = shown(path);
            out.line(fl!(w, "keep-exported", count = count, path = path))
        },
    )
}

fn import(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let file = open(path).map_err(|e| workspace.unreadable(path, &e))?;
    let mut store = workspace.open_store()?;
    let before = workspace.book(&store, &Sessions::All)?.conflicts;
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
    workspace.answer(
        |out| {
            out.json(&Imported {
                new: taken.new,
                known: taken.known,
                waiting: taken.waiting,
                forks: taken.forks.len(),
                conflicts: conflicts.iter().map(|(line, _)| line.clone()).collect(),
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
