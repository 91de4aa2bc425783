//! What the checks of one file share: where problems go, what refers to what, and the date of the session.

use super::place::{Origin, Place};
use super::problem::{Problem, Target};
use super::problems::Problems;
use super::refs::Refs;
use crate::text::Clean;
use jiff::civil::Date;

pub(super) struct Checks<'c, 'w> {
    pub(super) report: Report<'c, 'w>,
    pub(super) refs: Refs,
    /// Day of the session, once it is read.
    pub(super) held_on: Option<Date>,
}

impl<'c, 'w> Checks<'c, 'w> {
    pub(super) fn new(origin: &'c dyn Origin, problems: &'c mut Problems<'w>) -> Self {
        Self {
            report: Report { origin, problems },
            refs: Refs::default(),
            held_on: None,
        }
    }

    /// Notes the id of a row. A row without one makes references to its section unjudgeable.
    pub(super) fn define(&mut self, target: Target, id: &Clean, place: Place) {
        if id.is_empty() {
            self.refs.unknown(target);
        } else {
            self.refs.define(target, id, place, &mut self.report);
        }
    }
}

/// Takes problems by place, and leaves out those of places that the reader had to guess at.
pub(super) struct Report<'c, 'w> {
    pub(super) origin: &'c dyn Origin,
    problems: &'c mut Problems<'w>,
}

impl Report<'_, '_> {
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
