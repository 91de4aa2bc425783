//! Changes of a task, and the tasks that are opened by hand.

use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::code::TaskStatus;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::task::TaskId;
use crate::domain::rule::task_status;
use crate::text::Clean;

/// Moves a task to a state; its end may open others.
pub fn set_status(ctx: &mut Ctx<'_>, id: &TaskId, status: TaskStatus) {
    let Some(task) = ctx.book().tasks.get(id) else {
        return;
    };
    let title = (task.title_ja.clone(), task.title_en.clone());
    let facts = ctx.facts(&id.session);
    let changes = task_status::task_status(facts.as_ref(), task, status, ctx.env.today);
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return;
    }
    let tasks = changes.len() - 1;
    ctx.commit(&id.session, changes);
    ctx.tell(Say::TaskNow {
        title,
        status,
        tasks,
    });
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
    let opened = changes.len();
    ctx.commit(session, changes);
    ctx.tell(Say::TasksOpened(opened));
}
