//! The markers that a record has: who was erased, and who of them came back and agreed.

use crate::domain::entity::Change;
use crate::domain::marker::Marker;
use crate::domain::op::{Hlc, Op};
use crate::domain::recorded::numbered::Numbered;
use crate::store::privacy::roll::Seat;
use crate::store::sqlite::{log, tables};
use crate::store::{LogFilter, StoreError};
use crate::text::Clean;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A marker, with the op that set it.
#[derive(Clone, Debug)]
pub(in crate::store::sqlite) struct Held {
    pub(in crate::store::sqlite) op: Uuid,
    /// Which laptop set it.
    pub(in crate::store::sqlite) device: Uuid,
    /// When they were erased.
    pub(in crate::store::sqlite) at: Hlc,
    /// When they came back and agreed: what was written before stays without them.
    pub(in crate::store::sqlite) back: Option<Hlc>,
    pub(in crate::store::sqlite) actor: Clean,
    pub(in crate::store::sqlite) reason: Clean,
    pub(in crate::store::sqlite) marker: Marker,
}

impl Held {
    /// Whether an op was written before the person came back.
    pub(super) fn is_before_return(&self, op: &Op) -> bool {
        self.back.is_none_or(|back| op.stamp.hlc < back)
    }
}

/// Every erasure of a person, with whether they came back since.
pub(in crate::store::sqlite) fn all(db: &Connection) -> Result<Vec<Held>, StoreError> {
    let filter = LogFilter {
        kind: Some("content-erased".to_owned()),
        ..LogFilter::default()
    };
    let ops = log::matching(db, &filter)?;
    let known = tables::meaning::shared(db)?;
    let clocks: BTreeMap<Uuid, Hlc> = ops.iter().map(|op| (op.id, op.stamp.hlc)).collect();
    // A marker that a laptop set again under its own key counts from the erasure it repeats.
    let clock = |op: &Op, marker: &Marker| {
        let first = marker.of.and_then(|of| clocks.get(&of).copied());
        first.unwrap_or(op.stamp.hlc)
    };
    let mut marked = Vec::new();
    let mut answered = Vec::new();
    for op in ops {
        if let Change::ContentErased {
            person: Some(marker),
            reason,
            ..
        } = op.change.clone()
        {
            let mut marker = marker;
            // Where the person sits is said in the numbers of whoever erased them.
            for (session, badge) in marker.seats.iter_mut().chain(&mut marker.apart) {
                *badge = known.in_key(&op, session, Numbered::Attendee, badge);
            }
            if marker.is_answer() {
                answered.push(*marker);
            } else if !marker.seats.is_empty() {
                // Without a seat it brings a key and marks nobody.
                marked.push((clock(&op, &marker), op, reason, *marker));
            }
        }
    }
    marked.sort_by_key(|(at, op, ..)| (*at, op.stamp));
    let mut found: Vec<Held> = Vec::new();
    for (at, op, reason, marker) in marked {
        if marker.came_back {
            let back = |(s, b): &Seat| marker.sits(s, b);
            let theirs = found.iter_mut().filter(|held| held.back.is_none());
            for held in theirs.filter(|held| held.marker.seats.iter().any(back)) {
                held.back = Some(at);
            }
        } else {
            found.push(Held {
                op: op.id,
                device: op.stamp.device,
                at,
                back: None,
                actor: op.actor,
                reason,
                marker,
            });
        }
    }
    for answer in &answered {
        set_apart(&mut found, answer);
    }
    Ok(found)
}

/// What was answered of an erasure holds for it under every key that it was marked with.
pub(super) fn set_apart(all: &mut [Held], answer: &Marker) {
    let again: BTreeMap<Uuid, Uuid> = (all.iter())
        .filter_map(|held| Some((held.op, held.marker.of?)))
        .collect();
    let first = |op: Uuid| {
        let (mut at, mut seen) = (op, BTreeSet::from([op]));
        while let Some(of) = again.get(&at).filter(|of| seen.insert(**of)) {
            at = *of;
        }
        at
    };
    let Some(of) = answer.of.map(first) else {
        return;
    };
    for held in all.iter_mut().filter(|held| first(held.op) == of) {
        held.marker.apart.extend(answer.apart.iter().cloned());
    }
}

/// The markers of those who did not come back.
pub(in crate::store::sqlite) fn held(db: &Connection) -> Result<Vec<Held>, StoreError> {
    let mut found = all(db)?;
    found.retain(|held| held.back.is_none());
    Ok(found)
}

/// How many persons nobody here can recognise, because the key of their marks is not here.
pub(super) fn unrecognised(all: &[Held], is_here: impl Fn(&Held) -> bool) -> usize {
    let (known, other): (Vec<&Held>, Vec<&Held>) = all.iter().partition(|held| is_here(held));
    let covers =
        |own: &&&Held, held: &Held| held.marker.seats.iter().any(|(s, b)| own.marker.sits(s, b));
    let others = other
        .iter()
        .filter(|held| !known.iter().any(|own| covers(&own, held)));
    others.count()
}

/// Where persons sit who were erased, came back and agreed.
pub(super) fn came_back(db: &Connection) -> Result<BTreeSet<Seat>, StoreError> {
    let (back, gone): (Vec<Held>, Vec<Held>) =
        all(db)?.into_iter().partition(|held| held.back.is_some());
    let seats = |all: Vec<Held>| {
        let seats = all.into_iter().flat_map(|held| held.marker.seats);
        seats.collect::<BTreeSet<Seat>>()
    };
    let gone = seats(gone);
    Ok(&seats(back) - &gone)
}

/// Where it is noted that an erasure is done here: everything was rewritten and every file beside the record cleaned.
pub(super) fn done_key(op: Uuid) -> String {
    format!("erased:{op}")
}

/// Every erasure is looked at again.
pub(in crate::store::sqlite) fn open_again(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM meta WHERE key LIKE 'erased:%'", [])?;
    Ok(())
}
