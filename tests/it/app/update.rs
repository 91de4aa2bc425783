//! Where messages go.

mod away;
mod files;
mod keys;
mod mouse;
