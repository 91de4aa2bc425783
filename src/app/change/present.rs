//! Changes of what is presented.

use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::code::Aside;
use crate::domain::entity::progress::ProgressChange;
use crate::domain::entity::{Change, Entity};
use crate::text::Clean;

/// Begins the presentation of a need; `None`: the last one is over.
pub fn begin(ctx: &mut Ctx<'_>, session: &Clean, need: Option<Clean>) {
    let progress = ctx.book().progress.get(session);
    let before = progress.and_then(|p| p.current.clone());
    if before == need && need.is_some() {
        ctx.tell(Say::Unchanged);
        return;
    }
    let open = ProgressChange::NeedOpened { need: need.clone() };
    record(ctx, session, vec![open]);
    ctx.tell(match need {
        Some(need) => Say::NeedNow { need, done: before },
        None => Say::Over,
    });
}

/// Goes back to a need; the one that was begun by mistake waits again.
pub fn back_to(ctx: &mut Ctx<'_>, session: &Clean, need: Clean, mistaken: Option<Clean>) {
    let waits = |need| ProgressChange::NeedSetAside { need, how: None };
    let mut changes: Vec<ProgressChange> = mistaken.into_iter().map(waits).collect();
    let open = Some(need.clone());
    changes.push(ProgressChange::NeedOpened { need: open });
    record(ctx, session, changes);
    ctx.tell(Say::NeedNow { need, done: None });
}

/// Sets a need aside, or has it wait again.
pub fn set_aside(ctx: &mut Ctx<'_>, session: &Clean, need: Clean, how: Option<Aside>) {
    let change = ProgressChange::NeedSetAside {
        need: need.clone(),
        how,
    };
    record(ctx, session, vec![change]);
    ctx.tell(Say::NeedAside { need, how });
}

fn record(ctx: &mut Ctx<'_>, session: &Clean, changes: Vec<ProgressChange>) {
    let entity = Entity::Progress(session.clone());
    let changes = changes
        .into_iter()
        .map(|c| (entity.clone(), Change::Progress(c)));
    ctx.commit(session, changes.collect());
}
