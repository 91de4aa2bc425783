//! `enishi convert`: a session file in the other format.

use crate::exchange::xlsx;
use crate::intake;
use crate::intake::workbook;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::put_file::{is_workbook, must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Written {
    path: String,
}

pub(super) fn convert(
    workspace: &Workspace,
    from: &Path,
    to: &Path,
    force: bool,
) -> Result<(), Failure> {
    let w = &workspace.words;
    must_be_free(w, to, force)?;
    let session = workspace.read_session(from)?;
    let bytes = if is_workbook(to) {
        let book = workbook::filled(&session, w);
        xlsx::write(&book).map_err(|error| {
            let what = fl!(w, "new-unwritten", path = shown(to));
            Failure::new(FailureKind::Failed, what).because(error.to_string())
        })?
    } else {
        intake::to_toml(&session).into_bytes()
    };
    put(w, to, force, &bytes)?;
    let path = shown(to);
    workspace.answer(
        |out| out.json(&Written { path: path.clone() }),
        |out| out.line(fl!(w, "convert-written", path = path.clone())),
    )
}
