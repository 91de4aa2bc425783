//! `enishi tasks add`: a task in one's own words.

use super::tasks;
use crate::domain::book::Book;
use crate::domain::code::OwnerSide;
use crate::domain::entity::Entity;
use crate::domain::entity::task::{Detail, TaskChange, TaskId};
use crate::domain::filter::{self, Of};
use crate::domain::roster::Session;
use crate::domain::rule::task_status;
use crate::shell::args::{Months, TasksCommand};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use uuid::Uuid;

pub(super) fn add(workspace: &Workspace, what: &TasksCommand) -> Result<(), Failure> {
    let TasksCommand::Add {
        title,
        need,
        org,
        due,
        owner,
        session,
        repeat,
    } = what;
    let w = &workspace.words;
    let title = Clean::line(title);
    if title.is_empty() {
        return Err(Failure::new(FailureKind::Usage, fl!(w, "say-text-needed")));
    }
    let mut store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::All)?;
    let of = the_session(workspace, &book, session.as_deref())?;
    let needs = || of.needs.iter().map(|n| &n.no);
    let orgs = || of.organisations.iter().map(|o| &o.id);
    let need = need.as_deref().map(|asked| {
        let called = |no: &&Clean| filter::calls(&book, &of.id, Of::Need(no), asked);
        one(
            workspace,
            asked,
            &needs().filter(called).collect::<Vec<_>>(),
            &needs().collect::<Vec<_>>(),
        )
    });
    let org = org.as_deref().map(|asked| {
        let called = |id: &&Clean| filter::calls(&book, &of.id, Of::Org(id), asked);
        one(
            workspace,
            asked,
            &orgs().filter(called).collect::<Vec<_>>(),
            &orgs().collect::<Vec<_>>(),
        )
    });
    let id = TaskId {
        session: of.id.clone(),
        need: need.transpose()?.unwrap_or_default(),
        org: org.transpose()?.unwrap_or_default(),
        template: Clean::line(&Uuid::now_v7().to_string()),
    };
    let due_on = workspace
        .day("--due", due.as_deref())?
        .unwrap_or_else(|| workspace.calendar.add(workspace.today, 5));
    let side = owner.unwrap_or(OwnerSide::Support);
    let mut changes = task_status::own(id.clone(), title, side, due_on);
    if let Some(Months(months)) = repeat {
        let months = months.clone();
        let detail = TaskChange::Detail {
            detail: Detail::Repeats { months },
        };
        changes.push((Entity::Task(id.clone()), detail.into()));
    }
    workspace.commit(&mut store, &of.id, changes)?;
    let after = workspace.book(&store, &Sessions::All)?;
    tasks::show(workspace, &after, &id, &fl!(w, "tasks-added"))
}

/// The session that is named, or the only one there is.
pub(super) fn the_session<'a>(
    workspace: &Workspace,
    book: &'a Book,
    asked: Option<&str>,
) -> Result<&'a Session, Failure> {
    let called = |id: &&Clean| asked.is_none_or(|asked| filter::calls_session(book, id, asked));
    let found: Vec<&Clean> = book.sessions.keys().filter(called).collect();
    let all: Vec<&Clean> = book.sessions.keys().collect();
    let id = one(workspace, asked.unwrap_or("--session"), &found, &all)?;
    let w = &workspace.words;
    let none = || Failure::new(FailureKind::Nothing, fl!(w, "tasks-no-session"));
    book.sessions.get(&id).ok_or_else(none)
}

/// The only one of what was found.
fn one(
    workspace: &Workspace,
    asked: &str,
    found: &[&Clean],
    all: &[&Clean],
) -> Result<Clean, Failure> {
    let w = &workspace.words;
    let asked = Clean::line(asked);
    // Whoever writes the whole key means it, whatever else has it in its name.
    let exact = found.iter().find(|key| ***key == asked);
    match (exact, found) {
        (Some(key), _) | (None, [key]) => Ok((*key).clone()),
        (None, []) => {
            let what = fl!(w, "tasks-add-nothing", asked = asked.as_str());
            let names = all.iter().map(|key| key.as_str());
            Err(workspace.nothing(what, &asked, names, fl!(w, "tasks-add-looked-in")))
        }
        (None, several) => {
            let count = several.len();
            let what = fl!(
                w,
                "tasks-add-several",
                asked = asked.as_str(),
                count = count
            );
            let mut failure = Failure::new(FailureKind::Usage, what);
            for key in several.iter().take(10) {
                failure = failure.hint(key.to_string());
            }
            Err(failure)
        }
    }
}
