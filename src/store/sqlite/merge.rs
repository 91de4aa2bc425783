//! Taking in ops that were written elsewhere: a set union, folded in one order.

use super::super::StoreError;
use super::super::chain::Sealed;
use super::super::line;
use super::super::op::history;
use super::{erasure, fold, meaning, ops, signature, tables, undo};
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::text::Clean;
use jiff::SignedDuration;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

/// What became of ops that were offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New here.
    pub new: usize,
    /// Known already.
    pub known: usize,
    /// Kept until the ops they follow come.
    pub waiting: usize,
    /// Streams with two histories: ours stays, theirs is kept aside.
    pub forks: Vec<Fork>,
}

/// A stream that was written by two laptops under one identity: a copied laptop, or a restored backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Stream: incarnation of a laptop.
    pub device: Uuid,
    /// Stream: compartment.
    pub scope: Clean,
    /// The first number that differs.
    pub seq: u64,
    /// Where the other version was written down.
    pub aside: Option<PathBuf>,
}

impl Fork {
    /// The same as an error, for its text.
    pub fn error(&self) -> StoreError {
        StoreError::Forked {
            device: self.device,
            scope: self.scope.clone(),
            seq: self.seq,
        }
    }
}

/// The latest clock that is not called wrong at `now`.
pub(super) fn tolerated(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_hours(1))
        .unwrap_or(Timestamp::MAX)
}

/// Ops of one stream by number; several where histories differ.
type Offered = BTreeMap<(Uuid, String), BTreeMap<u64, Vec<Sealed>>>;

/// Takes in what follows on what is here, keeps what is early, refuses what contradicts. Answers what was refused, too.
pub(super) fn take_in(
    tx: &Transaction<'_>,
    offered: Vec<Sealed>,
) -> Result<(Taken, Vec<Sealed>), StoreError> {
    let mut taken = Taken::default();
    let mut refused = Vec::new();
    let mut new = Vec::new();
    let mut streams: Offered = BTreeMap::new();
    for op in offered.into_iter().chain(waiting(tx)?) {
        let numbers = streams.entry((op.device, op.scope.clone())).or_default();
        let same = numbers.entry(op.seq).or_default();
        // Twice in one input, with the payload at least once if anybody has it.
        match same.iter_mut().find(|have| have.hash == op.hash) {
            Some(have) => {
                have.content = have.content.take().or(op.content);
                have.sig = have.sig.take().or(op.sig);
            }
            None => same.push(op),
        }
    }
    tx.execute("DELETE FROM waiting", [])?;
    for ((device, scope), numbers) in streams {
        let mut stream = ops::stream(tx, device, &scope)?;
        let mut forked_at = None;
        for (seq, versions) in numbers {
            for op in versions {
                if forked_at.is_some() {
                    refused.push(op);
                } else if seq <= stream.seq {
                    if ops::hash_at(tx, stream.sid, seq)? == Some(op.hash) {
                        signature::keep(tx, &op)?;
                        taken.known += 1;
                    } else {
                        forked_at = Some(seq);
                        refused.push(op);
                    }
                } else if seq > stream.seq + 1 {
                    keep_waiting(tx, &op)?;
                    taken.waiting += 1;
                } else if op.link(&stream.hash) == op.hash {
                    ops::insert(tx, stream.sid, &op)?;
                    (stream.seq, stream.hash) = (op.seq, op.hash);
                    signature::keep(tx, &op)?;
                    taken.new += 1;
                    new.push(op);
                } else {
                    forked_at = Some(seq);
                    refused.push(op);
                }
            }
        }
        ops::move_head(tx, &stream)?;
        taken.forks.extend(forked_at.map(|seq| Fork {
            device,
            scope: Clean::line(&scope),
            seq,
            aside: None,
        }));
    }
    fold_in(tx, &new)?;
    Ok((taken, refused))
}

/// Brings all tables up to date with ops that have just been appended, whatever their place in the order.
fn fold_in(tx: &Transaction<'_>, new: &[Sealed]) -> Result<(), StoreError> {
    let said: Vec<Op> = new.iter().map(|op| op.open(None)).collect();
    let mut entities: BTreeSet<Entity> = BTreeSet::new();
    for session in meaning::sessions(&said) {
        entities.extend(meaning::learn(tx, &session)?);
    }
    let known = meaning::shared(tx)?;
    let placed = said.iter().map(|op| meaning::place(tx, &known, op));
    let opened = placed.collect::<Result<Vec<Op>, StoreError>>()?;
    for op in &opened {
        undo::insert(tx, op)?;
        erasure::record(tx, op)?;
        entities.insert(op.entity.clone());
    }
    for (sealed, op) in new.iter().zip(&opened) {
        entities.extend(erasure::apply(tx, op)?);
        if let Some(instead) = erasure::stand_in(tx, sealed)? {
            ops::erase(tx, sealed, &instead)?;
            entities.extend(erasure::apply_stand_in(tx, &sealed.kind, Some(&instead))?);
        }
    }
    let mut wanted = opened.iter().any(|op| op.change.undoes().is_some());
    for op in &opened {
        wanted = wanted || undo::is_target(tx, op.action)?;
    }
    if wanted {
        let off = history::switched_off(&ops::undos(tx)?);
        let changed = undo::switch(tx, &off)?;
        entities.extend(undo::touched(tx, &changed)?);
    }
    for (entity, folded) in fold::all(tx, &entities)? {
        tables::put(tx, &entity, folded.as_ref())?;
    }
    Ok(())
}

/// The ops that came early. We wrote each of them down ourselves: one that says something else now is damage.
pub(super) fn waiting(db: &Connection) -> Result<Vec<Sealed>, StoreError> {
    let mut select = db.prepare("SELECT line, device, scope, seq, hash FROM waiting")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        let key = (
            Uuid::from_bytes(row.get(1)?),
            row.get(2)?,
            tables::unsigned(row.get(3)?),
            row.get(4)?,
        );
        let same = |op: &Sealed| (op.device, op.scope.clone(), op.seq, op.hash) == key;
        let op = line::read(&text, 0).ok().filter(same);
        found.push(op.ok_or_else(|| StoreError::Damaged("waiting".to_owned()))?);
    }
    Ok(found)
}

fn keep_waiting(db: &Connection, op: &Sealed) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO waiting VALUES(?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            op.device.as_bytes().as_slice(),
            op.scope,
            tables::signed(op.seq),
            op.hash,
            line::write(op)?
        ])?;
    Ok(())
}
