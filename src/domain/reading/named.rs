//! What was recorded with the numbers of a session. An op counts whether it is on or switched off: what was undone can stand
//! again, and means then what it meant.

use crate::domain::meaning::Number;
use crate::domain::op::Op;
use crate::domain::recorded::numbered::Numbered;
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// The changes that say what a file said. They name numbers as the file has them, and nothing was recorded with those.
pub const OF_FILES: [&str; 10] = [
    "session-loaded",
    "session-read",
    "need-read",
    "need-withdrawn",
    "organisation-read",
    "organisation-withdrawn",
    "attendee-read",
    "attendee-withdrawn",
    "patent-read",
    "patent-withdrawn",
];

/// The sessions in which something was recorded, and every number that it names, by its key. This is the one place that
/// says whether a number is used; what an op names is said by the entities themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    sessions: BTreeSet<Clean>,
    numbers: BTreeSet<Number>,
    left: BTreeMap<Number, Clean>,
}

impl Named {
    /// All that these ops name.
    pub fn of(ops: impl IntoIterator<Item = Op>) -> Self {
        let mut named = Self::default();
        for op in ops {
            named.note(op);
        }
        named
    }

    /// What an op names, in keys.
    pub fn note(&mut self, mut op: Op) {
        let Some(session) = op.entity.session().cloned() else {
            return;
        };
        if OF_FILES.contains(&op.change.kind()) {
            return;
        }
        let mut each = |of: Numbered, number: &mut Clean| {
            if !number.is_empty() {
                self.numbers.insert(Number {
                    session: session.clone(),
                    of,
                    number: number.clone(),
                });
            }
        };
        op.entity.numbers(&mut each);
        op.change.numbers(&mut each);
        self.sessions.insert(session);
    }

    /// Notes the keys of things that have another number now: nothing else may get one of them.
    pub fn note_left(&mut self, left: &BTreeMap<Number, Clean>) {
        let all = left
            .iter()
            .map(|(number, now)| (number.clone(), now.clone()));
        self.left.extend(all);
    }

    /// The key that a thing has now that had this one before.
    pub fn now_at(&self, session: &Clean, of: Numbered, key: &Clean) -> Option<&Clean> {
        self.left.get(&Number {
            session: session.clone(),
            of,
            number: key.clone(),
        })
    }

    /// Whether anything was recorded in a session.
    pub fn has_session(&self, session: &Clean) -> bool {
        self.sessions.contains(session)
    }

    /// Whether anything was recorded with a number.
    pub fn has(&self, session: &Clean, of: Numbered, key: &Clean) -> bool {
        self.numbers.contains(&Number {
            session: session.clone(),
            of,
            number: key.clone(),
        })
    }

    /// The needs that something was recorded with.
    pub fn needs<'a>(&'a self, session: &'a Clean) -> impl Iterator<Item = &'a Clean> {
        let of = |n: &&Number| n.session == *session && n.of == Numbered::Need;
        self.numbers.iter().filter(of).map(|n| &n.number)
    }
}
