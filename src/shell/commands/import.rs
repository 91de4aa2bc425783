//! `enishi import`: lists of attendees, needs, interests and patents into a session file. Nothing is written while a row
//! is wrong or doubtful, unless the user says so.

use crate::config;
use crate::domain::roster::Session;
use crate::exchange::xlsx;
use crate::intake::import::{
    self, Aliases, Choice, Entry, Imported, Input, ListKind, Problem, State, Used, Weight,
};
use crate::intake::sheet::{Encoding, SheetError};
use crate::intake::{self, workbook};
use crate::shell::args::ImportArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::{Out, tell};
use crate::shell::put_file::{is_workbook, must_be_free, put};
use crate::shell::sheets;
use crate::shell::user_files::{read_list, read_text, shown};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Report<'a> {
    attendees: &'a [Entry],
    needs: &'a [Entry],
    patents: &'a [Entry],
    interests: &'a [Entry],
    organisations: &'a [Entry],
    problems: &'a [Problem],
    columns: &'a [Used],
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<Recorded<'a>>,
}

/// The session of the record that was written to.
#[derive(Serialize)]
struct Recorded<'a> {
    session: &'a str,
    count: usize,
}

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
    let imported = take(workspace, wanted, &files, before.as_ref(), !is_nowhere)?;
    let is_dry = wanted.dry_run || is_nowhere;
    if is_dry || is_kept_out(&imported, wanted) {
        say(workspace, &imported, &Done::Nothing)?;
        return if is_dry {
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
pub(super) fn is_kept_out(imported: &Imported, wanted: &ImportArgs) -> bool {
    let stays_out = imported.errors() > 0 && !wanted.skip_errors;
    let is_open = imported.doubtful() > 0 && !wanted.take_doubtful && !wanted.skip_errors;
    stays_out || is_open
}

pub(super) fn nothing_to_import(workspace: &Workspace) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "import-nothing");
    Failure::new(FailureKind::Usage, what).hint(fl!(w, "import-nothing-how"))
}

/// What became of the lists.
pub(super) enum Done<'d> {
    Nothing,
    /// The file they went into.
    Written(String),
    /// The session they went into, with how many entries.
    Recorded {
        session: &'d Session,
        count: usize,
    },
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

