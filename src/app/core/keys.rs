//! Which action a key asks for, and which keys an action has. Letters are looked up only where no text field has the
//! focus, so that typing is always typing.

use crate::action::Action;
use crate::action::Chord;
use crate::config::keymap::Keymap;

pub use crate::config::keymap::Layer;

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
        let mut chords: Vec<Chord> = Vec::new();
        // Several screens may have it on one key.
        for (_, chord, _) in found {
            if !chords.contains(chord) {
                chords.push(*chord);
            }
        }
        chords
    }

    /// The first key of an action as it is shown, empty if it has none.
    pub fn first(&self, action: Action) -> String {
        self.chords(action)
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}

impl From<&Keymap> for Bindings {
    fn from(keymap: &Keymap) -> Self {
        let lines = keymap.bindings().iter();
        Self::new(lines.map(|b| (b.layer, b.chord, b.action)))
    }
}

impl Default for Bindings {
    fn default() -> Self {
        Self::from(&Keymap::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Code;
    use crate::action::Screen;

    #[test]
    fn ime_letters_are_keys_only_where_nothing_is_typed() {
        let all = Bindings::default();
        let wide = Chord::plain(Code::Char('ｎ'));
        assert_eq!(all.action(&[Layer::List], wide), Some(Action::NextMatch));
        assert_eq!(
            all.action(&[Layer::Screen(Screen::Live), Layer::Global], wide),
            None
        );
        assert_eq!(all.first(Action::ShowHelp), "F1");
        assert_eq!(all.first(Action::DeclinePairing), "");
    }
}
