//! `enishi import --edited`: what a colleague without Enishi changed in a workbook of an export. Only what was changed
//! comes back, and not where the record has gone on meanwhile.

use crate::domain::book::Book;
use crate::domain::code::{Level, PairingStatus, TaskStatus};
use crate::domain::entity::pairing::{PairingChange, PairingId};
use crate::domain::entity::task::{TaskChange, TaskId};
use crate::domain::entity::{Change, Entity};
use crate::domain::recorded::key::Key;
use crate::domain::rule::matching;
use crate::domain::rule::task_status::{self, Said};
use crate::exchange::tables::{DUE, LEVEL, NOTE, STATUS};
use crate::intake::edited::{Edit, edits};
use crate::shell::args::ImportArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::sheets;
use crate::shell::user_files::{read_list, shown};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Serialize)]
struct Told {
    changed: usize,
    refused: Vec<String>,
}

type Changes = Vec<(Entity, Change)>;

pub(super) fn edited(
    workspace: &Workspace,
    file: &Path,
    wanted: &ImportArgs,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let not_ours = || {
        let what = fl!(w, "edited-not-ours", path = shown(file));
        Failure::new(FailureKind::BadFile, what).hint(fl!(w, "edited-not-ours-how"))
    };
    let bytes = read_list(file).map_err(|e| workspace.unreadable(file, &e))?;
    let book = sheets::book(file, &bytes).map_err(|error| {
        let (why, how) = crate::intake::unreadable(&error, w);
        let what = fl!(w, "import-unusable", path = shown(file));
        Failure::new(FailureKind::BadFile, what)
            .because(why)
            .hint(how)
    })?;
    let found = book.as_ref().and_then(edits).ok_or_else(not_ours)?;
    let mut store = workspace.open_store()?;
    let record = workspace.book(&store, &Sessions::All)?;
    let mut by_session: BTreeMap<Clean, Changes> = BTreeMap::new();
    let mut refused = Vec::new();
    let mut lines = Vec::new();
    for edit in &found {
        let place = format!("{}!{}", edit.sheet, edit.row);
        match changes(workspace, &record, edit) {
            Ok((session, changes)) => {
                let (was, now) = (edit.was.as_str(), edit.now.as_str());
                let heading = edit.heading.as_str();
                lines.push(fl!(
                    w,
                    "edited-change",
                    place = place,
                    heading = heading,
                    was = was,
                    now = now
                ));
                by_session.entry(session).or_default().extend(changes);
            }
            Err(why) => refused.push(format!("{place} {why}")),
        }
    }
    let stays_out = !refused.is_empty() && !wanted.skip_errors;
    if !stays_out && !wanted.dry_run {
        for (session, changes) in by_session {
            if !changes.is_empty() {
                workspace.commit(&mut store, &session, changes)?;
            }
        }
    }
    workspace.answer(
        |out| {
            out.json(&Told {
                changed: lines.len(),
                refused: refused.clone(),
            })
        },
        |out| {
            for line in lines.iter().chain(&refused) {
                out.line(line.as_str())?;
            }
            if stays_out || wanted.dry_run {
                out.line(fl!(w, "import-unwritten"))
            } else {
                out.line(fl!(w, "edited-done", count = lines.len()))
            }
        },
    )?;
    if stays_out && !wanted.dry_run {
        let failure = Failure::new(FailureKind::BadFile, fl!(w, "import-refused"));
        return Err(failure.hint(fl!(w, "import-errors-how")));
    }
    Ok(())
}

/// What one changed cell records, or why it cannot.
fn changes(workspace: &Workspace, book: &Book, edit: &Edit) -> Result<(Clean, Changes), String> {
    match edit.kind.as_str() {
        "task" => task(workspace, book, edit),
        "pairing" => pairing(workspace, book, edit),
        _ => Err(fl!(&workspace.words, "edited-gone")),
    }
}

/// The record has to hold what the workbook was written from.
fn unchanged(workspace: &Workspace, edit: &Edit, record: &str) -> Result<(), String> {
    if record.trim() == edit.was.trim() {
        return Ok(());
    }
    let (record, now) = (record.to_owned(), edit.now.as_str());
    Err(fl!(
        &workspace.words,
        "edited-both",
        record = record,
        now = now
    ))
}

fn unread(workspace: &Workspace, edit: &Edit) -> String {
    let (heading, now) = (edit.heading.as_str(), edit.now.as_str());
    fl!(
        &workspace.words,
        "edited-unread",
        heading = heading,
        now = now
    )
}

fn task(workspace: &Workspace, book: &Book, edit: &Edit) -> Result<(Clean, Changes), String> {
    let gone = || fl!(&workspace.words, "edited-gone");
    let id = TaskId::read(&edit.id).ok_or_else(gone)?;
    let task = book.tasks.get(&id).ok_or_else(gone)?;
    let session = book.sessions.get(&id.session);
    let facts = session.map(|session| workspace.facts(session, book));
    let changes = match edit.heading.as_str() {
        STATUS => {
            unchanged(workspace, edit, task.status.ja())?;
            let to = TaskStatus::parse(&edit.now).ok_or_else(|| unread(workspace, edit))?;
            if to == TaskStatus::Done && book.is_blocked(task) {
                return Err(fl!(&workspace.words, "edited-blocked"));
            }
            task_status::task_status(facts.as_ref(), task, to, Said::on(workspace.today))
        }
        DUE => {
            unchanged(workspace, edit, &task.due_on.to_string())?;
            let day = edit.now.replace('/', "-").parse::<Date>();
            let day = day.map_err(|_| unread(workspace, edit))?;
            task_status::due(facts.as_ref(), task, day)
        }
        NOTE => {
            unchanged(workspace, edit, &task.note)?;
            let note = Clean::text(&edit.now);
            vec![(
                Entity::Task(id.clone()),
                Change::Task(TaskChange::Note { note }),
            )]
        }
        _ => return Err(unread(workspace, edit)),
    };
    Ok((id.session, changes))
}

fn pairing(workspace: &Workspace, book: &Book, edit: &Edit) -> Result<(Clean, Changes), String> {
    let gone = || fl!(&workspace.words, "edited-gone");
    let id = PairingId::read(&edit.id).ok_or_else(gone)?;
    let pairing = book.pairings.get(&id).ok_or_else(gone)?;
    let entity = Entity::Pairing(id.clone());
    let changes = match edit.heading.as_str() {
        LEVEL => {
            unchanged(workspace, edit, pairing.level.ja())?;
            let level = Level::parse(&edit.now).ok_or_else(|| unread(workspace, edit))?;
            vec![(entity, Change::Pairing(PairingChange::Level { level }))]
        }
        STATUS => {
            unchanged(workspace, edit, pairing.status.ja())?;
            let to = PairingStatus::parse(&edit.now).ok_or_else(|| unread(workspace, edit))?;
            let open = task_status::open_tasks(book, &id).len();
            if to.is_closed() && open > 0 {
                // What becomes of them has to be asked, and a workbook asks nobody.
                return Err(fl!(&workspace.words, "edited-open-tasks", count = open));
            }
            let session = book.sessions.get(&id.session).ok_or_else(gone)?;
            let facts = workspace.facts(session, book);
            matching::set_status(&facts, pairing, to, Clean::default())
        }
        NOTE => {
            unchanged(workspace, edit, &pairing.note)?;
            let note = Clean::text(&edit.now);
            vec![(entity, Change::Pairing(PairingChange::Note { note }))]
        }
        _ => return Err(unread(workspace, edit)),
    };
    Ok((id.session, changes))
}
