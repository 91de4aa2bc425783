//! Numbers under which the files of several laptops have different things.

use super::Book;
use crate::domain::meaning::Number;
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Item, Prepared};
use crate::text::Clean;
use std::collections::BTreeMap;

impl Book {
    /// Every number under which more than one thing stands in the files, with what they are called.
    pub fn shared_numbers(&self) -> BTreeMap<Number, Vec<Clean>> {
        let mut found = BTreeMap::new();
        for (key, row) in &self.organisations {
            put(
                &mut found,
                Numbered::Organisation,
                (&key.session, &key.number),
                row,
            );
        }
        for (key, row) in &self.needs {
            put(&mut found, Numbered::Need, (&key.session, &key.number), row);
        }
        for (key, row) in &self.attendees {
            put(
                &mut found,
                Numbered::Attendee,
                (&key.session, &key.number),
                row,
            );
        }
        found.retain(|_, names| names.len() > 1);
        found
    }
}

fn put<T: Item>(
    found: &mut BTreeMap<Number, Vec<Clean>>,
    of: Numbered,
    (session, key): (&Clean, &Clean),
    row: &Prepared<T>,
) {
    let now = row.now();
    // Whoever comes for somebody has the badge of that one.
    if row.withdrawn || now.is_replaced() {
        return;
    }
    let number = Number {
        session: session.clone(),
        of,
        number: Clean::line(number::shown(key)),
    };
    let names = found.entry(number).or_default();
    names.push(now.name().clone());
}
