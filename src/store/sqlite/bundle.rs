//! Bundles of this record: what other devices lack of it, and what theirs bring.

use super::super::bundle::{self, Bundle, BundleError, For};
use super::super::device::{Acquaintance, Device, Public};
use super::super::{Sessions, StoreError, files};
use super::keys::{self, own};
use super::merge::Taken;
use super::{SqliteStore, ops};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use uuid::Uuid;

/// The devices whose keys came in a bundle.
const MET: &str = "met-devices";

/// How many of them are kept: bundles of strangers do not fill the record.
const MOST_MET: usize = 200;

/// What a device has, by its own last word: `has:` and its key.
const HAS: &str = "has:";

/// The longest list of streams at the top of a bundle.
const LONGEST: u64 = 64 << 20;

/// How far streams are there: the last number of each, by incarnation and compartment.
pub type Reach = BTreeMap<(Uuid, String), u64>;

#[derive(Serialize, Deserialize)]
struct Has {
    has: Vec<(Uuid, String, u64)>,
}

impl From<&Reach> for Has {
    fn from(reach: &Reach) -> Self {
        let has = reach
            .iter()
            .map(|((device, scope), seq)| (*device, scope.clone(), *seq));
        Self { has: has.collect() }
    }
}

impl From<Has> for Reach {
    fn from(Has { has }: Has) -> Self {
        let all = has
            .into_iter()
            .map(|(device, scope, seq)| ((device, scope), seq));
        all.collect()
    }
}

/// Whom a bundle is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receivers {
    /// All accepted devices.
    Accepted,
    /// Those of them with these keys.
    Some(Vec<Public>),
    /// Nobody yet: it only introduces this device.
    Nobody,
    /// Whoever has the file.
    Everybody,
}

/// What goes into a bundle.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Of which sessions.
    pub scope: Sessions,
    /// For whom.
    pub to: Receivers,
    /// Also what the receivers have by their own word.
    pub whole: bool,
    /// What the user of this laptop is called.
    pub name: &'a Clean,
}

/// A bundle that was made.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many ops are in it.
    pub ops: usize,
    /// For whom it is.
    pub to: Vec<Acquaintance>,
}

/// A bundle that came in.
#[derive(Debug)]
pub struct Received {
    /// Whose it is.
    pub by: Public,
    /// What its user calls himself.
    pub name: Clean,
    /// What the device is called here, if it was accepted.
    pub accepted: Option<Clean>,
    /// What became of its ops; `None`: it only introduces its device.
    pub taken: Option<Taken>,
}

impl SqliteStore {
    /// Makes a bundle of what its receivers lack.
    pub fn bundle(&self, wanted: &Wanted<'_>) -> Result<Made, StoreError> {
        let opened;
        let device = if let Some(keys) = &self.keys {
            keys
        } else {
            opened = self.device_keys()?;
            &opened
        };
        let to = self.receivers(&wanted.to)?;
        let keys: Vec<Public> = to.iter().map(|a| a.public).collect();
        let for_whom = match wanted.to {
            Receivers::Everybody => For::Everybody,
            Receivers::Accepted | Receivers::Some(_) | Receivers::Nobody => For::Devices(&keys),
        };
        let mut lines = Vec::new();
        let mut count = 0;
        if wanted.to != Receivers::Nobody {
            let reach = self.reach(&wanted.scope)?;
            let has = serde_json::to_string(&Has::from(&reach));
            lines.extend(has.map_err(|_| damaged())?.bytes());
            lines.push(b'\n');
            let known = match (&wanted.to, wanted.whole) {
                (Receivers::Everybody, _) | (_, true) => Reach::new(),
                (_, false) => self.common(&keys)?,
            };
            count = self.export_ops_after(&wanted.scope, &known, &mut lines)?;
        }
        let bytes = bundle::write(device, wanted.name, for_whom, &lines);
        Ok(Made {
            bytes: bytes.map_err(StoreError::Bundle)?,
            ops: count,
            to,
        })
    }

    /// Takes in a bundle. Its device is known from then on, so that it can be accepted.
    pub fn take_bundle(&mut self, bytes: &[u8], now: Timestamp) -> Result<Received, StoreError> {
        let bundle = bundle::read(bytes).map_err(StoreError::Bundle)?;
        let (by, name) = (bundle.by, bundle.name.clone());
        self.meet(by)?;
        let accepted = self.acquaintances()?;
        let accepted = accepted.with_keys(&by).map(|a| a.name.clone());
        let taken = if bundle.introduces_only() {
            None
        } else {
            Some(self.take_lines(bundle, now)?)
        };
        Ok(Received {
            by,
            name,
            accepted,
            taken,
        })
    }

