//! Where printed pages go: into a file that only its owner can read, whole, and never over another one unasked.

use crate::durable::{self, Readers};
use crate::shell::args::PrintTo;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::tell;
use crate::shell::user_files::{must_be_file, shown, why};
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Written<'a> {
    path: String,
    count: usize,
    /// Badges without a code.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    without_code: &'a [&'a str],
}

/// Writes a document under the name that was asked for or else under `name`. What was `read` for it stays as it is, and
/// so does the record.
pub(super) fn write(
    workspace: &Workspace,
    to: &PrintTo,
    name: &str,
    read: &[PathBuf],
    html: &str,
) -> Result<PathBuf, Failure> {
    let w = &workspace.words;
    let path = to.out.clone().unwrap_or_else(|| PathBuf::from(name));
    let is_source = read.iter().any(|source| is_same(source, &path));
    let fill = |file: &mut std::fs::File| file.write_all(html.as_bytes());
    let written = if is_source || is_same(&workspace.places().db, &path) || !to.force {
        durable::write_new(&path, Readers::Owner, fill)
    } else {
        replaceable(&path).and_then(|()| durable::write(&path, Readers::Owner, fill))
    };
    written.map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            let what = fl!(w, "print-exists", path = shown(&path));
            return Failure::new(FailureKind::Failed, what)
                .because(fl!(w, "print-exists-why"))
                .hint(fl!(w, "print-exists-how"));
        }
        let what = fl!(w, "print-unwritten", path = shown(&path));
        Failure::new(FailureKind::Failed, what)
            .because(why(w, &error))
            .hint(fl!(w, "print-unwritten-how"))
    })?;
    Ok(path)
}

/// Only an ordinary file is replaced, or nothing.
fn replaceable(path: &Path) -> io::Result<()> {
    match must_be_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        judged => judged,
    }
}

/// Whether two names are of one file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        (Ok(_) | Err(_), _) => false,
    }
}

/// Says what was written, and shows it where that was asked for.
pub(super) fn told(
    workspace: &Workspace,
    to: &PrintTo,
    path: &Path,
    count: usize,
    without_code: &[&str],
    said: impl FnOnce(&str) -> String,
) -> Result<(), Failure> {
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Written {
                path: shown(path),
                count,
                without_code,
            })
        },
        |out| {
            out.line(said(&shown(path)))?;
            out.line(fl!(w, "print-next"))
        },
    )?;
    if to.open
        && let Err(error) = open::that_detached(path)
    {
        let (why, path) = (why(w, &error), shown(path));
        tell(&[fl!(w, "print-unopened", why = why, path = path)]);
    }
    Ok(())
}
