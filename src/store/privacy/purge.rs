//! Purging a session: an op without any person and any free text. What stays is said by the purged forms of the entities.

use crate::domain::entity::Change;
use crate::domain::op::Op;

/// The change without any person and any free text, so that only counts and states stay; `None`: it has none.
pub(in crate::store) fn purged(op: &Op) -> Option<Change> {
    let less = op.change.purged();
    (less != op.change).then_some(less)
}
