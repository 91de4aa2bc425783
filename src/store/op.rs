//! Ops as they are stamped, sealed in the hash chain of their stream, and passed on as lines of text.

pub mod canonical;
pub mod chain;
pub(crate) mod dates;
pub(crate) mod extras;
pub(crate) mod free;
pub(crate) mod history;
pub mod line;
pub(crate) mod stamp;
