//! The keys of a device. A device is one data folder on one laptop, whatever incarnations its streams have.
//!
//! It has two keys: one to sign its streams (ed25519) and one to receive what is sealed for it (X25519). Both lie in
//! [`file::NAME`] beside the record, and are in no backup, export or mirror. Colleagues accept a device once, by one
//! short [`Fingerprint`] over both public keys, and keep it among their [`Acquaintances`].

pub mod acquaintance;
pub mod error;
pub mod file;
pub mod fingerprint;
mod message;
pub mod own;
pub mod public;
pub mod sealed_box;
pub mod shared;

pub use acquaintance::{AcceptError, Acquaintance, Acquaintances, Authorship};
pub use error::DeviceError;
pub use fingerprint::Fingerprint;
pub use own::Device;
pub use public::{Endorsement, Public, Signature, Statement};
pub use shared::Secret32;
