//! The live screen (進行): the needs in order of presentation, the search box, and what is recorded for the need.

mod gauge;
mod guess;
mod hits;
mod line;
pub mod needs;
mod panes;
mod part;
mod present;
mod record;
mod sheets;
mod state;

pub use gauge::Gauge;
pub use line::Mark;
pub use state::*;
