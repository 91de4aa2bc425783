//! What an import may change and has to tell: asked before and after it, of no more than stands open.

use super::super::{Store, StoreError};
use super::SqliteStore;
use super::tables::{self, meaning};
use crate::domain::book::whole;
use crate::domain::conflict::Conflict;
use crate::domain::entity::Entity;
use crate::domain::meaning::{Number, from_of};
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::numbered::Numbered;
use crate::text::Clean;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

impl SqliteStore {
    /// What people stated without having seen each other, in all sessions.
    pub fn open_conflicts(&self) -> Result<BTreeMap<Entity, Vec<Conflict>>, StoreError> {
        self.reading(|db| tables::head::conflicts(db, ""))
    }

    /// Every number under which the files of several laptops have more than one thing, with what they are called.
    pub fn shared_numbers(&self) -> Result<BTreeMap<Number, Vec<Clean>>, StoreError> {
        let mut things = self.reading(|db| {
            let mut things = BTreeSet::new();
            for number in meaning::shared(db)?.numbers() {
                things.insert(thing(number, &number.number));
                for meant in meaning::of_number(db, number)? {
                    let key = number::with_mark(&number.number, &meant.mark);
                    things.insert(thing(number, &Clean::line(&key)));
                }
            }
            Ok(things)
        })?;
        let people = self.book_of(&things)?.attendees;
        let firms = people
            .iter()
            .map(|(key, row)| whole::organisation(&key.session, &row.now().org));
        things.extend(firms);
        Ok(self.book_of(&things)?.shared_numbers())
    }
}

/// The keys that things of these sessions had before they got another number, where some ops say that one did. No other op
/// says of a key that nothing stands there any more.
pub(super) fn left(db: &Connection, ops: &[Op]) -> Result<BTreeSet<Entity>, StoreError> {
    let moves = ops.iter().filter(|op| from_of(&op.change).is_some());
    let sessions: BTreeSet<&Clean> = moves.filter_map(|op| op.entity.session()).collect();
    if sessions.is_empty() {
        return Ok(BTreeSet::new());
    }
    let known = meaning::shared(db)?;
    let own = known
        .left()
        .keys()
        .filter(|n| sessions.contains(&n.session));
    Ok(own.map(|n| thing(n, &n.number)).collect())
}

fn thing(number: &Number, key: &Clean) -> Entity {
    let session = &number.session;
    match number.of {
        Numbered::Organisation => whole::organisation(session, key),
        Numbered::Need => whole::need(session, key),
        Numbered::Attendee => whole::attendee(session, key),
    }
}
