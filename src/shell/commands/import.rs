//! `enishi import`: lists of attendees, needs, interests and patents into a session file. Nothing is written while a row
//! is wrong or doubtful, unless the user says so.

mod take;
mod tell;

pub(in crate::shell) use take::{How, keep, kind_of, take};
pub(super) use tell::{Done, line, say};

use crate::domain::roster::Session;
use crate::exchange::xlsx;
use crate::intake::import::{Imported, ListKind};
use crate::intake::{self, workbook};
use crate::shell::args::ImportArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::put_file::{is_workbook, must_be_free, put};
use crate::shell::user_files::{read_text, shown};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use std::path::{Path, PathBuf};

pub(super) fn import(workspace: &Workspace, wanted: &ImportArgs) -> Result<(), Failure> {
    let files = files(wanted);
    if files.is_empty() {
        return Err(nothing_to_import(workspace));
    }
    let target = target(workspace, wanted)?;
    let before = match &target {
        Target::Into(path) => Some(workspace.read_session(path)?),
        Target::New(_) | Target::Nowhere => None,
    };
    let is_nowhere = matches!(target, Target::Nowhere);
    let imported = take(
        workspace,
        wanted,
        &files,
        before.as_ref(),
        !is_nowhere,
        &How::default(),
    )?;
    let is_dry = wanted.dry_run || is_nowhere;
    if is_dry || is_kept_out(&imported, wanted) {
        say(workspace, &imported, &Done::Nothing)?;
        return if is_dry && (imported.errors() == 0 || wanted.skip_errors) {
            Ok(())
        } else {
            Err(refused(workspace, &imported))
        };
    }
    let path = match &target {
        Target::New(path) => new(workspace, wanted, &imported, path)?,
        Target::Into(path) => into(workspace, wanted, &imported, path, before)?,
        Target::Nowhere => return Ok(()),
    };
    say(workspace, &imported, &Done::Written(path))
}

/// Whether a row that is wrong or open keeps the whole out.
pub(in crate::shell) fn is_kept_out(imported: &Imported, wanted: &ImportArgs) -> bool {
    let stays_out = imported.errors() > 0 && !wanted.skip_errors;
    let doubtful = if wanted.take_doubtful {
        imported.asked()
    } else {
        imported.doubtful()
    };
    let is_open = doubtful > 0 && !wanted.skip_errors;
    stays_out || is_open
}

pub(super) fn nothing_to_import(workspace: &Workspace) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "import-nothing");
    Failure::new(FailureKind::Usage, what).hint(fl!(w, "import-nothing-how"))
}

/// Where it goes.
enum Target {
    New(PathBuf),
    Into(PathBuf),
    Nowhere,
}

fn target(workspace: &Workspace, wanted: &ImportArgs) -> Result<Target, Failure> {
    let w = &workspace.words;
    let usage = |what: String, how: String| Failure::new(FailureKind::Usage, what).hint(how);
    match (&wanted.output, &wanted.into) {
        (Some(path), _) => {
            must_be_free(w, path, wanted.force || wanted.dry_run)?;
            if !wanted.dry_run && (wanted.session.is_none() || wanted.date.is_none()) {
                let what = fl!(w, "import-no-session");
                return Err(usage(what, fl!(w, "import-no-session-how")));
            }
            Ok(Target::New(path.clone()))
        }
        (None, Some(path)) if is_workbook(path) => {
            let what = fl!(w, "import-into-workbook", path = shown(path));
            Err(usage(what, fl!(w, "import-into-workbook-how")))
        }
        (None, Some(path)) => Ok(Target::Into(path.clone())),
        (None, None) if wanted.dry_run => Ok(Target::Nowhere),
        (None, None) => {
            let what = fl!(w, "import-nowhere");
            Err(usage(what, fl!(w, "import-nowhere-how")))
        }
    }
}

pub(in crate::shell) fn files(wanted: &ImportArgs) -> Vec<(ListKind, &Path)> {
    let lists = [
        (ListKind::Attendees, &wanted.attendees),
        (ListKind::Needs, &wanted.needs),
        (ListKind::Interests, &wanted.interests),
        (ListKind::Patents, &wanted.patents),
    ];
    let all = lists
        .into_iter()
        .flat_map(|(kind, paths)| paths.iter().map(move |path| (kind, path.as_path())));
    all.collect()
}

/// Why nothing was written.
pub(in crate::shell) fn refused(workspace: &Workspace, imported: &Imported) -> Failure {
    let w = &workspace.words;
    let (errors, doubtful) = (imported.errors(), imported.doubtful());
    let what = fl!(w, "import-refused");
    let why = fl!(
        w,
        "import-refused-why",
        errors = errors,
        doubtful = doubtful
    );
    let mut failure = Failure::new(FailureKind::BadFile, what).because(why);
    if errors > 0 {
        failure = failure.hint(fl!(w, "import-errors-how"));
    }
    if doubtful > imported.asked() {
        failure = failure.hint(fl!(w, "import-doubtful-how"));
    }
    failure
}

/// A new session file.
pub(in crate::shell) fn new(
    workspace: &Workspace,
    wanted: &ImportArgs,
    imported: &Imported,
    path: &Path,
) -> Result<String, Failure> {
    let w = &workspace.words;
    let date = workspace.day("--date", wanted.date.as_deref())?;
    let date = date.unwrap_or(workspace.today);
    let session = Session {
        id: Clean::line(&format!("kai-{date}")),
        title: Clean::line(wanted.session.as_deref().unwrap_or_default()),
        held_on: date,
        ..Session::default()
    };
    let session = imported.onto(session, wanted.take_doubtful);
    let text = intake::to_toml(&session);
    whole(workspace, path, &text)?;
    let bytes = if is_workbook(path) {
        let book = workbook::filled(&session, w);
        xlsx::write(&book).map_err(|e| Failure::new(FailureKind::Failed, e.to_string()))?
    } else {
        text.into_bytes()
    };
    put(w, path, wanted.force, &bytes)?;
    Ok(shown(path))
}

fn into(
    workspace: &Workspace,
    wanted: &ImportArgs,
    imported: &Imported,
    path: &Path,
    before: Option<Session>,
) -> Result<String, Failure> {
    let w = &workspace.words;
    let before = before.unwrap_or_default();
    let after = imported.onto(before.clone(), wanted.take_doubtful);
    let text = read_text(path).map_err(|e| workspace.unreadable(path, &e))?;
    let merged = intake::merge_toml(&text, &before, &after).map_err(|why| {
        let what = fl!(w, "import-cannot-merge", path = shown(path));
        Failure::new(FailureKind::Failed, what)
            .because(why)
            .hint(fl!(w, "import-cannot-merge-how"))
    })?;
    whole(workspace, path, &merged)?;
    if merged != text {
        put(w, path, true, merged.as_bytes())?;
    }
    Ok(shown(path))
}

/// What is written has to be a session file. Where the lists leave something out that a session needs, that is told as
/// of any session file, and nothing is written.
fn whole(workspace: &Workspace, path: &Path, text: &str) -> Result<(), Failure> {
    let loaded = intake::load(text, &workspace.words);
    if !loaded.is_refused() {
        return Ok(());
    }
    let lines = loaded.diagnostics.iter().filter(|d| d.is_error());
    let lines: Vec<String> = lines
        .map(|d| format!("{} {} {}", d.code, d.message, d.help))
        .collect();
    let refused = workspace.refused(path, &loaded);
    Err(lines.into_iter().fold(refused, Failure::hint))
}
