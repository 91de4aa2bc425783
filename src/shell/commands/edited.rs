//! `enishi import --edited`: what a colleague without Enishi changed in a workbook of an export. Only what was changed
//! comes back, and not where the record has gone on meanwhile.

mod pairing;
mod task;

use crate::domain::book::Book;
use crate::domain::code::Point;
use crate::domain::date;
use crate::domain::entity::Changes;
use crate::domain::recorded::By;
use crate::domain::sheet::trace;
use crate::exchange::tables::heading;
use crate::intake::edited::{self, Edited, Row, Told as From, read};
use crate::shell::args::ImportArgs;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::sheets;
use crate::shell::user_files::{read_list, shown};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What became of the rows.
#[derive(Default, Serialize)]
struct Told {
    /// Cells that are recorded.
    changed: usize,
    /// Rows that became tasks.
    added: usize,
    /// What was changed and is not read.
    left: Vec<String>,
    /// What cannot be recorded.
    refused: Vec<String>,
    #[serde(skip)]
    lines: Vec<String>,
}

/// What a row records.
#[derive(Default)]
struct Outcome {
    session: Clean,
    changes: Changes,
    /// Headings of the cells that are recorded.
    taken: Vec<&'static str>,
    refused: Vec<String>,
    /// What is there already.
    left: Vec<String>,
    /// A task whose end waits for another one, which may be done further down.
    waits: bool,
}

/// The record as it was and as it becomes, row by row.
struct Desk<'w> {
    workspace: &'w Workspace,
    before: Book,
    after: Book,
}

/// Headings that say what a row is. They are not changed by a workbook.
const NAMES: &[&str] = &[heading::NEED, heading::ORG, heading::TASK];

pub(super) fn edited(
    workspace: &Workspace,
    file: &Path,
    wanted: &ImportArgs,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let found = found(workspace, file)?;
    let mut store = workspace.open_store()?;
    let before = workspace.book(&store, &Sessions::All)?;
    let mut desk = Desk {
        workspace,
        after: before.clone(),
        before,
    };
    let mut told = Told::default();
    let left = |sheet: &String| fl!(w, "edited-sheet-unread", sheet = sheet.as_str());
    told.left = found.unread().as_ref().map(left).into_iter().collect();
    let mut by_session: BTreeMap<Clean, Changes> = BTreeMap::new();
    for (row, outcome) in desk.rows(&found.rows, &mut told)? {
        tell(workspace, row, &outcome, &mut told);
        let all = by_session.entry(outcome.session).or_default();
        all.extend(outcome.changes);
    }
    by_session.retain(|_, changes| !changes.is_empty());
    let stays_out = !told.refused.is_empty() && !wanted.skip_errors;
    let actions = by_session.len();
    if !stays_out && !wanted.dry_run {
        for (session, changes) in by_session {
            workspace.commit(&mut store, &session, changes)?;
        }
    }
    workspace.answer(
        |out| out.json(&told),
        |out| {
            for line in told.lines.iter().chain(&told.left).chain(&told.refused) {
                out.line(line.as_str())?;
            }
            let count = told.changed + told.added;
            if stays_out || wanted.dry_run {
                out.line(fl!(w, "import-unwritten"))
            } else if count == 0 {
                out.line(fl!(w, "edited-nothing"))
            } else {
                out.line(fl!(w, "edited-done", count = count, actions = actions))
            }
        },
    )?;
    if stays_out {
        let failure = Failure::new(FailureKind::BadFile, fl!(w, "import-refused"));
        return Err(failure.hint(fl!(w, "import-errors-how")));
    }
    Ok(())
}

fn found(workspace: &Workspace, file: &Path) -> Result<Edited, Failure> {
    let w = &workspace.words;
    let bytes = read_list(file).map_err(|e| workspace.unreadable(file, &e))?;
    let book = sheets::book(file, &bytes).map_err(|error| {
        let (why, how) = crate::intake::unreadable(&error, w);
        let what = fl!(w, "import-unusable", path = shown(file));
        Failure::new(FailureKind::BadFile, what)
            .because(why)
            .hint(how)
    })?;
    book.as_ref().and_then(read).ok_or_else(|| {
        let what = fl!(w, "edited-not-ours", path = shown(file));
        Failure::new(FailureKind::BadFile, what).hint(fl!(w, "edited-not-ours-how"))
    })
}

/// Says what a row brings, what of it is refused and what is not read at all.
fn tell(workspace: &Workspace, row: &Row, outcome: &Outcome, told: &mut Told) {
    let w = &workspace.words;
    let place = format!("{}!{}", row.sheet, row.row);
    for why in &outcome.refused {
        told.refused.push(format!("{place} {why}"));
    }
    for why in &outcome.left {
        told.left.push(format!("{place} {why}"));
    }
    for heading in &outcome.taken {
        if let Some(edit) = row.edit(heading) {
            told.changed += 1;
            told.lines.push(fl!(
                w,
                "edited-change",
                place = place.as_str(),
                heading = *heading,
                was = edit.was,
                now = edit.now
            ));
        }
    }
    if outcome.taken.is_empty() && !outcome.changes.is_empty() {
        told.added += 1;
        let title = row.get(heading::TASK);
        let line = fl!(w, "edited-added", place = place.as_str(), title = title);
        told.lines.push(line);
    }
}

