//! What the panes of the live screen have in common.

use crate::action::Action;
use crate::app::Model;
use crate::app::command::Command;
use crate::domain::code::Level;
use crate::view::widget::pen::{Pen, Role};

pub(super) fn level_role(level: Level) -> Role {
    match level {
        Level::Interested => Role::Good,
        Level::Discuss => Role::Notice,
        Level::WantsMeeting => Role::Wish,
        Level::Declined => Role::Dim,
    }
}

/// `F5 次へ` for a foot of a pane; without the actions that have no key.
pub(super) fn foot(pen: &Pen<'_>, model: &Model, actions: &[Action]) -> String {
    let hints = actions
        .iter()
        .map(|a| Command::new(model, *a).hint(pen.words));
    let hints: Vec<String> = hints.filter(|h| !h.is_empty()).collect();
    hints.join("  ")
}

/// Names of fields as they are typed.
pub(super) fn names(offers: &[&str]) -> String {
    let names: Vec<String> = offers.iter().map(|name| format!("{name}:")).collect();
    names.join(" ")
}
