//! What lies over a screen.

mod conflict;
mod form;
mod palette;
