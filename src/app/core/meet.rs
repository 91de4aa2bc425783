//! What is told of the meetings and the matrix, as values.

use crate::domain::code::Outcome;
use crate::domain::rule::programme::Times;
use crate::domain::rule::timetable::check::Rule;
use crate::text::Clean;
use jiff::civil::Time;

/// One thing told. Needs are named by number, organisations by their short name.
#[derive(Clone, Debug, PartialEq)]
pub enum Meet {
    /// A timetable stands.
    Timetabled {
        /// Meetings that got a place.
        new: usize,
        /// Meetings that moved.
        moved: usize,
        /// Meetings that lost their place.
        out: usize,
    },
    /// A meeting has a place.
    Seated {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// When.
        time: Time,
        /// Where.
        table: Clean,
    },
    /// A meeting lost its place.
    Unseated {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
    },
    /// 案 or 確定
    Fixed {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// Whether it is 確定.
        fixed: bool,
    },
    /// What came of a meeting.
    OutcomeNow {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// What; `None`: taken back.
        outcome: Option<Outcome>,
    },
    /// A meeting is carried to another place.
    PickedUp {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
    },
    /// Something stands against a place.
    Against {
        /// Name of the organisation.
        org: Clean,
        /// When.
        time: Time,
        /// What, each with the name of its person or organisation.
        rules: Vec<(Rule, Clean)>,
    },
    /// The meeting has not begun: nothing has come of it.
    NotBegun,
    /// The meeting has begun or is over: it stays.
    Begun,
    /// The session does not say when meetings are held.
    NoTimes,
    /// The session has no tables.
    NoTables,
    /// More slots than a timetable can have.
    TooManySlots(usize),
    /// Not a text of times.
    BadTimes,
    /// When meetings are held was recorded.
    TimesNow(Times),
    /// Not a time of day.
    BadClock,
    /// Not a number from 1 to this one.
    BadCount(u32),
    /// The end is not after the beginning.
    EndsBefore,
    /// After the presentations no meeting has room before the end.
    NoRoom,
    /// The session lists its slots or its tables one by one.
    Listed,
    /// Whoever presents is not in the list.
    NotInList(Clean),
    /// Something was recorded meanwhile: what was made is of before.
    Stale,
    /// This digit has no meaning here; whether the side of the hospitals is written.
    UnusedDigit {
        /// The digit.
        digit: char,
        /// Whether the answers of the hospitals are written.
        hospital: bool,
    },
    /// What is written in a cell from now on: the answers of the hospitals, or the interest of the companies.
    SideIs {
        /// Whether it is the hospitals.
        hospital: bool,
    },
    /// Nobody of the organisation is in the list.
    NobodyOf(Clean),
    /// No conflict, no wish and no gap is left.
    NothingLeft,
    /// The outcome comes first.
    OutcomeFirst,
    /// A timetable is being made.
    Planning,
    /// There is nothing that could be changed.
    NoWishes,
}

impl Meet {
    /// Whether Ctrl+Z takes back what was told.
    pub fn is_undoable(&self) -> bool {
        matches!(
            self,
            Self::Timetabled { .. }
                | Self::Seated { .. }
                | Self::Unseated { .. }
                | Self::Fixed { .. }
                | Self::OutcomeNow { .. }
                | Self::TimesNow(_)
        )
    }
}