pub(super) fn files(wanted: &ImportArgs) -> Vec<(ListKind, &Path)> {
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

/// Reads lists and compares them with a session. Where something is to be recorded, an unknown need is an error.
pub(super) fn take(
    workspace: &Workspace,
    wanted: &ImportArgs,
    files: &[(ListKind, &Path)],
    before: Option<&Session>,
    is_strict: bool,
) -> Result<Imported, Failure> {
    let w = &workspace.words;
    let encoding = match wanted.encoding.as_deref() {
        None => None,
        Some(name) => Some(Encoding::named(name).ok_or_else(|| {
            let what = fl!(w, "import-bad-encoding", name = name);
            Failure::new(FailureKind::Usage, what).hint(fl!(w, "import-bad-encoding-how"))
        })?),
    };
    let mut read = Vec::new();
    for (kind, path) in files {
        let bytes = read_list(path).map_err(|e| workspace.unreadable(path, &e))?;
        let book = sheets::book(path, &bytes).map_err(|e| unusable(workspace, path, &e))?;
        read.push((*kind, *path, bytes, book));
    }
    let inputs: Vec<Input<'_>> = read
        .iter_mut()
        .map(|(kind, path, bytes, book)| Input {
            kind: *kind,
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            book: book.take(),
            bytes,
        })
        .collect();
    let concepts = config::concepts::shipped();
    let choice = Choice {
        aliases: aliases(workspace, wanted)?,
        concepts: Some(&concepts),
        sheet: wanted.sheet.as_deref(),
        encoding,
        session: before,
        day: before.map(|s| s.held_on).or(wanted.date),
        is_strict,
    };
    import::take(&inputs, &choice, w)
        .map_err(|(name, error)| unusable(workspace, Path::new(&name), &error))
}

/// The names of columns: those of the program, those of the user, those said for this time.
fn aliases(workspace: &Workspace, wanted: &ImportArgs) -> Result<Aliases, Failure> {
    let w = &workspace.words;
    let mut aliases = Aliases::shipped();
    let own = workspace.places().config.join("import.toml");
    let wrong = |path: &Path, why: String| {
        let what = fl!(w, "import-bad-map", path = shown(path));
        Failure::new(FailureKind::BadFile, what)
            .because(why)
            .hint(fl!(w, "import-bad-map-how"))
    };
    if own.exists() {
        let text = read_text(&own).map_err(|e| workspace.unreadable(&own, &e))?;
        aliases.add(&text).map_err(|why| wrong(&own, why))?;
    }
    if let Some(path) = &wanted.map {
        let text = read_text(path).map_err(|e| workspace.unreadable(path, &e))?;
        aliases.say(&text).map_err(|why| wrong(path, why))?;
    }
    Ok(aliases)
}

fn unusable(workspace: &Workspace, path: &Path, error: &SheetError) -> Failure {
    let w = &workspace.words;
    let (why, how) = intake::unreadable(error, w);
    let what = fl!(w, "import-unusable", path = shown(path));
    Failure::new(FailureKind::BadFile, what)
        .because(why)
        .hint(how)
}

pub(super) fn refused(workspace: &Workspace, imported: &Imported) -> Failure {
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
    if doubtful > 0 {
        failure = failure.hint(fl!(w, "import-doubtful-how"));
    }
    failure
}

fn new(
    workspace: &Workspace,
    wanted: &ImportArgs,
    imported: &Imported,
    path: &Path,
) -> Result<String, Failure> {
    let w = &workspace.words;
    let date = wanted.date.unwrap_or(workspace.today);
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
    tell(&lines);
    Err(workspace.refused(path, &loaded))
}

pub(super) fn say(
    workspace: &Workspace,
    imported: &Imported,
    done: &Done<'_>,
) -> Result<(), Failure> {
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Report {
                attendees: &imported.attendees,
                needs: &imported.needs,
                patents: &imported.patents,
                interests: &imported.interests,
                organisations: &imported.organisations,
                problems: &imported.problems,
                columns: &imported.columns,
                written: match done {
                    Done::Written(path) => Some(path),
                    Done::Nothing | Done::Recorded { .. } => None,
                },
                recorded: match done {
                    Done::Recorded { session, count } => Some(Recorded {
                        session: &session.id,
                        count: *count,
                    }),
                    Done::Nothing | Done::Written(_) => None,
                },
            })
        },
        |out| {
            for problem in &imported.problems {
                out.line(line(workspace, problem))?;
            }
            columns(workspace, imported, out)?;
            let lists = [
                (fl!(w, "import-attendees"), &imported.attendees),
                (fl!(w, "import-needs"), &imported.needs),
                (fl!(w, "import-patents"), &imported.patents),
                (fl!(w, "import-interests"), &imported.interests),
            ];
            for (what, entries) in lists.iter().filter(|(_, entries)| !entries.is_empty()) {
                let count = |state: State| {
                    let own = entries.iter().filter(|e| !e.is_wrong && e.state == state);
                    own.count()
                };
                out.line(fl!(
                    w,
                    "import-counts",
                    what = what.as_str(),
                    new = count(State::New),
                    changed = count(State::Changed),
                    same = count(State::Same),
                    doubtful = count(State::Doubtful),
                    wrong = entries.iter().filter(|e| e.is_wrong).count()
                ))?;
                for entry in entries.iter().filter(|e| !e.changes.is_empty()) {
                    for (field, [old, new]) in &entry.changes {
                        out.line(fl!(
                            w,
                            "import-change",
                            row = entry.source.row,
                            field = *field,
                            old = old.as_str(),
                            new = new.as_str()
                        ))?;
                    }
                }
            }
            out.line(match done {
                Done::Nothing => fl!(w, "import-unwritten"),
                Done::Written(path) => fl!(w, "import-written", path = path.as_str()),
                Done::Recorded { session, count: 0 } => {
                    fl!(w, "import-recorded-same", title = session.title.as_str())
                }
                Done::Recorded { session, count } => fl!(
                    w,
                    "import-recorded",
                    title = session.title.as_str(),
                    count = *count
                ),
            })
        },
    )
}

/// Which columns are used for what, and which are not, file by file.
fn columns(workspace: &Workspace, imported: &Imported, out: &mut Out) -> Result<(), Failure> {
    let w = &workspace.words;
    let mut files: Vec<(&str, &str)> = Vec::new();
    for column in &imported.columns {
        let file = (column.file.as_str(), column.sheet.as_str());
        if !files.contains(&file) {
            files.push(file);
        }
    }
    for (file, sheet) in files {
        let own = || {
            let all = imported.columns.iter();
            all.filter(|c| c.file == file && c.sheet == sheet)
        };
        let used: Vec<String> = own()
            .filter_map(|c| Some(format!("{} = {}", c.header, c.field.as_ref()?)))
            .collect();
        let unused: Vec<&str> = own()
            .filter(|c| c.field.is_none())
            .map(|c| c.header.as_str())
            .collect();
        let place = [file, sheet].join(" ");
        out.line(fl!(
            w,
            "import-used",
            place = place.trim(),
            columns = used.join("、")
        ))?;
        if !unused.is_empty() {
            let columns = unused.join("、");
            out.line(fl!(
                w,
                "import-unused",
                place = place.trim(),
                columns = columns
            ))?;
        }
    }
    Ok(())
}

/// A problem in one line: weight, place, what, how.
pub(super) fn line(workspace: &Workspace, problem: &Problem) -> String {
    let w = &workspace.words;
    let weight = match problem.severity {
        Weight::Error => fl!(w, "import-error"),
        Weight::Warning => fl!(w, "import-warning"),
        Weight::Info => fl!(w, "import-info"),
    };
    let mut place = problem.file.clone();
    if !problem.sheet.is_empty() {
        place = format!("{place}:{}", problem.sheet);
    }
    if problem.row > 0 {
        let cell = if problem.sheet.is_empty() {
            problem.row.to_string()
        } else {
            format!("{}{}", problem.column, problem.row)
        };
        place = format!("{place}:{cell}");
    }
    format!("{weight} {place} {} {}", problem.message, problem.help)
}
