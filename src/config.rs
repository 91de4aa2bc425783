//! Floor 2: what a house may set for itself: settings, keys and the catalogue of tasks. Defaults are files under
//! `config/`, compiled in; a file of the user lies over them. Nothing here stops the program: what cannot be used is a
//! warning, and the default stays.

pub mod catalogue;
pub mod keymap;
mod read;
pub mod settings;

pub use catalogue::Catalogue;
pub use keymap::Keymap;
pub use settings::Settings;
