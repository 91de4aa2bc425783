//! The words of the field and its rules.

mod both;
mod entity;
pub(crate) mod laws;
mod mention;
mod reading;
mod rule;
mod suggest;
