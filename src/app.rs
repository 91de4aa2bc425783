//! Floor 3: the functional core. `update` is the only place where state changes; it reads no clock, file or environment.

pub mod msg;

pub use msg::{Effect, Env, Msg};
