//! `enishi tasks` and `task`: what follows from confirmed pairings.

use crate::domain::book::Book;
use crate::domain::code::{Authority, OwnerSide, PairingStage, TaskStatus};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::task::{Detail, Task, TaskChange, TaskId};
use crate::domain::filter::{Filter, Words};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::decision;
use crate::domain::rule::task_status::{self, FindError, Said};
use crate::domain::rule::template::Scope;
use crate::domain::rule::trigger;
use crate::shell::args::TaskArgs;
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
    /// The day that days are counted from; `None`: today.
    pub(super) on: Option<Date>,
    pub(super) find: Filter,
}

impl Wanted<'_> {
    /// Open ones, and those whose paper runs out.
    fn shows(&self, task: &Task, day: Date) -> bool {
        self.all || !task.status.is_closed() || task_status::runs_out(task, day).is_some()
    }

    fn day(&self, workspace: &Workspace) -> Date {
        self.on.unwrap_or(workspace.today)
    }
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
    /// It was counted from a date that is doubtful.
    due_doubtful: bool,
    depends_on: &'a [TaskId],
    blocked: bool,
    remaining_business_days: i32,
    note: &'a Clean,
    /// Which stage of its pairing it opens in; `null` for those of no pairing and those in somebody's own words.
    stage: Option<PairingStage>,
    /// Why there is such a task.
    because: Vec<String>,
    /// What stands behind it: law, a rule of the house or a default of ours.
    kind: Option<Authority>,
    basis: &'a str,
    source: &'a str,
    checked_on: Option<Date>,
    counterpart: &'a Clean,
    document: &'a Clean,
    edition: &'a Clean,
    submitted_on: Option<Date>,
    signed_on: Option<Date>,
    expires_on: Option<Date>,
    repeat: &'a [u32],
}

fn row<'a>(workspace: &'a Workspace, day: Date, book: &Book, task: &'a Task) -> Row<'a> {
    let mut templates = workspace.config.catalogue.templates.iter();
    let template = templates.find(|t| *t.code == *task.id.code());
    let details = &task.details;
    Row {
        stage: template
            .filter(|t| t.scope == Scope::Pairing)
            .map(|t| t.stage),
        because: template.map_or_else(Vec::new, |t| {
            trigger::because(&workspace.words, book, &t.when, &task.id)
        }),
        kind: template.map(|t| t.kind),
        basis: template.map_or("", |t| t.basis.as_str()),
        source: template.map_or("", |t| t.source.as_str()),
        checked_on: template.and_then(|t| t.checked_on),
        counterpart: &details.counterpart,
        document: &details.document,
        edition: &details.version,
        submitted_on: details.submitted_on,
        signed_on: details.signed_on,
        expires_on: details.expires_on,
        repeat: &details.repeats,
        id: &task.id,
        session: &task.id.session,
        need: &task.id.need,
        organisation: &task.id.org,
        template: &task.id.template,
        title: workspace.words.pick(&task.title_ja, &task.title_en),
        owner_side: task.owner_side,
        status: task.status,
        due_on: task.due_on,
        due_doubtful: book.is_due_doubtful(task),
        depends_on: &task.depends_on,
        blocked: book.is_blocked(task),
        remaining_business_days: workspace.calendar.remaining(day, task.due_on),
        note: &task.note,
    }
}

pub(super) fn list(workspace: &Workspace, wanted: &Wanted) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let mut book = workspace.book_called(&store, wanted.session)?;
    let doubtful = store.doubtful_dues(clock::timestamp());
    book.doubtful_dues = doubtful.map_err(|e| workspace.store_failed(&e))?;
    workspace.answer(
        |out| out.json(&rows(workspace, &book, wanted)),
        |out| print(workspace, &book, wanted, out),
    )
}

fn found<'a>(workspace: &Workspace, book: &'a Book, wanted: &Wanted) -> Vec<&'a Task> {
    let day = wanted.day(workspace);
    let mut found: Vec<&Task> = book
        .tasks
        .values()
        .filter(|t| wanted.shows(t, day))
        .filter(|t| wanted.owner.is_none_or(|side| t.owner_side == side))
        .filter(|t| !wanted.overdue || (t.due_on < day && !t.status.is_closed()))
        .collect();
    found.retain(|t| fits(book, t, &wanted.find));
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

