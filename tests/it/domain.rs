//! The words of the field and its rules.

mod entity;
pub(crate) mod laws;
mod mention;
mod reading;
mod rule;
