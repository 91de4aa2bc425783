//! `enishi library`: which files of patents are at hand.

use crate::search::library::LibraryError;
use crate::shell::args::LibraryCommand;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::library::{Library, Trouble};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Serialize)]
struct Made {
    files: usize,
    patents: usize,
}

#[derive(Serialize)]
struct Listed {
    path: String,
    current: bool,
}

pub(super) fn library(workspace: &Workspace, what: &LibraryCommand) -> Result<(), Failure> {
    let library = workspace.patents();
    match what {
        LibraryCommand::Add { files } => add(workspace, &library, files),
        LibraryCommand::List => list(workspace, &library),
        LibraryCommand::Remove { files } => remove(workspace, &library, files),
    }
}

fn add(workspace: &Workspace, library: &Library, new: &[PathBuf]) -> Result<(), Failure> {
    let mut files = library.files();
    for file in new {
        // Whole paths, so that the library is the same from every folder.
        let path = std::path::absolute(file).map_err(|e| workspace.unreadable(file, &e))?;
        if !files.contains(&path) {
            files.push(path);
        }
    }
    make(workspace, library, &files)
}

fn make(workspace: &Workspace, library: &Library, files: &[PathBuf]) -> Result<(), Failure> {
    let config = &workspace.config;
    let made = library.make(files, &config.synonyms, &config.readings);
    let index = made.map_err(|trouble| failed(workspace, &trouble))?;
    let made = Made {
        files: files.len(),
        patents: index.len(),
    };
    workspace.answer(
        |out| out.json(&made),
        |out| {
            let w = &workspace.words;
            let (files, patents) = (made.files, made.patents);
            out.line(fl!(w, "library-made", files = files, patents = patents))
        },
    )
}

fn list(workspace: &Workspace, library: &Library) -> Result<(), Failure> {
    let members = library.members();
    workspace.answer(
        |out| {
            let listed = members.iter().map(|m| Listed {
                path: shown(&m.path),
                current: m.current,
            });
            out.json(&listed.collect::<Vec<_>>())
        },
        |out| {
            let w = &workspace.words;
            if members.is_empty() {
                return out.line(fl!(w, "library-empty"));
            }
            members.iter().try_for_each(|m| {
                let path = shown(&m.path);
                out.line(if m.current {
                    path
                } else {
                    fl!(w, "library-changed", path = path)
                })
            })
        },
    )
}

/// By whole path, or by the name of the file alone.
fn remove(workspace: &Workspace, library: &Library, names: &[String]) -> Result<(), Failure> {
    let mut files = library.files();
    for name in names {
        let is = |path: &PathBuf| {
            shown(path) == *name || path.file_name().is_some_and(|f| f == name.as_str())
        };
        let before = files.len();
        files.retain(|path| !is(path));
        if files.len() == before {
            let w = &workspace.words;
            let known: Vec<String> = files.iter().map(|f| shown(f)).collect();
            let what = fl!(w, "library-none", name = name.as_str());
            let known = known.iter().map(String::as_str);
            return Err(workspace.nothing(what, name, known, fl!(w, "library-none-how")));
        }
    }
    make(workspace, library, &files)
}

fn why(workspace: &Workspace, error: &LibraryError) -> String {
    let w = &workspace.words;
    match error {
        LibraryError::Encoding(at) => fl!(w, "library-encoding", at = (at + 1).to_string()),
        LibraryError::Row { line, reason } => {
            let (line, reason) = (line.to_string(), reason.clone());
            fl!(w, "library-row", line = line, reason = reason)
        }
        LibraryError::Binary { line } => fl!(w, "library-binary", line = line.to_string()),
        LibraryError::Header { line } => fl!(w, "library-header", line = line.to_string()),
        LibraryError::Quote { line } => fl!(w, "library-quote", line = line.to_string()),
        LibraryError::Empty => fl!(w, "library-no-document"),
    }
}

fn failed(workspace: &Workspace, trouble: &Trouble) -> Failure {
    let w = &workspace.words;
    match trouble {
        Trouble::File { path, error } => workspace.unreadable(path, error),
        Trouble::Content { path, error } => {
            let what = fl!(w, "library-unusable", path = shown(path));
            Failure::new(FailureKind::BadFile, what)
                .because(why(workspace, error))
                .hint(fl!(w, "library-unusable-how"))
        }
    }
}
