//! An erased person who is named again: what was written after the erasure is asked, never taken silently.

use super::Erasure;
use super::enforce::is_prepared;
use super::held::{Held, done_key, held};
use super::{here, tried};
use crate::domain::entity::Change;
use crate::domain::mention::Marked;
use crate::domain::op::{Hlc, Op};
use crate::store::Sessions;
use crate::store::StoreError;
use crate::store::privacy::erase::{Also, Forgetting, own_pairings};
use crate::store::privacy::report::Doubt;
use crate::store::privacy::roll::{Person, Roll, Seat};
use crate::store::sqlite::leftovers::What;
use crate::store::sqlite::ops::{self, select_ops};
use crate::store::sqlite::tables::signed;
use crate::store::sqlite::{SqliteStore, meta};
use jiff::Timestamp;

/// Makes what finds a person by their marks, as often as it is needed.
type Find<'f, 'a> = &'f dyn Fn() -> Forgetting<'a>;

impl SqliteStore {
    fn held_of(&self, person: &Person) -> Result<Vec<Held>, StoreError> {
        let mut found = held(&self.db)?;
        found.retain(|held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b)));
        Ok(found)
    }

    /// Hands `then` what finds an erased person by the marks.
    fn by_marks<T>(
        &self,
        person: &Person,
        held: &Held,
        then: impl FnOnce(Find<'_, '_>) -> T,
    ) -> Result<T, StoreError> {
        let keys = self.mark_keys()?;
        let key = keys.with(&held.marker.key);
        let mac = |bytes: &[u8]| key.map_or([0; 32], |key| key.mac(bytes));
        let others: Vec<&String> = person.others.iter().collect();
        let marks = match key {
            Some(_) => held.marker.marks.as_slice(),
            None => &[],
        };
        let own = self.own_pairings_of(person)?;
        Ok(then(&|| {
            let marked = Marked::new(marks, &others, &mac);
            let seek = Box::new(move |text: &str, place| marked.find(text, place));
            Forgetting::by(person, seek, own.clone()).asking()
        }))
    }

    /// The ops behind a clock, and what waits.
    fn recorded_after(&self, clock: Hlc) -> Result<Vec<Op>, StoreError> {
        self.reading(|db| {
            let sql = select_ops!("WHERE op.hlc > ?1");
            let mut found = ops::select(db, sql, [signed(clock.0)])?;
            found.sort_by_key(|op| op.stamp);
            found.extend(self.waiting()?);
            Ok(found)
        })
    }

    /// Places that name somebody who was erased, or may.
    pub(super) fn named_again(&self, person: &Person) -> Result<Vec<Doubt>, StoreError> {
        let log = self.everything()?;
        let mut found = Vec::new();
        for held in self.held_of(person)? {
            found = self.by_marks(person, &held, |find| find().all_doubts(&log))?;
        }
        Ok(found)
    }

    /// Who was erased and is named by something that was recorded later: where they sat, and in how many ops.
    pub fn erased_named_again(&self) -> Result<Vec<(Seat, usize)>, StoreError> {
        let mut found = Vec::new();
        let all = held(&self.db)?;
        if all.is_empty() {
            return Ok(found);
        }
        let roll = self.roll()?;
        let oldest = all.iter().map(|held| held.at).min();
        let log = self.recorded_after(oldest.unwrap_or_default())?;
        for held in all {
            let person = roll.at(&held.marker.seats);
            let later = |op: &&Op| op.stamp.hlc > held.at && !is_prepared(op);
            let count = self.by_marks(&person, &held, |find| {
                let forgetting = find().with(&Also::All, &[]);
                let texts = |op: &&Op| !matches!(op.change, Change::ContentErased { .. });
                let named = log.iter().filter(later).filter(texts);
                named.filter(|op| forgetting.less(op).is_some()).count()
            })?;
            if let Some(seat) = held.marker.seats.first().filter(|_| count > 0) {
                found.push((seat.clone(), count));
            }
        }
        Ok(found)
    }

    /// Everything an erasure of theirs has left to do is looked at again.
    pub(super) fn erase_again(
        &mut self,
        person: &Person,
        also: &Also,
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let mut all = Erasure::default();
        for held in self.held_of(person)? {
            self.in_one(|tx| {
                meta::remove(tx, &done_key(held.op))?;
                here::look_again(tx, held.op)?;
                tried::try_again(tx)
            })?;
            if *also == Also::None {
                continue;
            }
            let log = self.everything()?;
            let keys = self.mark_keys()?;
            let key = keys.with(&held.marker.key);
            let mac = |bytes: &[u8]| key.map_or([0; 32], |key| key.mac(bytes));
            let others: Vec<&String> = person.others.iter().collect();
            let marks = match key {
                Some(_) => held.marker.marks.as_slice(),
                None => &[],
            };
            let find = || {
                let marked = Marked::new(marks, &others, &mac);
                let seek = Box::new(move |text: &str, place| marked.find(text, place));
                Forgetting::by(person, seek, own_pairings(person, log.iter())).asking()
            };
            let listed = find().all_doubts(&log);
            let forgetting = find().with(also, &listed);
            let less = |op: &Op| forgetting.less(op);
            let by = (&held.actor, &held.reason);
            all = self.forget_everywhere(What::any(&Sessions::All, &less), None, by, now)?;
        }
        let done = self.enforce_erasures(now)?;
        all.doubts = self.named_again(person)?;
        all.ops += done.ops;
        all.sealed += done.sealed;
        all.left = done.left;
        all.away = done.away;
        all.compacted = done.compacted;
        all.continued = true;
        Ok(all)
    }

    /// Persons of whom no name is held are one where one erasure took them out.
    pub fn one_of_each_erasure(
        &self,
        roll: &Roll,
        persons: Vec<Person>,
    ) -> Result<Vec<Person>, StoreError> {
        let held = held(&self.db)?;
        let sits = |held: &Held, person: &Person| {
            (person.seats.iter()).any(|(session, badge)| held.marker.sits(session, badge))
        };
        let mut found: Vec<Person> = Vec::new();
        for person in persons {
            let is_nameless = person.name().is_empty();
            let same = found.iter_mut().find(|other| {
                let gone = is_nameless && other.name().is_empty();
                gone && held.iter().any(|h| sits(h, &person) && sits(h, other))
            });
            match same {
                Some(other) => {
                    let seats: Vec<Seat> = other.seats.union(&person.seats).cloned().collect();
                    *other = roll.at(&seats);
                }
                None => found.push(person),
            }
        }
        Ok(found)
    }

    /// Whether somebody with this badge number was erased.
    pub fn was_erased(&self, person: &Person) -> Result<bool, StoreError> {
        let held = held(&self.db)?;
        let mut seats = held.iter().flat_map(|held| &held.marker.seats);
        Ok(seats.any(|seat| person.seats.contains(seat)))
    }
}
