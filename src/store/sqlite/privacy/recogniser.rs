//! Recognises who was erased in what is written of somebody, by the marks alone.

use super::held::{Held, held};
use crate::domain::mention::{Form, Mac, Mark, Marked, Place, same_person};
use crate::domain::roster::Attendee;
use crate::store::StoreError;
use crate::store::privacy::marks::MarkKey;
use crate::store::privacy::roll::Person;
use crate::store::sqlite::SqliteStore;
use crate::text::Clean;
use std::collections::BTreeSet;
use std::fmt;
use uuid::Uuid;

/// The ways in which a name is written.
const NAMES: [Form; 3] = [Form::Name, Form::Kana, Form::Mixed];

/// One erasure, as a screen needs it that asks before it records somebody of the same name. It holds no name.
#[derive(Clone, PartialEq)]
pub struct Recogniser {
    of: Uuid,
    marks: Vec<Mark>,
    key: MarkKey,
}

impl fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recogniser({})", self.of)
    }
}

impl Recogniser {
    /// The op that erased them.
    pub fn of(&self) -> Uuid {
        self.of
    }

    /// Whether a text is their name in one of the ways in which it is written.
    pub fn is_name(&self, text: &Clean) -> bool {
        let mac = |bytes: &[u8]| self.key.mac(bytes);
        Written::new(&self.marks, &mac).is(text, &NAMES)
    }

    /// Whether somebody has their name and no other reading of it.
    pub fn may_be(&self, somebody: &Attendee, firm: &Clean) -> bool {
        let mac = |bytes: &[u8]| self.key.mac(bytes);
        let written = Written::new(&self.marks, &mac);
        let firms = BTreeSet::from([firm.to_string()]);
        written.names(somebody, &firms) && !written.reads_otherwise(somebody)
    }
}

impl SqliteStore {
    /// Everybody who was erased, did not come back and can be recognised here.
    pub fn recognisers(&self) -> Result<Vec<Recogniser>, StoreError> {
        self.recognisers_where(|_| true)
    }

    /// Those of one person.
    pub(super) fn recognisers_of(&self, person: &Person) -> Result<Vec<Recogniser>, StoreError> {
        self.recognisers_where(|held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b)))
    }

    fn recognisers_where(
        &self,
        mut wanted: impl FnMut(&Held) -> bool,
    ) -> Result<Vec<Recogniser>, StoreError> {
        let mut all = held(&self.db)?;
        all.retain(|held| wanted(held));
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let keys = self.mark_keys()?;
        let of = |held: Held| {
            let key = keys.with(&held.marker.key)?.clone();
            Some(Recogniser {
                of: held.op,
                marks: held.marker.marks,
                key,
            })
        };
        Ok(all.into_iter().filter_map(of).collect())
    }
}

/// How an erased person is written.
pub(super) struct Written<'a> {
    marks: &'a [Mark],
    mac: &'a Mac<'a>,
    /// Finds them whoever else there is.
    marked: Marked<'a>,
}

impl<'a> Written<'a> {
    pub(super) fn new(marks: &'a [Mark], mac: &'a Mac<'a>) -> Self {
        Self {
            marks,
            mac,
            marked: Marked::new(marks, &[] as &[String], mac),
        }
    }

    /// Whether a text is theirs in one of these forms.
    pub(super) fn is(&self, text: &Clean, forms: &[Form]) -> bool {
        let mut found = self.marked.find(text, Place::Elsewhere).into_iter();
        found.any(|m| forms.contains(&m.form))
    }

    /// Whether a text is their reading, with nothing beside it.
    pub(super) fn is_reading(&self, text: &Clean) -> bool {
        let mut found = self.marked.find(text, Place::Elsewhere).into_iter();
        found.any(|m| m.form == Form::Kana && m.range == (0..text.len()))
    }

    /// Whether a text can tell them from others: it is there, and theirs is known.
    pub(super) fn says(&self, text: &Clean, form: Form) -> bool {
        !text.is_empty() && self.marks.iter().any(|mark| mark.form == form)
    }

    /// Whether this is their name at a firm of theirs.
    pub(super) fn has_entry(&self, name: &Clean, firms: &BTreeSet<String>) -> bool {
        let mut entries = self.marks.iter().filter(|m| m.form == Form::Entry);
        entries.any(|m| {
            firms
                .iter()
                .any(|firm| same_person(name, firm, m, self.mac))
        })
    }

    /// Whether an entry has their name.
    pub(super) fn names(&self, entry: &Attendee, firms: &BTreeSet<String>) -> bool {
        self.is(&entry.name, &NAMES) || self.has_entry(&entry.name, firms)
    }

    /// Whether an entry has another reading than theirs.
    pub(super) fn reads_otherwise(&self, entry: &Attendee) -> bool {
        self.says(&entry.kana, Form::Kana) && !self.is(&entry.kana, &NAMES)
    }
}
