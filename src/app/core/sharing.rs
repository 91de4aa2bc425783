//! How far the accepted laptops have what is recorded here.

use jiff::Zoned;

/// What the thread that looks at the shared folder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Every accepted laptop has all of it.
    Whole,
    /// One of them lacks so many ops, by its own last word.
    Lacking(u64),
    /// No laptop is accepted here yet.
    Nobody,
    /// The folder cannot be used just now.
    Away,
}

/// What it said last, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// What.
    pub state: Sharing,
    /// When that arrived.
    pub at: Zoned,
}
