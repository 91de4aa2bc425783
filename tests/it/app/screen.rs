//! The screens, each in the file of its name.

mod follow;
pub(crate) mod hall;
mod live;
mod matrix;
mod reception;
mod report;
mod sheets;
mod start;
mod timetable;
