//! What takes one erased person out of ops, by the marks that are left of them.

use super::held::Held;
use super::recogniser::Written;
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::mention::{Certainty, Form, Mac, Mark, Marked, Place};
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::prepared::Fields;
use crate::domain::roster::{Attendee, Session};
use crate::store::StoreError;
use crate::store::privacy::ERASED;
use crate::store::privacy::erase::Forgetting;
use crate::store::privacy::roll::{Person, Roll, Seat};
use crate::store::sqlite::SqliteStore;
use crate::text::Clean;
use std::collections::BTreeSet;

/// Whether an entry of a list is the person who was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// It is.
    Theirs,
    /// It has their name, and nothing says whether it is them.
    Unclear,
    /// It has their name, and is another person.
    Namesake,
    /// It has another name.
    Another,
}

/// What becomes of somebody of whom only name and firm are those of the erased person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsure {
    /// In what was recorded before they were erased it is them.
    Taken,
    /// In a file that is read now it may be a namesake.
    Asked,
}

impl SqliteStore {
    /// Hands `then` what takes an erased person out of ops.
    pub(super) fn sieved<T>(
        &self,
        held: &Held,
        roll: &Roll,
        own: BTreeSet<PairingId>,
        unsure: Unsure,
        then: impl FnOnce(&Sieve<'_>) -> T,
    ) -> Result<T, StoreError> {
        let keys = self.mark_keys()?;
        let key = keys.with(&held.marker.key);
        let mac = |bytes: &[u8]| key.map_or([0; 32], |key| key.mac(bytes));
        // Without the key the marks say nothing.
        let marks = match &key {
            Some(_) => held.marker.marks.as_slice(),
            None => &[],
        };
        let mut sieve = Sieve {
            held,
            unsure: Unsure::Taken,
            has_key: key.is_some(),
            mac: &mac,
            marks,
            written: Written::new(marks, &mac),
            marked: Marked::new(marks, &[] as &[String], &mac),
            placed: Placed {
                seats: held.marker.seats.iter().cloned().collect(),
                ..Placed::default()
            },
            has_namesakes: false,
            others: Vec::new(),
            roll,
            own,
        };
        let occupied = || {
            roll.occupied()
                .filter_map(|seat| Some((seat, roll.entry(seat)?)))
        };
        let firms = |seat: &Seat| roll.sitting(seat).map(|(_, firms)| firms.clone());
        let another = |(seat, a): (&Seat, &Attendee)| {
            let firms = firms(seat).unwrap_or_default();
            let who = sieve.who(seat, a, &firms);
            matches!(who, Who::Namesake | Who::Unclear) && sieve.written.has_entry(&a.name, &firms)
        };
        // Where two of one name and firm are known, the name and the firm alone say nothing of either.
        sieve.has_namesakes = occupied().any(another);
        let mut placed = sieve.placed.clone();
        for (seat, a) in occupied() {
            sieve.place(&mut placed, seat, a, &firms(seat).unwrap_or_default());
        }
        sieve.placed = placed;
        let theirs: Vec<Seat> = sieve.placed.seats.iter().cloned().collect();
        sieve.others = roll.at(&theirs).others.into_iter().collect();
        let alike = sieve.placed.read_alike.iter();
        let alike = alike.filter_map(|seat| roll.entry(seat));
        (sieve.others).extend(alike.map(|a| a.kana.to_string()));
        sieve.marked = Marked::new(marks, &sieve.others, &mac);
        sieve.unsure = unsure;
        Ok(then(&sieve))
    }
}

/// Who sits where.
#[derive(Clone, Default)]
struct Placed {
    /// Where they sit.
    seats: BTreeSet<Seat>,
    /// Where others of their name sit, or may sit.
    namesakes: BTreeSet<Seat>,
    /// Where others sit whose name is another one and is read alike.
    read_alike: BTreeSet<Seat>,
}

/// What takes one erased person out of ops.
pub(super) struct Sieve<'a> {
    held: &'a Held,
    unsure: Unsure,
    has_key: bool,
    mac: &'a Mac<'a>,
    marks: &'a [Mark],
    written: Written<'a>,
    /// Finds them among the others.
    marked: Marked<'a>,
    placed: Placed,
    /// Somebody else of their name and firm is known.
    has_namesakes: bool,
    /// The names of all others.
    others: Vec<String>,
    /// Knows the firm of every seat.
    roll: &'a Roll,
    own: BTreeSet<PairingId>,
}

