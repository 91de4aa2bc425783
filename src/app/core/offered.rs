//! What is offered by name in the list of actions (操作一覧).

use super::say::Say;
use crate::action::{Action, Group};

/// An action, and why it cannot be done just now.
pub type Offered = (Action, Option<Say>);

/// Under which heading an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// It belongs to this screen and can be done.
    Here,
    /// It belongs to this screen and cannot be done just now.
    NotNow,
    /// It can be done everywhere.
    Everywhere,
    /// It belongs to another screen.
    Elsewhere,
}

/// Whether anybody looks the action up: moves within a list nobody does.
pub fn is_listed(action: Action) -> bool {
    let moves = action.group() == Group::Move && !matches!(action, Action::Go(_));
    !moves && !matches!(action, Action::Accept | Action::Back | Action::ShowPalette)
}
