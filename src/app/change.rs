//! Changes of the record that are asked for from more than one place: from both lists, and from menus.

pub mod back;
pub mod conflict;
pub mod day;
pub mod marked;
pub mod meeting;
pub mod pairing;
pub mod present;
pub mod project;
pub mod rule;
pub mod task;
