//! Which action a key asks for, and which keys an action has. Letters are looked up only where no text field has the
//! focus, so that typing is always typing.

use crate::action::Action;
use crate::action::Chord;

/// Where a binding holds. A key is looked up in the layers of the moment, most special first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Everywhere.
    Global,
    /// On the live screen.
    Live,
    /// On the follow-up screen.
    Follow,
    /// Wherever no text field has the focus: letters and digits as extras.
    List,
}

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    bound: Vec<(Layer, Chord, Action)>,
}

impl Bindings {
    /// From a table; of two lines for one key the later holds.
    pub fn new(bound: impl IntoIterator<Item = (Layer, Chord, Action)>) -> Self {
        let mut all: Vec<(Layer, Chord, Action)> = Vec::new();
        for (layer, chord, action) in bound {
            let chord = chord.folded();
            all.retain(|(l, c, _)| (*l, *c) != (layer, chord));
            all.push((layer, chord, action));
        }
        Self { bound: all }
    }

    /// The action of a key in the first of `layers` that binds it.
    pub fn action(&self, layers: &[Layer], chord: Chord) -> Option<Action> {
        let chord = chord.folded();
        layers.iter().find_map(|layer| {
            self.bound
                .iter()
                .find(|(l, c, _)| l == layer && *c == chord)
                .map(|(.., action)| *action)
        })
    }

    /// The keys of an action, those that work beside an IME first.
    pub fn chords(&self, action: Action) -> Vec<Chord> {
        let mut found: Vec<_> = self.bound.iter().filter(|(.., a)| *a == action).collect();
        found.sort_by_key(|(layer, ..)| *layer == Layer::List);
        found.iter().map(|(_, chord, _)| *chord).collect()
    }

    /// The first key of an action as it is shown, empty if it has none.
    pub fn first(&self, action: Action) -> String {
        self.chords(action)
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}

impl Default for Bindings {
    /// The usual keys (ux.md 7), used where no keymap is given.
    fn default() -> Self {
        let lines = DEFAULT.iter().flat_map(|(layer, chords, action)| {
            chords
                .split(' ')
                .filter_map(move |c| Some((*layer, c.parse().ok()?, *action)))
        });
        Self::new(lines)
    }
}

const DEFAULT: &[(Layer, &str, Action)] = &[
    (Layer::Global, "F1", Action::ShowHelp),
    (Layer::Global, "F2", Action::EditMemo),
    (Layer::Global, "F3", Action::NextMatch),
    (Layer::Global, "F4", Action::Step),
    (Layer::Live, "F5", Action::NextNeed),
    (Layer::Live, "Shift+F5", Action::PreviousNeed),
    (Layer::Global, "Enter", Action::Accept),
    (Layer::Global, "Esc", Action::Back),
    (Layer::Global, "Tab", Action::NextPane),
    (Layer::Global, "Shift+Tab", Action::PreviousPane),
    (Layer::Global, "Up", Action::Up),
    (Layer::Global, "Down", Action::Down),
    (Layer::Global, "PageUp", Action::PageUp),
    (Layer::Global, "PageDown", Action::PageDown),
    (Layer::Global, "Home Ctrl+Home", Action::First),
    (Layer::Global, "End Ctrl+End", Action::Last),
    (Layer::Global, "Ctrl+Z", Action::Undo),
    (Layer::Global, "Ctrl+Y", Action::Redo),
    (Layer::Global, "Ctrl+F", Action::FocusSearch),
    (Layer::Global, "Ctrl+P", Action::ShowPalette),
    (Layer::Global, "Ctrl+O", Action::ShowDetails),
    (Layer::Global, "Ctrl+S", Action::ConfirmSaved),
    (Layer::Global, "Ctrl+C", Action::CopyRow),
    (Layer::Global, "Ctrl+L", Action::Redraw),
    (Layer::Global, "Ctrl+Q", Action::Quit),
    (Layer::Global, "Ctrl+PageDown", Action::NextScreen),
    (Layer::Global, "Ctrl+PageUp", Action::PreviousScreen),
    (Layer::Global, "Alt+1", Action::GoStart),
    (Layer::Global, "Alt+2", Action::GoLive),
    (Layer::Global, "Alt+5", Action::GoFollow),
    (Layer::Live, "Ctrl+D", Action::ConfirmPairing),
    (Layer::Follow, "Ctrl+T", Action::ToggleClosed),
    (Layer::Follow, "Ctrl+N", Action::AddTask),
    (Layer::List, "?", Action::ShowHelp),
    (Layer::List, "/", Action::FocusSearch),
    (Layer::List, ":", Action::ShowPalette),
    (Layer::List, "u", Action::Undo),
    (Layer::List, "U", Action::Redo),
    (Layer::List, "e", Action::EditMemo),
    (Layer::List, "n", Action::NextMatch),
    (Layer::List, "y", Action::CopyRow),
    (Layer::List, "k", Action::Up),
    (Layer::List, "j", Action::Down),
    (Layer::List, "g", Action::First),
    (Layer::List, "G", Action::Last),
    (Layer::List, "Space", Action::Step),
    (Layer::List, "1", Action::GoStart),
    (Layer::List, "2", Action::GoLive),
    (Layer::List, "5", Action::GoFollow),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Code;

    #[test]
    fn every_default_line_is_a_key_and_ime_letters_count() {
        let all = Bindings::default();
        for (layer, chords, action) in DEFAULT {
            for c in chords.split(' ') {
                let chord: Chord = c.parse().expect("a key");
                assert_eq!(all.action(&[*layer], chord), Some(*action), "{c}");
            }
        }
        let wide = Chord::plain(Code::Char('ｎ'));
        assert_eq!(all.action(&[Layer::List], wide), Some(Action::NextMatch));
        assert_eq!(all.action(&[Layer::Global], wide), None);
        assert_eq!(all.first(Action::ShowHelp), "F1");
    }
}
