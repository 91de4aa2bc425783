//! The devices that signed something in this record, and which of them are accepted.

use super::super::StoreError;
use super::super::device::{AcceptError, Acquaintance, Acquaintances, Fingerprint, Public};
use super::keys::{ACCEPTED, acquaintances, own, read, write};
use super::{SqliteStore, bundle, signature};
use crate::text::Clean;
use jiff::civil::Date;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A device that signed something here, or whose keys came in a bundle.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownDevice {
    /// What its user says on the telephone.
    pub fingerprint: Fingerprint,
    /// Its keys.
    pub public: Public,
    /// It is this laptop.
    pub own: bool,
    /// Whose it is and since when it is accepted.
    pub accepted: Option<(Clean, Date)>,
    /// Who recorded on it, by their own words.
    pub actors: Vec<Clean>,
    /// The incarnations it signed.
    pub devices: BTreeSet<Uuid>,
}

impl SqliteStore {
    /// The public keys of this laptop.
    pub fn own_keys(&self) -> Result<Option<Public>, StoreError> {
        own(&self.db)
    }

    /// The devices of others that were accepted, this one among them.
    pub fn acquaintances(&self) -> Result<Acquaintances, StoreError> {
        self.reading(acquaintances)
    }

    /// Every device that signed something here, introduced itself or was accepted.
    pub fn known_devices(&self) -> Result<Vec<KnownDevice>, StoreError> {
        self.reading(|db| {
            let known = acquaintances(db)?;
            let own = own(db)?;
            let mut signing: BTreeMap<Public, BTreeSet<Uuid>> = BTreeMap::new();
            for acquaintance in known.all() {
                let devices = signing.entry(acquaintance.public).or_default();
                devices.extend(&acquaintance.devices);
            }
            for (device, _, _, by) in signature::all(db)? {
                signing.entry(by.by).or_default().insert(device);
            }
            for met in bundle::met(db)? {
                signing.entry(met).or_default();
            }
            let found = signing.into_iter().map(|(public, devices)| {
                let mut actors = BTreeSet::new();
                for device in &devices {
                    actors.extend(who_wrote(db, *device)?);
                }
                let mine = own == Some(public);
                let accepted = known.with_keys(&public).filter(|_| !mine);
                Ok(KnownDevice {
                    fingerprint: public.fingerprint(),
                    public,
                    own: mine,
                    accepted: accepted.map(|a| (a.name.clone(), a.accepted_on)),
                    actors: actors.into_iter().collect(),
                    devices,
                })
            });
            found.collect()
        })
    }

    /// Accepts the device whose user said this fingerprint. `Ok(false)`: none with it is known here.
    pub fn accept_device(
        &mut self,
        said: &Fingerprint,
        name: &Clean,
        on: Date,
    ) -> Result<Result<bool, AcceptError>, StoreError> {
        let known = self.known_devices()?;
        let Some(found) = known.into_iter().find(|d| d.fingerprint == *said && !d.own) else {
            return Ok(Ok(false));
        };
        self.in_one(|tx| {
            let mut accepted: Acquaintances = read(tx, ACCEPTED)?.unwrap_or_default();
            let offered = Acquaintance {
                public: found.public,
                devices: found.devices,
                name: name.clone(),
                accepted_on: on,
            };
            if let Err(error) = accepted.accept(offered, said) {
                return Ok(Err(error));
            }
            write(tx, ACCEPTED, &accepted)?;
            Ok(Ok(true))
        })
    }

    /// No longer accepts a device. `false`: none of that fingerprint was.
    pub fn forget_device(&mut self, said: &Fingerprint) -> Result<bool, StoreError> {
        self.in_one(|tx| {
            let mut accepted: Acquaintances = read(tx, ACCEPTED)?.unwrap_or_default();
            let found = accepted.all().iter().map(|a| a.public);
            let Some(public) = found.into_iter().find(|p| p.fingerprint() == *said) else {
                return Ok(false);
            };
            accepted.remove(&public);
            write(tx, ACCEPTED, &accepted)?;
            Ok(true)
        })
    }
}

/// The names under which an incarnation has recorded.
fn who_wrote(db: &Connection, device: Uuid) -> Result<Vec<Clean>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT actor FROM action WHERE device = ?1 ORDER BY actor LIMIT 5",
    )?;
    let found = select.query_map([device.as_bytes().as_slice()], |row| {
        let name: String = row.get(0)?;
        Ok(Clean::line(&name))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
