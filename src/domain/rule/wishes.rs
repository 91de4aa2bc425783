//! What both sides of a session want of each other, pair by pair, looked up once for all.

use super::interest::{self, rank};
use crate::domain::book::Book;
use crate::domain::code::{Level, Verdict};
use crate::domain::entity::interest::InterestId;
use crate::domain::entity::reply::ReplyId;
use crate::domain::roster::{Attendee, Session};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// What is wanted of one need and one organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// The highest level of the persons of the organisation; `None`: nobody said anything.
    pub level: Option<Level>,
    /// Who said what, by badge.
    pub persons: Vec<(Clean, Level)>,
    /// What the hospital answers; `None`: 未回答.
    pub verdict: Option<Verdict>,
}

/// By number of the need and id of the organisation.
pub type Wishes = BTreeMap<(Clean, Clean), Pair>;

/// Everything that was said: only what somebody said something of is looked at.
pub fn of(book: &Book, session: &Session) -> Wishes {
    let persons: BTreeMap<&Clean, &Attendee> =
        session.attendees.iter().map(|a| (&a.badge, a)).collect();
    let mut said: BTreeSet<(&Clean, &Clean)> = BTreeSet::new();
    for person in &session.attendees {
        said.extend(person.interests.iter().map(|i| (&person.badge, &i.need)));
    }
    let from = InterestId {
        session: session.id.clone(),
        badge: Clean::default(),
        need: Clean::default(),
    };
    let marks = book.interests.range(from..).map(|(id, _)| id);
    let marks = marks.take_while(|id| id.session == session.id);
    said.extend(marks.map(|id| (&id.badge, &id.need)));
    for pairing in book.pairings_in(&session.id) {
        let need = &pairing.id.need;
        said.extend(pairing.persons.iter().map(|badge| (badge, need)));
    }
    let mut all = Wishes::new();
    for (badge, need) in said {
        let Some(person) = persons.get(badge) else {
            continue;
        };
        let Some(wish) = interest::of(book, session, person, need) else {
            continue;
        };
        let pair = all.entry((need.clone(), person.org.clone())).or_default();
        if pair.level.is_none_or(|l| rank(wish.level) > rank(l)) {
            pair.level = Some(wish.level);
        }
        pair.persons.push((badge.clone(), wish.level));
    }
    let from = ReplyId {
        session: session.id.clone(),
        need: Clean::default(),
        org: Clean::default(),
    };
    let replies = book.replies.range(from..);
    for (id, reply) in replies.take_while(|(id, _)| id.session == session.id) {
        if reply.verdict.is_some() {
            let pair = all.entry((id.need.clone(), id.org.clone())).or_default();
            pair.verdict = reply.verdict;
        }
    }
    all
}

impl Pair {
    /// Who speaks for the organisation: whoever wants it most.
    pub fn keenest(&self) -> impl Iterator<Item = &Clean> {
        let most = self.level;
        let keen = self.persons.iter().filter(move |(_, l)| Some(*l) == most);
        keen.map(|(badge, _)| badge)
    }
}
