//! What `enishi import` says of its lists: rows, columns, problems, and what became of them.

use crate::domain::roster::Session;
use crate::intake::import::{self, Entry, Imported, ListKind, Problem, State, Used, Weight};
use crate::shell::failure::Failure;
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::words::fl;
use serde::Serialize;

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

/// What became of the lists.
pub(in crate::shell::commands) enum Done<'d> {
    Nothing,
    /// The file they went into.
    Written(String),
    /// The session they went into, with how many entries.
    Recorded {
        session: &'d Session,
        count: usize,
    },
}

pub(in crate::shell::commands) fn say(
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
            for kind in ListKind::ALL {
                let (entries, wrong) = (imported.list(*kind), imported.wrong(*kind));
                if entries.is_empty() && wrong == 0 {
                    continue;
                }
                let what = match kind {
                    ListKind::Attendees => fl!(w, "import-attendees"),
                    ListKind::Needs => fl!(w, "import-needs"),
                    ListKind::Patents => fl!(w, "import-patents"),
                    ListKind::Interests => fl!(w, "import-interests"),
                };
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
                    wrong = wrong
                ))?;
                for entry in entries.iter().filter(|e| !e.changes.is_empty()) {
                    for (field, [old, new]) in &entry.changes {
                        out.line(fl!(
                            w,
                            "import-change",
                            row = entry.source.row,
                            field = import::label(*kind, field),
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
            .filter_map(|c| Some(format!("{} = {}", c.header, c.label()?)))
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
pub(in crate::shell::commands) fn line(workspace: &Workspace, problem: &Problem) -> String {
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
