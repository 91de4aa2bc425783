//! Floor 3: the functional core. [`update`] is the only place where state changes; it reads no clock, file or
//! environment. What it wants done comes back as [`Effect`]s; what was done comes in as a [`Msg`].
//!
//! From the bottom up: `widget` and `core` are what screens and overlays stand on, `fact` and `change` what they show
//! and record together; `screen` and `overlay` are the rooms; `model` holds them all, and `update` carries a message to
//! the room it is for.

pub mod change;
pub mod command;
pub mod core;
pub mod fact;
pub mod help;
pub mod hint;
pub mod model;
pub mod overlay;
pub mod roll;
pub mod screen;
pub mod tabs;
pub mod widget;

mod update;

pub use self::core::env::Env;
pub use self::core::msg::{self, Effect, Msg};
pub use self::core::world::{Look, Setup};
pub use self::core::{keys, layout, say};
pub use crate::action::Screen;
pub use model::Model;
pub use update::update;
