//! `enishi new`: a template of a session file.

use crate::exchange::xlsx;
use crate::intake::template::template;
use crate::intake::workbook;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::put_file::is_workbook;
use crate::shell::user_files::{shown, why};
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

#[derive(Serialize)]
struct Written {
    path: String,
}

pub(super) fn new(workspace: &Workspace, file: Option<&Path>) -> Result<(), Failure> {
    let w = &workspace.words;
    let Some(path) = file else {
        let text = text_of(workspace);
        return workspace.answer(
            |out| out.line(text.trim_end()),
            |out| out.line(text.trim_end()),
        );
    };
    write(workspace, path).map_err(|error| {
        let what = fl!(w, "new-unwritten", path = shown(path));
        Failure::new(FailureKind::Failed, what)
            .because(why(w, &error))
            .hint(fl!(w, "new-unwritten-how"))
    })?;
    workspace.answer(
        |out| out.json(&Written { path: shown(path) }),
        |out| {
            let path = shown(path);
            out.line(fl!(w, "new-written", path = path.clone()))?;
            out.line(fl!(w, "new-next", path = path))
        },
    )
}

fn text_of(workspace: &Workspace) -> String {
    template(&workspace.words, workspace.today)
}

/// Writes the template into a new file. What is there already stays as it is.
pub(in crate::shell) fn write(workspace: &Workspace, path: &Path) -> io::Result<()> {
    let bytes = if is_workbook(path) {
        let book = workbook::template(&workspace.words, workspace.today);
        xlsx::write(&book).map_err(io::Error::other)?
    } else {
        let text = text_of(workspace);
        // An editor on Windows shows older line ends as one line.
        let text = if cfg!(windows) {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        text.into_bytes()
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a template would be in the way of the next try.
        let _ = std::fs::remove_file(path);
    }
    written
}
