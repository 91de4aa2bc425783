//! Where messages go.

mod away;
mod keys;
mod mouse;
