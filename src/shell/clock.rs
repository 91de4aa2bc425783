//! The one place that reads the clock.
#![expect(
    clippy::disallowed_methods,
    reason = "the clock is read here and nowhere else"
)]

use jiff::Timestamp;
use jiff::Zoned;
use std::time::Instant;

/// For records.
pub fn timestamp() -> Timestamp {
    Timestamp::now()
}

/// For people, in the zone of the computer.
pub fn zoned() -> Zoned {
    Zoned::now()
}

/// For measuring.
pub fn instant() -> Instant {
    Instant::now()
}
