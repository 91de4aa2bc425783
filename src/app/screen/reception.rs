//! The reception screen (受付): who comes, who is missing, and what was signed and handed over.

mod desk;
mod part;
mod state;
mod tally;

pub use state::{ASKED, CARD, Focus, LIST, Reception, SEARCH, State};
pub use tally::Tally;
