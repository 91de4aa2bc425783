//! Entries with the name and the firm of an erased person under another number: nobody but the user knows whether it is
//! them.

use super::held::held;
use super::sieve::{Unsure, Who};
use crate::store::StoreError;
use crate::store::privacy::roll::Seat;
use crate::store::sqlite::SqliteStore;
use std::collections::BTreeSet;

impl SqliteStore {
    /// Where somebody sits who may be an erased person, with where that one sat.
    pub fn alike_erased(&self) -> Result<BTreeSet<(Seat, Seat)>, StoreError> {
        let mut found = BTreeSet::new();
        let all = held(&self.db)?;
        if all.is_empty() {
            return Ok(found);
        }
        let roll = self.roll()?;
        for held in all {
            let Some(first) = held.marker.seats.first() else {
                continue;
            };
            let seats = self.sieved(&held, &roll, BTreeSet::new(), Unsure::Asked, |sieve| {
                let alike = |seat: &&Seat| {
                    let entry = roll.entry(seat).zip(roll.sitting(seat));
                    entry.is_some_and(|(entry, (_, firms))| {
                        sieve.who(seat, entry, firms) == Who::Unclear
                            && sieve.has_entry(&entry.name, firms)
                    })
                };
                roll.occupied()
                    .filter(alike)
                    .cloned()
                    .collect::<Vec<Seat>>()
            })?;
            found.extend(seats.into_iter().map(|seat| (first.clone(), seat)));
        }
        Ok(found)
    }
}
