//! A number that something was recorded with has another name now: what is asked, and what may be answered.

use super::super::book::Book;
use super::both::Sides;
use super::named::Named;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::session::ERASED;
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What has another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The session itself, its title or its day.
    Session,
    /// An organisation.
    Organisation,
    /// A need.
    Need,
    /// An attendee.
    Attendee,
}

impl Thing {
    /// What its number is of.
    pub(super) fn numbered(self) -> Option<Numbered> {
        match self {
            Self::Session => None,
            Self::Organisation => Some(Numbered::Organisation),
            Self::Need => Some(Numbered::Need),
            Self::Attendee => Some(Numbered::Attendee),
        }
    }
}

/// A question that only the user can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What.
    pub thing: Thing,
    /// Its number, as the file has it.
    pub number: Clean,
    /// What it was called when something was recorded with it.
    pub old: Clean,
    /// What the file calls it now; empty: it does not stand under the number any more.
    pub new: Clean,
    /// The pairings recorded with it.
    pub pairings: Vec<PairingId>,
    /// The number under which the file now has the old name: it moved there.
    pub now_under: Option<Clean>,
    /// What stands there is the same thing as far as the file shows, so that it may have moved.
    pub may_move: bool,
    /// The file names somebody of the name of a person who was erased.
    pub is_erased: bool,
}

/// What happened to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is the same one, and what is written of it was corrected: that shows everywhere.
    Corrected,
    /// It is another one: what was recorded keeps the one before.
    Other,
    /// What had it has another number now: what was recorded follows it there.
    Moved,
}

impl Doubt {
    /// Of somebody who has the name of a person who was erased.
    pub fn of_erased(number: &Clean, name: &Clean) -> Self {
        Self {
            thing: Thing::Attendee,
            number: number.clone(),
            old: ERASED.into(),
            new: name.clone(),
            pairings: Vec::new(),
            now_under: None,
            may_move: false,
            is_erased: true,
        }
    }

    /// The answers there are, in the order in which they are offered.
    pub fn offers(&self) -> &'static [Answer] {
        match (self.may_move, self.new.is_empty()) {
            (false, _) => &[Answer::Corrected, Answer::Other],
            (true, false) => &[Answer::Corrected, Answer::Other, Answer::Moved],
            (true, true) => &[Answer::Other, Answer::Moved],
        }
    }
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// For every number that is not named.
    pub all: Option<Answer>,
    /// By number, in any width, whatever it is the number of.
    pub each: BTreeMap<String, Answer>,
    /// By number and what it is the number of: these go before the others.
    pub exact: BTreeMap<(Thing, String), Answer>,
    /// Badge numbers of somebody who was erased, which the file gives to somebody else now.
    pub others: BTreeSet<String>,
    /// Badge numbers of entries that may be somebody who was erased: nothing is taken from the file before it is known.
    pub unclear: BTreeSet<String>,
    /// Badge numbers of persons who were erased, came back and agreed.
    pub back: BTreeSet<String>,
    /// Badge numbers of persons who have the name of somebody who was erased and are others, as was answered: by which ops
    /// those were erased.
    pub apart: BTreeMap<String, BTreeSet<Uuid>>,
    /// What was recorded with which number.
    pub named: Box<Named>,
    /// Other laptops have the session, too: something may be recorded there with what has another name now.
    pub elsewhere: bool,
    /// What was answered to fields that the file and somebody at the program changed to different values.
    pub sides: Sides,
}

impl Answers {
    /// Answers for one number.
    pub fn answer(&mut self, number: &str, answer: Answer) {
        self.each.insert(number::narrow(number), answer);
    }

    /// What was answered for a badge number.
    pub fn to(&self, number: &str) -> Option<Answer> {
        self.each.get(&number::narrow(number)).copied().or(self.all)
    }

    /// Answers one doubt.
    pub fn settle(&mut self, doubt: &Doubt, answer: Answer) {
        let number = number::narrow(&doubt.number);
        self.exact.insert((doubt.thing, number), answer);
    }

    /// Whether it was said of this very number that it is another one's now. That holds for a namesake, too, of whom nothing
    /// shows that they are another.
    pub(super) fn is_other(&self, thing: Thing, number: &str) -> bool {
        let number = number::narrow(number);
        let own = self.each.get(&number).copied();
        let exact = self.exact.get(&(thing, number)).copied();
        exact.or(own) == Some(Answer::Other)
    }

    /// What was answered for a number of a thing.
    pub fn of(&self, thing: Thing, number: &str) -> Option<Answer> {
        let number = number::narrow(number);
        let own = self.each.get(&number).copied();
        let exact = self.exact.get(&(thing, number)).copied();
        exact.or(own).or(self.all)
    }
}

/// The pairings that stand of a thing, and whether anything at all was recorded with it.
pub(super) fn uses(
    book: &Book,
    named: &Named,
    session: &Clean,
    thing: Thing,
    key: &Clean,
) -> (Vec<PairingId>, bool) {
    let hospital_of = |need: &Clean| {
        let session = book.sessions.get(session);
        session
            .and_then(|s| s.recorded_need(need))
            .map(|n| n.hospital.clone())
    };
    let own = book.pairings_in(session);
    let pairings: Vec<PairingId> = own
        .filter(|p| match thing {
            Thing::Session => true,
            Thing::Organisation => {
                p.id.org == *key || hospital_of(&p.id.need).is_some_and(|h| h == *key)
            }
            Thing::Need => p.id.need == *key,
            Thing::Attendee => p.persons.contains(key),
        })
        .map(|p| p.id.clone())
        .collect();
    let used = match thing.numbered() {
        None => named.has_session(session),
        // What was recorded with a need was recorded with its hospital.
        Some(Numbered::Organisation) => {
            named.has(session, Numbered::Organisation, key)
                || (named.needs(session)).any(|need| hospital_of(need).is_some_and(|h| h == *key))
        }
        Some(of) => named.has(session, of, key),
    };
    (pairings, used)
}
