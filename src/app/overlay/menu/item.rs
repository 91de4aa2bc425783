//! A line of a menu: what happens when it is chosen, and why it cannot be chosen just now.

use crate::app::change;
use crate::app::core::day_form::DayForm;
use crate::app::core::meet::Meet;
use crate::app::core::request::{Choice, Purpose, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::config::settings::Colours;
use crate::domain::book::Book;
use crate::domain::code::{
    Aside, EndReason, Level, Outcome, PairingStatus, Paper, Point, Presence, TaskStatus,
};
use crate::domain::entity::Entity;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::{PairingId, Side};
use crate::domain::entity::progress::Turnout;
use crate::domain::entity::task::TaskId;
use crate::domain::op::Stamp;
use crate::domain::recorded::stated::{Field as Of, Value};
use crate::domain::rule::meetings::begun_at;
use crate::domain::rule::reception;
use crate::domain::rule::suggest::About;
use crate::text::Clean;

/// A line of a menu: what happens when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Decide a conflict for the value of one statement: the value as it is shown, and who stated it.
    Decide(Entity, Of, Stamp, (Value, Clean)),
    /// Decide a conflict of texts for all of them together.
    Join(Entity, Of),
    /// Set the level of interest of the pairing.
    Level(PairingId, Level),
    /// Confirm the pairing (確定する).
    Confirm(PairingId),
    /// Open a form.
    Edit(Purpose),
    /// Open a further menu.
    Choose(Choice),
    /// Set the status of the pairing.
    Status(PairingId, PairingStatus),
    /// Set a status that asks for a reason, with this reason.
    Reason(PairingId, PairingStatus, EndReason),
    /// State a point of the project of the pairing; an empty value takes it away.
    Point(PairingId, Point, Clean),
    /// Add a task of the catalogue: its code, and its title in Japanese and English.
    AddTask(PairingId, Clean, (Clean, Clean)),
    /// Set the status of the task.
    TaskStatus(TaskId, TaskStatus),
    /// Set the status of all these tasks.
    TasksStatus(Vec<TaskId>, TaskStatus),
    /// Set the status of all these pairings.
    PairingsStatus(Vec<PairingId>, PairingStatus),
    /// End the pairing in a status for a reason; its open tasks, of which there are so many, end with it or stay.
    End(PairingId, PairingStatus, Clean, (usize, bool)),
    /// Have the badge number typed again.
    TypeAgain,
    /// Write what was typed down as a memo.
    WriteMemo,
    /// Write the record as a workbook: all of it, for the office, or what may leave.
    Workbook {
        /// All of it, marked as the office's own.
        is_internal: bool,
    },
    /// Use these colours.
    Colours(Colours),
    /// Begin the presentation of the need.
    Begin(Clean, Clean),
    /// Set the need aside, or have it wait again.
    Aside(Clean, Clean, Option<Aside>),
    /// Present the need together with the one that is presented now.
    Together(Clean, Clean),
    /// Record what is typed for these needs.
    RecordFor(Vec<Clean>),
    /// Put the words of the filter of this name into the filter of the board.
    Narrow(Clean, Clean),
    /// The filter of this name has none any more.
    ForgetFilter(Clean),
    /// Go to the sheet of interests of somebody.
    SheetOf(AttendanceId),
    /// Save the sheet of somebody with this need alone.
    MarkNeed(AttendanceId, Clean),
    /// Somebody comes, leaves, stays away, or did not come.
    Presence(AttendanceId, Presence),
    /// A paper of somebody is done, or is not.
    Paper(AttendanceId, Paper, bool),
    /// Say what came of the meeting, and which side did not come.
    Outcome(MeetingId, Outcome, Option<Side>),
    /// Make the meeting 確定, or 案 again.
    StepFixed(MeetingId),
    /// Take the meeting off the timetable.
    Unseat(MeetingId),
    /// Find out what becomes of the timetable when this side does not come.
    Replan(MeetingId, Side),
    /// Record the organisation for the need as 候補, with the level it stated, if any.
    Candidate(PairingId),
    /// Look who could answer a need, or which needs an organisation could answer.
    Suggestions(Clean, About),
    /// Take the record back.
    TakeBack(Entity),
    /// Open all facts of the thing.
    Details(Subject),
    /// Open the list of changes of the thing.
    History(Subject),
}

impl Item {
    /// Whether choosing the line records something, moves something or takes it away. A digit only selects such a line,
    /// because one that strayed is not noticed; Enter does it. What only opens something a digit opens at once.
    pub fn records(&self) -> bool {
        match self {
            Self::Decide(..)
            | Self::Join(..)
            | Self::Level(..)
            | Self::Confirm(_)
            | Self::Reason(..)
            | Self::Point(..)
            | Self::AddTask(..)
            | Self::TaskStatus(..)
            | Self::TasksStatus(..)
            | Self::PairingsStatus(..)
            | Self::End(..)
            | Self::WriteMemo
            | Self::Begin(..)
            | Self::Aside(..)
            | Self::Together(..)
            | Self::RecordFor(_)
            | Self::MarkNeed(..)
            | Self::Presence(..)
            | Self::Paper(..)
            | Self::Outcome(..)
            | Self::StepFixed(_)
            | Self::Unseat(_)
            | Self::Candidate(_)
            | Self::ForgetFilter(_)
            | Self::TakeBack(_) => true,
            Self::Status(_, status) => !asks_reason(*status),
            Self::Edit(_)
            | Self::Choose(_)
            | Self::TypeAgain
            | Self::Workbook { .. }
            | Self::Colours(_)
            | Self::Replan(..)
            | Self::Narrow(..)
            | Self::SheetOf(_)
            | Self::Suggestions(..)
            | Self::Details(_)
            | Self::History(_) => false,
        }
    }

