//! Changes of a task, and the tasks that are opened by hand.

use crate::app::core::ctx::Ctx;
use crate::app::core::request::{Opening, Purpose};
use crate::app::core::say::{Opened, Say};
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::{TaskChange, TaskId};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::rule::task_status::{self, Said};
use crate::text::Clean;
use jiff::civil::Date;

/// The next state that makes sense for a task.
pub fn step(ctx: &mut Ctx<'_>, id: &TaskId) {
    let task = ctx.book().tasks.get(id);
    if let Some(next) = task.map(|task| task_status::next(ctx.env.templates, task)) {
        set_status(ctx, id, next);
    }
}

/// Moves a task to a state, or asks first what has to be known of its end.
pub fn set_status(ctx: &mut Ctx<'_>, id: &TaskId, status: TaskStatus) {
    let book = ctx.book();
    let Some(task) = book.tasks.get(id) else {
        return;
    };
    let asks = task_status::asks(ctx.env.templates, book, task, status);
    if asks.anything() && task.status != status {
        ctx.open(Opening::Edit(Purpose::Finish(id.clone(), asks)));
    } else {
        let today = ctx.env.today;
        record_status(ctx, id, status, Said::on(today));
    }
}

/// Moves a task to a state; its end may open others, and move them.
pub fn record_status(ctx: &mut Ctx<'_>, id: &TaskId, status: TaskStatus, said: Said) {
    let Some(task) = ctx.book().tasks.get(id) else {
        return;
    };
    let title = (task.title_ja.clone(), task.title_en.clone());
    let facts = ctx.facts(&id.session);
    let changes = task_status::task_status(facts.as_ref(), task, status, said);
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return;
    }
    let moved = moved(&changes);
    let tasks = commit(ctx, &id.session, changes);
    ctx.tell(Say::TaskNow {
        title,
        status,
        tasks,
        moved,
    });
}

/// Gives a task another day; what waits for it moves along.
pub fn set_due(ctx: &mut Ctx<'_>, id: &TaskId, due_on: Date, mut also: Changes) {
    let facts = ctx.facts(&id.session);
    let task = ctx.book().tasks.get(id);
    let changes = task.map(|task| task_status::due(facts.as_ref(), task, due_on));
    let changes = changes.unwrap_or_default();
    let moved = moved(&changes);
    let day = !changes.is_empty();
    also.extend(changes);
    if also.is_empty() {
        return;
    }
    ctx.commit(&id.session, also);
    ctx.tell(if day {
        Say::DueNow(due_on, moved)
    } else {
        Say::NoteSaved
    });
}

/// How many tasks some changes only move.
fn moved(changes: &Changes) -> usize {
    let changes = changes.iter().filter_map(|(_, change)| change.task());
    changes
        .filter(|c| matches!(c, TaskChange::Moved { .. }))
        .count()
}

/// Records changes, and counts the tasks they open.
pub(super) fn commit(ctx: &mut Ctx<'_>, session: &Clean, changes: Changes) -> Opened {
    let mut ids = Vec::new();
    for (entity, change) in &changes {
        if let (Entity::Task(id), Some(TaskChange::Opened(_))) = (entity, change.task()) {
            ids.push(id.clone());
        }
    }
    ctx.commit(session, changes);
    let book = ctx.book();
    let tasks = ids.iter().filter_map(|id| book.tasks.get(id));
    let later = tasks.filter(|task| book.is_blocked(task)).count();
    Opened {
        now: ids.len() - later,
        later,
    }
}

/// A task in somebody's own words.
pub fn open_own(ctx: &mut Ctx<'_>, of: &PairingId, title: Clean, side: OwnerSide, due_on: Date) {
    let id = TaskId {
        session: of.session.clone(),
        need: of.need.clone(),
        org: of.org.clone(),
        template: Clean::line(&ctx.new_id().to_string()),
    };
    open(ctx, &of.session, task_status::own(id, title, side, due_on));
}

/// The tasks that prepare and close a session.
pub fn open_for_session(ctx: &mut Ctx<'_>, session: &Clean) {
    let changes = ctx
        .facts(session)
        .map(|f| f.session_tasks())
        .unwrap_or_default();
    open(ctx, session, changes);
}

/// Opens tasks, or tells that there is none to open.
pub(super) fn open(ctx: &mut Ctx<'_>, session: &Clean, changes: Vec<(Entity, Change)>) {
    if changes.is_empty() {
        ctx.tell(Say::NoTaskToOpen);
        return;
    }
    let opened = commit(ctx, session, changes);
    ctx.tell(Say::TasksOpened(opened));
}
