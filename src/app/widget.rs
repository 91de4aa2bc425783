//! Parts that screens and overlays are made of; they know nothing of what they show.

pub mod area;
pub mod field;
pub mod picker;