    /// Why a line cannot be chosen now; `None`: it can.
    pub fn off(&self, world: &World) -> Option<Say> {
        let book = &world.book;
        match self {
            Self::Confirm(id) => {
                let session = book.sessions.get(&id.session);
                let org = session.and_then(|s| s.recorded_organisation(&id.org));
                let org = org.map_or(&id.org, |o| o.short_name()).clone();
                let confirmed = book
                    .pairings
                    .get(id)
                    .is_none_or(|p| p.status.is_confirmed());
                confirmed.then_some(Say::AlreadyConfirmed { org })
            }
            Self::Candidate(id) => (book.pairings.contains_key(id)).then_some(Say::AlreadySo),
            Self::TakeBack(entity) => change::back::refused(book, entity),
            Self::Begin(session, no) => {
                (turnout(book, session, no) == Turnout::Now).then_some(Say::AlreadySo)
            }
            Self::Together(session, no) => {
                let progress = book.progress.get(session);
                let now = progress.and_then(|p| p.current.as_ref());
                if turnout(book, session, no) == Turnout::Now {
                    Some(Say::AlreadySo)
                } else {
                    now.is_none().then_some(Say::NoNeedYet)
                }
            }
            Self::Aside(session, no, how) => {
                let then = how.map_or(Turnout::Waiting, Turnout::Aside);
                (turnout(book, session, no) == then).then_some(Say::AlreadySo)
            }
            Self::Presence(id, presence) => {
                let now = reception::presence(book, &id.session, &id.badge);
                (now == *presence).then_some(Say::AlreadySo)
            }
            Self::Edit(Purpose::Correction(id) | Purpose::Day(DayForm::Remove(id))) => {
                change::back::refused(book, &Entity::Pairing(id.clone()))
            }
            Self::Outcome(id, ..) if is_ahead(world, id) => Some(Say::Meet(Meet::NotBegun)),
            Self::Outcome(id, outcome, absent) => book
                .meetings
                .get(id)
                .is_some_and(|m| m.outcome == Some(*outcome) && m.absent == *absent)
                .then_some(Say::AlreadySo),
            Self::StepFixed(id) | Self::Unseat(id) => {
                let meeting = book.meetings.get(id);
                if meeting.is_none_or(|m| m.seat.is_none()) {
                    Some(Say::NothingSelected)
                } else {
                    let over = meeting.is_some_and(|m| m.outcome.is_some());
                    over.then_some(Say::Meet(Meet::Begun))
                }
            }
            Self::Edit(Purpose::Successor(id)) => {
                let status = book.pairings.get(id).map(|p| p.status);
                (status != Some(PairingStatus::PartnerChange)).then_some(Say::NotHere)
            }
            Self::Edit(Purpose::Next(id, _)) => {
                (!book.pairings.contains_key(id)).then_some(Say::Meet(Meet::OutcomeFirst))
            }
            Self::Decide(..)
            | Self::Join(..)
            | Self::Level(..)
            | Self::Replan(..)
            | Self::Edit(_)
            | Self::Choose(_)
            | Self::Status(..)
            | Self::Reason(..)
            | Self::Point(..)
            | Self::AddTask(..)
            | Self::TaskStatus(..)
            | Self::TasksStatus(..)
            | Self::PairingsStatus(..)
            | Self::End(..)
            | Self::Paper(..)
            | Self::Workbook { .. }
            | Self::Colours(_)
            | Self::TypeAgain
            | Self::RecordFor(_)
            | Self::Narrow(..)
            | Self::ForgetFilter(_)
            | Self::SheetOf(_)
            | Self::MarkNeed(..)
            | Self::WriteMemo
            | Self::Suggestions(..)
            | Self::Details(_)
            | Self::History(_) => None,
        }
    }
}

/// Whether a meeting has not begun: nothing came of it.
fn is_ahead(world: &World, id: &MeetingId) -> bool {
    let session = world.book.sessions.get(&id.session);
    let meeting = world.book.meetings.get(id);
    let seat = meeting.and_then(|m| m.seat.as_ref());
    let now = world.now.as_ref().zip(world.today);
    let (Some(session), Some(seat), Some((now, today))) = (session, seat, now) else {
        return false;
    };
    begun_at(session, today, now.time()).is_none_or(|now| now < seat.starts_at)
}

/// Whether this status asks for a reason.
pub(super) fn asks_reason(status: PairingStatus) -> bool {
    status.is_closed() || status == PairingStatus::OnHold
}

fn turnout(book: &Book, session: &Clean, no: &Clean) -> Turnout {
    let progress = book.progress.get(session);
    progress.map_or(Turnout::Waiting, |p| p.turnout(no))
}