    fn take_lines(&mut self, bundle: Bundle, now: Timestamp) -> Result<Taken, StoreError> {
        let by = bundle.by;
        let opened = match &self.keys {
            Some(_) => None,
            None => Device::open(&self.key_folder).ok().flatten(),
        };
        let device = self.keys.as_ref().or(opened.as_ref());
        let lines = bundle.lines(device).map_err(StoreError::Bundle)?;
        let mut lines = BufReader::new(lines);
        let mut first = Vec::new();
        let changed = || StoreError::Bundle(BundleError::Changed);
        let read = lines.by_ref().take(LONGEST).read_until(b'\n', &mut first);
        read.map_err(|_| changed())?;
        let has: Has = serde_json::from_slice(&first).map_err(|_| changed())?;
        let taken = self.import_ops_by(&mut lines, now)?;
        self.heard(&by, has)?;
        Ok(taken)
    }

    /// How many ops of this record one of the accepted devices lacks by its own last word; `None`: none is accepted.
    pub fn unshared(&self) -> Result<Option<u64>, StoreError> {
        let keys = self.accepted()?;
        if keys.is_empty() {
            return Ok(None);
        }
        let known = self.common(&keys)?;
        let reach = self.reach(&Sessions::All)?.into_iter();
        let lacking =
            reach.map(|(stream, seq)| seq.saturating_sub(known.get(&stream).copied().unwrap_or(0)));
        Ok(Some(lacking.sum()))
    }

    /// How far the streams of some sessions go here.
    pub fn reach(&self, scope: &Sessions) -> Result<Reach, StoreError> {
        let heads = self.reading(ops::heads)?.into_iter();
        let own = heads.filter(|head| match scope {
            Sessions::All => true,
            Sessions::One(id) => head.scope == **id,
        });
        Ok(own
            .map(|head| ((head.device, head.scope), head.seq))
            .collect())
    }

    /// The keys of the accepted devices of others.
    pub fn accepted(&self) -> Result<Vec<Public>, StoreError> {
        Ok(self.others()?.iter().map(|a| a.public).collect())
    }

    /// The accepted devices of others.
    fn others(&self) -> Result<Vec<Acquaintance>, StoreError> {
        let mine = own(&self.db)?;
        let known = self.acquaintances()?;
        let others = known.all().iter().filter(|a| Some(a.public) != mine);
        Ok(others.cloned().collect())
    }

    fn receivers(&self, to: &Receivers) -> Result<Vec<Acquaintance>, StoreError> {
        let mut others = self.others()?;
        match to {
            Receivers::Accepted => {}
            Receivers::Some(keys) => others.retain(|a| keys.contains(&a.public)),
            Receivers::Nobody | Receivers::Everybody => others.clear(),
        }
        Ok(others)
    }

    /// How far each of some devices has the streams, by its own last word.
    fn common(&self, devices: &[Public]) -> Result<Reach, StoreError> {
        let mut common: Option<Reach> = None;
        for device in devices {
            let has: Option<Has> = keys::read(&self.db, &word_of(device))?;
            let has = has.map(Reach::from).unwrap_or_default();
            common = Some(match common {
                None => has,
                Some(known) => known
                    .into_iter()
                    .filter_map(|(stream, seq)| {
                        let other = has.get(&stream)?;
                        Some((stream, seq.min(*other)))
                    })
                    .collect(),
            });
        }
        Ok(common.unwrap_or_default())
    }

    /// Keeps what a device says it has. Its last word counts: a laptop that was put back to an older copy has less.
    fn heard(&mut self, device: &Public, has: Has) -> Result<(), StoreError> {
        let key = word_of(device);
        self.in_one(|tx| {
            let known: Option<Has> = keys::read(tx, &key)?;
            let mut known = known.map(Reach::from).unwrap_or_default();
            // Of the other sessions this bundle says nothing.
            known.extend(Reach::from(has));
            keys::write(tx, &key, &Has::from(&known))
        })
    }

    /// Gets to know a device, so that it can be accepted.
    pub(in crate::store) fn meet(&mut self, device: Public) -> Result<(), StoreError> {
        if met(&self.db)?.contains(&device) || own(&self.db)? == Some(device) {
            return Ok(());
        }
        self.in_one(|tx| {
            let mut met = met(tx)?;
            if met.len() < MOST_MET {
                met.insert(device);
            }
            keys::write(tx, MET, &met)
        })
    }

    fn device_keys(&self) -> Result<Device, StoreError> {
        let found = Device::open_or_make(&self.key_folder);
        found.map_err(|e| StoreError::Bundle(BundleError::Device(e)))
    }
}

/// The devices whose keys came in a bundle, accepted or not.
pub(super) fn met(db: &Connection) -> Result<BTreeSet<Public>, StoreError> {
    Ok(keys::read(db, MET)?.unwrap_or_default())
}

fn word_of(device: &Public) -> String {
    format!("{HAS}{}", files::hex(&device.sign))
}

fn damaged() -> StoreError {
    StoreError::Damaged("stream".to_owned())
}
