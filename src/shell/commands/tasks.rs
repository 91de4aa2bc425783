//! `enishi tasks` and `task`: what follows from confirmed pairings.

use crate::domain::book::Book;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::task::Task;
use crate::domain::entity::task::TaskChange;
use crate::domain::entity::task::TaskId;
use crate::domain::rule::task_status::{self, FindError};
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::view::conflict;
use crate::words::fl;
use jiff::civil::Date;
use serde::Serialize;

/// Which tasks are listed.
#[derive(Default)]
pub(super) struct Wanted<'a> {
    pub(super) session: Option<&'a str>,
    pub(super) overdue: bool,
    pub(super) owner: Option<OwnerSide>,
    pub(super) all: bool,
}

#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: &'a TaskId,
    session: &'a Clean,
    need: &'a Clean,
    organisation: &'a Clean,
    template: &'a Clean,
    title: &'a str,
    owner_side: OwnerSide,
    status: TaskStatus,
    due_on: Date,
    depends_on: &'a [TaskId],
    blocked: bool,
    remaining_business_days: i32,
    note: &'a Clean,
}

fn row<'a>(workspace: &'a Workspace, book: &Book, task: &'a Task) -> Row<'a> {
    Row {
        id: &task.id,
        session: &task.id.session,
        need: &task.id.need,
        organisation: &task.id.org,
        template: &task.id.template,
        title: workspace.words.pick(&task.title_ja, &task.title_en),
        owner_side: task.owner_side,
        status: task.status,
        due_on: task.due_on,
        depends_on: &task.depends_on,
        blocked: book.is_blocked(task),
        remaining_business_days: workspace.calendar.remaining(workspace.today, task.due_on),
        note: &task.note,
    }
}

pub(super) fn list(workspace: &Workspace, wanted: &Wanted) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::named(wanted.session))?;
    workspace.answer(
        |out| out.json(&rows(workspace, &book, wanted)),
        |out| print(workspace, &book, wanted, out),
    )
}

fn found<'a>(workspace: &Workspace, book: &'a Book, wanted: &Wanted) -> Vec<&'a Task> {
    let mut found: Vec<&Task> = book
        .tasks
        .values()
        .filter(|t| wanted.all || !t.status.is_closed())
        .filter(|t| wanted.session.is_none_or(|id| t.id.session == *id))
        .filter(|t| wanted.owner.is_none_or(|side| t.owner_side == side))
        .filter(|t| !wanted.overdue || (t.due_on < workspace.today && !t.status.is_closed()))
        .collect();
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

/// For machines.
pub(super) fn rows<'a>(workspace: &'a Workspace, book: &'a Book, wanted: &Wanted) -> Vec<Row<'a>> {
    let found = found(workspace, book, wanted);
    found.into_iter().map(|t| row(workspace, book, t)).collect()
}

/// For people.
pub(super) fn print(
    workspace: &Workspace,
    book: &Book,
    wanted: &Wanted,
    out: &mut Out,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let found = found(workspace, book, wanted);
    if found.is_empty() {
        return out.line(fl!(w, "tasks-empty"));
    }
    let head = [
        fl!(w, "tasks-head-due"),
        fl!(w, "tasks-head-left"),
        fl!(w, "tasks-head-status"),
        fl!(w, "tasks-head-owner"),
        fl!(w, "tasks-head-title"),
        fl!(w, "tasks-head-org"),
        fl!(w, "tasks-head-id"),
    ];
    let rows: Vec<Vec<Clean>> = found.iter().map(|t| cells(workspace, book, t)).collect();
    out.table(&head, &rows)
}

fn cells(workspace: &Workspace, book: &Book, task: &Task) -> Vec<Clean> {
    let w = &workspace.words;
    let left = workspace.calendar.remaining(workspace.today, task.due_on);
    let left = if left < 0 {
        fl!(w, "unit-overdue-days", days = left.unsigned_abs())
    } else {
        fl!(w, "unit-remaining-days", days = left)
    };
    let mut status = workspace
        .words
        .pick(task.status.ja(), task.status.en())
        .to_owned();
    if book.is_blocked(task) {
        status = fl!(w, "tasks-blocked", status = status);
    }
    let conflicts = book.conflicts_of(&Entity::Task(task.id.clone()));
    for conflict in conflicts {
        // All that was stated, the value that stands first.
        let said = conflict::said(w, conflict, clock::zoned().time_zone());
        let mark = fl!(w, "conflict-mark");
        status = format!("{status} {mark}: {}", said.join(" / "));
    }
    let side = task.owner_side;
    let session = book.sessions.get(&task.id.session);
    let org = session.map_or(&task.id.org, |s| s.org_name(&task.id.org));
    vec![
        task.due_on.to_string().into(),
        left.into(),
        status.into(),
        workspace.words.pick(side.ja(), side.en()).into(),
        workspace.words.pick(&task.title_ja, &task.title_en).into(),
        org.clone(),
        task.id.to_string().into(),
    ]
}

pub(super) fn change(
    workspace: &Workspace,
    id: &str,
    status: TaskStatus,
    note: Option<&str>,
    due: Option<Date>,
) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let within = store.sessions_with_task(&Clean::line(id));
    let within = within.map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book(&store, &within)?;
    let task = find(workspace, &book, id)?;
    let session = book.sessions.get(&task.id.session);
    let facts = session.map(|session| workspace.facts(session, &book));
    let mut changes = task_status::task_status(facts.as_ref(), task, status, workspace.today);
    let entity = || Entity::Task(task.id.clone());
    if let Some(due_on) = due.filter(|due| *due != task.due_on) {
        changes.push((entity(), Change::Task(TaskChange::Due { due_on })));
    }
    if let Some(note) = note.map(Clean::text).filter(|note| *note != task.note) {
        changes.push((entity(), Change::Task(TaskChange::Note { note })));
    }
    let w = &workspace.words;
    let mut said = fl!(w, "tasks-unchanged");
    if !changes.is_empty() {
        said = fl!(w, "tasks-changed");
        workspace.commit(&mut store, &task.id.session, changes)?;
    }
    let after = workspace.book(&store, &Sessions::One(task.id.session.clone()))?;
    let Some(task) = after.tasks.get(&task.id) else {
        return Ok(());
    };
    workspace.answer(
        |out| out.json(&row(workspace, &after, task)),
        |out| {
            let cells = cells(workspace, &after, task);
            let cells: Vec<&str> = cells.iter().map(Clean::as_str).collect();
            out.line(format!("{said}: {}", cells.join(" ")))
        },
    )
}

fn find<'a>(workspace: &Workspace, book: &'a Book, id: &str) -> Result<&'a Task, Failure> {
    let w = &workspace.words;
    let written = Clean::line(id);
    task_status::find_task(book, &written).map_err(|error| match error {
        FindError::Nothing => {
            let ids: Vec<String> = book.tasks.keys().map(ToString::to_string).collect();
            let names = ids.iter().map(String::as_str);
            let what = fl!(w, "tasks-no-task", id = written.as_str());
            workspace.nothing(what, &written, names, fl!(w, "tasks-no-task-how"))
        }
        FindError::Several(ids) => {
            let what = fl!(w, "tasks-several", id = written.as_str(), count = ids.len());
            let mut failure =
                Failure::new(FailureKind::Usage, what).because(fl!(w, "tasks-several-why"));
            for id in ids.iter().take(10) {
                failure = failure.hint(id.to_string());
            }
            failure
        }
    })
}
