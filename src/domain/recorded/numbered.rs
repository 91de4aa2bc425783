//! Numbers of a hand-written file, wherever keys and changes name something by one.

use crate::text::Clean;

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Numbered {
    /// An organisation, by its id.
    Organisation,
    /// A need.
    Need,
    /// An attendee, by the badge.
    Attendee,
}

impl Numbered {
    /// Its name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Need => "need",
            Self::Attendee => "attendee",
        }
    }
}

/// What is done with every number that is met, and may put another one in its place.
pub type Each<'a> = dyn FnMut(Numbered, &mut Clean) + 'a;
