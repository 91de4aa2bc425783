//! The op (操作): one reversible change, the unit of saving, undo, audit and sharing.

mod extras;

pub use extras::{Extras, OpRef, OpRefError};

use super::entity::{Change, Entity};
use super::recorded::By;
use crate::text::Clean;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Hybrid logical clock: 48 bits of milliseconds since 1970 and a counter of 16 bits. Never goes backwards on a laptop.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The next stamp after `self` when the wall clock shows `now`: the clock decides unless it stands or goes back.
    /// A clock beyond the year 4199 counts as that year: the stamp has to fit a signed 64-bit column.
    #[must_use]
    pub fn tick(self, now: Timestamp) -> Self {
        let wall = u64::try_from(now.as_millisecond())
            .unwrap_or(0)
            .min((1 << 46) - 1)
            << 16;
        Self(wall.max(self.0.saturating_add(1)))
    }

    /// When it was, by the clock of the laptop that wrote it.
    pub fn time(self) -> Timestamp {
        let millis = i64::try_from(self.0 >> 16).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
    }
}

/// Place of an op in the one deterministic order of all ops of all laptops.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Stamp {
    /// When, first in the order.
    pub hlc: Hlc,
    /// Which incarnation of a laptop, second in the order.
    pub device: Uuid,
    /// Number within its stream, contiguous from 1.
    pub seq: u64,
}

/// One reversible change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Op {
    /// A UUID of version 7.
    pub id: Uuid,
    /// Order, and with `scope` the stream.
    pub stamp: Stamp,
    /// Compartment of the stream: a session's id. Streams are (device, scope), so that a scope can be shared alone.
    pub scope: Clean,
    /// Who.
    pub actor: Clean,
    /// The user's action (one key press) it belongs to, a UUID of version 7.
    pub action: Uuid,
    /// What is changed.
    pub entity: Entity,
    /// How.
    pub change: Change,
    /// What it says besides.
    #[serde(default, flatten)]
    pub extras: Extras,
}

impl Op {
    /// Its place in its stream.
    pub fn at(&self) -> OpRef {
        OpRef {
            device: self.stamp.device,
            seq: self.stamp.seq,
        }
    }

    /// When and by whom it was done.
    pub fn by(&self) -> By<'_> {
        By {
            at: self.stamp.hlc.time(),
            actor: &self.actor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_goes_back() {
        let noon = Timestamp::from_millisecond(1_800_000_000_000).unwrap();
        let first = Hlc::default().tick(noon);
        assert_eq!(first.time(), noon);
        let earlier = Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        let second = first.tick(earlier);
        assert!(second > first);
        assert_eq!(second.time(), noon);
    }
}
