//! What is told of the day itself: the desk, the sheets, the order of the presentations.

use crate::domain::code::{Level, Paper, Presence, Verdict};
use crate::text::Clean;

/// One thing told of the day.
#[derive(Clone, Debug, PartialEq)]
pub enum Day {
    /// Somebody came.
    CheckedIn {
        /// Badge number.
        badge: Clean,
        /// Their name.
        name: Clean,
        /// What is not signed yet.
        missing: Vec<Paper>,
    },
    /// Whether somebody is in the room.
    PresenceNow {
        /// Badge number.
        badge: Clean,
        /// Their name.
        name: Clean,
        /// What they are now.
        presence: Presence,
    },
    /// A paper is done, or is not.
    PaperNow {
        /// Badge number.
        badge: Clean,
        /// Their name.
        name: Clean,
        /// Which.
        paper: Paper,
        /// Whether it is.
        done: bool,
    },
    /// Somebody came already.
    AlreadyHere {
        /// Badge number.
        badge: Clean,
        /// Their name.
        name: Clean,
        /// When, as it is shown.
        since: Clean,
    },
    /// Nobody is missing.
    AllHere,
    /// Somebody who was not registered came, and is given a badge.
    WalkedIn {
        /// Badge number.
        badge: Clean,
        /// Their name.
        name: Clean,
    },
    /// Somebody came for somebody else.
    Substituted {
        /// Badge number of both.
        badge: Clean,
        /// Who came.
        name: Clean,
        /// Who is registered.
        registered: Clean,
    },
    /// One badge number was given to several persons.
    BadgeTwice {
        /// The number.
        badge: Clean,
        /// Their names.
        names: Vec<Clean>,
    },
    /// A badge needs a number; those of this laptop may be used up.
    BadgeNeeded,
    /// Nobody has this badge.
    NoSuchBadge(Clean),
    /// Somebody has this badge already.
    BadgeTaken(Clean),
    /// Somebody of this name and company has that badge.
    Registered(Clean),
    /// A company is needed.
    CompanyNeeded,
    /// The company is not in the list.
    CompanyNew(Clean),
    /// Several companies are called like what was typed.
    CompanyUnclear(Vec<Clean>),
    /// The marks of a sheet are recorded.
    SheetSaved {
        /// Badge number.
        badge: Clean,
        /// What was marked; nothing: what was declared holds.
        marks: Vec<(Clean, Level)>,
        /// Whose sheet is proposed next.
        next: Option<Clean>,
    },
    /// No need has the number that is typed as a mark.
    NoSuchNeed(Clean),
    /// A need is marked twice in one line, and not the same.
    MarkedTwice(Clean),
    /// No need has the number that is typed, but a badge has: its sheet is the one that is entered.
    SheetOf(Clean),
    /// Nobody has still to hand in a sheet.
    AllHandedIn,
    /// First whose sheet it is.
    WhoseSheet,
    /// What is typed is still to be saved or dropped.
    MarksWait,
    /// What one person wants was recorded.
    WishNow {
        /// Badge number.
        badge: Clean,
        /// Need number.
        need: Clean,
        /// How much; `None`: the mark was taken out.
        level: Option<Level>,
    },
    /// What the hospital answers was recorded.
    ReplyNow {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// What; `None`: nothing yet.
        verdict: Option<Verdict>,
    },
    /// A need stands somewhere else in the order.
    NeedMoved(Clean),
    /// A need is presented together with another one.
    NeedJoined {
        /// Its number.
        need: Clean,
        /// The other one.
        with: Clean,
    },
    /// A need was added.
    NeedAdded(Clean),
    /// Another need has this number.
    NeedTaken(Clean),
    /// A thing was put right.
    PutRight(Clean),
    /// A session was begun.
    SessionMade(Clean),
    /// A session was put away, or taken out again.
    PutAway {
        /// Its title.
        title: Clean,
        /// Whether it is away now.
        away: bool,
    },
}

impl Day {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::NeedMoved(_) | Self::NeedJoined { .. } | Self::NeedAdded(_) | Self::NeedTaken(_)
        )
    }

    /// Whether Ctrl+Z takes back what was told.
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::CheckedIn { .. }
            | Self::PresenceNow { .. }
            | Self::PaperNow { .. }
            | Self::WalkedIn { .. }
            | Self::Substituted { .. }
            | Self::SheetSaved { .. }
            | Self::WishNow { .. }
            | Self::ReplyNow { .. }
            | Self::NeedMoved(_)
            | Self::NeedJoined { .. }
            | Self::NeedAdded(_)
            | Self::PutRight(_)
            | Self::SessionMade(_)
            | Self::PutAway { .. } => true,
            Self::BadgeTwice { .. }
            | Self::AlreadyHere { .. }
            | Self::AllHere
            | Self::NoSuchNeed(_)
            | Self::MarkedTwice(_)
            | Self::SheetOf(_)
            | Self::AllHandedIn
            | Self::WhoseSheet
            | Self::MarksWait
            | Self::BadgeNeeded
            | Self::NoSuchBadge(_)
            | Self::BadgeTaken(_)
            | Self::Registered(_)
            | Self::CompanyNeeded
            | Self::CompanyNew(_)
            | Self::CompanyUnclear(_)
            | Self::NeedTaken(_) => false,
        }
    }
}
