//! How much somebody wants to work on a need, from all that was said of it: declared before the meeting, marked on the
//! sheet, a hand in the room. What was said last holds; what was declared holds until somebody says something.

use crate::domain::book::Book;
use crate::domain::code::{Level, Paper, Source};
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::interest::{Interest, InterestChange, InterestId};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::{Changes, Entity};
use crate::domain::roster::{Attendee, Session};
use crate::text::Clean;

/// Where a level comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// 申告: before the meeting.
    Declared,
    /// On the day.
    Said(Source),
}

/// What one person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How much.
    pub level: Level,
    /// Where that comes from.
    pub origin: Origin,
}

/// What the persons of one organisation want.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmWish<'a> {
    /// The highest level of its persons.
    pub level: Level,
    /// Every person with a level, in the order of the list.
    pub persons: Vec<(&'a Attendee, Wish)>,
}

impl FirmWish<'_> {
    /// Whether its persons say different things.
    pub fn differs(&self) -> bool {
        self.persons.iter().any(|(_, w)| w.level != self.level)
    }
}

/// How much a level weighs: 関心なし least.
pub fn rank(level: Level) -> u8 {
    match level {
        Level::Declined => 0,
        Level::Interested => 1,
        Level::Discuss => 2,
        Level::WantsMeeting => 3,
    }
}

/// What a person declared before the meeting, whatever it was.
pub fn declared(person: &Attendee, need: &str) -> Option<Level> {
    let interest = person.interests.iter().find(|i| i.need == *need);
    interest.map(|i| i.level)
}

/// What is recorded of somebody's interest, by need.
pub fn marks_of<'b>(
    book: &'b Book,
    session: &Clean,
    badge: &Clean,
) -> impl Iterator<Item = (&'b InterestId, &'b Interest)> + use<'b> {
    let from = InterestId {
        session: session.clone(),
        badge: badge.clone(),
        need: Clean::default(),
    };
    let (session, badge) = (session.clone(), badge.clone());
    let found = book.interests.range(from..);
    found.take_while(move |(id, _)| id.session == session && id.badge == badge)
}

/// What a person wants of a need; `None`: nothing was ever said.
pub fn of(book: &Book, session: &Session, person: &Attendee, need: &Clean) -> Option<Wish> {
    let id = InterestId {
        session: session.id.clone(),
        badge: person.badge.clone(),
        need: need.clone(),
    };
    let pairing = book.pairings.get(&PairingId {
        session: session.id.clone(),
        need: need.clone(),
        org: person.org.clone(),
    });
    let in_room = pairing.filter(|p| p.persons.contains(&person.badge));
    let hand = in_room.and_then(|p| p.said.get(&person.badge));
    let mark = book.interests.get(&id);
    let mark = mark.filter(|mark| hand.is_none_or(|(_, at)| mark.at >= *at));
    if let Some(mark) = mark
        && let Some(level) = mark.level
    {
        let origin = Origin::Said(mark.source);
        return Some(Wish { level, origin });
    }
    let room = |level| Wish {
        level,
        origin: Origin::Said(Source::Room),
    };
    if let Some((level, _)) = hand
        && mark.is_none()
    {
        return Some(room(*level));
    }
    let before = declared(person, need).map(|level| Wish {
        level,
        origin: Origin::Declared,
    });
    // A hand without a word says 関心.
    before.or_else(|| in_room.map(|_| room(Level::Interested)))
}

/// What the persons of an organisation want of a need; `None`: nobody said anything.
pub fn of_firm<'a>(
    book: &Book,
    session: &'a Session,
    org: &'a Clean,
    need: &Clean,
) -> Option<FirmWish<'a>> {
    let persons = session.people_of(org);
    let persons: Vec<(&Attendee, Wish)> = persons
        .filter_map(|a| Some((a, of(book, session, a, need)?)))
        .collect();
    let level = persons
        .iter()
        .map(|(_, w)| w.level)
        .max_by_key(|l| rank(*l))?;
    Some(FirmWish { level, persons })
}

/// How much an organisation said that it wants of a need; `None`: nothing, or that it is not interested.
pub fn wanted(book: &Book, session: &Session, org: &Clean, need: &Clean) -> Option<Level> {
    let wish = of_firm(book, session, org, need);
    wish.map(|w| w.level).filter(|l| *l != Level::Declined)
}

/// Every organisation with what it wants of a need, the strongest first, then in the order of the list.
pub fn for_need<'a>(
    book: &Book,
    session: &'a Session,
    need: &Clean,
) -> Vec<(&'a Clean, FirmWish<'a>)> {
    let all = session.organisations.iter();
    let mut found: Vec<(&Clean, FirmWish<'_>)> = all
        .filter_map(|org| Some((&org.id, of_firm(book, session, &org.id, need)?)))
        .collect();
    found.sort_by_key(|(_, wish)| std::cmp::Reverse(rank(wish.level)));
    found
}

/// How far the sheet of a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetState {
    /// 未提出
    Missing,
    /// 申告のみ: nothing but what was declared beforehand is known.
    DeclaredOnly,
    /// 入力中: there are marks, and nobody said that these are all.
    Entering,
    /// 提出済
    HandedIn,
}

/// How far the sheet of a person is.
pub fn sheet_state(book: &Book, session: &Session, person: &Attendee) -> SheetState {
    let attendance = book.attendances.get(&AttendanceId {
        session: session.id.clone(),
        badge: person.badge.clone(),
    });
    if attendance.and_then(|a| a.paper(Paper::Sheet)) == Some(true) {
        return SheetState::HandedIn;
    }
    let mut marks = marks_of(book, &session.id, &person.badge);
    if marks.any(|(_, mark)| mark.source == Source::Sheet && mark.level.is_some()) {
        SheetState::Entering
    } else if person.interests.is_empty() {
        SheetState::Missing
    } else {
        SheetState::DeclaredOnly
    }
}

/// The marks of one sheet as one action: what differs from what is known, and that it was handed in. A mark makes no
/// pairing. `None` as a level takes a mark out.
pub fn sheet(
    book: &Book,
    session: &Session,
    person: &Attendee,
    marks: &[(Clean, Option<Level>)],
    source: Source,
) -> Changes {
    let mut changes = Changes::new();
    for (need, level) in marks {
        let id = InterestId {
            session: session.id.clone(),
            badge: person.badge.clone(),
            need: need.clone(),
        };
        let has = book.interests.get(&id);
        let entity = Entity::Interest(id);
        let disputed = !book.conflicts_of(&entity).is_empty();
        let is_known = match has {
            Some(mark) => mark.level == *level && mark.source == source,
            None => level.is_none(),
        };
        if !is_known || disputed {
            let level = *level;
            changes.push((entity, InterestChange::Marked { level, source }.into()));
        }
    }
    changes
}
