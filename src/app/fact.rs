//! Facts: what the program knows of a thing, as labelled lines. The card of a need and the details overlay show them.

mod conflict;
mod line;
mod meeting;
mod need;
mod pairing;
mod paper;
mod past;
mod project;
mod standing;
mod team;
mod things;

pub use line::{Fact, FactLine, Label, Part, Tone, lines};
pub use need::{around, brief, card, wishes};
pub use pairing::{follow_up, pairing, task};
pub use past::{past, provisions};
pub use standing::{finding, standing};
pub use things::of;
