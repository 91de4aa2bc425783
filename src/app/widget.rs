//! Widgets: parts of screens and overlays that do not depend on what they show.

pub mod area;
pub mod field;
pub mod picker;