fn fits(book: &Book, task: &Task, find: &Filter) -> bool {
    if find.is_empty() {
        return true;
    }
    let own = [
        task.title_ja.as_str(),
        task.title_en.as_str(),
        task.owner_side.ja(),
        task.owner_side.en(),
        task.status.ja(),
        task.status.en(),
        task.note.as_str(),
    ];
    find.fits(
        &Words::of(book, &task.id.session, &task.id.need, &task.id.org),
        &own,
    )
}

/// For machines.
pub(super) fn rows<'a>(workspace: &'a Workspace, book: &'a Book, wanted: &Wanted) -> Vec<Row<'a>> {
    let found = found(workspace, book, wanted);
    let day = wanted.day(workspace);
    found
        .into_iter()
        .map(|t| row(workspace, day, book, t))
        .collect()
}

/// For people.
pub(super) fn print(
    workspace: &Workspace,
    book: &Book,
    wanted: &Wanted,
    out: &mut Out,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let mut found = found(workspace, book, wanted);
    // What waits is no work of today.
    let every = found.len();
    if !wanted.all && wanted.find.is_empty() {
        let day = wanted.day(workspace);
        found.retain(|t| !book.is_blocked(t) || task_status::runs_out(t, day).is_some());
    }
    let waiting = every - found.len();
    if every == 0 {
        out.line(if wanted.find.is_empty() {
            fl!(w, "tasks-empty")
        } else {
            fl!(w, "tasks-no-match")
        })?;
        return deciding(workspace, book, out);
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
    let day = wanted.day(workspace);
    let rows: Vec<Vec<Clean>> = found
        .iter()
        .map(|t| cells(workspace, day, book, t))
        .collect();
    out.table(&head, &rows)?;
    if found.iter().any(|task| book.is_due_doubtful(task)) {
        out.line(fl!(w, "due-doubtful-how"))?;
    }
    if waiting > 0 {
        out.line(fl!(w, "tasks-waiting", count = waiting))?;
    }
    deciding(workspace, book, out)
}

/// How many pairings wait for a decision, and what lists them.
fn deciding(workspace: &Workspace, book: &Book, out: &mut Out) -> Result<(), Failure> {
    match decision::waiting(book).len() {
        0 => Ok(()),
        count => out.line(fl!(&workspace.words, "tasks-to-decide", count = count)),
    }
}

fn cells(workspace: &Workspace, day: Date, book: &Book, task: &Task) -> Vec<Clean> {
    let w = &workspace.words;
    let left = workspace.calendar.remaining(day, task.due_on);
    let left = if left < 0 {
        fl!(w, "unit-overdue-days", days = left.unsigned_abs())
    } else {
        fl!(w, "unit-remaining-days", days = left)
    };
    let mut status = workspace
        .words
        .pick(task.status.ja(), task.status.en())
        .to_owned();
    if let Some(before) = book.waits_for(task) {
        let before = w.pick(&before.title_ja, &before.title_en);
        status = fl!(w, "tasks-blocked", status = status, task = before);
    }
    if let Some(on) = task_status::runs_out(task, day) {
        let runs_out = fl!(w, "tasks-expires", day = on.to_string());
        status = format!("{status} {runs_out}");
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
    let mut due = task.due_on.to_string();
    if book.is_due_doubtful(task) {
        due = format!("{due} {}", fl!(w, "due-doubtful"));
    }
    vec![
        due.into(),
        left.into(),
        status.into(),
        workspace.words.pick(side.ja(), side.en()).into(),
        workspace.words.pick(&task.title_ja, &task.title_en).into(),
        org.clone(),
        number::shown_parts(&task.id.to_string()).into(),
    ]
}

pub(super) fn change(workspace: &Workspace, told: &TaskArgs) -> Result<(), Failure> {
    let id = told.id.as_str();
    let mut store = workspace.open_store()?;
    let within = store.sessions_with_task(&Clean::line(id));
    let within = within.map_err(|e| workspace.store_failed(&e))?;
    let mut book = workspace.book(&store, &within)?;
    let doubtful = store.doubtful_dues(clock::timestamp());
    book.doubtful_dues = doubtful.map_err(|e| workspace.store_failed(&e))?;
    let task = find(workspace, &book, id)?;
    let session = book.sessions.get(&task.id.session);
    let facts = session.map(|session| workspace.facts(session, &book));
    let w = &workspace.words;
    let day = |option: &str, text: &Option<String>| workspace.day(option, text.as_deref());
    let said = Said {
        on: day("--on", &told.on)?.unwrap_or(workspace.today),
        reason: Clean::line(told.because.as_deref().unwrap_or_default()),
    };
    if let Some(before) = book.waits_for(task)
        && told.status == TaskStatus::Done
        && said.reason.is_empty()
    {
        let title = w.pick(&before.title_ja, &before.title_en);
        let what = fl!(w, "tasks-before", task = title);
        return Err(Failure::new(FailureKind::Usage, what)
            .because(fl!(w, "tasks-before-why"))
            .hint(fl!(w, "tasks-before-how")));
    }
    let mut changes = task_status::task_status(facts.as_ref(), task, told.status, said);
    if let Some(due_on) = day("--due", &told.due)? {
        // Both move what waits; the day that is stated has the last word.
        changes.extend(task_status::due(facts.as_ref(), task, due_on));
    }
    for detail in details(workspace, task, told)? {
        changes.extend(task_status::detail(task, detail));
    }
    let note = told.note.as_deref().map(Clean::text);
    if let Some(note) = note.filter(|note| *note != task.note) {
        let entity = Entity::Task(task.id.clone());
        changes.push((entity, Change::Task(TaskChange::Note { note })));
    }
    let mut said = fl!(w, "tasks-unchanged");
    if !changes.is_empty() {
        said = fl!(w, "tasks-changed");
        workspace.commit(&mut store, &task.id.session, changes)?;
    }
    let after = workspace.book(&store, &Sessions::One(task.id.session.clone()))?;
    show(workspace, &after, &task.id, &said)
}

/// The details that are told of a task.
fn details(workspace: &Workspace, task: &Task, told: &TaskArgs) -> Result<Vec<Detail>, Failure> {
    let mut found = Vec::new();
    if let Some(name) = &told.counterpart {
        let name = Clean::line(name);
        found.push(Detail::Counterpart { name });
    }
    if let Some(title) = &told.document {
        let edition = told.edition.as_deref().map(Clean::line);
        found.push(Detail::Document {
            title: Clean::line(title),
            version: edition.unwrap_or_else(|| task.details.version.clone()),
        });
    }
    let day = |option: &str, text: &Option<String>| {
        let day = workspace.day(option, text.as_deref())?;
        Ok::<_, Failure>(day.map(Some))
    };
    found.extend(day("--submitted", &told.submitted)?.map(|on| Detail::Submitted { on }));
    found.extend(day("--signed", &told.signed)?.map(|on| Detail::Signed { on }));
    found.extend(day("--expires", &told.expires)?.map(|on| Detail::Expires { on }));
    if let Some(months) = &told.repeat {
        let months = months.0.clone();
        found.push(Detail::Repeats { months });
    }
    Ok(found)
}

/// A task as it is now, after what was said of it.
pub(super) fn show(
    workspace: &Workspace,
    book: &Book,
    id: &TaskId,
    said: &str,
) -> Result<(), Failure> {
    let Some(task) = book.tasks.get(id) else {
        return Ok(());
    };
    workspace.answer(
        |out| out.json(&row(workspace, workspace.today, book, task)),
        |out| {
            let cells = cells(workspace, workspace.today, book, task);
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
            let keys = book.tasks.keys().map(ToString::to_string);
            let ids: Vec<String> = keys.map(|id| number::shown_parts(&id)).collect();
            let names = ids.iter().map(String::as_str);
            let what = fl!(w, "tasks-no-task", id = written.as_str());
            workspace.nothing(what, &written, names, fl!(w, "tasks-no-task-how"))
        }
        FindError::Several(ids) => {
            let what = fl!(w, "tasks-several", id = written.as_str(), count = ids.len());
            let mut failure =
                Failure::new(FailureKind::Usage, what).because(fl!(w, "tasks-several-why"));
            for id in ids.iter().take(10) {
                let told = |s: &Session| s.need_told(&id.need);
                let need = book.sessions.get(&id.session).map(told).unwrap_or_default();
                let id = number::shown_parts(&id.to_string());
                failure = failure.hint(format!("{id}  {need}").trim_end().to_owned());
            }
            failure.hint(fl!(w, "tasks-several-how"))
        }
    })
}
