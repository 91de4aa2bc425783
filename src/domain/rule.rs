//! Rules of the field that need nothing but their arguments: no clock, no file, no record.

pub mod mention;
pub mod name;
