//! Where messages go.

mod keys;
mod mouse;
