//! Rules set aside with a reason, and rules that hold again.

use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::entity::waiver::WaiverId;
use crate::domain::rule::check::{self, Finding, Refusal};
use crate::text::Clean;

/// Sets a broken rule aside for a reason; an empty one lets a rule hold again that was set aside. `Err`: why nothing is
/// recorded.
pub fn overrule(ctx: &mut Ctx<'_>, id: &WaiverId, reason: &Clean) -> Result<(), Say> {
    let found = found(ctx, id);
    let Some(finding) = found.iter().find(|f| f.id == *id) else {
        ctx.tell(Say::Board(Board::NotBroken));
        return Ok(());
    };
    let rule = finding.rule;
    let holds = check::restore(finding);
    if reason.is_empty() && !holds.is_empty() {
        ctx.commit(&id.session, holds);
        ctx.tell(Say::Board(Board::Holds(rule)));
        return Ok(());
    }
    match check::overrule(&found, id, reason) {
        Ok(changes) => {
            ctx.commit(&id.session, changes);
            ctx.tell(Say::Board(Board::Aside(rule)));
        }
        Err(Refusal::NoReason) => return Err(Say::ReasonNeeded),
        Err(Refusal::NotBroken) => ctx.tell(Say::Board(Board::NotBroken)),
        Err(Refusal::AlreadyRecorded) => ctx.tell(Say::Unchanged),
    }
    Ok(())
}

/// What is wrong with the pairing or the need of a rule.
fn found(ctx: &Ctx<'_>, id: &WaiverId) -> Vec<Finding> {
    let Some(facts) = ctx.facts(&id.session) else {
        return Vec::new();
    };
    match id.pairing() {
        Some(pairing) => check::of_pairing(&facts, &pairing),
        None => check::of_need(&facts, &id.need),
    }
}
