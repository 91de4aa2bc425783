//! Floor 2: what a house (one installation) may set for itself: settings, keys and the catalogue of tasks. The defaults
//! are files under `config/`, compiled in; the user's file is read on top of them. No mistake here stops the program: a
//! value that cannot be used gives a warning, and its default stays.

pub mod catalogue;
pub mod concepts;
pub mod edit;
pub mod keymap;
mod read;
pub mod settings;

pub use catalogue::Catalogue;
pub use keymap::Keymap;
pub use settings::Settings;
