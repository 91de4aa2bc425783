//! Reading a session file: what it says is compared with what the files before it said, and only what changed is recorded.
//! The numbers of a file are no identities. Where a number that something was recorded with now has another name, it is
//! asked which of two things happened: the name was corrected, or the number was given to another.

mod both;
mod doubt;
mod keys;
mod moved;
mod named;
mod namesake;

pub use both::{Both, Sides, Take};
pub use doubt::{Answer, Answers, Doubt, Thing};
pub use named::{Named, OF_FILES};

use super::book::{Book, whole};
use super::entity::attendee::AttendeeChange;
use super::entity::need::NeedChange;
use super::entity::organisation::OrganisationChange;
use super::entity::patent::PatentChange;
use super::entity::session::{ERASED, SessionChange};
use super::entity::{Change, Changes, Entity};
use super::marker::Marker;
use super::meaning;
use super::number;
use super::op::Op;
use super::recorded::By;
use super::recorded::numbered::Numbered;
use super::recorded::prepared::{APART, Fields, Item, Prepared};
use super::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use keys::Keyed;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a file that was read means for the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The id under which the session is recorded.
    pub id: Clean,
    /// What is to be recorded, as one action; empty where the file says what it said before.
    pub changes: Changes,
    /// What the file and somebody at the program changed to different values, without an answer: the record holds.
    pub both: Vec<Both>,
}

impl Reading {
    /// Whether something has another number now. What was recorded follows it there, which only a store can say.
    pub fn moves(&self) -> bool {
        let mut all = self.changes.iter();
        all.any(|(_, change)| meaning::from_of(change).is_some())
    }

    /// The book as it is once a reading is recorded that moves nothing.
    #[must_use]
    pub fn onto(&self, mut book: Book) -> Book {
        let by = By {
            at: Timestamp::UNIX_EPOCH,
            actor: &Clean::default(),
        };
        for (entity, change) in &self.changes {
            book.step(entity, change, &by);
        }
        book
    }
}

/// Compares a file with the record. `Err`: nothing may be taken from it before these are answered.
pub fn read(book: &Book, file: &Session, answers: &Answers) -> Result<Reading, Vec<Doubt>> {
    let (id, mut doubts) = keys::of_session(book, file, answers);
    let mut keyed = keys::with_keys(book, &id, file, answers);
    doubts.append(&mut keyed.doubts);
    if doubts.is_empty() {
        let (mut changes, both) = changes(book, &id, &keyed, answers);
        let apart = apart(&id, &changes, answers);
        changes.splice(0..0, apart);
        Ok(Reading { id, changes, both })
    } else {
        Err(doubts)
    }
}

/// What was answered of those who have the name of somebody who was erased: it goes with them to all laptops.
fn apart(id: &Clean, changes: &Changes, answers: &Answers) -> Changes {
    let mut apart: BTreeMap<Uuid, Vec<(Clean, Clean)>> = BTreeMap::new();
    for (entity, change) in changes {
        let (Entity::Attendee(key), Some(AttendeeChange::Read { .. })) =
            (entity, change.attendee())
        else {
            continue;
        };
        let number = number::narrow(number::shown(&key.number));
        for of in answers.apart.get(&number).into_iter().flatten() {
            let seats = apart.entry(*of).or_default();
            seats.push((id.clone(), key.number.clone()));
        }
    }
    let answered = apart.into_iter();
    let answered = answered.map(|(of, seats)| Marker::another(of, seats));
    let entity = Entity::Session(id.clone());
    let answered = answered.map(|marker| (entity.clone(), Change::marking(marker, "another")));
    answered.collect()
}

/// What is new in a file whose numbers are keys already, and what is to be asked of it.
fn changes(book: &Book, id: &Clean, keyed: &Keyed, answers: &Answers) -> (Changes, Vec<Both>) {
    let file = &keyed.file;
    let mut changes = Changes::new();
    let mut both = Vec::new();
    let header = book.headers.get(id);
    let set = match header {
        Some(row) => Fields::between(&row.read, file),
        None => Fields::between(&Session::numbered(id), file),
    };
    let entity = Entity::Session(id.clone());
    let mut sifted = both::sift(header, set, &entity, &answers.sides);
    both.append(&mut sifted.both);
    if header.is_none() || !sifted.set.is_empty() {
        let change = SessionChange::Read { set: sifted.set };
        changes.push((entity.clone(), change.into()));
    }
    if !sifted.back.is_empty() {
        let change = SessionChange::Corrected { set: sifted.back };
        changes.push((entity, change.into()));
    }
    macro_rules! of_kind {
        ($rows:ident, $Change:ident, $named:path, $of:expr) => {{
            let own = book.$rows.iter().filter(|(key, _)| key.session == *id);
            let had = own.map(|(key, row)| (&key.number, row)).collect();
            let named = |number: &Clean| $named(id, number);
            let found = of_kind(&had, &file.$rows, answers, (keyed, $of), &named);
            for (number, new) in found {
                let change: Change = match new {
                    New::Read {
                        set,
                        place,
                        mark,
                        from,
                    } => $Change::Read {
                        set,
                        place,
                        mark,
                        from,
                    }
                    .into(),
                    New::Back { set } => $Change::Corrected { set, place: None }.into(),
                    New::Withdrawn => $Change::Withdrawn {}.into(),
                    New::Both(mut asked) => {
                        both.append(&mut asked);
                        continue;
                    }
                };
                changes.push((named(&number), change));
            }
        }};
    }
    of_kind!(
        organisations,
        OrganisationChange,
        whole::organisation,
        Some(Numbered::Organisation)
    );
    of_kind!(needs, NeedChange, whole::need, Some(Numbered::Need));
    of_kind!(
        attendees,
        AttendeeChange,
        whole::attendee,
        Some(Numbered::Attendee)
    );
    of_kind!(patents, PatentChange, whole::patent, None);
    (changes, both)
}

