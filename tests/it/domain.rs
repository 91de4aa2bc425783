//! The words of the field and its rules.

mod entity;
mod laws;
mod mention;
mod reading;
mod rule;
