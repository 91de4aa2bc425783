//! Changes of a pairing: its level and state, and the tasks that come with them.

use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::request::{Choice, Opening, PointForm, Purpose};
use crate::app::core::say::Say;
use crate::domain::code::{Level, PairingStatus};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::rule::ending;
use crate::domain::rule::interest;
use crate::domain::rule::matching::{self, Partner, Refusal, Warning};
use crate::domain::rule::task_status;
use crate::text::Clean;

/// Name of the organisation of a pairing.
fn org_name(ctx: &Ctx<'_>, id: &PairingId) -> Clean {
    let session = ctx.book().sessions.get(&id.session);
    let org = session.and_then(|s| s.recorded_organisation(&id.org));
    org.map_or_else(|| id.org.clone(), |o| o.short_name().clone())
}

/// Records an organisation for a need as 候補, with what it said that it wants of it.
pub fn candidate(ctx: &mut Ctx<'_>, id: &PairingId) {
    let made = ctx.facts(&id.session).map(|f| {
        let partner = Partner::Organisation(&id.org);
        let level = interest::wanted(f.book, f.session, &id.org, &id.need);
        matching::record(f.session, f.book, &id.need, partner, level)
    });
    let org = org_name(ctx, id);
    match made {
        Some(Ok((now, changes))) => {
            ctx.commit(&id.session, changes);
            let level = ctx.book().pairings.get(&now).map(|p| p.level);
            ctx.tell(Say::Recorded {
                need: id.need.clone(),
                org,
                level: level.unwrap_or(Level::Interested),
            });
        }
        Some(Err(Refusal::OwnHospital(_))) => ctx.tell(Say::OwnHospital),
        Some(Err(Refusal::AlreadyRecorded)) => ctx.tell(Say::AlreadySo),
        Some(Err(
            Refusal::UnknownNeed(_)
            | Refusal::UnknownPartner(_)
            | Refusal::UnknownPairing(_)
            | Refusal::Erased(_)
            | Refusal::AlreadyConfirmed,
        ))
        | None => ctx.tell(Say::NothingSelected),
    }
}

/// The next level. To say that somebody is not interested takes a second key.
pub fn step_level(ctx: &mut Ctx<'_>, id: &PairingId) {
    let Some(pairing) = ctx.book().pairings.get(id) else {
        return;
    };
    let level = pairing.level.next();
    let asks = level == Level::Declined;
    if asks && !ctx.is_second(Question::Decline(id.clone(), level)) {
        return;
    }
    set_level(ctx, id, level);
}

/// Sets the level, with the tasks a confirmed pairing gets by it.
pub fn set_level(ctx: &mut Ctx<'_>, id: &PairingId, level: Level) {
    let Some(pairing) = ctx.book().pairings.get(id) else {
        return;
    };
    let disputed = ctx.book().conflicts_of(&Entity::Pairing(id.clone()));
    if pairing.level == level && disputed.is_empty() {
        ctx.tell(Say::Unchanged);
        return;
    }
    let mut then = pairing.clone();
    then.level = level;
    let change = Change::Pairing(PairingChange::Level { level });
    let mut changes = vec![(Entity::Pairing(id.clone()), change)];
    if let Some(facts) = ctx.facts(&id.session) {
        changes.extend(facts.due_tasks(&then));
    }
    let org = org_name(ctx, id);
    let tasks = super::task::commit(ctx, &id.session, changes);
    ctx.tell(Say::LevelNow {
        need: id.need.clone(),
        org: org.clone(),
        level,
        tasks,
    });
    let nda = ctx.facts(&id.session).is_some_and(|f| {
        let need = f.session.recorded_need(&id.need);
        let org = f.session.recorded_organisation(&id.org);
        need.zip(org)
            .is_some_and(|(n, o)| matching::warnings(&f, n, o).contains(&Warning::NdaFirst))
    });
    if level == Level::WantsMeeting && nda {
        ctx.tell(Say::Warned {
            org,
            warning: Warning::NdaFirst,
        });
    }
}

/// 確定する: the pairing gets its follow-up tasks in the same action.
pub fn confirm(ctx: &mut Ctx<'_>, id: &PairingId) {
    let org = org_name(ctx, id);
    let made = ctx.facts(&id.session).map(|f| matching::confirm(&f, id));
    match made {
        Some(Ok(changes)) => {
            let tasks = super::task::commit(ctx, &id.session, changes);
            ctx.tell(Say::Confirmed { org, tasks });
        }
        Some(Err(_)) => ctx.tell(Say::AlreadyConfirmed { org }),
        None => ctx.tell(Say::NoSession),
    }
}

/// Moves a pairing to a state, or asks first what becomes of the open tasks of one that ends.
pub fn set_status(ctx: &mut Ctx<'_>, id: &PairingId, status: PairingStatus, reason: Clean) {
    if status == PairingStatus::Confirmed {
        confirm(ctx, id);
        return;
    }
    let Some(pairing) = ctx.book().pairings.get(id) else {
        return;
    };
    if pairing.status == status && pairing.reason == reason {
        ctx.tell(Say::Unchanged);
        return;
    }
    let open = task_status::open_tasks(ctx.book(), id).len();
    if status.is_closed() && open > 0 {
        let choice = Choice::OpenTasks(id.clone(), status, reason, open);
        ctx.open(Opening::Choice(choice));
    } else {
        record_status(ctx, id, status, reason, false);
    }
}

/// Moves a pairing to a state, with the tasks that state needs; `stop` ends those that are open.
pub fn record_status(
    ctx: &mut Ctx<'_>,
    id: &PairingId,
    status: PairingStatus,
    reason: Clean,
    stop: bool,
) {
    let org = org_name(ctx, id);
    let (Some(facts), Some(pairing)) = (ctx.facts(&id.session), ctx.book().pairings.get(id)) else {
        return;
    };
    let open = task_status::open_tasks(ctx.book(), id).len();
    let stopped = if stop { open } else { 0 };
    let changes = ending::set_status(&facts, pairing, status, reason, stop);
    let tasks = super::task::commit(ctx, &id.session, changes);
    ctx.tell(Say::StatusNow {
        org,
        status,
        tasks,
        stopped,
    });
    match status {
        PairingStatus::PartnerChange => {
            ctx.open(Opening::Edit(Purpose::Successor(id.clone())));
        }
        PairingStatus::Stopped => {
            let lessons = Purpose::Points(id.clone(), PointForm::Lessons);
            ctx.open(Opening::Edit(lessons));
        }
        PairingStatus::Candidate
        | PairingStatus::Confirmed
        | PairingStatus::Approached
        | PairingStatus::MeetingPlanned
        | PairingStatus::Met
        | PairingStatus::InTalks
        | PairingStatus::Project
        | PairingStatus::Contract
        | PairingStatus::Business
        | PairingStatus::OnHold
        | PairingStatus::Declined => {}
    }
}

/// Adds a task of the catalogue by hand.
pub fn add_task(ctx: &mut Ctx<'_>, id: &PairingId, code: &str) {
    let pairing = ctx.book().pairings.get(id);
    let changes = ctx
        .facts(&id.session)
        .zip(pairing)
        .map(|(f, p)| f.by_hand(p, code))
        .unwrap_or_default();
    super::task::open(ctx, &id.session, changes);
}
