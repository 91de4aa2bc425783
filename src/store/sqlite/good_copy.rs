//! A copy of a record, and what it holds.

use jiff::Timestamp;
use std::path::PathBuf;

/// A copy that can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodCopy {
    /// The file.
    pub path: PathBuf,
    /// When its newest op was recorded.
    pub until: Timestamp,
    /// How many sessions it holds.
    pub sessions: u64,
    /// How many pairings it holds.
    pub pairings: u64,
    /// How many ops it holds.
    pub ops: u64,
}
