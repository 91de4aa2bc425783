//! `enishi timetable`: who meets whom when, of a session or of a problem in a file. It records nothing.

mod session;

use crate::domain::rule::timetable::problem::{Problem, ProblemError};
use crate::domain::rule::timetable::{self, Meeting, Unmet};
use crate::shell::args::TimetableArgs;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::{read_bytes, shown};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::view::reason;
use crate::words::fault::told;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Answer<'a> {
    meetings: &'a [Meeting],
    unmet: &'a [Unmet],
    objective: i64,
    ms: u64,
}

pub(super) fn timetable(workspace: &Workspace, asked: &TimetableArgs) -> Result<(), Failure> {
    match &asked.problem {
        Some(path) => of_problem(workspace, path),
        None => session::timetable(workspace, asked),
    }
}

fn of_problem(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let problem = read(workspace, path)?;
    let start = clock::instant();
    let made = timetable::make(&problem, |_| true);
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Answer {
                meetings: &made.meetings,
                unmet: &made.unmet,
                objective: made.objective,
                ms,
            })
        },
        |out| {
            let head = [
                fl!(w, "timetable-slot"),
                fl!(w, "timetable-table"),
                fl!(w, "timetable-need"),
                fl!(w, "timetable-company"),
            ];
            let rows: Vec<Vec<Clean>> = (made.meetings.iter())
                .map(|m| {
                    let slot = Clean::line(&(m.slot + 1).to_string());
                    let table = m.table.clone().unwrap_or_default();
                    vec![slot, table, m.need.clone(), m.company.clone()]
                })
                .collect();
            out.table(&head, &rows)?;
            let (met, all) = (rows.len(), rows.len() + made.unmet.len());
            out.line(fl!(w, "timetable-met", met = met, all = all))?;
            for unmet in &made.unmet {
                let (need, company) = (unmet.need.as_str(), unmet.company.as_str());
                let why = reason::why(w, unmet.reason);
                out.line(fl!(
                    w,
                    "timetable-unmet",
                    need = need,
                    company = company,
                    why = why
                ))?;
                if let Some(exchange) = &unmet.exchange {
                    let goes = exchange.out.iter();
                    let goes: Vec<String> = goes
                        .map(|m| format!("{} x {}", m.need, m.company))
                        .collect();
                    out.line(fl!(
                        w,
                        "timetable-exchange",
                        slot = exchange.slot + 1,
                        goes = goes.join("、")
                    ))?;
                }
            }
            Ok(())
        },
    )
}

/// The problem of a file, checked.
pub(super) fn read(workspace: &Workspace, path: &Path) -> Result<Problem, Failure> {
    let w = &workspace.words;
    let bytes = read_bytes(path).map_err(|e| workspace.unreadable(path, &e))?;
    let refused = |why: String, how: String| {
        let what = fl!(w, "timetable-refused", path = shown(path));
        Failure::new(FailureKind::BadFile, what)
            .because(why)
            .hint(how)
    };
    let problem: Problem = serde_json::from_slice(&bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        refused(
            fl!(w, "timetable-not-json", line = line, column = column),
            fl!(
                w,
                "timetable-not-json-how",
                said = told(w, &error.to_string())
            ),
        )
    })?;
    problem.check().map_err(|error| match error {
        ProblemError::Slots(count) => refused(
            fl!(w, "timetable-slots", count = count),
            fl!(w, "timetable-slots-how"),
        ),
        ProblemError::Unknown { list, id } => refused(
            fl!(w, "timetable-unknown", list = list, id = id.as_str()),
            fl!(w, "timetable-unknown-how"),
        ),
        ProblemError::Twice { list, id } => refused(
            fl!(w, "timetable-twice", list = list, id = id.as_str()),
            fl!(w, "timetable-twice-how"),
        ),
    })?;
    Ok(problem)
}
