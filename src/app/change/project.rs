//! Changes of a pairing that became a project.

use super::back;
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::erased::Erased;
use crate::app::core::say::Say;
use crate::domain::code::{Outcome, Point};
use crate::domain::entity::pairing::PairingId;
use crate::domain::rule::matching::Refusal;
use crate::domain::rule::project;
use crate::text::Clean;
use jiff::civil::Date;

/// States what is known of a project, as one action.
pub fn set(ctx: &mut Ctx<'_>, id: &PairingId, said: &[(Point, Clean)]) {
    let Some(pairing) = ctx.book().pairings.get(id) else {
        return;
    };
    let changes = project::points(pairing, said);
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return;
    }
    let count = changes.len();
    ctx.commit(&id.session, changes);
    ctx.tell(Say::Board(Board::Points(count)));
}

/// Writes a meeting after the session down.
pub fn met(ctx: &mut Ctx<'_>, id: &PairingId, on: Date, outcome: Outcome, note: Clean) {
    let Some(pairing) = ctx.book().pairings.get(id) else {
        return;
    };
    let changes = project::met(pairing, on, Some(outcome), note);
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return;
    }
    ctx.commit(&id.session, changes);
    ctx.tell(Say::Board(Board::Met));
}

/// Records who goes on. `Err`: why nothing is recorded.
pub fn succeed(ctx: &mut Ctx<'_>, id: &PairingId, named: &str) -> Result<(), Say> {
    let unknown = || Say::NotFound(Clean::line(named));
    let Some((facts, before)) = ctx.facts(&id.session).zip(ctx.book().pairings.get(id)) else {
        return Ok(());
    };
    let org = back::firm(facts.session, named).ok_or_else(unknown)?;
    let made = project::succeed(&facts, before, &org);
    let (_, changes) = made.map_err(|refusal| match refusal {
        Refusal::OwnHospital(_) => Say::OwnHospital,
        Refusal::Erased(badge) => Say::Erased(Erased::Refused(badge)),
        Refusal::AlreadyRecorded => Say::Unchanged,
        Refusal::UnknownNeed(_)
        | Refusal::UnknownPartner(_)
        | Refusal::UnknownPairing(_)
        | Refusal::AlreadyConfirmed => unknown(),
    })?;
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return Ok(());
    }
    ctx.commit(&id.session, changes);
    ctx.tell(Say::Board(Board::Succeeded));
    Ok(())
}
