//! Erasing one person: an op without them, whatever else it says.

use super::ERASED;
use super::report::Doubt;
use super::roll::Person;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::mention::{self, Certainty, Finder, Mention, Place};
use crate::domain::op::Op;
use crate::domain::recorded::key::join;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Which doubtful places go, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Also {
    /// None: only what is certain.
    #[default]
    None,
    /// Those with these numbers in the list of the report.
    Some(BTreeSet<usize>),
    /// All of them.
    All,
}

/// Finds the mentions of the person in one text.
pub(in crate::store) type Seek<'a> = dyn Fn(&str, Place) -> Vec<Mention> + 'a;

/// Looks for one person in ops and texts, and takes them out.
pub(in crate::store) struct Forgetting<'a> {
    person: &'a Person,
    seek: Box<Seek<'a>>,
    /// The pairings they are the contact of.
    own: BTreeSet<PairingId>,
    /// Doubtful mentions that go, too.
    taken: BTreeSet<(String, usize)>,
    all: bool,
    /// What is certain is asked, too: it was written after the erasure, and may mean somebody else or be wanted.
    asks: bool,
    doubts: RefCell<Vec<Doubt>>,
}

impl<'a> Forgetting<'a> {
    /// By everything the record holds of them.
    pub(in crate::store) fn by_name<'o>(
        person: &'a Person,
        ops: impl Iterator<Item = &'o Op>,
    ) -> Self {
        let others: Vec<&String> = person.others.iter().collect();
        let finder = Finder::new(&person.identity(), &others);
        let seek = Box::new(move |text: &str, place| finder.find(text, place));
        Self::by(person, seek, own_pairings(person, ops))
    }

    /// By whatever finds them.
    pub(in crate::store) fn by(
        person: &'a Person,
        seek: Box<Seek<'a>>,
        own: BTreeSet<PairingId>,
    ) -> Self {
        Self {
            person,
            seek,
            own,
            taken: BTreeSet::new(),
            all: false,
            asks: false,
            doubts: RefCell::default(),
        }
    }

    /// Asks of every place, however certain.
    pub(in crate::store) fn asking(mut self) -> Self {
        self.asks = true;
        self
    }

    /// With doubtful places, by their numbers in `doubts`.
    pub(in crate::store) fn with(mut self, also: &Also, doubts: &[Doubt]) -> Self {
        match also {
            Also::None => {}
            Also::All => self.all = true,
            Also::Some(numbers) => {
                let chosen = doubts.iter().filter(|d| numbers.contains(&d.number));
                self.taken = chosen.map(|d| (d.text.to_string(), d.at)).collect();
            }
        }
        self
    }

    /// The change of an op without the person; `None`: it does not name them.
    pub(in crate::store) fn less(&self, op: &Op) -> Option<Change> {
        let mut less = op.change.clone();
        for (session, badge) in &self.person.seats {
            if op.entity.session() == Some(session) {
                less.forget(&op.entity, badge);
            }
        }
        let place = self.place(&op.entity);
        let mut value = serde_json::to_value(&less).ok()?;
        if let Some(body) = value.get_mut("body") {
            each_text(body, &mut |text| {
                if let Some(blank) = self.blank(text, place) {
                    *text = blank;
                }
            });
        }
        let less = serde_json::from_value(value).unwrap_or(less);
        (less != op.change).then_some(less)
    }

    /// Whether a text names them beyond doubt, or so that it is to go.
    pub(in crate::store) fn names(&self, text: &str) -> bool {
        self.blank(text, Place::Elsewhere).is_some()
    }

    /// A text without them; `None`: nothing in it is to go.
    fn blank(&self, text: &str, place: Place) -> Option<String> {
        let mut found = (self.seek)(text, place);
        for m in &mut found {
            let taken = self.all || self.taken.contains(&(text.to_owned(), m.range.start));
            if taken {
                m.certainty = Certainty::Certain;
            } else if self.asks || m.certainty == Certainty::Doubtful {
                m.certainty = Certainty::Doubtful;
                self.doubt(text, m);
            }
        }
        let blank = mention::blank(text, &found, ERASED);
        (blank != text).then_some(blank)
    }

    /// The doubtful places of all these ops.
    pub(in crate::store) fn all_doubts(self, ops: &[Op]) -> Vec<Doubt> {
        for op in ops {
            self.less(op);
        }
        self.doubts()
    }

    /// The doubtful places met so far, each text once.
    pub(in crate::store) fn doubts(self) -> Vec<Doubt> {
        self.doubts.into_inner()
    }

    fn doubt(&self, text: &str, m: &Mention) {
        let mut doubts = self.doubts.borrow_mut();
        let (at, number) = (m.range.start, doubts.len() + 1);
        if !doubts.iter().any(|d| d.at == at && *d.text == *text) {
            let found = text.get(m.range.clone()).unwrap_or_default();
            doubts.push(Doubt {
                number,
                at,
                found: found.into(),
                text: text.into(),
            });
        }
    }

    /// An entry of the list that is theirs alone.
    fn is_their_entry(&self, entity: &Entity) -> bool {
        let text = entity.to_string();
        let mut seats = self.person.seats.iter();
        text.starts_with("attendee:")
            && seats.any(|(s, b)| text == format!("attendee:{}", join(&[s, b])))
    }

    fn place(&self, entity: &Entity) -> Place {
        let theirs = if let Entity::Pairing(id) = entity {
            self.own.contains(id)
        } else if let Entity::Task(id) = entity {
            id.pairing().is_some_and(|id| self.own.contains(&id))
        } else {
            self.is_their_entry(entity)
        };
        if theirs { Place::Own } else { Place::Elsewhere }
    }
}

/// The pairings a person is the contact of.
pub(in crate::store) fn own_pairings<'o>(
    person: &Person,
    ops: impl Iterator<Item = &'o Op>,
) -> BTreeSet<PairingId> {
    let own = ops.filter_map(|op| {
        let badge = op.change.subject(&op.entity).person?;
        let is_theirs = person.sits(op.entity.session(), badge);
        if let Entity::Pairing(id) = &op.entity
            && is_theirs
        {
            return Some(id.clone());
        }
        None
    });
    own.collect()
}

/// Every text of a payload.
fn each_text(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|v| each_text(v, change)),
        Value::Object(fields) => fields.values_mut().for_each(|v| each_text(v, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
