//! Persons in the record: what is held of them, to whom it went, and what an op is without them. What it does to the file
//! is in [`super::sqlite::privacy`].

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "what is new is forgotten, too"
)]

pub(in crate::store) mod blanked;
pub mod erase;
pub(in crate::store) mod marks;
pub(in crate::store) mod meet;
pub(in crate::store) mod namesake;
pub mod provision;
pub(in crate::store) mod purge;
pub mod report;
pub mod roll;

pub use crate::domain::entity::session::ERASED;