impl Sieve<'_> {
    /// Whether this is the name of them at a firm of theirs.
    pub(super) fn has_entry(&self, name: &Clean, firms: &BTreeSet<String>) -> bool {
        self.written.has_entry(name, firms)
    }

    /// Their change without them; `None`: nothing of them is in it.
    pub(super) fn less(&self, op: &Op) -> Option<Change> {
        let known = self.placed.clone();
        if let Some(SessionChange::Loaded(session)) = op.change.session() {
            return self.less_session(op, session, known);
        }
        let (Entity::Attendee(key), Some(set)) = (&op.entity, named(&op.change)) else {
            return self.forget(op, known, &self.marked);
        };
        let seat = (key.session.clone(), key.number.clone());
        let said = set.alone();
        if said.name.is_empty() || said.name == ERASED {
            return self.forget(op, known, &self.marked);
        }
        // The op says itself who it is; what it leaves out is as it was.
        let mut person = match self.roll.entry(&seat) {
            Some(entry) if entry.name == said.name => entry.clone(),
            Some(_) | None => Attendee::default(),
        };
        set.put_into(&mut person);
        let nobody = BTreeSet::new();
        let firms = self.roll.sitting(&seat).map_or(&nobody, |(_, firms)| firms);
        let mut placed = known;
        self.place(&mut placed, &seat, &person, firms);
        self.forget(op, placed, &self.marked)
    }

    fn forget(&self, op: &Op, placed: Placed, marked: &Marked<'_>) -> Option<Change> {
        let person = Person {
            seats: placed.seats,
            namesakes: placed.namesakes,
            read_alike: placed.read_alike,
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

    /// Who sits at a place, by all that is known of them.
    pub(super) fn who(&self, seat: &Seat, entry: &Attendee, firms: &BTreeSet<String>) -> Who {
        let had = self.had_seat(&seat.0, &seat.1);
        if !self.has_key {
            // Without the key nobody can tell.
            let theirs = self.held.marker.seats.contains(seat);
            return if theirs { Who::Theirs } else { Who::Another };
        }
        let written = &self.written;
        if !written.names(entry, firms) {
            return Who::Another;
        }
        let contacts = [(&entry.email, Form::Mail), (&entry.tel, Form::Telephone)];
        let reaches_them = (contacts.iter()).any(|(text, form)| written.is(text, &[*form]));
        let is_their_seat = self.held.marker.seats.contains(seat);
        if written.reads_otherwise(entry) {
            return if reaches_them {
                Who::Unclear
            } else {
                Who::Namesake
            };
        }
        if self.held.marker.apart.contains(seat) {
            return Who::Namesake;
        }
        // The place goes before all that is written of it.
        if is_their_seat || reaches_them {
            return Who::Theirs;
        }
        let differs = (contacts.iter()).any(|(text, form)| written.says(text, *form));
        let is_near = had || written.has_entry(&entry.name, firms);
        // Two in one list are two.
        let mut seats = self.held.marker.seats.iter();
        let is_beside = seats.any(|(session, _)| *session == seat.0) && !had;
        let is_asked = self.unsure == Unsure::Asked && !had;
        if differs || !is_near || is_beside || is_asked || self.has_namesakes {
            return Who::Unclear;
        }
        Who::Theirs
    }

    /// Once it is known who sits at a place.
    fn place(&self, placed: &mut Placed, seat: &Seat, entry: &Attendee, firms: &BTreeSet<String>) {
        let who = self.who(seat, entry, firms);
        let is_alike = who == Who::Another
            && self.has_key
            && !entry.name.is_empty()
            && self.written.is_reading(&entry.kana);
        let set = |of: &mut BTreeSet<Seat>, is_in: bool| {
            if is_in {
                of.insert(seat.clone());
            } else {
                of.remove(seat);
            }
        };
        set(&mut placed.seats, who == Who::Theirs);
        let is_namesake = matches!(who, Who::Unclear | Who::Namesake);
        set(&mut placed.namesakes, is_namesake);
        set(&mut placed.read_alike, is_alike);
    }

    /// A list of persons says itself who sits where.
    fn less_session(&self, op: &Op, session: &Session, mut placed: Placed) -> Option<Change> {
        let mut others = self.others.clone();
        for a in session.attendees.iter().filter(|a| a.name != ERASED) {
            let seat = (session.id.clone(), a.badge.clone());
            self.place(&mut placed, &seat, a, &firm_in(session, a));
            if !placed.seats.contains(&seat) {
                others.push(a.name.to_string());
            }
            if placed.read_alike.contains(&seat) {
                others.push(a.kana.to_string());
            }
        }
        let marked = Marked::new(self.marks, &others, self.mac);
        self.forget(op, placed, &marked)
    }
}

/// The firm of an entry, as the list of a session has it.
pub(super) fn firm_in(session: &Session, entry: &Attendee) -> BTreeSet<String> {
    BTreeSet::from([session.org_name(&entry.org).to_string()])
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
