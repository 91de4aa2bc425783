//! What lies over a screen.

mod form;
mod palette;
