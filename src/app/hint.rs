//! The key hints of the last row: which actions are worth one where the focus is, and where each stands.

use super::Model;
use super::Screen;
use super::area::Area;
use super::help::hint_name;
use super::live::Focus;
use super::overlay::{Overlay, Purpose};
use crate::action::Action;
use crate::text::width;
use crate::words::Words;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its first column.
    pub x: u16,
    /// Cells it takes.
    pub width: u16,
    /// The key.
    pub key: String,
    /// Short name of the action.
    pub name: String,
    /// The action.
    pub action: Action,
}

/// The hints that fit a row; from the first that does not, the less useful ones are left out.
pub fn hints(model: &Model, words: &Words, row: Area) -> Vec<Hint> {
    let mut found = Vec::new();
    let mut x = row.x.saturating_add(1);
    for action in worth(model) {
        let key = model.keys.first(*action);
        if key.is_empty() {
            continue;
        }
        let name = hint_name(words, *action);
        let cells = width(&key) + 1 + width(&name);
        let cells = u16::try_from(cells).unwrap_or(u16::MAX);
        if x.saturating_add(cells) > row.right() {
            break;
        }
        found.push(Hint {
            x,
            width: cells,
            key,
            name,
            action: *action,
        });
        x += cells + 2;
    }
    found
}

/// The actions worth a hint where the focus is, most useful first.
fn worth(model: &Model) -> &'static [Action] {
    use Action as A;
    match model.overlays.last() {
        Some(Overlay::Form(form)) if form.purpose == Purpose::Actor => {
            return &[A::Accept, A::Quit];
        }
        Some(Overlay::Form(form)) if form.fields.len() > 1 => {
            return &[A::Accept, A::NextPane, A::Back];
        }
        Some(Overlay::Form(_)) => return &[A::Accept, A::Back],
        Some(Overlay::Menu(_) | Overlay::Palette { .. }) => {
            return &[A::Accept, A::Back];
        }
        Some(Overlay::History { .. }) => return &[A::Accept, A::Back, A::PageDown, A::PageUp],
        Some(_) => return &[A::Back, A::PageDown, A::PageUp],
        None => {}
    }
    if model.projector {
        return &[A::Back, A::NextNeed, A::ShowPalette, A::Quit];
    }
    match (model.screen, model.live.as_ref().map(|l| l.focus)) {
        (Screen::Start, _) => &[A::Accept, A::ShowHelp, A::GoFollow, A::ShowPalette, A::Quit],
        (Screen::Live, Some(Focus::Search)) => &[
            A::ShowHelp,
            A::EditMemo,
            A::Step,
            A::NextNeed,
            A::Undo,
            A::ShowPalette,
            A::NextPane,
            A::ShowDetails,
            A::Quit,
        ],
        (Screen::Live, _) => &[
            A::ShowHelp,
            A::Accept,
            A::Step,
            A::EditMemo,
            A::NextNeed,
            A::Undo,
            A::ShowPalette,
            A::NextPane,
            A::Quit,
        ],
        (Screen::Follow, _) => &[
            A::ShowHelp,
            A::Accept,
            A::EditMemo,
            A::Step,
            A::FocusSearch,
            A::Undo,
            A::ToggleClosed,
            A::ShowPalette,
            A::Quit,
        ],
    }
}
