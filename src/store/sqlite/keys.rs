//! The keys of this laptop beside the record, and the devices that were accepted. The secret keys are in the data folder
//! (see [`crate::store::device`]); what is kept in `meta` is what a copy of the record may show.

use super::super::StoreError;
use super::super::device::{Acquaintance, Acquaintances, Device, Public};
use super::{connect, meta, signature};
use crate::text::Clean;
use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The public keys of this laptop: what `device.key` has to fit.
const OWN: &str = "own-keys";
/// The incarnations under which it has written.
const DEVICES: &str = "own-devices";
/// The accepted devices of others.
pub(super) const ACCEPTED: &str = "acquaintances";

/// What became of the keys when the record was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// They are those of before.
    Known,
    /// There were none before.
    First,
    /// They are others than before.
    Others,
}

/// What is kept under a key of `meta`.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    db: &Connection,
    key: &str,
) -> Result<Option<T>, StoreError> {
    let text = meta::get(db, key)?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|_| StoreError::Damaged(key.to_owned()))
}

/// Keeps it.
pub(super) fn write<T: serde::Serialize>(
    db: &Connection,
    key: &str,
    value: &T,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(value);
    let text = text.map_err(|_| StoreError::Damaged(key.to_owned()))?;
    meta::set(db, key, &text)
}

/// The public keys under which this record is written.
pub(super) fn own(db: &Connection) -> Result<Option<Public>, StoreError> {
    read(db, OWN)
}

/// The incarnations of this laptop.
pub(super) fn devices(db: &Connection) -> Result<BTreeSet<Uuid>, StoreError> {
    Ok(read(db, DEVICES)?.unwrap_or_default())
}

/// One more, where what is recorded here is signed.
pub(super) fn add_device(db: &Connection, device: Uuid) -> Result<(), StoreError> {
    if own(db)?.is_none() {
        return Ok(());
    }
    let mut mine = devices(db)?;
    mine.insert(device);
    write(db, DEVICES, &mine)
}

/// The accepted devices, this one among them.
pub(super) fn acquaintances(db: &Connection) -> Result<Acquaintances, StoreError> {
    let mut known: Acquaintances = read(db, ACCEPTED)?.unwrap_or_default();
    if let Some(public) = own(db)? {
        // A colleague who was accepted with one of these incarnations by mistake does not shut us out.
        let _ = known.put_own(Acquaintance {
            public,
            devices: devices(db)?,
            name: Clean::default(),
            accepted_on: Date::ZERO,
        });
    }
    Ok(known)
}

/// Compares the keys with those of before. Other keys are another device, which writes streams of its own: a stream is
/// signed by one device. `renewed`: the record woke up elsewhere, where other keys are no wonder.
pub(super) fn settle(
    db: &mut Connection,
    keys: &Device,
    device: Uuid,
    renewed: bool,
) -> Result<(Uuid, Settled), StoreError> {
    if own(db)? == Some(keys.public()) && devices(db)?.contains(&device) {
        return Ok((device, Settled::Known));
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut mine, mut device) = (devices(&tx)?, device);
    let settled = match own(&tx)? {
        Some(known) if known == keys.public() => {
            // What was written without keys stays unsigned, and is not gone on with.
            if !mine.contains(&device) && !signature::ends(&tx, device)?.is_empty() {
                device = renew(&tx)?;
            }
            Settled::Known
        }
        None => {
            signature::adopt(&tx, keys, device)?;
            Settled::First
        }
        Some(_) => {
            if !renewed {
                device = renew(&tx)?;
            }
            mine.clear();
            Settled::Others
        }
    };
    mine.insert(device);
    write(&tx, OWN, &keys.public())?;
    write(&tx, DEVICES, &mine)?;
    connect::commit(tx)?;
    Ok((device, settled))
}

/// Where nothing can be signed, a stream that was signed is not gone on with.
pub(super) fn unsigned(db: &mut Connection, device: Uuid) -> Result<Uuid, StoreError> {
    if own(db)?.is_none() || !devices(db)?.contains(&device) {
        return Ok(device);
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let device = renew(&tx)?;
    connect::commit(tx)?;
    Ok(device)
}

/// Goes on under a new number.
fn renew(db: &Connection) -> Result<Uuid, StoreError> {
    let device = Uuid::new_v4();
    meta::set(db, "device", &device.to_string())?;
    Ok(device)
}

/// Takes over what a file of the same record keeps beside the ops.
pub(super) fn copy(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    for key in [OWN, DEVICES, ACCEPTED] {
        if let Some(text) = meta::get(from, key)? {
            meta::set(to, key, &text)?;
        }
    }
    signature::copy(from, to)
}
