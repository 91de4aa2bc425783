//! Numbers under which the files of several laptops have different things.

use super::Book;
use crate::domain::entity::organisation::OrganisationId;
use crate::domain::meaning::Number;
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Item, Prepared};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

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
        // One person of one name under one number may be at two firms: the firms say what differs.
        let mut firms: BTreeMap<Number, Vec<Clean>> = BTreeMap::new();
        for (key, row) in &self.attendees {
            let place = (&key.session, &key.number);
            let number = put(&mut found, Numbered::Attendee, place, row);
            if let Some(number) = number {
                let firm = self.firm(&key.session, &row.now().org);
                firms.entry(number).or_default().push(firm);
            }
        }
        found.retain(|_, names| names.len() > 1);
        for (number, names) in &mut found {
            let distinct: BTreeSet<&Clean> = names.iter().collect();
            if distinct.len() == names.len() {
                continue;
            }
            for (name, firm) in names
                .iter_mut()
                .zip(firms.get(number).into_iter().flatten())
            {
                *name = Clean::line(&format!("{name}（{firm}）"));
            }
        }
        found
    }

    /// What an organisation is called; its id where its entry is not held.
    fn firm(&self, session: &Clean, id: &Clean) -> Clean {
        let key = OrganisationId {
            session: session.clone(),
            number: id.clone(),
        };
        let row = self.organisations.get(&key);
        row.map_or_else(|| id.clone(), |row| row.now().name.clone())
    }
}

/// Notes what stands under a number. `None`: nothing does now.
fn put<T: Item>(
    found: &mut BTreeMap<Number, Vec<Clean>>,
    of: Numbered,
    (session, key): (&Clean, &Clean),
    row: &Prepared<T>,
) -> Option<Number> {
    let now = row.now();
    // Whoever comes for somebody has the badge of that one.
    if row.withdrawn || now.is_replaced() {
        return None;
    }
    let number = Number {
        session: session.clone(),
        of,
        number: Clean::line(number::shown(key)),
    };
    let names = found.entry(number.clone()).or_default();
    names.push(now.name().clone());
    Some(number)
}
