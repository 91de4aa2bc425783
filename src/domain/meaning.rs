//! What the number of a file means, where laptops read files that give it to different things before they knew of each
//! other. Each reading that begins a thing has a mark of what it is called; a number that an op names means what it meant
//! at the laptop that wrote it. The thing that was begun first keeps the number as its key, any other has its mark behind
//! it, so that every laptop with the same ops has the same keys, in whatever order they came. Where somebody says that a
//! thing stands under another number now, all its keys are one, and what was recorded with any of them follows.

use super::entity::Change;
use super::entity::attendee::AttendeeChange;
use super::entity::need::NeedChange;
use super::entity::organisation::OrganisationChange;
use super::number;
use super::op::{Op, Stamp};
use super::recorded::numbered::Numbered;
use crate::text::{Clean, fold};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The mark of what a number is given to, by its name and the name of the organisation it belongs to.
pub fn mark(number: &str, name: &str, at: &str) -> Clean {
    let number = number::narrow(number::shown(number));
    let of = format!("{number}/{}/{}", fold::key(name), fold::key(at));
    Clean::line(&number::mark(&of))
}

/// A number of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// Session id.
    pub session: Clean,
    /// Of what.
    pub of: Numbered,
    /// As the files have it, without a mark.
    pub number: Clean,
}

/// What one laptop means by a number: what its files last gave it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The laptop.
    pub device: Uuid,
    /// The mark of the thing.
    pub mark: Clean,
    /// When its files first said so.
    pub since: Stamp,
}

/// The numbers that mean different things at different laptops, and the keys of things that have another number now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings {
    shared: BTreeMap<Number, Vec<Meant>>,
    /// The key of each now.
    moved: BTreeMap<Number, Clean>,
}

impl Meanings {
    /// Notes what a laptop means. Those by which a number is shared have to be noted all.
    pub fn note(&mut self, number: Number, meant: Meant) {
        self.shared.entry(number).or_default().push(meant);
    }

    /// Notes which key a thing has now that had another one before.
    pub fn note_moved(&mut self, number: Number, now: Clean) {
        self.moved.insert(number, now);
    }

    /// Whether every number means one thing, and the same as ever.
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.moved.is_empty()
    }

    /// The shared numbers.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.shared.keys()
    }

    /// The keys that things had before they got another number, with the keys they have now.
    pub fn left(&self) -> &BTreeMap<Number, Clean> {
        &self.moved
    }

    /// Which key each thing has now, from the ops that say that it moved, in their order: all the keys that it ever had are
    /// one thing, and the last one said holds. A thing may come back to a number it had.
    pub fn moved<'a>(
        &self,
        moves: impl Iterator<Item = (&'a Op, Number, Clean)>,
    ) -> BTreeMap<Number, Clean> {
        let mut now: BTreeMap<Number, Clean> = BTreeMap::new();
        for (op, to, from) in moves {
            let key = |number: &Clean| {
                let found = self.key(
                    &to.session,
                    to.of,
                    number,
                    op.stamp.device,
                    &op.extras.means,
                );
                found.unwrap_or_else(|| number.clone())
            };
            let (was, is) = (key(&from), key(&to.number));
            let number = |number: &Clean| Number {
                number: number.clone(),
                ..to.clone()
            };
            let of = |key: &Clean| now.get(&number(key)).unwrap_or(key).clone();
            let ends = [of(&was), of(&is)];
            let is_same = |n: &Number, own: &Clean| {
                n.session == to.session && n.of == to.of && ends.contains(own)
            };
            for (_, own) in now.iter_mut().filter(|(n, own)| is_same(n, own)) {
                own.clone_from(&is);
            }
            for key in ends.iter().chain([&was, &is]) {
                now.insert(number(key), is.clone());
            }
        }
        now.retain(|number, key| number.number != *key);
        now
    }

    /// The key of a thing now.
    pub fn now(&self, session: &Clean, of: Numbered, key: Clean) -> Clean {
        if self.moved.is_empty() {
            return key;
        }
        let number = Number {
            session: session.clone(),
            of,
            number: key,
        };
        match self.moved.get(&number) {
            Some(now) => now.clone(),
            None => number.number,
        }
    }

    /// The mark of the thing that keeps the number, and the one a laptop means by it.
    pub fn marks(all: &[Meant], device: Uuid) -> (Option<&Clean>, Option<&Clean>) {
        let first = all.iter().min_by_key(|m| m.since).map(|m| &m.mark);
        let own = all.iter().find(|m| m.device == device).map(|m| &m.mark);
        (first, own)
    }

    /// The key of what an op names by a number of any session.
    pub fn in_key(&self, op: &Op, session: &Clean, of: Numbered, number: &Clean) -> Clean {
        let key = self.key(session, of, number, op.stamp.device, &op.extras.means);
        self.now(session, of, key.unwrap_or_else(|| number.clone()))
    }

    /// The op with keys in place of the numbers as its author wrote them.
    #[must_use]
    pub fn in_keys(&self, mut op: Op) -> Op {
        let Some(session) = op.entity.session().cloned().filter(|_| !self.is_empty()) else {
            return op;
        };
        let (device, means) = (op.stamp.device, op.extras.means.clone());
        let mut put = |of: Numbered, number: &mut Clean| {
            let key = self.key(&session, of, number, device, &means);
            *number = self.now(&session, of, key.unwrap_or_else(|| number.clone()));
        };
        op.entity.numbers(&mut put);
        op.change.numbers(&mut put);
        op
    }

    /// The key behind a number of an op; `None`: it is the number itself.
    fn key(
        &self,
        session: &Clean,
        of: Numbered,
        number: &Clean,
        device: Uuid,
        means: &BTreeMap<String, Clean>,
    ) -> Option<Clean> {
        let plain = Clean::line(number::shown(number));
        let said = said(of, &plain);
        let all = self.shared.get(&Number {
            session: session.clone(),
            of,
            number: plain.clone(),
        })?;
        let (first, own) = Self::marks(all, device);
        let mark = match number::mark_of(number) {
            Some(mark) => Clean::line(mark),
            None => means.get(&said).or(own).or(first)?.clone(),
        };
        if Some(&mark) == first {
            Some(plain)
        } else {
            Some(Clean::line(&number::with_mark(&plain, &mark)))
        }
    }
}

/// A number as an op says what it means by it.
pub fn said(of: Numbered, number: &str) -> String {
    format!("{}:{number}", of.name())
}

/// The key that a thing had before a reading, where somebody said that it stands under another number now.
pub fn from_of(change: &Change) -> Option<&Clean> {
    if let Some(NeedChange::Read { from, .. }) = change.need() {
        return from.as_ref();
    }
    if let Some(OrganisationChange::Read { from, .. }) = change.organisation() {
        return from.as_ref();
    }
    if let Some(AttendeeChange::Read { from, .. }) = change.attendee() {
        return from.as_ref();
    }
    None
}
