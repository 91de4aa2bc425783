//! What takes one erased person out of ops, by the marks that are left of them.

use super::markers::Held;
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::mention::{Certainty, Form, Mac, Mark, Marked, Place, same_person};
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::prepared::Fields;
use crate::domain::roster::{Attendee, Session};
use crate::store::StoreError;
use crate::store::privacy::ERASED;
use crate::store::privacy::erase::Forgetting;
use crate::store::privacy::marks::MarkKeys;
use crate::store::privacy::roll::{Person, Roll, Seat};
use crate::store::sqlite::SqliteStore;
use crate::text::Clean;
use std::collections::BTreeSet;

impl SqliteStore {
    /// Hands `then` what takes an erased person out of ops.
    pub(super) fn sieved<T>(
        &self,
        held: &Held,
        roll: &Roll,
        own: BTreeSet<PairingId>,
        then: impl FnOnce(&Sieve<'_>) -> T,
    ) -> Result<T, StoreError> {
        let keys = MarkKeys::read(&self.path)?;
        let key = keys.with(&held.marker.key);
        let mac = |bytes: &[u8]| key.map_or([0; 32], |key| key.mac(bytes));
        // Without the key the marks say nothing.
        let marks = match &key {
            Some(_) => held.marker.marks.as_slice(),
            None => &[],
        };
        let mut sieve = Sieve {
            held,
            has_key: key.is_some(),
            mac: &mac,
            marks,
            named: Marked::new(marks, &[] as &[String], &mac),
            marked: Marked::new(marks, &[] as &[String], &mac),
            seats: held.marker.seats.iter().cloned().collect(),
            others: Vec::new(),
            firms: roll,
            own,
        };
        for seat in roll.occupied() {
            if let Some((name, firms)) = roll.sitting(seat) {
                sieve.seats = sieve.with(seat, name, firms);
            }
        }
        let theirs: Vec<Seat> = sieve.seats.iter().cloned().collect();
        sieve.others = roll.at(&theirs).others.into_iter().collect();
        sieve.marked = Marked::new(marks, &sieve.others, &mac);
        Ok(then(&sieve))
    }
}

/// What takes one erased person out of ops.
pub(super) struct Sieve<'a> {
    held: &'a Held,
    has_key: bool,
    mac: &'a Mac<'a>,
    marks: &'a [Mark],
    /// Finds them whoever else there is.
    named: Marked<'a>,
    /// Finds them among the others.
    marked: Marked<'a>,
    /// Where they sit.
    seats: BTreeSet<Seat>,
    /// The names of all others.
    others: Vec<String>,
    /// Knows the firm of every seat.
    firms: &'a Roll,
    own: BTreeSet<PairingId>,
}

impl Sieve<'_> {
    /// Their change without them; `None`: nothing of them is in it.
    pub(super) fn less(&self, op: &Op) -> Option<Change> {
        if let Some(SessionChange::Loaded(session)) = op.change.session() {
            return self.less_session(op, session);
        }
        let (Entity::Attendee(key), Some(set)) = (&op.entity, named(&op.change)) else {
            return self.forget(op, &self.seats, &self.marked);
        };
        let seat = (key.session.clone(), key.number.clone());
        let name = set.alone().name;
        if name.is_empty() || name == ERASED {
            return self.forget(op, &self.seats, &self.marked);
        }
        // The op says itself who it is.
        let nobody = BTreeSet::new();
        let firms = self
            .firms
            .sitting(&seat)
            .map_or(&nobody, |(_, firms)| firms);
        self.forget(op, &self.with(&seat, &name, firms), &self.marked)
    }

    fn forget(&self, op: &Op, seats: &BTreeSet<Seat>, marked: &Marked<'_>) -> Option<Change> {
        let person = Person {
            seats: seats.clone(),
            ..Person::default()
        };
        let seek = Box::new(|text: &str, place| marked.find(text, place));
        Forgetting::by(&person, seek, self.own.clone()).less(op)
    }

    /// Whether a text that belongs to nobody names them beyond doubt.
    pub(super) fn names(&self, text: &str) -> bool {
        let mut found = self.marked.find(text, Place::Elsewhere).into_iter();
        found.any(|m| m.certainty == Certainty::Certain)
    }

    /// Whether this number was theirs, whoever has it now.
    pub(super) fn had_seat(&self, session: &Clean, badge: &Clean) -> bool {
        let same = |a: &Clean, b: &Clean| number::shown(a) == number::shown(b);
        let mut seats = self.held.marker.seats.iter();
        seats.any(|(s, b)| same(s, session) && same(b, badge))
    }

    /// The seats once it is known who sits at one of them.
    fn with(&self, seat: &Seat, name: &Clean, firms: &BTreeSet<String>) -> BTreeSet<Seat> {
        let mut seats = self.seats.clone();
        let theirs = if self.has_key && self.had_seat(&seat.0, &seat.1) {
            // The number may be another person's by now.
            !self.named.find(name, Place::Elsewhere).is_empty()
        } else if self.has_key {
            let mut entries = self.marks.iter().filter(|m| m.form == Form::Entry);
            entries.any(|m| {
                firms
                    .iter()
                    .any(|firm| same_person(name, firm, m, self.mac))
            })
        } else {
            // Without the key nobody can tell.
            self.held.marker.seats.contains(seat)
        };
        if theirs {
            seats.insert(seat.clone());
        } else {
            seats.remove(seat);
        }
        seats
    }

    /// A list of persons says itself who sits where.
    fn less_session(&self, op: &Op, session: &Session) -> Option<Change> {
        let mut seats = self.seats.clone();
        let mut others = self.others.clone();
        for a in session.attendees.iter().filter(|a| a.name != ERASED) {
            let seat = (session.id.clone(), a.badge.clone());
            let firms = BTreeSet::from([session.org_name(&a.org).to_string()]);
            if self.with(&seat, &a.name, &firms).contains(&seat) {
                seats.insert(seat);
            } else {
                seats.remove(&seat);
                others.push(a.name.to_string());
            }
        }
        let marked = Marked::new(self.marks, &others, self.mac);
        self.forget(op, &seats, &marked)
    }
}

/// What a change says of an attendee.
fn named(change: &Change) -> Option<&Fields<Attendee>> {
    match change.attendee()? {
        AttendeeChange::Read { set, .. }
        | AttendeeChange::Added { set, .. }
        | AttendeeChange::Corrected { set, .. } => Some(set),
        AttendeeChange::Withdrawn {} => None,
    }
}
