//! The op (操作): one reversible change, the unit of saving, undo, audit and sharing.

mod extras;

pub use extras::{Extras, OpRef, OpRefError};

use super::entity::{Change, Entity};
use super::recorded::By;
use crate::text::Clean;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Hybrid logical clock: 48 bits of milliseconds since 1970 and a counter of 16 bits. Never goes backwards on a laptop.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The last stamp there is: it has to fit a signed 64-bit column. Who comes after somebody who took it takes it again,
    /// and their ops are ordered by device and number: nobody can use up the stamps of the others.
    pub const LAST: Self = Self(u64::MAX >> 1);

    /// The next stamp after `self` when the wall clock shows `now`: the clock decides unless it stands or goes back.
    /// A clock beyond the year 4199 counts as that year.
    #[must_use]
    pub fn tick(self, now: Timestamp) -> Self {
        let wall = u64::try_from(now.as_millisecond())
            .unwrap_or(0)
            .min((1 << 46) - 1)
            << 16;
        Self(wall.max(self.0.saturating_add(1)).min(Self::LAST.0))
    }

    /// The time in it: not before the wall clock of whoever wrote it, and not before any stamp they knew.
    pub fn time(self) -> Timestamp {
        let millis = i64::try_from(self.0 >> 16).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
    }

    /// When it was, as far as known: `at` where the wall clock said something else than the stamp.
    pub fn date(self, at: Option<i64>) -> Timestamp {
        let said = at.and_then(|at| Timestamp::from_millisecond(at).ok());
        said.unwrap_or_else(|| self.time())
    }

    /// What is to be said besides a stamp that was taken at `now`; `None`: the stamp says it.
    pub fn at(self, now: Timestamp) -> Option<i64> {
        let minute = SignedDuration::from_mins(1);
        let ahead = self.time().duration_since(now);
        (ahead > minute).then(|| now.as_millisecond())
    }
}

/// The latest time that is not called wrong at `now`.
pub fn tolerated(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_hours(1))
        .unwrap_or(Timestamp::MAX)
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
            at: self.date(),
            actor: &self.actor,
        }
    }

    /// When it was done, as far as known.
    pub fn date(&self) -> Timestamp {
        self.stamp.hlc.date(self.extras.at)
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
        assert_eq!(second.date(second.at(earlier)), earlier);
        assert_eq!(first.at(noon), None);
    }

    #[test]
    fn nobody_uses_up_the_clock() {
        let year_9999 = Timestamp::MAX;
        let first = Hlc::default().tick(year_9999);
        assert!(first < Hlc::LAST && first.tick(Timestamp::UNIX_EPOCH) > first);
        assert_eq!(Hlc::LAST.tick(year_9999), Hlc::LAST);
        assert!(i64::try_from(Hlc::LAST.0).is_ok());
    }
}
