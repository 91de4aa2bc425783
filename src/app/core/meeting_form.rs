//! The forms of the meetings: what they are for. Each has one field, but for
//! the times, which have four.

use crate::domain::entity::meeting::{MeetingId, Seat};
use crate::domain::entity::pairing::Side;
use crate::text::Clean;

/// What a form of the meetings is for.
#[derive(Clone, Debug, PartialEq)]
pub enum MeetingForm {
    /// メモ
    Note(MeetingId),
    /// Why a meeting is put where something stands against it.
    Override(MeetingId, Seat),
    /// A side does not come (nothing), comes late (`15:30-`) or leaves early (`-16:00`).
    Away(MeetingId, Side),
    /// 会の時間と卓 of a session: when it begins and ends, how long a meeting takes, how many tables there are.
    Times(Clean),
}

impl MeetingForm {
    /// Its session.
    pub fn session(&self) -> &Clean {
        match self {
            Self::Note(id) | Self::Override(id, _) | Self::Away(id, _) => &id.session,
            Self::Times(session) => session,
        }
    }
}
