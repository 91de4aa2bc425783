//! `enishi tasks` and `task`: what follows from confirmed pairings.

use crate::domain::book::{Book, Task};
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::id::{Entity, TaskId};
use crate::domain::op::Change;
use crate::domain::op::TaskChange;
use crate::domain::record::{self, FindError};
use crate::shell::desk::Desk;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::store::Scope;
use crate::text::Clean;
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

fn row<'a>(desk: &'a Desk, book: &Book, task: &'a Task) -> Row<'a> {
    Row {
        id: &task.id,
        session: &task.id.session,
        need: &task.id.need,
        organisation: &task.id.org,
        template: &task.id.template,
        title: desk.words.pick(&task.title_ja, &task.title_en),
        owner_side: task.owner_side,
        status: task.status,
        due_on: task.due_on,
        depends_on: &task.depends_on,
        blocked: book.is_blocked(task),
        remaining_business_days: desk.calendar.remaining(desk.today, task.due_on),
        note: &task.note,
    }
}

pub(super) fn list(desk: &Desk, wanted: &Wanted) -> Result<(), Failure> {
    let store = desk.open_store()?;
    let book = desk.book(&store, &Scope::All)?;
    desk.answer(
        |out| out.json(&rows(desk, &book, wanted)),
        |out| print(desk, &book, wanted, out),
    )
}

fn found<'a>(desk: &Desk, book: &'a Book, wanted: &Wanted) -> Vec<&'a Task> {
    let mut found: Vec<&Task> = book
        .tasks
        .values()
        .filter(|t| wanted.all || !t.status.is_closed())
        .filter(|t| wanted.session.is_none_or(|id| t.id.session == *id))
        .filter(|t| wanted.owner.is_none_or(|side| t.owner_side == side))
        .filter(|t| !wanted.overdue || (t.due_on < desk.today && !t.status.is_closed()))
        .collect();
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

/// For machines.
pub(super) fn rows<'a>(desk: &'a Desk, book: &'a Book, wanted: &Wanted) -> Vec<Row<'a>> {
    let found = found(desk, book, wanted);
    found.into_iter().map(|t| row(desk, book, t)).collect()
}

/// For people.
pub(super) fn print(
    desk: &Desk,
    book: &Book,
    wanted: &Wanted,
    out: &mut Out,
) -> Result<(), Failure> {
    let w = desk.words.loader();
    let found = found(desk, book, wanted);
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
    let rows: Vec<Vec<Clean>> = found.iter().map(|t| cells(desk, book, t)).collect();
    out.table(&head, &rows)
}

fn cells(desk: &Desk, book: &Book, task: &Task) -> Vec<Clean> {
    let w = desk.words.loader();
    let left = desk.calendar.remaining(desk.today, task.due_on);
    let left = if left < 0 {
        fl!(w, "unit-overdue-days", days = left.unsigned_abs())
    } else {
        fl!(w, "unit-remaining-days", days = left)
    };
    let mut status = desk
        .words
        .pick(task.status.ja(), task.status.en())
        .to_owned();
    if book.is_blocked(task) {
        status = fl!(w, "tasks-blocked", status = status);
    }
    let side = task.owner_side;
    let session = book.sessions.get(&task.id.session);
    let org = session.map_or(&task.id.org, |s| s.org_name(&task.id.org));
    vec![
        task.due_on.to_string().into(),
        left.into(),
        status.into(),
        desk.words.pick(side.ja(), side.en()).into(),
        desk.words.pick(&task.title_ja, &task.title_en).into(),
        org.clone(),
        task.id.to_string().into(),
    ]
}

pub(super) fn change(
    desk: &Desk,
    id: &str,
    status: TaskStatus,
    note: Option<&str>,
    due: Option<Date>,
) -> Result<(), Failure> {
    let mut store = desk.open_store()?;
    let book = desk.book(&store, &Scope::All)?;
    let task = find(desk, &book, id)?;
    let session = book.sessions.get(&task.id.session);
    let facts = session.map(|session| desk.facts(session, &book));
    let mut changes = record::task_status(facts.as_ref(), task, status, desk.today);
    let entity = || Entity::Task(task.id.clone());
    if let Some(due_on) = due.filter(|due| *due != task.due_on) {
        changes.push((entity(), Change::Task(TaskChange::Due { due_on })));
    }
    if let Some(note) = note.map(Clean::text).filter(|note| *note != task.note) {
        changes.push((entity(), Change::Task(TaskChange::Note { note })));
    }
    let w = desk.words.loader();
    let mut said = fl!(w, "tasks-unchanged");
    if !changes.is_empty() {
        said = fl!(w, "tasks-changed");
        desk.commit(&mut store, &task.id.session, changes)?;
        desk.tell_actor();
    }
    let after = desk.book(&store, &Scope::All)?;
    let Some(task) = after.tasks.get(&task.id) else {
        return Ok(());
    };
    desk.answer(
        |out| out.json(&row(desk, &after, task)),
        |out| {
            let cells = cells(desk, &after, task);
            let cells: Vec<&str> = cells.iter().map(Clean::as_str).collect();
            out.line(format!("{said}: {}", cells.join(" ")))
        },
    )
}

fn find<'a>(desk: &Desk, book: &'a Book, id: &str) -> Result<&'a Task, Failure> {
    let w = desk.words.loader();
    let written = Clean::line(id);
    record::find_task(book, &written).map_err(|error| match error {
        FindError::Nothing => {
            let ids: Vec<String> = book.tasks.keys().map(ToString::to_string).collect();
            let names = ids.iter().map(String::as_str);
            let what = fl!(w, "tasks-no-task", id = written.as_str());
            desk.nothing(what, &written, names, fl!(w, "tasks-no-task-how"))
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
