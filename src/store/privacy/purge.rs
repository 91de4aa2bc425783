//! Purging a session: an op without any person and any free text. What stays is said by the purged forms of the entities.

use crate::domain::entity::Change;

/// The change without any person and any free text, so that only counts and states stay; `None`: it has none.
pub(in crate::store) fn purged(change: &Change) -> Option<Change> {
    let less = change.purged();
    (less != *change).then_some(less)
}
