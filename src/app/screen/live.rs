//! The live screen (進行): the needs in order of presentation, the search box, and what is recorded for the need.

mod gauge;
mod hits;
mod panes;
mod part;
mod record;
mod sheets;
mod state;

pub use gauge::{Gauge, Licensed};
pub use state::*;
