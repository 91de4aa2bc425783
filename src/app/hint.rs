//! The key hints of the last row: which actions are worth one where the focus is, and where each stands.

use super::Model;
use super::command::Command;
use super::help::hint_name;
use super::overlay::Overlay;
use super::screen::projector;
use super::widget::area::Area;
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
    let worth = match model.overlays.last() {
        Some(overlay) => overlay.part().hints(),
        None if model.projector => projector::HINTS,
        None => model.part().hints(),
    };
    let mut found = Vec::new();
    let mut x = row.x.saturating_add(1);
    for action in worth {
        let command = Command::new(model, *action);
        let key = command.key();
        if key.is_empty() {
            continue;
        }
        let over = model.overlays.last().map(Overlay::part);
        let name = match over {
            Some(over) => over
                .word(*action)
                .map_or_else(|| hint_name(words, *action), |key| words.text(key)),
            None if model.projector => hint_name(words, *action),
            None => command.short_name(words),
        };
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
