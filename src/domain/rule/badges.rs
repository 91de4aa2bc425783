//! Badges (名札): which numbers a desk gives out to those who were not registered, and whose were printed.

use super::reception::{Came, attendance, came};
use crate::domain::book::Book;
use crate::domain::code::Paper;
use crate::domain::entity::attendance::{AttendanceChange, AttendanceId};
use crate::domain::entity::{Changes, Entity};
use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The numbers of one laptop, `301-350`: two desks with numbers of their own never give out the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badges {
    first: u32,
    last: u32,
}

impl Badges {
    /// Reads `301-350`, or `301-` without an end; digits and sign may be full-width.
    pub fn read(text: &str) -> Option<Self> {
        let text = number::narrow(text).replace(['〜', '~'], "-");
        let (first, last) = text.split_once('-')?;
        let first = first.trim().parse().ok()?;
        let last = match last.trim() {
            "" => u32::MAX,
            last => last.parse().ok()?,
        };
        (0 < first && first <= last).then_some(Self { first, last })
    }
}

/// The next number that nobody has or had: of the laptop's own ones, else from the hundred after the last registered one
/// on. `None`: the own ones are used up.
pub fn next(book: &Book, session: &Session, own: Option<Badges>) -> Option<Clean> {
    let number = |badge: &Clean| number::narrow(number::shown(badge)).parse::<u32>().ok();
    let all = session.attendees.iter().chain(&session.withdrawn.attendees);
    let taken: BTreeSet<u32> = all.filter_map(|a| number(&a.badge)).collect();
    let Badges { first, last } = own.unwrap_or_else(|| {
        let registered = (session.attendees.iter())
            .filter(|a| came(book, &session.id, a) == Came::Registered)
            .filter_map(|a| number(&a.badge));
        let last = registered.max().unwrap_or(0);
        Badges {
            first: (last / 100).saturating_add(1).saturating_mul(100) + 1,
            last: u32::MAX,
        }
    });
    let free = (first..=last).find(|n| !taken.contains(n))?;
    Some(Clean::line(&free.to_string()))
}

/// The number to begin with where somebody typed one that nobody has: it is on the badge in their hand.
pub fn typed(session: &Session, typed: &str) -> Option<Clean> {
    let digits = number::typed(typed)?;
    let is_free = session.attendee_typed(&digits).is_none();
    is_free.then(|| Clean::line(&digits))
}

/// When somebody's badge was printed last; `None`: never, as far as the record knows.
pub fn printed_at(book: &Book, session: &Clean, badge: &Clean) -> Option<Timestamp> {
    let papers = &attendance(book, session, badge)?.papers;
    let (_, at) = papers.get(&Paper::Label).filter(|(done, _)| *done)?;
    Some(*at)
}

/// Notes that badges were printed. What stood on them is what the record said then, and is kept nowhere else.
pub fn printed(session: &Clean, badges: impl Iterator<Item = Clean>) -> Changes {
    let of = |badge| {
        let id = AttendanceId {
            session: session.clone(),
            badge,
        };
        let (paper, done) = (Paper::Label, true);
        let change = AttendanceChange::Paper { paper, done };
        (Entity::Attendance(id), change.into())
    };
    badges.map(of).collect()
}

/// Whether a badge says the same of somebody in both.
pub fn says_the_same(session: &Session, person: &Attendee, then: &Session) -> bool {
    let label = |session: &Session, a: &Attendee| {
        let number = number::shown(&a.badge).to_owned();
        let firm = session.org_name(&a.org).clone();
        (number, a.name.clone(), a.kana.clone(), a.dept.clone(), firm)
    };
    let before = then.attendees.iter().find(|a| a.badge == person.badge);
    before.is_some_and(|before| label(then, before) == label(session, person))
}
