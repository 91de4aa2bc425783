//! The names of what is recorded, under the path by which the floors above know them.

pub use super::entity::Entity;
pub use super::entity::pairing::PairingId;
pub use super::entity::task::TaskId;
pub use super::recorded::key::IdError;
