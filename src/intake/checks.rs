//! What the checks of one file share: where problems go, what refers to what, and the date of the session.

use super::head::Head;
use super::place::{Origin, Place};
use super::problem::Target;
use super::problems::Problems;
use super::refs::Refs;
use super::reporter::Reporter;
use crate::text::Clean;
use jiff::civil::Date;

/// Names of columns for a word, those of the given columns first.
pub(super) type Meant = fn(&str, &[Head]) -> Vec<&'static str>;

pub(super) struct Checks<'c, 'w> {
    pub(super) report: Reporter<'c, 'w>,
    pub(super) refs: Refs,
    /// The columns that a word is another name of, given the columns of the row it stands in.
    pub(super) meant: Meant,
    /// Day of the session, once it is read.
    pub(super) held_on: Option<Date>,
}

impl<'c, 'w> Checks<'c, 'w> {
    pub(super) fn new(
        origin: &'c dyn Origin,
        problems: &'c mut Problems<'w>,
        meant: Meant,
    ) -> Self {
        Self {
            report: Reporter::new(origin, problems),
            refs: Refs::default(),
            meant,
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
