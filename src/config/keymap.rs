//! The keymap: which key asks for which action, as data. `app` looks keys up while the program runs.

use super::read::{Reader, q};
use crate::action::Action;
use crate::action::Chord;
use crate::action::Screen;
use crate::domain::diag::Diagnostic;
use crate::words::Words;
use crate::words::fl;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The shipped keymap as TOML. A line of its file with `SCREEN` and `NUMBER` becomes one line for each screen.
pub fn default_text() -> String {
    let mut out = String::new();
    for line in include_str!("../../config/keymap.toml").lines() {
        let screens = if line.contains("SCREEN") {
            Screen::ALL
        } else {
            out.extend([line, "\n"]);
            &[]
        };
        for screen in screens {
            let line = line.replace("SCREEN", screen.name());
            out.push_str(&line.replace("NUMBER", &screen.number().to_string()));
            out.push('\n');
        }
    }
    out
}

/// Where a binding is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Everywhere.
    Global,
    /// On one screen.
    Screen(Screen),
    /// Wherever no text field has the focus.
    List,
}

impl Layer {
    /// All layers, in the order of the file. Screens without keys of their own have none.
    pub fn all() -> impl Iterator<Item = Self> {
        let screens = Screen::ALL.iter().filter(|s| s.has_own_keys());
        let screens = screens.map(|s| Self::Screen(*s));
        [Self::Global]
            .into_iter()
            .chain(screens)
            .chain([Self::List])
    }

    /// Heading of the layer in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Screen(screen) => screen.name(),
            Self::List => "list",
        }
    }
}

/// One key of one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where the key is valid.
    pub layer: Layer,
    /// The key, with full-width letters as ASCII.
    pub chord: Chord,
    /// What the key asks for.
    pub action: Action,
}

/// The bindings in force, in the order of the layers. A key occurs once in each layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let words = Words::new(crate::words::Lang::Ja);
        let mut keymap = Self {
            bindings: Vec::new(),
        };
        // The shipped file has no warnings; a test checks that.
        keymap.lay_over(&default_text(), &words);
        keymap
    }
}

impl Keymap {
    /// Reads the user's file on top of the defaults. An action that the file names in a layer has exactly the keys
    /// given there.
    pub fn load(text: &str, words: &Words) -> (Self, Vec<Diagnostic>) {
        let mut keymap = Self::default();
        let found = keymap.lay_over(text, words);
        (keymap, found)
    }

    /// All bindings, in the order of the layers.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The keys of an action in a layer; the first one is the usual one.
    pub fn chords(&self, layer: Layer, action: Action) -> impl Iterator<Item = Chord> {
        self.bindings
            .iter()
            .filter(move |b| b.layer == layer && b.action == action)
            .map(|b| b.chord)
    }

    /// The action of a key in a layer. A full-width letter counts as its ASCII key.
    pub fn action(&self, layer: Layer, chord: Chord) -> Option<Action> {
        let chord = chord.folded();
        self.bindings
            .iter()
            .find(|b| b.layer == layer && b.chord == chord)
            .map(|b| b.action)
    }

    fn lay_over(&mut self, text: &str, words: &Words) -> Vec<Diagnostic> {
        let mut reader = Reader::new(text, words);
        let document = reader.document();
        for (key, value) in &document {
            let name = key.get_ref().as_ref();
            let Some(layer) = Layer::all().find(|l| l.name() == name) else {
                let known: Vec<&str> = Layer::all().map(Layer::name).collect();
                reader.unknown(key.span(), name, &known);
                continue;
            };
            match value.get_ref() {
                DeValue::Table(table) => self.layer(layer, table, &mut reader),
                _ => reader.wrong(value.span(), name, &format!("[{name}]")),
            }
        }
        reader.finish()
    }

    fn layer(&mut self, layer: Layer, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        let mut bound: Vec<(Binding, std::ops::Range<usize>)> = Vec::new();
        for (key, value) in table {
            let Some(action) = Action::from_name(key.get_ref()) else {
                let known: Vec<&str> = Action::ALL.iter().map(|a| a.name()).collect();
                unknown_action(key, &known, reader);
                continue;
            };
            let read = chords(key.get_ref(), value, reader);
            let emptied = value.get_ref().as_array().is_some_and(|a| a.is_empty());
            if read.is_empty() && !emptied {
                // No key of this line can be used, so the default keys stay.
                continue;
            }
            self.bindings
                .retain(|b| (b.layer, b.action) != (layer, action));
            for (chord, span) in read {
                bound.push((
                    Binding {
                        layer,
                        chord,
                        action,
                    },
                    span,
                ));
            }
        }
        for (at, (binding, span)) in bound.iter().enumerate() {
            let taken = bound
                .iter()
                .take(at)
                .find(|(other, _)| other.chord == binding.chord);
            if let Some((other, _)) = taken {
                let message = fl!(
                    reader.words,
                    "config-conflict",
                    chord = binding.chord.to_string(),
                    first = other.action.name(),
                    second = binding.action.name()
                );
                let help = fl!(reader.words, "config-conflict-help");
                reader.warn(span.clone(), "W206", &message, &help);
                continue;
            }
            // A default binding of the same key is removed.
            self.bindings
                .retain(|b| (b.layer, b.chord) != (layer, binding.chord));
            self.bindings.push(*binding);
        }
        self.bindings.sort_by_key(|b| b.layer);
    }
}

fn unknown_action(key: &Spanned<toml::de::DeString<'_>>, known: &[&str], reader: &mut Reader<'_>) {
    let message = fl!(reader.words, "config-action", key = q(key.get_ref()));
    let help = match crate::domain::diag::similar::nearest(key.get_ref(), known.iter().copied()) {
        Some(meant) => fl!(reader.words, "config-mean", value = q(meant)),
        None => fl!(reader.words, "config-action-help"),
    };
    reader.warn(key.span(), "W205", &message, &help);
}

/// The keys of one line. A single key may be written without a list.
fn chords(
    name: &str,
    value: &Spanned<DeValue<'_>>,
    reader: &mut Reader<'_>,
) -> Vec<(Chord, std::ops::Range<usize>)> {
    let one = std::slice::from_ref(value);
    let items: &[Spanned<DeValue<'_>>] = match value.get_ref() {
        DeValue::Array(items) => items,
        _ => one,
    };
    let mut out = Vec::new();
    for item in items {
        match item.get_ref().as_str().map(str::parse::<Chord>) {
            Some(Ok(chord)) => out.push((chord, item.span())),
            _ => reader.wrong(
                item.span(),
                name,
                "\"F5\" / \"Ctrl+Z\" / \"Alt+1\" / \"PageDown\"",
            ),
        }
    }
    out
}
