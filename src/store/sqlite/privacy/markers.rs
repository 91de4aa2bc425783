//! The markers of erased persons are made here: by an erasure, by a laptop that learns of one, and for whoever comes
//! back.

use super::held;
use crate::domain::entity::{Change, Entity};
use crate::domain::marker::Marker;
use crate::domain::meaning::Meanings;
use crate::domain::mention::marks as marks_of;
use crate::domain::op::Op;
use crate::domain::recorded::numbered::Numbered;
use crate::store::chain::Sealed;
use crate::store::privacy::marks::{self, MarkKey, MarkKeys};
use crate::store::privacy::roll::{Person, Roll, Seat};
use crate::store::sqlite::{SqliteStore, erasure, keys, meta, tables};
use crate::store::{Draft, Store, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

/// Where `meta` says under which key persons are marked here: one that `marks.key` has to hold.
const MARKED: &str = "marks-key";

impl SqliteStore {
    /// Whether the key under which persons are marked here is gone, and somebody who was erased is not recognised for it.
    pub(in crate::store::sqlite) fn lost_marks_key(&self) -> Result<bool, StoreError> {
        if !erasure::any(&self.db)? {
            return Ok(false);
        }
        let keys = self.mark_keys()?;
        let is_gone = if let Some(id) = meta::get(&self.db, MARKED)? {
            keys.with(&id).is_none()
        } else {
            // An older version did not note it.
            let own = keys::devices(&self.db)?;
            let all = held::held(&self.db)?;
            keys.own().is_none() && all.iter().any(|held| own.contains(&held.device))
        };
        Ok(is_gone && self.unrecognised()? > 0)
    }

    /// Where the key lies under which persons are marked.
    pub fn marks_key(&self) -> PathBuf {
        self.key_folder.join(marks::NAME)
    }

    /// Makes a new key where the old one is gone and will not come back. Whether it was gone.
    pub fn renew_marks_key(&mut self) -> Result<bool, StoreError> {
        self.writable()?;
        if !self.lost_marks_key()? {
            return Ok(false);
        }
        let keys = MarkKeys::renewed(&self.key_places())?;
        let id = keys.own().map(MarkKey::id).unwrap_or_default();
        self.in_one(|tx| meta::set(tx, MARKED, &id))?;
        Ok(true)
    }

    /// The marker of a person whom a colleague erased. Without the key there is none: that is told at every start, and the
    /// colleague's erasure is taken in all the same.
    pub(super) fn marker_too(&self, person: &Person) -> Result<Option<Marker>, StoreError> {
        if self.lost_marks_key()? {
            return Ok(None);
        }
        self.marker(person).map(Some)
    }

    /// The marker of a person, with a key that is made for the first one. A key that is gone is not replaced by itself.
    pub(super) fn marker(&self, person: &Person) -> Result<Marker, StoreError> {
        if self.lost_marks_key()? {
            return Err(StoreError::MarksKeyLost(self.marks_key()));
        }
        let keys = MarkKeys::of(&self.key_places())?;
        let Some(key) = keys.own() else {
            return Ok(Marker::default());
        };
        if meta::get(&self.db, MARKED)?.is_none() {
            meta::set(&self.db, MARKED, &key.id())?;
        }
        let mac = |bytes: &[u8]| key.mac(bytes);
        Ok(Marker {
            seats: person.seats.iter().cloned().collect(),
            apart: person.namesakes.iter().cloned().collect(),
            key: key.id(),
            marks: marks_of(&person.identity(), &mac),
            shared: self.shared(key)?,
            came_back: false,
            of: None,
            purged: Clean::default(),
        })
    }

    /// Markers under the own key for persons whom a colleague erased and whom this record still knows: made before the
    /// colleague's erasure is taken in, because afterwards nobody here knows the name.
    pub(in crate::store::sqlite) fn own_markers(
        &self,
        offered: &Sealed,
        (roll, last): (&mut Option<Roll>, i64),
    ) -> Result<Vec<OwnMarker>, StoreError> {
        let erasing = vec![offered.open(None)];
        self.learn_keys(&erasing)?;
        let theirs: Vec<(Uuid, Op, Marker)> = (erasing.into_iter())
            .filter_map(|op| {
                let Change::ContentErased { person, .. } = &op.change else {
                    return None;
                };
                let marker = person.as_deref().filter(|m| !m.came_back)?.clone();
                Some((op.id, op, marker))
            })
            .collect();
        if theirs.is_empty() {
            return Ok(Vec::new());
        }
        let known: BTreeSet<Uuid> = (held::all(&self.db)?.into_iter())
            .map(|held| held.op)
            .collect();
        let keys = self.mark_keys()?;
        let mut found = Vec::new();
        // Under a key that is known here the colleague's marker does.
        let new = |(id, _, marker): &(Uuid, Op, Marker)| {
            !known.contains(id) && keys.with(&marker.key).is_none()
        };
        for (id, op, marker) in theirs.into_iter().filter(new) {
            let roll = match roll {
                Some(roll) => roll,
                // Read once: names that other erasures of the same file take out are still in it.
                None => roll.insert(self.roll_until(last)?),
            };
            let person = roll.at(&self.seats_here(&op, &marker)?);
            if !person.name().is_empty()
                && let Some(own) = self.marker_too(&person)?
            {
                let theirs = marker.key;
                let marker = Marker {
                    of: Some(id),
                    ..own
                };
                found.push(OwnMarker {
                    theirs,
                    after: id,
                    op,
                    marker,
                });
            }
        }
        Ok(found)
    }

    /// Those of them that are needed still: a later op of the same file may have brought the key of the colleague.
    pub(in crate::store::sqlite) fn needed(
        &self,
        mut markers: Vec<OwnMarker>,
    ) -> Result<Vec<OwnMarker>, StoreError> {
        if markers.is_empty() {
            return Ok(markers);
        }
        let keys = self.mark_keys()?;
        let known = tables::meaning::shared(&self.db)?;
        markers
            .retain(|own| keys.with(&own.theirs).is_none() && own.is_theirs(&known, self.device));
        Ok(markers)
    }

    /// How many erased persons this laptop does not recognise in what is read later: the key of their marks is lost, or
    /// was never shared with it.
    pub fn unrecognised(&self) -> Result<usize, StoreError> {
        let keys = self.mark_keys()?;
        let all = held::held(&self.db)?;
        let is_here = |held: &held::Held| keys.with(&held.marker.key).is_some();
        Ok(held::unrecognised(&all, is_here))
    }

    /// Somebody who was erased came back and agreed, wherever they are registered: what is read from now on may name them
    /// again, and what was recorded before stays without them.
    pub fn came_back(
        &mut self,
        person: &Person,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some((scope, _)) = person.seats.first().cloned() else {
            return Ok(());
        };
        let theirs = held::held(&self.db)?.into_iter();
        let theirs = theirs.filter(|held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b)));
        let mut seats: BTreeSet<Seat> = theirs.flat_map(|held| held.marker.seats).collect();
        seats.extend(person.seats.iter().cloned());
        let marker = Marker {
            seats: seats.into_iter().collect(),
            came_back: true,
            ..Marker::default()
        };
        let draft = Draft {
            actor: actor.clone(),
            scope: scope.clone(),
            changes: vec![(Entity::Session(scope), Change::marking(marker, "came back"))],
            action: None,
        };
        self.commit(&draft, now).map(drop)
    }
}

