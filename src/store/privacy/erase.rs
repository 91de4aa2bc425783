//! Erasing one person: an op without them, whatever else it says.

use super::ERASED;
use super::report::Doubt;
use super::roll::{Person, Seat};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::mention::{self, Certainty, Finder, Mention, Place};
use crate::domain::op::Op;
use crate::domain::recorded::key::join;
use crate::text::Clean;
use serde_json::{Map, Value};
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
    /// Doubtful mentions that go, too: of which thing, in which text, and where there.
    taken: BTreeSet<(Option<Entity>, String, usize)>,
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
                let place = |d: &Doubt| (d.entity().cloned(), d.text.to_string(), d.at);
                self.taken = chosen.map(place).collect();
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
            let stays = |fields: &Map<String, Value>| self.stays(&op.entity, fields);
            each_text(body, &stays, &mut |text| {
                if let Some(blank) = self.blank(text, place, Some(op)) {
                    *text = blank;
                }
            });
        }
        let less = serde_json::from_value(value).unwrap_or(less);
        (less != op.change).then_some(less)
    }

    /// Whether a text that belongs to nothing names them beyond doubt, or so that it is to go.
    pub(in crate::store) fn names(&self, text: &str) -> bool {
        self.blank(text, Place::Elsewhere, None).is_some()
    }

    /// A text without them; `None`: nothing in it is to go.
    fn blank(&self, text: &str, place: Place, op: Option<&Op>) -> Option<String> {
        let mut found = (self.seek)(text, place);
        for m in &mut found {
            let key = (
                op.map(|op| op.entity.clone()),
                text.to_owned(),
                m.range.start,
            );
            if self.all || self.taken.contains(&key) {
                m.certainty = Certainty::Certain;
            } else if self.asks || m.certainty == Certainty::Doubtful {
                m.certainty = Certainty::Doubtful;
                self.doubt(text, m, op);
            }
        }
        let blank = mention::blank(text, &found, ERASED);
        (blank != text).then_some(blank)
    }

    /// Which of these fields stay, because they are those of an entry that says itself that it is another person: of the
    /// same name all that says who it is, of another name that is read alike the reading.
    fn stays(&self, entity: &Entity, fields: &Map<String, Value>) -> &'static [&'static str] {
        let Some(seat) = Self::seat_of(entity, fields) else {
            return &[];
        };
        if self.person.namesakes.contains(&seat) {
            WHO
        } else if self.person.read_alike.contains(&seat) {
            READING
        } else {
            &[]
        }
    }

    /// Where an entry of a list sits, as it or its key says.
    fn seat_of(entity: &Entity, fields: &Map<String, Value>) -> Option<Seat> {
        let session = entity.session()?;
        let said = match fields.get("badge") {
            Some(Value::String(badge)) => Some(Clean::line(badge)),
            Some(_) => return None,
            None => None,
        };
        let own = if let Entity::Attendee(key) = entity {
            Some(key.number.clone())
        } else {
            None
        };
        Some((session.clone(), said.or(own)?))
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

    fn doubt(&self, text: &str, m: &Mention, op: Option<&Op>) {
        let mut doubts = self.doubts.borrow_mut();
        let (at, number) = (m.range.start, doubts.len() + 1);
        let entity = op.map(|op| &op.entity);
        let is_same = |d: &Doubt| d.at == at && *d.text == *text && d.entity() == entity;
        if !doubts.iter().any(is_same) {
            let found = text.get(m.range.clone()).unwrap_or_default();
            doubts.push(Doubt {
                number,
                at,
                found: found.into(),
                text: text.into(),
                op: op.cloned(),
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

/// What an entry says of the person it is, and of nobody else.
const WHO: &[&str] = &["name", "kana", "email", "tel"];

/// How the name of an entry is read.
const READING: &[&str] = &["kana"];

/// Every text of a payload, but what stays of another person.
fn each_text(
    value: &mut Value,
    stays: &dyn Fn(&Map<String, Value>) -> &'static [&'static str],
    change: &mut dyn FnMut(&mut String),
) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => {
            let items = items.iter_mut();
            items.for_each(|v| each_text(v, stays, change));
        }
        Value::Object(fields) => {
            let kept = stays(fields);
            let fields = fields.iter_mut();
            let fields = fields.filter(|(name, _)| !kept.contains(&name.as_str()));
            fields.for_each(|(_, v)| each_text(v, stays, change));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
