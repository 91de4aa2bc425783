//! Whom this laptop recognises as erased, for whoever takes down a name by hand.

use super::held::{Held, held};
use crate::domain::mention::{Form, Mark, Marked, Place};
use crate::store::StoreError;
use crate::store::privacy::marks::MarkKey;
use crate::store::privacy::roll::Person;
use crate::store::sqlite::SqliteStore;
use std::fmt;
use std::sync::Arc;

/// The marks of the persons who were erased and did not come back, with the keys they were made with.
#[derive(Clone, Default)]
pub struct Recognised(Arc<Vec<(MarkKey, Vec<Mark>)>>);

impl fmt::Debug for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recognised({})", self.0.len())
    }
}

impl PartialEq for Recognised {
    fn eq(&self, other: &Self) -> bool {
        let marks = |all: &Self| -> Vec<Vec<Mark>> {
            let all = all.0.iter();
            all.map(|(_, marks)| marks.clone()).collect()
        };
        Arc::ptr_eq(&self.0, &other.0) || marks(self) == marks(other)
    }
}

impl Recognised {
    /// Whether anybody is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody of this name and reading may be one of them. Another reading is another person.
    pub fn may_be(&self, name: &str, kana: &str) -> bool {
        const NAMES: [Form; 3] = [Form::Name, Form::Kana, Form::Mixed];
        let nobody: &[&str] = &[];
        self.0.iter().any(|(key, marks)| {
            let mac = |bytes: &[u8]| key.mac(bytes);
            let marked = Marked::new(marks, nobody, &mac);
            let is = |text: &str| {
                let found = marked.find(text, Place::Elsewhere);
                found.iter().any(|m| NAMES.contains(&m.form))
            };
            let is_read = marks.iter().any(|mark| mark.form == Form::Kana);
            is(name) && (kana.trim().is_empty() || !is_read || is(kana))
        })
    }
}

impl SqliteStore {
    /// Whom it recognises.
    pub fn recognised(&self) -> Result<Recognised, StoreError> {
        self.recognised_in(held(&self.db)?)
    }

    /// One person alone.
    pub(super) fn recognised_of(&self, person: &Person) -> Result<Recognised, StoreError> {
        let mut theirs = held(&self.db)?;
        theirs.retain(|held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b)));
        self.recognised_in(theirs)
    }

    fn recognised_in(&self, all: Vec<Held>) -> Result<Recognised, StoreError> {
        if all.is_empty() {
            return Ok(Recognised::default());
        }
        let keys = self.mark_keys()?;
        let found = all.into_iter().filter_map(|held| {
            let key = keys.with(&held.marker.key)?;
            Some((key.again(), held.marker.marks))
        });
        Ok(Recognised(Arc::new(found.collect())))
    }
}
