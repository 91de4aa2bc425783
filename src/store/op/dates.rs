//! Order and date are two things. The clock of an op says its place in the order and never goes back; its date is when it
//! was, as far as known. A clock that was ahead leaves ops with dates that what was recorded later contradicts: their
//! place stays, and the date is told as doubtful.

use crate::domain::op::{Op, tolerated};
use jiff::Timestamp;

/// What the ops of one stream say of their dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates {
    /// Of its first op.
    pub(crate) first: Timestamp,
    /// Of its newest op.
    pub(crate) newest: Timestamp,
    /// Number and date of every op whose date is not the one of its clock, in their order.
    pub(crate) said: Vec<(u64, Timestamp)>,
}

impl Dates {
    /// From all ops of a stream, sorted by number.
    pub(crate) fn of(ops: &[&Op]) -> Self {
        let said = ops.iter().filter(|op| op.extras.at.is_some());
        Self {
            first: ops.first().map_or(Timestamp::UNIX_EPOCH, |op| op.date()),
            newest: ops.last().map_or(Timestamp::UNIX_EPOCH, |op| op.date()),
            said: said.map(|op| (op.stamp.seq, op.date())).collect(),
        }
    }

    /// Whether a later op of the stream was recorded at an earlier date. A clock that was once set back behind the whole
    /// stream says nothing of what stands before it, as soon as the stream has gone on.
    pub(crate) fn contradict(&self, op: &Op) -> bool {
        let date = op.date();
        let is_earlier = |at: Timestamp| tolerated(at) < date;
        let within = |at: Timestamp| self.first <= tolerated(at);
        let mut later = self.said.iter().filter(|(seq, _)| *seq > op.stamp.seq);
        is_earlier(self.newest) || later.any(|(_, at)| is_earlier(*at) && within(*at))
    }
}
