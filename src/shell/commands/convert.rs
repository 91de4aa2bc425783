//! `enishi convert`: a session file in the other format.

use crate::domain::roster::Session;
use crate::exchange::xlsx;
use crate::intake;
use crate::intake::workbook;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::put_file::{is_workbook, must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::words::{Words, fl};
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
    let bytes = bytes(w, &session, to)?;
    put(w, to, force, &bytes)?;
    let path = shown(to);
    workspace.answer(
        |out| out.json(&Written { path: path.clone() }),
        |out| out.line(fl!(w, "convert-written", path = path.clone())),
    )
}

/// What stands in a session file of this name: a workbook or a text.
pub(super) fn bytes(w: &Words, session: &Session, to: &Path) -> Result<Vec<u8>, Failure> {
    if !is_workbook(to) {
        return Ok(intake::to_toml(session).into_bytes());
    }
    let book = workbook::filled(session, w);
    xlsx::write(&book).map_err(|error| {
        let what = fl!(w, "new-unwritten", path = shown(to));
        Failure::new(FailureKind::Failed, what).because(error.to_string())
    })
}
