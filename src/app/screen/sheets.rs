//! The screen of the interest sheets (関心): the marks of one person after the other, and what the hospitals answer.

mod enter;
mod grid;
mod part;
mod state;

pub use state::{ASKED, Column, GRID, LINE, PEOPLE, Sheets, State};
