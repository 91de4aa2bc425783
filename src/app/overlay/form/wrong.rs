//! What cannot be recorded of a form.

use crate::app::core::say::Say;

/// The field, from 0, that cannot be recorded, and why.
pub(super) type Wrong = (usize, Box<Say>);

pub(super) fn wrong(at: usize, why: Say) -> Wrong {
    (at, Box::new(why))
}
