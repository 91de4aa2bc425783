//! Several tasks or pairings changed together: one action, one undo.

use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::{TaskChange, TaskId};
use crate::domain::entity::{Changes, Entity};
use crate::domain::rule::task_status::{self, Said};
use crate::domain::rule::{ending, matching};
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Moves tasks to a state. One that waits for others is not ended along with them: that takes a reason of its own.
pub fn set_task_status(ctx: &mut Ctx<'_>, ids: &[TaskId], status: TaskStatus) {
    let Some(session) = ids.first().map(|id| id.session.clone()) else {
        return;
    };
    let facts = ctx.facts(&session);
    let book = ctx.book();
    let (mut changes, mut done, mut left) = (Changes::new(), 0, 0);
    for task in ids.iter().filter_map(|id| book.tasks.get(id)) {
        if task_status::asks(ctx.env.templates, book, task, status).reason {
            left += 1;
            continue;
        }
        let of_one =
            task_status::task_status(facts.as_ref(), task, status, Said::on(ctx.env.today));
        done += usize::from(!of_one.is_empty());
        changes.extend(of_one);
    }
    record(ctx, &session, changes, (done, left));
}

/// Gives tasks a day; what waits for them moves along.
pub fn set_due(ctx: &mut Ctx<'_>, ids: &[TaskId], due_on: Date) {
    let Some(session) = ids.first().map(|id| id.session.clone()) else {
        return;
    };
    let facts = ctx.facts(&session);
    let book = ctx.book();
    let (mut changes, mut done) = (Changes::new(), 0);
    for task in ids.iter().filter_map(|id| book.tasks.get(id)) {
        let of_one = task_status::due(facts.as_ref(), task, due_on);
        done += usize::from(!of_one.is_empty());
        changes.extend(of_one);
    }
    // Who has been given a day keeps it, whatever else would move it.
    let stated: BTreeSet<&TaskId> = ids.iter().collect();
    changes.retain(|(entity, change)| {
        let moves = matches!(change.task(), Some(TaskChange::Moved { .. }));
        !(moves && matches!(entity, Entity::Task(id) if stated.contains(id)))
    });
    record(ctx, &session, changes, (done, 0));
}

/// Moves pairings to a state that asks for no reason.
pub fn set_pairing_status(ctx: &mut Ctx<'_>, ids: &[PairingId], status: PairingStatus) {
    let Some(session) = ids.first().map(|id| id.session.clone()) else {
        return;
    };
    let Some(facts) = ctx.facts(&session) else {
        return;
    };
    let book = ctx.book();
    let (mut changes, mut done) = (Changes::new(), 0);
    for pairing in ids.iter().filter_map(|id| book.pairings.get(id)) {
        let of_one = if status == PairingStatus::Confirmed {
            matching::confirm(&facts, &pairing.id).unwrap_or_default()
        } else if pairing.status == status {
            Changes::new()
        } else {
            ending::set_status(&facts, pairing, status, Clean::default(), false)
        };
        done += usize::from(!of_one.is_empty());
        changes.extend(of_one);
    }
    record(ctx, &session, changes, (done, 0));
}

/// Records what was found for each as one action. Two of them may open the same task: it is opened once.
fn record(ctx: &mut Ctx<'_>, session: &Clean, mut changes: Changes, (done, left): (usize, usize)) {
    let mut opened = BTreeSet::new();
    changes.retain(|(entity, change)| {
        let opens = matches!(change.task(), Some(TaskChange::Opened(_)));
        !opens || opened.insert(entity.clone())
    });
    if changes.is_empty() {
        let say = if left > 0 {
            Say::Board(Board::Together { done, left })
        } else {
            Say::Unchanged
        };
        ctx.tell(say);
        return;
    }
    ctx.commit(session, changes);
    ctx.tell(Say::Board(Board::Together { done, left }));
}
