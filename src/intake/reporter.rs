//! Reports problems by the place of a cell or row.

use super::place::{Origin, Place};
use super::problem::Problem;
use super::problems::Problems;

/// Adds problems to the list. It leaves out those of places that the reader had to guess at.
pub(super) struct Reporter<'c, 'w> {
    pub(super) origin: &'c dyn Origin,
    pub(super) problems: &'c mut Problems<'w>,
}

impl<'c, 'w> Reporter<'c, 'w> {
    pub(super) fn new(origin: &'c dyn Origin, problems: &'c mut Problems<'w>) -> Self {
        Self { origin, problems }
    }

    pub(super) fn add(&mut self, place: Place, problem: &Problem<'_>) {
        if self.origin.is_guess(place) {
            return;
        }
        let origin = self.origin;
        self.problems.add_with(|| origin.locate(place), problem);
    }

    /// Whether more is only counted, so that hints need not be looked for.
    pub(super) fn is_full(&self) -> bool {
        self.problems.is_full()
    }
}
