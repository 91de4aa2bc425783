//! Floor 2: what a house (one installation) may set for itself: settings, keys, the catalogue of tasks, calls for subsidies. The defaults
//! are files under `config/`, compiled in; the user's file is read on top of them. No mistake here stops the program: a
//! value that cannot be used gives a warning, and its default stays.

pub mod calls;
pub mod catalogue;
pub mod concepts;
pub mod edit;
pub mod keymap;
mod read;
pub mod settings;

pub use calls::Calls;
pub use catalogue::Catalogue;
pub use keymap::Keymap;
pub use settings::Settings;
