//! The table `signature`: the newest signed place of every stream. A signature is over the hash of the chain, so one for
//! each stream is enough, and a tail that was cut off has none.

use super::super::StoreError;
use super::super::chain::{Hash, Sealed};
use super::super::device::{Device, Endorsement, Statement};
use super::ops;
use super::tables::{signed, unsigned};
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The newest signature of a stream, and the op it is over.
pub(super) fn newest(
    db: &Connection,
    device: Uuid,
    scope: &str,
) -> Result<Option<(u64, Endorsement)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT seq, sig FROM signature WHERE device = ?1 AND scope = ?2")?;
    let found = select
        .query_row(params![device.as_bytes().as_slice(), scope], |row| {
            let bytes: [u8; 128] = row.get(1)?;
            Ok((unsigned(row.get(0)?), Endorsement::from_bytes(&bytes)))
        })
        .optional()?;
    Ok(found)
}

/// All of them: stream, place, and whose.
pub(super) fn all(db: &Connection) -> Result<Vec<(Uuid, String, u64, Endorsement)>, StoreError> {
    let mut select =
        db.prepare("SELECT device, scope, seq, sig FROM signature ORDER BY device, scope")?;
    let found = select.query_map([], |row| {
        let bytes: [u8; 128] = row.get(3)?;
        Ok((
            Uuid::from_bytes(row.get(0)?),
            row.get(1)?,
            unsigned(row.get(2)?),
            Endorsement::from_bytes(&bytes),
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Every device that signed a stream.
pub(super) fn signing(db: &Connection) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut select = db.prepare_cached("SELECT DISTINCT device FROM signature")?;
    let found = select.query_map([], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn put(
    db: &Connection,
    (device, scope, seq): (Uuid, &str, u64),
    by: &Endorsement,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO signature VALUES(?1, ?2, ?3, ?4)")?
        .execute(params![
            device.as_bytes().as_slice(),
            scope,
            signed(seq),
            by.to_bytes()
        ])?;
    Ok(())
}

/// Keeps the signature that came with an op which is in its stream now. A stream has one device that signs it.
pub(super) fn keep(db: &Connection, op: &Sealed) -> Result<(), StoreError> {
    let Some(sig) = &op.sig else {
        return Ok(());
    };
    let known = newest(db, op.device, &op.scope)?;
    if known.as_ref().is_some_and(|(_, known)| known.by != sig.by) {
        return Err(StoreError::ForeignSignature {
            line: 0,
            device: op.device,
            scope: Clean::line(&op.scope),
            seq: op.seq,
        });
    }
    if known.is_none_or(|(seq, _)| seq < op.seq) {
        put(db, (op.device, &op.scope, op.seq), sig)?;
    }
    Ok(())
}

/// Forgets the signature of a stream that is taken out from a number on.
pub(super) fn cut(
    db: &Connection,
    (device, scope): (Uuid, &str),
    from: u64,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM signature WHERE device = ?1 AND scope = ?2 AND seq >= ?3")?
        .execute(params![device.as_bytes().as_slice(), scope, signed(from)])?;
    Ok(())
}

/// Takes over what another file of the same ops has. Both were checked where they came in.
pub(super) fn copy(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    for (device, scope, seq, by) in all(from)? {
        let known = newest(to, device, &scope)?;
        if known.is_none_or(|(known, _)| known < seq) {
            put(to, (device, &scope, seq), &by)?;
        }
    }
    Ok(())
}

/// Takes over what another file has, as far as it is over ops that are here, too.
pub(super) fn take_over(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    for (device, scope, seq, by) in all(from)? {
        let known = newest(to, device, &scope)?;
        let is_newer = known.is_none_or(|(at, own)| at < seq && own.by == by.by);
        let stream = ops::stream(to, device, &scope)?;
        let hash = ops::hash_at(to, stream.sid, seq)?;
        if is_newer && hash.is_some_and(|hash| by.holds(&statement(device, &scope, seq, &hash))) {
            put(to, (device, &scope, seq), &by)?;
        }
    }
    Ok(())
}

/// Where the streams of one incarnation end.
pub(super) type Ends = BTreeMap<String, (u64, Hash)>;

pub(super) fn ends(db: &Connection, device: Uuid) -> Result<Ends, StoreError> {
    let mut select = db.prepare_cached("SELECT scope, seq, hash FROM stream WHERE device = ?1")?;
    let found = select.query_map([device.as_bytes().as_slice()], |row| {
        Ok((row.get(0)?, (unsigned(row.get(1)?), row.get(2)?)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Signs the streams that have grown since `before`. One whose end was not signed then is left as it is: whatever was
/// changed in it behind our back would be signed along.
pub(super) fn sign(
    db: &Connection,
    keys: &Device,
    device: Uuid,
    before: &Ends,
) -> Result<(), StoreError> {
    for (scope, (seq, hash)) in ends(db, device)? {
        let (was, old) = before.get(&scope).copied().unwrap_or_default();
        if seq == was {
            continue;
        }
        let sound = was == 0
            || newest(db, device, &scope)?.is_some_and(|(at, known)| {
                let head = statement(device, &scope, was, &old);
                at == was && known.by == keys.public() && known.holds(&head)
            });
        if sound {
            let by = keys.endorse(&statement(device, &scope, seq, &hash));
            put(db, (device, &scope, seq), &by)?;
        }
    }
    Ok(())
}

fn statement<'a>(device: Uuid, scope: &'a str, seq: u64, hash: &'a Hash) -> Statement<'a> {
    Statement::Head {
        device,
        scope,
        seq,
        hash,
    }
}

/// Signs everything one incarnation has recorded: once, when it gets its keys.
pub(super) fn adopt(db: &Connection, keys: &Device, device: Uuid) -> Result<(), StoreError> {
    for (scope, (seq, hash)) in ends(db, device)? {
        if seq > 0 {
            let by = keys.endorse(&statement(device, &scope, seq, &hash));
            put(db, (device, &scope, seq), &by)?;
        }
    }
    Ok(())
}

/// The ops of a stream up to its signed one, as they are passed on.
pub(super) fn beside(db: &Connection, op: &mut Sealed) -> Result<(), StoreError> {
    let newest = newest(db, op.device, &op.scope)?;
    op.sig = newest
        .filter(|(seq, _)| *seq == op.seq)
        .map(|(_, by)| Box::new(by));
    Ok(())
}

/// Whether the newest signature of a stream is over the op that stands there now.
pub(super) fn holds(
    db: &Connection,
    head: &ops::Head,
    (seq, by): &(u64, Endorsement),
) -> Result<bool, StoreError> {
    let hash = ops::hash_at(db, head.sid, *seq)?;
    Ok(hash.is_some_and(|hash| by.holds(&statement(head.device, &head.scope, *seq, &hash))))
}
