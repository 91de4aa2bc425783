//! New ops: their identity, their clock and their place in the stream of a laptop.

use crate::domain::op::Extras;
use crate::domain::op::Hlc;
use crate::domain::op::Op;
use crate::domain::op::Stamp;
use crate::store::contract::Draft;
use jiff::Timestamp;
use uuid::Uuid;

/// A UUID of version 7 for `now`.
pub fn new_id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
}

/// Where a stream ends: the next ops of its laptop follow on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StreamEnd {
    /// Newest stamp of any op known here: a new op comes after everything its author could have seen.
    pub(crate) last: Hlc,
    /// The incarnation that writes.
    pub(crate) device: Uuid,
    /// Newest sequence number of the stream.
    pub(crate) seq: u64,
}

/// The ops of a draft, stamped.
pub(crate) fn stamp(draft: &Draft, action: Uuid, now: Timestamp, end: StreamEnd) -> Vec<Op> {
    let mut hlc = end.last;
    let mut seq = end.seq;
    let changes = draft.changes.iter();
    changes
        .map(|(entity, change)| {
            hlc = hlc.tick(now);
            seq += 1;
            Op {
                id: new_id(now),
                stamp: Stamp {
                    hlc,
                    device: end.device,
                    seq,
                },
                scope: draft.scope.clone(),
                actor: draft.actor.clone(),
                action,
                entity: entity.clone(),
                change: change.clone(),
                extras: Extras {
                    at: hlc.at(now),
                    ..Extras::default()
                },
            }
        })
        .collect()
}
