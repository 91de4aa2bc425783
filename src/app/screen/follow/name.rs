//! What the keys of フォロー are called, which depends on the line they act on.

use super::line::{Head, Line};
use super::state::Follow;
use super::view::View;
use crate::action::Action;

impl Follow {
    /// The key of a text; `None`: the usual name.
    pub(super) fn name_of(&self, action: Action) -> Option<&'static str> {
        match (action, self.line()) {
            (Action::Accept, _) if self.filtering => Some("hint-accept-found"),
            (Action::Accept, Some(Line::Head(Head { folded, .. }))) => {
                folded.map(|_| "hint-accept-fold")
            }
            (Action::Accept, _) => Some("hint-accept-menu"),
            (Action::EditMemo, Some(Line::Broken(_))) => Some("hint-overrule"),
            (Action::EditMemo, Some(Line::Task { .. })) => Some("hint-task-note"),
            (Action::Step, Some(Line::Pairing { .. })) => Some("hint-step-level"),
            (Action::Step, _) => Some("hint-step-state"),
            (Action::NextMatch, _) if self.view == View::Calendar => Some("hint-next-day"),
            (Action::NextMatch, _) => Some("hint-next-late"),
            (Action::ChangeOrder, _) if self.view == View::Calendar => Some("hint-week"),
            _ => None,
        }
    }
}
