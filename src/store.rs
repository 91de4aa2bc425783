//! Floor 2: the record. Every change is an op ([`crate::domain::op::Op`]); the tables are what the ops fold into, written
//! in the same transaction, and can be rebuilt from them at any time.
//!
//! [`contract`] says what a store promises. [`SqliteStore`] keeps the record in a file, [`MemoryStore`] is the same thing
//! without a file: the model of the tests and the store of a rehearsal.

pub mod bundle;
pub mod contract;
pub mod device;
pub mod error;
mod files;
mod hex;
pub mod memory;
pub mod op;
pub mod passphrase;
pub mod privacy;
pub mod shared_folder;
pub mod sqlite;

pub use contract::{
    Changes, Cursor, Draft, LogEntry, LogFilter, RecentSession, Saved, Sessions, Store,
};
pub use error::StoreError;
pub use files::is_encrypted;
pub(crate) use files::{private_file, private_folder};
pub use memory::MemoryStore;
pub use op::stamp::new_id;
pub use op::{chain, line};
pub use passphrase::Passphrase;
pub use sqlite::SqliteStore;
pub use sqlite::incarnation::machine_id;
pub use sqlite::notice::Notice;
pub use sqlite::open::{Opened, unlocks};
pub use sqlite::options::Options;
pub use sqlite::privacy::recogniser::Recogniser;
pub use sqlite::rescue;
