//! What the number of a file means, where laptops read files that give it to different things before they knew of each
//! other. Each reading that begins a thing has a mark of what it is called; a number that an op names means what it meant
//! at the laptop that wrote it. The thing that was begun first keeps the number as its key, any other has its mark behind
//! it, so that every laptop with the same ops has the same keys, in whatever order they came.

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

/// The numbers that mean different things at different laptops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings(BTreeMap<Number, Vec<Meant>>);

impl Meanings {
    /// Notes what a laptop means. Those by which a number is shared have to be noted all.
    pub fn note(&mut self, number: Number, meant: Meant) {
        self.0.entry(number).or_default().push(meant);
    }

    /// Without the numbers on which all agree.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.0.retain(|_, all| {
            all.iter()
                .any(|m| all.first().is_some_and(|f| f.mark != m.mark))
        });
        self
    }

    /// Whether every number means one thing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The shared numbers.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.0.keys()
    }

    /// The mark of the thing that keeps the number, and the one a laptop means by it.
    pub fn marks(all: &[Meant], device: Uuid) -> (Option<&Clean>, Option<&Clean>) {
        let first = all.iter().min_by_key(|m| m.since).map(|m| &m.mark);
        let own = all.iter().find(|m| m.device == device).map(|m| &m.mark);
        (first, own)
    }

    /// The op with keys in place of the numbers as its author wrote them.
    #[must_use]
    pub fn in_keys(&self, mut op: Op) -> Op {
        let Some(session) = op.entity.session().cloned().filter(|_| !self.is_empty()) else {
            return op;
        };
        let (device, means) = (op.stamp.device, op.extras.means.clone());
        let mut put = |of: Numbered, number: &mut Clean| {
            if let Some(key) = self.key(&session, of, number, device, &means) {
                *number = key;
            }
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
        let all = self.0.get(&Number {
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
