//! The screens, each in the file of its name.

mod follow;
mod live;
mod matrix;
mod start;
mod timetable;
