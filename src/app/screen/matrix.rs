//! The matrix (一覧): needs across companies, with what both sides say in each cell. A digit records.

mod part;
mod state;

pub use state::{Column, FILTER, GAPS, GRID, Matrix, Order, Row, State, columns, titles};
