//! The key of the marks goes to accepted devices, sealed for each: they recognise an erased person as this laptop does.

use crate::domain::entity::{Change, Entity};
use crate::domain::marker::{Marker, SharedKey};
use crate::domain::op::Op;
use crate::store::device::{DeviceError, Secret32};
use crate::store::privacy::marks::MarkKey;
use crate::store::sqlite::SqliteStore;
use crate::store::sqlite::keys::own;
use crate::store::{Draft, Store, StoreError, files, hex};
use crate::text::Clean;
use jiff::Timestamp;

impl SqliteStore {
    /// The key, sealed for every accepted device.
    pub(super) fn shared(&self, key: &MarkKey) -> Result<Vec<SharedKey>, StoreError> {
        let own = own(&self.db)?;
        let cannot = |e: DeviceError| StoreError::CannotOpen {
            path: self.path.clone(),
            detail: e.to_string(),
        };
        let mut found = Vec::new();
        for accepted in self.acquaintances()?.all() {
            if own != Some(accepted.public) {
                let sealed = key.secret().seal_for(&accepted.public).map_err(cannot)?;
                found.push(SharedKey {
                    to: files::hex(&accepted.public.receive).into(),
                    sealed: files::hex(&sealed).into(),
                });
            }
        }
        Ok(found)
    }

    /// Once more devices are accepted: they get the key with the next exchange, if anybody was ever erased here.
    pub fn share_marks(&mut self, actor: &Clean, now: Timestamp) -> Result<(), StoreError> {
        let keys = self.mark_keys()?;
        let Some(key) = keys.own() else {
            return Ok(());
        };
        let held = super::held::held(&self.db)?;
        let seats = held.iter().filter(|held| held.marker.key == key.id());
        let Some((scope, _)) = seats.flat_map(|held| &held.marker.seats).next().cloned() else {
            return Ok(());
        };
        let marker = Marker {
            key: key.id(),
            shared: self.shared(key)?,
            ..Marker::default()
        };
        let change = Change::ContentErased {
            ops: Vec::new(),
            reason: Clean::line("marks key"),
            person: Some(Box::new(marker)),
        };
        let draft = Draft {
            actor: actor.clone(),
            scope: scope.clone(),
            changes: vec![(Entity::Session(scope), change)],
            action: None,
        };
        self.commit(&draft, now).map(drop)
    }

    /// Keeps the keys that ops bring for this device. What is sealed for others, or is no key, says nothing here.
    pub(super) fn learn_keys(&self, ops: &[Op]) -> Result<(), StoreError> {
        let Some(device) = &self.keys else {
            return Ok(());
        };
        let own = files::hex(&device.public().receive);
        for op in ops {
            let Change::ContentErased {
                person: Some(marker),
                ..
            } = &op.change
            else {
                continue;
            };
            for shared in marker.shared.iter().filter(|shared| *shared.to == *own) {
                let mut keys = self.mark_keys()?;
                if keys.with(&marker.key).is_some() {
                    continue;
                }
                let opened = hex::bytes(&shared.sealed).map(|b| Secret32::open(device, &b));
                let Some(Ok(secret)) = opened else { continue };
                let key = MarkKey::shared(secret);
                // One that is not what it says it is would mark nobody.
                if key.id() == marker.key {
                    keys.learn(key, &self.key_places())?;
                }
            }
        }
        Ok(())
    }
}
