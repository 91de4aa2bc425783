//! Where the half-typed text of a form is kept.

use crate::app::core::request::{PointForm, Purpose};
use crate::domain::entity::pairing::Side;
use crate::text::Clean;

/// Slot for the draft of a form; `None` for short answers, which need no draft.
pub(super) fn slot_of(purpose: &Purpose) -> Option<Clean> {
    let slot = match purpose {
        Purpose::PairingNote(id) => format!("note:{id}"),
        Purpose::MemoText(_, id) => format!("memo:{id}"),
        Purpose::TaskNote(id) => format!("task:{id}"),
        Purpose::Next(id, Side::Hospital) => format!("next-hospital:{id}"),
        Purpose::Next(id, Side::Company) => format!("next-company:{id}"),
        Purpose::Overrule(id) => format!("rule:{id}"),
        Purpose::OwnTask(id) => format!("own-task:{id}"),
        Purpose::Points(id, PointForm::Lessons) => format!("lessons:{id}"),
        Purpose::Actor
        | Purpose::Operator
        | Purpose::NewFile
        | Purpose::Settings
        | Purpose::Correction(_)
        | Purpose::Due(_)
        | Purpose::TaskDetails(_)
        | Purpose::DueOfAll(_)
        | Purpose::Finish(..)
        | Purpose::NewSession
        | Purpose::Points(_, PointForm::Terms | PointForm::Shared)
        | Purpose::Met(_)
        | Purpose::Successor(_)
        | Purpose::FilterName(_)
        | Purpose::Day(_)
        | Purpose::Meeting(_) => return None,
    };
    Some(Clean::line(&slot))
}
