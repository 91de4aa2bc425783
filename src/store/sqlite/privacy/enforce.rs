//! Erasures that last: what comes later with the data of an erased person is stripped of them, and files beside the
//! record are cleaned until nothing is left to do.

use super::super::leftovers::{Less, What};
use super::Erasure;
use super::forget::join;
use super::held::{self, Held, done_key};
use super::sieve::Unsure;
use super::{here, naming, purges};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::{Change, Erased};
use crate::domain::marker::Marker;
use crate::domain::op::Op;
use crate::store::privacy::erase::{Forgetting, own_pairings};
use crate::store::privacy::roll::Person;
use crate::store::sqlite::{SqliteStore, erasure, meta, ops, places};
use crate::store::{Sessions, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
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
        let (open, since) = (self.open_erasures()?, here::since(&self.db)?);
        if open.is_empty() && since.is_none() {
            return self.all_enforced(all);
        }
        if let Some(left) = self.tried(&open)? {
            (all.left, all.away) = (left, self.away()?);
            if !all.is_done() {
                return Ok(all);
            }
        }
        let (again, purged) = self.purge_again(since, now)?;
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
            let done = self.enforce(&held, since, now)?;
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
        if all.compacted {
            let open = self.open_erasures()?;
            self.note_tried(open, &all.left)?;
        }
        self.all_enforced(all)
    }

    fn all_enforced(&mut self, all: Erasure) -> Result<Erasure, StoreError> {
        if all.is_done() {
            self.know_copies()?;
        }
        Ok(all)
    }

    /// The erasures of which something is left to do.
    fn open_erasures(&self) -> Result<BTreeSet<Uuid>, StoreError> {
        let mut open: BTreeSet<Uuid> = purges::open(&self.db)?.iter().map(|op| op.id).collect();
        for held in held::all(&self.db)? {
            if meta::get(&self.db, &done_key(held.op))?.is_none() {
                open.insert(held.op);
            }
        }
        Ok(open)
    }

    fn enforce(
        &mut self,
        held: &Held,
        since: Option<i64>,
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let has_key = self.mark_keys()?.with(&held.marker.key).is_some();
        let roll = self.roll()?;
        let person = roll.at(&held.marker.seats);
        let by = (&held.actor, &held.reason);
        if !has_key && !person.identity().names.is_empty() {
            // A colleague erased them, and this record still knows their name: it marks them with its own key.
            let marker = self.marker_too(&person)?.map(|own| Marker {
                of: Some(held.op),
                ..own
            });
            let log = self.naming(&person)?;
            let forgetting = Forgetting::by_name(&person, log.iter());
            let what = What {
                scope: &Sessions::All,
                less: &|op: &Op| forgetting.less(op).filter(|_| held.is_before_return(op)),
                person: Some(&person),
            };
            self.forget_notes(|text| forgetting.names(text))?;
            let erasure = self.forget_everywhere(what, marker, by, now)?;
            return self.enforced(held, has_key, erasure);
        }
        let scopes = match (here::is_without(&self.db, held.op, has_key)?, since) {
            (false, _) => places::scopes(&self.db)?,
            (true, Some(first)) => self.came_beside(first)?,
            (true, None) => BTreeSet::new(),
        };
        let own = self.own_pairings_of(&person)?;
        let drafts: Vec<String> = (ops::notes(&self.db)?.into_iter())
            .map(|(_, text)| text)
            .collect();
        let (changes, left, named) = self.sieved(held, &roll, own, Unsure::Taken, |sieve| {
            let less: Less<'_> = &|op: &Op| sieve.less(op).filter(|_| held.is_before_return(op));
            (
                self.erased_within(held, scopes, less),
                self.forget_beside(What::any(&Sessions::All, less), by, now),
                (drafts.into_iter())
                    .filter(|text| held.back.is_none() && sieve.names(text))
                    .collect::<BTreeSet<String>>(),
            )
        })?;
        self.forget_notes(|text| named.contains(text))?;
        let mut erasure = self.erase(changes?, None, by, now)?;
        erasure.left = left;
        erasure.away = self.away()?;
        self.enforced(held, has_key, erasure)
    }

    /// What is to be erased in some compartments, and in what waits.
    fn erased_within(
        &self,
        held: &Held,
        scopes: BTreeSet<Clean>,
        less: Less<'_>,
    ) -> Result<BTreeMap<Clean, Vec<Erased>>, StoreError> {
        // What is written later, knowing of the erasure, is new; a file may name them still.
        let older = |op: &&Op| op.stamp.hlc < held.at || is_prepared(op);
        let mut all = BTreeMap::new();
        for scope in scopes {
            let log = self.compartment(&scope)?;
            join(&mut all, self.erased(log.iter().filter(older), less)?);
        }
        let waiting = self.waiting()?;
        join(&mut all, self.erased(waiting.iter().filter(older), less)?);
        Ok(all)
    }

    /// The pairings that a person is the contact of, in the meetings they are registered for.
    pub(super) fn own_pairings_of(
        &self,
        person: &Person,
    ) -> Result<BTreeSet<PairingId>, StoreError> {
        let mut own = BTreeSet::new();
        for session in naming::sessions(person) {
            own.extend(own_pairings(person, self.compartment(session)?.iter()));
        }
        own.extend(own_pairings(person, self.waiting()?.iter()));
        Ok(own)
    }

    /// Notes that the record itself is without whoever was erased, where it is.
    fn enforced(
        &mut self,
        held: &Held,
        has_key: bool,
        erasure: Erasure,
    ) -> Result<Erasure, StoreError> {
        if erasure.compacted && !here::is_without(&self.db, held.op, has_key)? {
            self.in_one(|tx| here::note(tx, held.op, has_key))?;
        }
        Ok(erasure)
    }

    /// Notes that an erasure is done here.
    pub(super) fn erasure_done(&mut self, person: &Person) -> Result<(), StoreError> {
        let done = self.erasures_of(person)?;
        self.in_one(|tx| {
            done.iter()
                .try_for_each(|op| meta::set(tx, &done_key(*op), "1"))
        })
    }

    /// The ops that erased a person.
    pub(super) fn erasures_of(&self, person: &Person) -> Result<Vec<Uuid>, StoreError> {
        let theirs = |held: &Held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b));
        let mut all = held::all(&self.db)?;
        all.retain(theirs);
        Ok(all.into_iter().map(|held| held.op).collect())
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
