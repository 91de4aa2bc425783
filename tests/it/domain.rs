//! The field's words and rules, by their public face.

mod mention;
