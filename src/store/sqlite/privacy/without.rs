//! What is read while somebody was erased: a file that still names them is taken without them, and one that names
//! somebody who may be them is asked about.

use super::held::{came_back, held, set_apart};
use super::sieve::{Sieve, Unsure, Who, firm_in};
use crate::domain::book::Book;
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::number;
use crate::domain::op::{Extras, Op, Stamp};
use crate::domain::reading::{Answer, Answers, Thing};
use crate::domain::recorded::By;
use crate::domain::roster::{Attendee, Session};
use crate::store::privacy::ERASED;
use crate::store::privacy::namesake::bare;
use crate::store::privacy::roll::Roll;
use crate::store::sqlite::SqliteStore;
use crate::store::{Draft, Sessions, Store, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

impl SqliteStore {
    /// Changes without the persons who were erased, where they come from a file that still names them.
    pub(in crate::store) fn without_erased(
        &self,
        draft: &Draft,
    ) -> Result<Option<Draft>, StoreError> {
        let prepared = |(entity, _): &(Entity, Change)| entity.prepared_for().is_some();
        if !draft.changes.iter().any(prepared) {
            return Ok(None);
        }
        let mut held = held(&self.db)?;
        if held.is_empty() {
            return Ok(None);
        }
        for (_, change) in &draft.changes {
            if let Some(answer) = change.marker().filter(|marker| marker.is_answer()) {
                set_apart(&mut held, answer);
            }
        }
        let said = (draft.changes.iter()).map(|(entity, change)| op_of(draft, entity, change));
        let mut log = self.of_the_roll()?;
        log.extend(self.waiting()?);
        log.extend(said);
        let roll = Roll::read(log.iter());
        let mut less = draft.clone();
        let mut changed = false;
        for held in &held {
            self.sieved(held, &roll, BTreeSet::new(), Unsure::Taken, |sieve| {
                for (entity, change) in less.changes.iter_mut().filter(|c| prepared(c)) {
                    if let Some(without) = sieve.less(&op_of(draft, entity, change)) {
                        *change = without;
                        changed = true;
                    }
                }
            })?;
        }
        Ok(changed.then_some(less))
    }

    /// Whether a draft says only what the record holds already.
    pub(in crate::store) fn is_recorded(&self, draft: &Draft) -> Result<bool, StoreError> {
        let sessions: BTreeSet<&Clean> = (draft.changes.iter())
            .filter_map(|(entity, _)| entity.session())
            .collect();
        let mut book = Book::default();
        for session in sessions {
            book.take_in(self.book(&Sessions::One(session.clone()))?);
        }
        let by = By {
            at: Timestamp::UNIX_EPOCH,
            actor: &draft.actor,
        };
        for (entity, change) in &draft.changes {
            let known = match change.session() {
                Some(SessionChange::Loaded(own)) => book.sessions.get(&own.id) == Some(&**own),
                Some(
                    SessionChange::Read { .. }
                    | SessionChange::Added { .. }
                    | SessionChange::Corrected { .. },
                )
                | None => {
                    let before = book.row(entity);
                    book.step(entity, change, &by);
                    before.is_some() && before == book.row(entity)
                }
            };
            if !known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A file without the persons who were erased, and what is known of their numbers.
    pub(in crate::store::sqlite) fn without_erased_in(
        &self,
        file: &Session,
        answers: &Answers,
    ) -> Result<(Session, Answers), StoreError> {
        let (mut file, mut answers) = (file.clone(), answers.clone());
        let held = held(&self.db)?;
        let of_file = |session: &Clean| number::shown(session) == number::shown(&file.id);
        let back = came_back(&self.db)?.into_iter();
        let back = back.filter(|(session, _)| of_file(session));
        (answers.back).extend(back.map(|(_, badge)| number::narrow(number::shown(&badge))));
        if held.is_empty() {
            return Ok((file, answers));
        }
        let roll = self.roll()?;
        for held in &held {
            self.sieved(held, &roll, BTreeSet::new(), Unsure::Asked, |sieve| {
                forget_in(sieve, &mut file);
                let named: Vec<Attendee> = (file.attendees.iter())
                    .filter(|a| a.name != ERASED)
                    .cloned()
                    .collect();
                for a in named {
                    let seat = (file.id.clone(), a.badge.clone());
                    let number = number::narrow(&a.badge);
                    let is_other = match sieve.who(&seat, &a, &firm_in(&file, &a)) {
                        Who::Unclear => match known_as(&roll, &seat.0, &a) {
                            Known::Erased => false,
                            Known::Named => true,
                            Known::Not => match answers.of(Thing::Attendee, &a.badge) {
                                Some(Answer::Corrected) => false,
                                Some(Answer::Other) => {
                                    let of = answers.apart.entry(number.clone());
                                    of.or_default().insert(held.op);
                                    true
                                }
                                Some(Answer::Moved) | None => {
                                    answers.unclear.insert(number);
                                    continue;
                                }
                            },
                        },
                        Who::Namesake | Who::Another => true,
                        Who::Theirs => false,
                    };
                    if !is_other {
                        forget_entry(&mut file, &a.badge);
                    } else if sieve.had_seat(&seat.0, &a.badge) {
                        answers.others.insert(number);
                    }
                }
            })?;
        }
        Ok((file, answers))
    }

    /// The badge numbers of a session that belong to erased persons, as its file writes them.
    pub fn erased_in(&self, session: &Session) -> Result<Vec<Clean>, StoreError> {
        let (less, _) = self.without_erased_in(session, &Answers::default())?;
        let both = less.attendees.iter().zip(&session.attendees);
        let gone = both.filter(|(less, whole)| less.name == ERASED && whole.name != ERASED);
        Ok(gone.map(|(less, _)| less.badge.clone()).collect())
    }
}

/// What the record knows of an entry that may be an erased person.
enum Known {
    /// That they are, or that the place was theirs.
    Erased,
    /// That they are somebody else.
    Named,
    /// Nothing.
    Not,
}

/// What was answered before: the record has the entry under its number already.
fn known_as(roll: &Roll, session: &Clean, entry: &Attendee) -> Known {
    let same = |a: &Clean, b: &Clean| number::narrow(number::shown(a)) == number::narrow(b);
    let mut known = Known::Not;
    for seat in roll
        .seats()
        .filter(|(s, b)| same(s, session) && same(b, &entry.badge))
    {
        match roll.entry(seat) {
            Some(row) if bare(&row.name) == bare(&entry.name) => return Known::Named,
            None if roll.is_erased(seat) => known = Known::Erased,
            Some(_) | None => {}
        }
    }
    known
}

/// Takes out of a file whom a marker means beyond doubt, and every other mention of them.
fn forget_in(sieve: &Sieve<'_>, file: &mut Session) {
    let entity = Entity::Session(file.id.clone());
    let draft = Draft {
        actor: Clean::default(),
        scope: file.id.clone(),
        changes: Vec::new(),
        action: None,
    };
    let change = SessionChange::Loaded(Box::new(file.clone())).into();
    let less = sieve.less(&op_of(&draft, &entity, &change));
    if let Some(SessionChange::Loaded(less)) = less.as_ref().and_then(Change::session) {
        file.clone_from(less);
    }
}

/// Takes one entry out of a file: whoever answered said that it is the erased person.
fn forget_entry(file: &mut Session, badge: &Clean) {
    let entity = Entity::Session(file.id.clone());
    let mut change: Change = SessionChange::Loaded(Box::new(file.clone())).into();
    change.forget(&entity, badge);
    if let Some(SessionChange::Loaded(less)) = change.session() {
        file.clone_from(less);
    }
}

/// A change as the op it would become.
fn op_of(draft: &Draft, entity: &Entity, change: &Change) -> Op {
    Op {
        id: Uuid::nil(),
        stamp: Stamp::default(),
        scope: draft.scope.clone(),
        actor: draft.actor.clone(),
        action: Uuid::nil(),
        entity: entity.clone(),
        change: change.clone(),
        extras: Extras::default(),
    }
}
