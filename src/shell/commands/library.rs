//! `enishi library`: which files of patents are at hand.

use crate::shell::args::LibraryCommand;
use crate::shell::failure::Failure;
use crate::shell::library::{Library, Member, State, taken};
use crate::shell::out::tell;
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
    /// As it was read.
    current: bool,
    /// `current`, `changed`, `missing` or `unusable`.
    state: &'static str,
    /// Patents of it that can be found now.
    patents: usize,
}

pub(super) fn library(workspace: &Workspace, what: &LibraryCommand) -> Result<(), Failure> {
    let library = workspace.patents();
    match what {
        LibraryCommand::Add { files } => add(workspace, &library, files),
        LibraryCommand::List => list(workspace, &library),
        LibraryCommand::Remove { files } => remove(workspace, &library, files),
    }
}

fn files(workspace: &Workspace, library: &Library) -> Result<Vec<PathBuf>, Failure> {
    library.files().map_err(|t| t.failure(&workspace.words))
}

fn add(workspace: &Workspace, library: &Library, new: &[PathBuf]) -> Result<(), Failure> {
    let mut files = files(workspace, library)?;
    for file in new {
        // Whole paths, so that the library is the same from every folder.
        let path = std::path::absolute(file).map_err(|e| workspace.unreadable(file, &e))?;
        // What is added must be right; what was there before takes away only itself.
        taken(&path).map_err(|t| t.failure(&workspace.words))?;
        if !files.contains(&path) {
            files.push(path);
        }
    }
    make(workspace, library, &files)
}

fn make(workspace: &Workspace, library: &Library, files: &[PathBuf]) -> Result<(), Failure> {
    let (config, w) = (&workspace.config, &workspace.words);
    let made = library.make(files, &config.synonyms, &config.readings);
    let stock = made.map_err(|trouble| trouble.failure(w))?;
    let made = Made {
        files: files.len(),
        patents: stock.index.len(),
    };
    workspace.answer(
        |out| out.json(&made),
        |out| {
            let (files, patents) = (made.files, made.patents);
            out.line(fl!(w, "library-made", files = files, patents = patents))
        },
    )?;
    let troubles = stock.troubles.iter().map(|t| {
        let remedy = fl!(w, "library-left-out-how", path = shown(t.path()));
        format!("{} {remedy}", t.line(w))
    });
    let below = stock.left_out.iter().map(|(path, lines)| {
        let lines: Vec<String> = lines.iter().take(5).map(u64::to_string).collect();
        let lines = lines.join(", ");
        fl!(w, "library-below", path = shown(path), lines = lines)
    });
    let told: Vec<String> = troubles.chain(below).collect();
    if !told.is_empty() {
        tell(&told);
    }
    Ok(())
}

fn listed(member: &Member) -> Listed {
    let (state, patents) = match member.state {
        State::Current(patents) => ("current", patents),
        State::Changed => ("changed", 0),
        State::Away(patents) => ("missing", patents),
        State::NoList => ("unusable", 0),
    };
    Listed {
        path: shown(&member.path),
        current: matches!(member.state, State::Current(_)),
        state,
        patents,
    }
}

fn list(workspace: &Workspace, library: &Library) -> Result<(), Failure> {
    let w = &workspace.words;
    let members = library.members().map_err(|t| t.failure(w))?;
    workspace.answer(
        |out| out.json(&members.iter().map(listed).collect::<Vec<_>>()),
        |out| {
            if members.is_empty() {
                return out.line(fl!(w, "library-empty"));
            }
            members.iter().try_for_each(|m| {
                let path = shown(&m.path);
                out.line(match m.state {
                    State::Current(count) => fl!(w, "library-current", path = path, count = count),
                    State::Changed => fl!(w, "library-changed", path = path),
                    State::Away(0) => fl!(w, "library-away", path = path),
                    State::Away(count) => fl!(w, "library-kept", path = path, count = count),
                    State::NoList => fl!(w, "library-no-list", path = path),
                })
            })
        },
    )
}

/// By whole path, or by the name of the file alone.
fn remove(workspace: &Workspace, library: &Library, names: &[String]) -> Result<(), Failure> {
    let mut files = files(workspace, library)?;
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
