//! What lies over a screen.

mod changed;
mod conflict;
mod form;
mod import;
mod palette;
mod suggestions;
mod unread;
