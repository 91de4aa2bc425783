//! `enishi backup` and `enishi restore`: a copy of the whole record, and back.

use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::user_files::{must_be_file, shown};
use crate::shell::workspace::Workspace;
use crate::store::sqlite::restore;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Written {
    path: Option<String>,
}

pub(super) fn backup(workspace: &Workspace, file: Option<&Path>) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let written = match file {
        Some(file) => store.backup(file).map(|()| Some(file.to_owned())),
        None => store.rotate(&workspace.backups(), clock::timestamp()),
    };
    let written = written.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let path = written.as_deref().map(shown);
            out.json(&Written { path })
        },
        |out| match &written {
            Some(path) => out.line(fl!(w, "keep-backed-up", path = shown(path))),
            None => out.line(fl!(w, "keep-backup-fresh")),
        },
    )
}

pub(super) fn restore(workspace: &Workspace, file: &Path, other: bool) -> Result<(), Failure> {
    must_be_file(file).map_err(|e| workspace.unreadable(file, &e))?;
    let options = workspace.options();
    let restored = if other {
        restore::restore_any(&options, file)
    } else {
        restore::restore(&options, file)
    };
    let restored = restored.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let path = restored.kept.as_deref().map(shown);
            out.json(&Written { path })
        },
        |out| {
            out.line(fl!(w, "keep-restored", ops = restored.report.ops))?;
            match &restored.kept {
                Some(kept) => out.line(fl!(w, "keep-kept", path = shown(kept))),
                None => Ok(()),
            }
        },
    )
}
