//! What is told of rules, of the details of tasks and of several things changed at once, as values.

use crate::domain::code::{Point, Rule};

/// One thing told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Board {
    /// A rule is set aside, with the reason.
    Aside(Rule),
    /// A rule holds again that was set aside.
    Holds(Rule),
    /// The rule is not broken there any more.
    NotBroken,
    /// No rule is broken for the pairing, and none is set aside.
    NoRules,
    /// So many details of a task were stated.
    Detailed(usize),
    /// So many of the marked things were changed, and so many wait for others and were left.
    Together {
        /// Changed.
        done: usize,
        /// Left.
        left: usize,
    },
    /// Marks and sorting are for the table.
    TableOnly,
    /// What is marked is of another session.
    OtherSession,
    /// The months of a task that comes again cannot be read.
    BadMonths,
    /// So many points of a project were stated.
    Points(usize),
    /// The value of a point cannot be read.
    BadPoint(Point),
    /// A meeting after the session was written down.
    Met,
    /// The day of the meeting is still to come.
    NotYet,
    /// No filter has a name, and nothing is typed that could get one.
    NoFilters,
    /// The filter has a name now.
    FilterNamed,
    /// It has none any more.
    FilterGone,
    /// Another company goes on; what was recorded of the one before stays.
    Succeeded,
    /// Nothing is due on the day of the calendar.
    NothingOnDay,
}

impl Board {
    /// Whether Ctrl+Z takes back what was told.
    pub fn is_undoable(self) -> bool {
        match self {
            Self::Aside(_)
            | Self::Holds(_)
            | Self::Detailed(_)
            | Self::Points(_)
            | Self::Met
            | Self::Succeeded => true,
            Self::Together { done, .. } => done > 0,
            Self::NotBroken
            | Self::NoRules
            | Self::BadMonths
            | Self::BadPoint(_)
            | Self::NotYet
            | Self::NoFilters
            | Self::FilterNamed
            | Self::FilterGone
            | Self::OtherSession
            | Self::TableOnly
            | Self::NothingOnDay => false,
        }
    }
}
