//! The forms of the day itself: what they are for.

use crate::domain::code::Verdict;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::reply::ReplyId;
use crate::text::Clean;

/// What a form of the day is for. Every one names its session first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// 当日参加, with what was typed when it was asked for.
    WalkIn(Clean, Clean),
    /// 代理 of the person with this key.
    Substitute(Clean, Clean),
    /// A person put right.
    Attendee(Clean, Clean),
    /// A company or hospital put right.
    Organisation(Clean, Clean),
    /// A need put right.
    Need(Clean, Clean),
    /// 発表者を替える
    Presenter(Clean, Clean),
    /// 順番: behind which need it comes.
    Order(Clean, Clean),
    /// A need that nobody prepared.
    NewNeed(Clean),
    /// A record that is taken out, with the reason.
    Remove(PairingId),
    /// Why the hospital answers so.
    Reply(ReplyId, Option<Verdict>),
}

impl DayForm {
    /// Its session.
    pub fn session(&self) -> &Clean {
        match self {
            Self::WalkIn(session, _)
            | Self::Substitute(session, _)
            | Self::Attendee(session, _)
            | Self::Organisation(session, _)
            | Self::Need(session, _)
            | Self::Presenter(session, _)
            | Self::Order(session, _)
            | Self::NewNeed(session) => session,
            Self::Remove(id) | Self::Reply(id, _) => &id.session,
        }
    }
}