impl Desk<'_> {
    /// What the rows record, each beside what those before it did. What waits for another task comes after the others.
    fn rows<'r>(
        &mut self,
        rows: &'r [Row],
        told: &mut Told,
    ) -> Result<Vec<(&'r Row, Outcome)>, Failure> {
        let mut out = Vec::new();
        let mut open = self.sorted(rows, told);
        loop {
            let before = open.len();
            let mut waiting = Vec::new();
            for (row, own) in open {
                let outcome = self.row(row, own, told);
                if outcome.waits {
                    waiting.push((row, own, outcome));
                    continue;
                }
                self.step(&outcome.changes)?;
                out.push((row, outcome));
            }
            if waiting.is_empty() || waiting.len() == before {
                out.extend(waiting.into_iter().map(|(row, _, outcome)| (row, outcome)));
                break;
            }
            open = waiting
                .into_iter()
                .map(|(row, own, _)| (row, own))
                .collect();
        }
        out.sort_by_key(|(row, _)| (&row.sheet, row.row));
        Ok(out)
    }

    /// The rows, each with what it was written from. One that somebody copied and made another thing of is a new one; of
    /// two that are the same thing only the first is read.
    fn sorted<'r>(&self, rows: &'r [Row], told: &mut Told) -> Vec<(&'r Row, Option<&'r From>)> {
        let key = |own: &'r From| (own.kind.as_str(), own.id.as_str());
        let kept: BTreeSet<(&str, &str)> = (rows.iter())
            .filter(|row| !row.is_copied(NAMES))
            .filter_map(|row| row.told.as_ref().map(key))
            .collect();
        let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut out = Vec::new();
        for row in rows {
            match &row.told {
                None => out.push((row, None)),
                Some(own)
                    if own.kind == "task" && row.is_copied(NAMES) && kept.contains(&key(own)) =>
                {
                    out.push((row, None));
                }
                Some(own) if known.insert(key(own)) => out.push((row, Some(own))),
                Some(_) if row.edited().next().is_some() => {
                    let why = fl!(&self.workspace.words, "edited-twice");
                    told.refused
                        .push(format!("{}!{} {why}", row.sheet, row.row));
                }
                Some(_) => {}
            }
        }
        out
    }

    fn step(&mut self, changes: &Changes) -> Result<(), Failure> {
        let by = By {
            at: clock::timestamp(),
            actor: self.workspace.who()?,
        };
        for (entity, change) in changes {
            self.after.step(entity, change, &by);
        }
        Ok(())
    }

    fn row(&self, row: &Row, own: Option<&From>, told: &mut Told) -> Outcome {
        let w = &self.workspace.words;
        let outcome = match own.map(|own| (own.kind.as_str(), own.id.as_str())) {
            Some(("task", id)) => self.task(row, id),
            Some(("pairing", id)) => self.pairing(row, id),
            Some(_) => refused(fl!(w, "edited-gone")),
            None => self.new_task(row),
        };
        if own.is_some() && !outcome.waits {
            let place = format!("{}!{}", row.sheet, row.row);
            for heading in row.edited().filter(|h| !is_editable(h)) {
                let now = row.get(heading);
                told.left.push(fl!(
                    w,
                    "edited-left",
                    place = place.as_str(),
                    heading = heading,
                    now = now
                ));
            }
        }
        outcome
    }

    /// What a cell asks of the record. Nothing where the record says so already; an error where the record has gone on
    /// meanwhile and says something else. `is_so` knows other notations of what is recorded.
    fn asked<'r>(
        &self,
        row: &'r Row,
        heading: &str,
        record: &str,
        is_so: impl Fn(&str) -> bool,
    ) -> Result<Option<&'r str>, String> {
        let Some(edit) = row.edit(heading) else {
            return Ok(None);
        };
        let (record, now) = (trace(record.trim()), edit.now);
        if record == trace(now) || is_so(now) {
            return Ok(None);
        }
        if record == edit.was {
            return Ok(Some(now));
        }
        let w = &self.workspace.words;
        Err(fl!(w, "edited-both", record = record, now = now))
    }

    /// A day as spreadsheets and the screen take it; one without a year is the nearest.
    fn day(&self, text: &str) -> Option<Date> {
        let (today, calendar) = (self.workspace.today, &self.workspace.calendar);
        edited::day(text).or_else(|| date::typed(text, today, calendar))
    }

    fn unread(&self, heading: &str, now: &str) -> String {
        fl!(
            &self.workspace.words,
            "edited-unread",
            heading = heading,
            now = now
        )
    }
}

/// The headings whose cells may be changed.
const EDITABLE: &[&str] = &[
    heading::LEVEL,
    heading::STATUS,
    heading::DUE,
    heading::DONE,
    heading::NEXT_HOSPITAL,
    heading::NEXT_HOSPITAL_ON,
    heading::NEXT_COMPANY,
    heading::NEXT_COMPANY_ON,
    heading::NOTE,
];

fn is_editable(heading: &str) -> bool {
    EDITABLE.contains(&heading) || Point::ALL.iter().any(|p| p.ja() == heading)
}

fn refused(why: String) -> Outcome {
    Outcome {
        refused: vec![why],
        ..Outcome::default()
    }
}
