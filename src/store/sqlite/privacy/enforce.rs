//! Erasures that last: what comes later with the data of an erased person is stripped of them, and files beside the
//! record are cleaned until nothing is left to do.

use super::super::leftovers::Less;
use super::Erasure;
use super::held::{self, Held, done_key};
use super::sieve::Unsure;
use crate::domain::entity::Change;
use crate::domain::marker::Marker;
use crate::domain::op::Op;
use crate::store::privacy::erase::{Forgetting, own_pairings};
use crate::store::privacy::roll::{Person, Roll};
use crate::store::sqlite::{SqliteStore, erasure, meta, ops};
use crate::store::{Sessions, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

impl SqliteStore {
    /// Does what is left to do of every erasure this record knows of: payloads of other laptops that still name the
    /// person, and files beside the record. To be called at start, after an import and by `person erase`.
    pub fn enforce_erasures(&mut self, now: Timestamp) -> Result<Erasure, StoreError> {
        let mut all = Erasure {
            compacted: true,
            ..Erasure::default()
        };
        if self.is_read_only() {
            return Ok(all);
        }
        self.move_boxes()?;
        if !erasure::any(&self.db)? {
            return Ok(all);
        }
        if self.has_unknown_copies()? {
            // They were away when somebody was erased.
            self.in_one(|tx| held::open_again(tx))?;
        }
        let (again, purged) = self.purge_again(now)?;
        all.ops += again.ops;
        all.sealed += again.sealed;
        all.compacted &= again.compacted;
        all.purged = purged;
        let purged = self.enforce_purges(now)?;
        all.left.extend(purged.left);
        all.away.extend(purged.away);
        all.compacted &= purged.compacted;
        for held in held::all(&self.db)? {
            if meta::get(&self.db, &done_key(held.op))?.is_some() {
                continue;
            }
            let done = self.enforce(&held, now)?;
            all.ops += done.ops;
            all.sealed += done.sealed;
            all.left.extend(done.left.iter().cloned());
            all.away.extend(done.away.iter().cloned());
            all.compacted &= done.compacted;
            if done.is_done() {
                self.in_one(|tx| meta::set(tx, &done_key(held.op), "1"))?;
            }
        }
        for paths in [&mut all.left, &mut all.away] {
            paths.sort();
            paths.dedup();
        }
        if all.is_done() {
            self.know_copies()?;
        }
        Ok(all)
    }

    fn enforce(&mut self, held: &Held, now: Timestamp) -> Result<Erasure, StoreError> {
        let log = self.everything()?;
        let roll = Roll::read(log.iter());
        let person = roll.at(&held.marker.seats);
        let by = (&held.actor, &held.reason);
        let has_key = self.mark_keys()?.with(&held.marker.key).is_some();
        if !has_key && !person.identity().names.is_empty() {
            // A colleague erased them, and this record still knows their name: it marks them with its own key.
            let marker = self.marker_too(&person)?.map(|own| Marker {
                of: Some(held.op),
                ..own
            });
            let forgetting = Forgetting::by_name(&person, log.iter());
            let less = |op: &Op| forgetting.less(op).filter(|_| held.is_before_return(op));
            self.forget_notes(|text| forgetting.names(text))?;
            return self.forget_everywhere(&Sessions::All, &less, marker, by, now);
        }
        let own = own_pairings(&person, log.iter());
        let drafts: Vec<String> = (ops::notes(&self.db)?.into_iter())
            .map(|(_, text)| text)
            .collect();
        let (changes, left, named) = self.sieved(held, &roll, own, Unsure::Taken, |sieve| {
            let less: Less<'_> = &|op: &Op| sieve.less(op).filter(|_| held.is_before_return(op));
            // What is written later, knowing of the erasure, is new; a file may name them still.
            let older = |op: &&Op| op.stamp.hlc < held.at || is_prepared(op);
            let named = log
                .iter()
                .filter(older)
                .filter_map(|op| Some((op, less(op)?)));
            (
                super::erased(&self.db, named),
                self.forget_beside(&Sessions::All, less, by, now),
                (drafts.into_iter())
                    .filter(|text| held.back.is_none() && sieve.names(text))
                    .collect::<BTreeSet<String>>(),
            )
        })?;
        self.forget_notes(|text| named.contains(text))?;
        let mut erasure = self.erase(changes?, None, by, now)?;
        erasure.left = left;
        erasure.away = self.away()?;
        Ok(erasure)
    }

    /// Notes that an erasure is done here.
    pub(super) fn erasure_done(&mut self, person: &Person) -> Result<(), StoreError> {
        let theirs = |held: &Held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b));
        let done: Vec<Uuid> = (held::all(&self.db)?.iter())
            .filter(|held| theirs(held))
            .map(|held| held.op)
            .collect();
        self.in_one(|tx| {
            done.iter()
                .try_for_each(|op| meta::set(tx, &done_key(*op), "1"))
        })
    }

    /// Erasures of which something is left to do here: of which seats.
    pub fn pending_erasures(&self) -> Result<Vec<Vec<(Clean, Clean)>>, StoreError> {
        let mut found = Vec::new();
        for held in held::all(&self.db)? {
            if meta::get(&self.db, &done_key(held.op))?.is_none() {
                found.push(held.marker.seats);
            }
        }
        Ok(found)
    }
}

/// Whether an op says what a file says.
pub(super) fn is_prepared(op: &Op) -> bool {
    op.entity.prepared_for().is_some() && !matches!(op.change, Change::ContentErased { .. })
}