/// What a file says of a thing that it did not say before.
enum New<T> {
    Read {
        set: Fields<T>,
        place: Option<u64>,
        mark: Option<Clean>,
        from: Option<Clean>,
    },
    /// What was put right stays so.
    Back {
        set: Fields<T>,
    },
    Withdrawn,
    /// To be asked.
    Both(Vec<Both>),
}

fn of_kind<T: Item>(
    had: &BTreeMap<&Clean, &Prepared<T>>,
    file: &[T],
    answers: &Answers,
    (keyed, of): (&Keyed, Option<Numbered>),
    named: &dyn Fn(&Clean) -> Entity,
) -> Vec<(Clean, New<T>)> {
    let mut found = Vec::new();
    // What moved is what it was under its key of before.
    let from = |key: &Clean| keyed.moved.get(&(of?, key.clone()));
    let rows: Vec<Option<&Prepared<T>>> = (file.iter())
        .map(|item| {
            had.get(from(item.number()).unwrap_or(item.number()))
                .copied()
        })
        .collect();
    let places = places(
        &rows
            .iter()
            .map(|row| row.map(|r| r.place))
            .collect::<Vec<_>>(),
    );
    for ((item, row), place) in file.iter().zip(rows).zip(places) {
        let number = item.number();
        let moved = row.is_none_or(|row| row.place != place).then_some(place);
        let from = from(number).cloned();
        let set = match row {
            Some(_) if from.is_some() && had.contains_key(number) => Fields::all(item),
            // What was erased stays erased, whatever a file still says.
            Some(row) if *row.read.name() == ERASED && *item.name() != ERASED => Fields::default(),
            Some(row) => Fields::between(&row.read, item),
            None => Fields::between(&T::numbered(number), item),
        };
        let entity = named(number);
        let sifted = both::sift(row, set, &entity, &answers.sides);
        if row.is_none_or(|row| row.withdrawn)
            || !sifted.set.is_empty()
            || moved.is_some()
            || from.is_some()
        {
            let begins = |of: &Numbered| match row.filter(|_| from.is_none()) {
                Some(_) => keyed.anew.contains(&(*of, number.clone())),
                None => number::mark_of(number).is_none(),
            };
            let mark = of.filter(begins).map(|_| keyed.mark(item));
            let read = New::Read {
                set: sifted.set,
                place: moved,
                mark,
                from,
            };
            found.push((number.clone(), read));
        }
        if !sifted.back.is_empty() {
            let set = sifted.back;
            found.push((number.clone(), New::Back { set }));
        }
        if !sifted.both.is_empty() {
            found.push((number.clone(), New::Both(sifted.both)));
        }
    }
    for (number, row) in had {
        // What was added by hand was never in a file.
        let moved = keyed
            .moved
            .iter()
            .any(|((own, _), from)| Some(*own) == of && from == *number);
        let stays = row.withdrawn || row.is_by_hand() || moved;
        if !stays && !file.iter().any(|item| item.number() == *number) {
            found.push(((*number).clone(), New::Withdrawn));
        }
    }
    found
}

/// Entries of the record as people read them: what a file said of every single thing is told by the line that says it was
/// read.
pub fn in_short<T>(mut entries: Vec<T>, op: impl Fn(&T) -> &Op) -> Vec<T> {
    let is_session = |op: &Op| matches!(op.entity, Entity::Session(_));
    let files = entries.iter().map(&op);
    let files = files.filter(|op| is_session(op) && op.change.session().is_some());
    let files: BTreeSet<Uuid> = files.map(|op| op.action).collect();
    let is_part = |op: &Op| {
        op.entity.prepared_for().is_some() && !is_session(op) && files.contains(&op.action)
    };
    entries.retain(|entry| !is_part(op(entry)));
    entries
}

/// The place of each thing of a file: the one it had, as long as these are in order, and something between for what is
/// new. Where that does not fit, all are placed anew.
fn places(had: &[Option<u64>]) -> Vec<u64> {
    let fresh = || (1..).zip(had).map(|(n, _)| n * APART).collect();
    let mut places: Vec<u64> = Vec::with_capacity(had.len());
    let mut last = 0;
    for (at, place) in had.iter().enumerate() {
        let next = || had.get(at..).unwrap_or_default().iter().flatten().next();
        let place = match (place, next()) {
            (Some(place), _) => *place,
            (None, Some(next)) => last + next.saturating_sub(last) / 2,
            (None, None) => last + APART,
        };
        if place <= last {
            return fresh();
        }
        last = place;
        places.push(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_where_they_can() {
        assert_eq!(places(&[None, None]), [APART, 2 * APART]);
        let had = [Some(APART), None, Some(2 * APART), None];
        let want = [APART, APART + APART / 2, 2 * APART, 3 * APART];
        assert_eq!(places(&had), want);
        let swapped = [Some(2 * APART), Some(APART)];
        assert_eq!(places(&swapped), [APART, 2 * APART]);
        assert_eq!(
            places(&[Some(5), None, Some(6)]),
            [APART, 2 * APART, 3 * APART]
        );
    }
}
