//! What the core is told of the outside world, so that it never asks a clock or a file.

use crate::domain::rule::calendar::Calendar;
use crate::domain::rule::template::Template;
use jiff::Zoned;

/// What `update` may know of the world besides messages.
#[derive(Clone, Copy, Debug)]
pub struct Env<'a> {
    /// The time, in the user's zone.
    pub now: &'a Zoned,
    /// Today, `--today` applied.
    pub today: jiff::civil::Date,
    /// Business days.
    pub calendar: &'a Calendar,
    /// The catalogue of follow-up tasks.
    pub templates: &'a [Template],
}
