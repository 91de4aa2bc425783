//! `enishi rescue`: what the screen could not save is taken into the record.

use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::user_files::must_be_file;
use crate::shell::workspace::Workspace;
use crate::store::rescue;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Counted {
    ops: usize,
}

pub(super) fn take_in_rescue(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    must_be_file(file).map_err(|e| workspace.unreadable(file, &e))?;
    let mut unsaved = rescue::read_under(file, workspace.key().as_ref())
        .map_err(|e| workspace.store_failed(&e.in_file(file)))?;
    // A clock that ran ahead is not taken in: every later op would have to follow it.
    let now = clock::timestamp();
    for (at, _) in &mut unsaved {
        *at = now.min(*at);
    }
    let mut store = workspace.open_store()?;
    let saved = rescue::take_in(&mut store, &unsaved);
    let saved = saved.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let ops = saved.iter().map(|s| s.ops.len()).sum();
    workspace.answer(
        |out| out.json(&Counted { ops }),
        |out| out.line(fl!(w, "keep-rescued", count = saved.len())),
    )
}
