//! `enishi sample --remove`: the record of the sample goes away.

use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::{shown, why};
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Removed {
    removed: bool,
}

pub(super) fn remove(workspace: &Workspace) -> Result<(), Failure> {
    let w = &workspace.words;
    let removed = forget(workspace).map_err(|error| {
        let what = fl!(
            w,
            "sample-stays",
            path = shown(&workspace.places().sample())
        );
        Failure::new(FailureKind::Failed, what)
            .because(why(w, &error))
            .hint(fl!(w, "sample-stays-how"))
    })?;
    workspace.answer(
        |out| out.json(&Removed { removed }),
        |out| {
            out.line(if removed {
                fl!(w, "sample-removed")
            } else {
                fl!(w, "sample-none")
            })
        },
    )
}

/// Removes the folder of the sample. False: there was none.
pub(in crate::shell) fn forget(workspace: &Workspace) -> io::Result<bool> {
    let folder = workspace.places().sample();
    match std::fs::remove_dir_all(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
