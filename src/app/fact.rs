//! What is known of a thing, as labelled lines: the card of a need and the details of everything.

mod line;
mod need;
mod pairing;
mod past;
mod things;

pub use line::{Fact, FactLine, LABEL, Label, Part, Tone, lines};
pub use need::{around, brief, card};
pub use pairing::{follow_up, pairing, task};
pub use past::{past, provisions};
pub use things::of;
