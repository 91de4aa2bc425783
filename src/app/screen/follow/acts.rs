//! What the keys of フォロー do to the selected line.

use crate::action::Action;
use crate::app::change;
use crate::app::core::ctx::Ctx;
use crate::app::core::request::{Choice, Opening, Purpose};
use crate::domain::code::PairingStatus;
use crate::domain::entity::pairing::{PairingId, Side};
use crate::domain::entity::task::TaskId;

/// What is done to the selected task, or to its pairing.
pub(super) fn act_on_task(action: Action, id: &TaskId, ctx: &mut Ctx<'_>) {
    match action {
        Action::Step => change::task::step(ctx, id),
        Action::EditMemo => ctx.open(Opening::Edit(Purpose::TaskNote(id.clone()))),
        Action::EditDue => ctx.open(Opening::Edit(Purpose::Due(id.clone()))),
        _ => {
            if let Some(id) = id.pairing() {
                act_on_pairing(action, &id, ctx);
            }
        }
    }
}

/// What is done to the selected pairing.
pub(super) fn act_on_pairing(action: Action, id: &PairingId, ctx: &mut Ctx<'_>) {
    let id = id.clone();
    match action {
        Action::Step => change::pairing::step_level(ctx, &id),
        Action::EditMemo => ctx.open(Opening::Edit(Purpose::PairingNote(id))),
        Action::EditStatus => ctx.open(Opening::Choice(Choice::PairingStatus(id))),
        Action::ConfirmPairing => change::pairing::confirm(ctx, &id),
        Action::DeclinePairing => {
            ctx.open(Opening::Choice(Choice::Reason(id, PairingStatus::Declined)));
        }
        Action::EditNextHospital => ctx.open(Opening::Edit(Purpose::Next(id, Side::Hospital))),
        Action::EditNextCompany => ctx.open(Opening::Edit(Purpose::Next(id, Side::Company))),
        Action::AddTask => ctx.open(Opening::Choice(Choice::Task(id))),
        _ => {}
    }
}
