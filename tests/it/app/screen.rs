//! The screens, each in the file of its name.

mod follow;
mod hall;
mod live;
mod reception;
mod sheets;
mod start;
