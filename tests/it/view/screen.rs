//! The screens as they are drawn, each in the file of its name.

mod follow;
mod live;
pub(crate) mod projector;
mod start;
