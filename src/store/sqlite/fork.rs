//! The way out of a fork: a stream that was written twice, because a copied laptop or a restored backup went on under
//! one identity. What only one of the two versions says is recorded again in a stream of its own, with its author, its
//! place in the order and its date; an op keeps its id, so that it is taken in once wherever it comes from.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::chain::{self, ROOT, Sealed};
use super::super::device::Public;
use super::super::op::extras;
use super::super::privacy::blanked::is_blanked;
use super::arrival::take_in;
use super::merge::{Again, Merged, Trust};
use super::ops::Stream;
use super::{admission, keys, meta, ops, rebuild, signature, tables};
use crate::domain::entity::{Change, Erased};
use crate::domain::op::{Op, OpRef, Stamp};
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Where an op stood, and where it stands now.
type Moved = BTreeMap<(Uuid, String, u64), OpRef>;

/// Whether an op is here, in whatever stream: the same action that says the same. What was erased says nothing.
pub(super) fn is_here(db: &Connection, op: &Sealed) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT body FROM op WHERE action = ?1 AND id = ?2 AND hlc = ?3 AND kind = ?5 AND actor = ?6
           AND coalesce(said, entity) = ?4",
    )?;
    let mut rows = select.query(params![
        op.action.as_bytes().as_slice(),
        op.id.as_bytes().as_slice(),
        tables::signed(op.hlc),
        op.entity,
        op.kind,
        op.actor
    ])?;
    while let Some(row) = rows.next()? {
        let body: Option<String> = row.get(0)?;
        let both = body.zip(op.content.as_ref());
        if both.is_none_or(|(ours, (_, theirs))| says_same(op, &ours, theirs)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether our payload of an op says the same as theirs, or what an erasure left of it. Where an op was recorded again, those
/// it names stand elsewhere.
fn says_same(op: &Sealed, ours: &str, theirs: &str) -> bool {
    let change = |body: &str| {
        let mut body = serde_json::from_str(body).unwrap_or_default();
        let extras = extras::take(&mut body);
        let mut change = chain::change(&op.kind, body);
        if let Change::ContentErased { ops, .. } = &mut change {
            for op in ops {
                (op.device, op.seq) = (Uuid::nil(), 0);
            }
        }
        (change, extras.at, extras.means)
    };
    let left = || {
        let mut left = serde_json::from_str(ours).unwrap_or_default();
        extras::take(&mut left);
        left
    };
    ours == theirs || change(ours) == change(theirs) || is_blanked(&op.open(None), &left())
}

/// Ops that were recorded again, beside what is said of the same without them and with them.
pub(super) fn compared(db: &Connection, ops: Vec<Op>) -> Result<Vec<Again>, StoreError> {
    let compare = |op: Op| {
        let mut own = ops::of_entity(db, &op.entity)?;
        own.retain(|other| other.change.kind() == op.change.kind());
        own.sort_by_key(|other| other.stamp);
        Ok(Again {
            before: own.iter().rfind(|other| other.id != op.id).cloned(),
            after: own.pop(),
            op,
        })
    };
    ops.into_iter().map(compare).collect()
}

/// Gives way where the other version of an own stream is signed with our own keys: this laptop wrote it itself, before
/// its record was restored or copied over, and others hold it. Ours is recorded again under a number of its own, which the
/// laptop goes on with. A version that nobody signed may be anybody's: it stays a fork, and only the number is new.
pub(super) fn resolve(
    tx: &Transaction<'_>,
    merged: &mut Merged,
    own: Option<Public>,
    current: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let mut fresh = None;
    let mut again = Vec::new();
    for fork in std::mem::take(&mut merged.taken.forks) {
        let is_its =
            |(_, op): &mut (usize, Sealed)| op.device == fork.device && *op.scope == *fork.scope;
        let mut theirs: Vec<(usize, Sealed)> = merged.left_out.extract_if(.., is_its).collect();
        let mut all_here = true;
        for (_, op) in &theirs {
            all_here &= is_here(tx, op)?;
        }
        if all_here {
            merged.taken.known += theirs.len();
            continue;
        }
        let is_own = fork.device == current || keys::devices(tx)?.contains(&fork.device);
        let signed = theirs.iter().filter(|(_, op)| {
            let by = op.sig.as_ref().map(|sig| sig.by);
            by.is_some() && by == own
        });
        let until = signed.map(|(_, op)| op.seq).max().filter(|_| is_own);
        if let Some(until) = until {
            let device = *fresh.get_or_insert_with(Uuid::new_v4);
            let place = (fork.device, fork.scope.as_str());
            again.extend(give_way(tx, place, fork.seq, device)?);
            let written = theirs.extract_if(.., |(_, op)| op.seq <= until);
            let written = written.map(|(_, op)| op).collect();
            let second = take_in(tx, written, Trust::Stranger)?;
            merged.taken.new += second.taken.new;
            merged.taken.refused.extend(second.taken.refused);
            merged.left_out.extend(second.left_out);
            merged.corrections.extend(second.corrections);
        } else if fork.device == current {
            fresh.get_or_insert_with(Uuid::new_v4);
        }
        if !theirs.is_empty() {
            merged.left_out.extend(theirs);
            merged.taken.forks.push(fork);
        }
    }
    if let Some(device) = fresh {
        meta::set(tx, "device", &device.to_string())?;
        keys::add_device(tx, device)?;
    }
    if !again.is_empty() {
        // Ops that were folded are gone.
        rebuild::refold(tx)?;
        merged.taken.again = compared(tx, again)?;
    }
    Ok(fresh)
}

/// Takes our own version of a stream out from a number on, after it was recorded again in the stream `device`.
fn give_way(
    tx: &Transaction<'_>,
    (stream, scope): (Uuid, &str),
    from: u64,
    device: Uuid,
) -> Result<Vec<Op>, StoreError> {
    let sid = ops::stream(tx, stream, scope)?.sid;
    let mut ours = Vec::new();
    ops::each_of_stream(tx, sid, from.saturating_sub(1), |op, instead| {
        ours.push((op, instead));
        Ok(())
    })?;
    let again = record_again(tx, &ours, device)?;
    cut(tx, sid, from.saturating_sub(1))?;
    signature::cut(tx, (stream, scope), from)?;
    Ok(again.into_iter().map(|(op, _)| op).collect())
}

/// Writes ops once more, as a stream of their own, without folding them.
pub(super) fn record_again(
    tx: &Transaction<'_>,
    ours: &[(Sealed, Option<String>)],
    device: Uuid,
) -> Result<Vec<(Op, Sealed)>, StoreError> {
    let mut moved = Moved::new();
    let mut again = Vec::new();
    for (sealed, instead) in ours {
        let mut op = sealed.open(instead.as_deref());
        let mut stream = ops::stream(tx, device, &sealed.scope)?;
        op.stamp = Stamp {
            hlc: op.stamp.hlc,
            device,
            seq: stream.seq + 1,
        };
        let place = (sealed.device, sealed.scope.clone(), sealed.seq);
        moved.insert(place, op.at());
        follow(&mut op, &moved);
        let sealed = Sealed::new(&op, &stream.hash)?;
        ops::insert(tx, stream.sid, &sealed)?;
        (stream.seq, stream.hash) = (sealed.seq, sealed.hash);
        ops::move_head(tx, &stream)?;
        again.push((op, sealed));
    }
    Ok(again)
}

/// Lets an op name other ops by where they stand now.
fn follow(op: &mut Op, moved: &Moved) {
    let scope = op.scope.to_string();
    for at in op.extras.over.iter_mut().flatten() {
        if let Some(now) = moved.get(&(at.device, scope.clone(), at.seq)) {
            *at = *now;
        }
    }
    if let Some(over) = &mut op.extras.over {
        over.sort_unstable();
    }
    let Change::ContentErased { ops, .. } = &mut op.change else {
        return;
    };
    for Erased {
        device, scope, seq, ..
    } in ops
    {
        if let Some(now) = moved.get(&(*device, scope.to_string(), *seq)) {
            (*device, *seq) = (now.device, now.seq);
        }
    }
}

/// The ops of a file that was kept aside, as far as they are not here, and how many are.
pub(super) fn missing(
    db: &Connection,
    offered: Vec<(usize, Sealed)>,
) -> Result<(Vec<Sealed>, usize), StoreError> {
    let (mut missing, mut known) = (Vec::new(), 0);
    for (_, op) in offered {
        // What was erased in the file says nothing any more.
        if op.content.is_none() || is_here(db, &op)? || admission::judge(db, &op)?.is_some() {
            known += 1;
        } else {
            missing.push(op);
        }
    }
    Ok((missing, known))
}

/// Takes out what a stream has after a number.
pub(super) fn cut(db: &Connection, sid: i64, after: u64) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM op WHERE sid = ?1 AND seq > ?2",
        params![sid, tables::signed(after)],
    )?;
    let hash = ops::hash_at(db, sid, after)?.unwrap_or(ROOT);
    ops::move_head(
        db,
        &Stream {
            sid,
            seq: after,
            hash,
        },
    )
}