/// A marker under the own key, to be set behind an op of a colleague.
pub(in crate::store::sqlite) struct OwnMarker {
    after: Uuid,
    op: Op,
    /// The key under which the colleague marked them.
    theirs: Clean,
    marker: Marker,
}

impl OwnMarker {
    /// Whether it marks whom the colleague erased, now that it is known what both mean by their numbers.
    fn is_theirs(&self, known: &Meanings, device: Uuid) -> bool {
        let Change::ContentErased {
            person: Some(theirs),
            ..
        } = &self.op.change
        else {
            return false;
        };
        let seats = |of: &Op, marker: &Marker| -> BTreeSet<Seat> {
            let all = marker.seats.iter();
            all.map(|(s, b)| (s.clone(), known.in_key(of, s, Numbered::Attendee, b)))
                .collect()
        };
        let mut here = self.op.clone();
        here.stamp.device = device;
        here.extras.means.clear();
        !seats(&self.op, theirs).is_disjoint(&seats(&here, &self.marker))
    }

    /// The draft that sets it, if the colleague's erasure was taken in.
    pub(in crate::store::sqlite) fn draft(
        self,
        db: &Connection,
    ) -> Result<Option<Draft>, StoreError> {
        let there = db
            .prepare_cached("SELECT 1 FROM op WHERE id = ?1")?
            .exists([self.after.as_bytes().as_slice()])?;
        let Change::ContentErased { reason, .. } = &self.op.change else {
            return Ok(None);
        };
        Ok(there.then(|| Draft {
            actor: self.op.actor.clone(),
            scope: self.op.scope.clone(),
            changes: vec![(self.op.entity.clone(), Change::marking(self.marker, reason))],
            action: None,
        }))
    }
}
