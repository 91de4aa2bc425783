//! Taking in ops that were written elsewhere: a set union, folded in one order.

use super::super::StoreError;
use super::super::chain::{Hash, Sealed};
use super::super::line;
use super::super::op::history;
use super::super::privacy::blanked;
use super::admission::{self, Why};
use super::ops::Stream;
use super::{erasure, fold, meaning, ops, signature, tables, undo};
use crate::domain::entity::{Entity, Erased};
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

/// What became of ops that were offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// New here.
    pub new: usize,
    /// Known already.
    pub known: usize,
    /// Kept until the ops they follow come.
    pub waiting: usize,
    /// Streams with two histories: ours stays, theirs is kept aside.
    pub forks: Vec<Fork>,
    /// What was recorded again, because its stream was written twice.
    pub again: Vec<Again>,
    /// Streams that say what this program never writes: what follows there is kept aside.
    pub refused: Vec<Refused>,
}

/// An op that was recorded again.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// As it stands now.
    pub op: Op,
    /// What was said of the same before it was there.
    pub before: Option<Op>,
    /// What is said of the same now.
    pub after: Option<Op>,
}

/// A stream that is taken in only up to an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Stream: incarnation of a laptop.
    pub device: Uuid,
    /// Stream: compartment.
    pub scope: Clean,
    /// The number of the op.
    pub seq: u64,
    /// The hash of the op.
    pub hash: Hash,
    /// Its line in the file; 0 where it came earlier and waited.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
    /// Where it and what follows was written down.
    pub aside: Option<PathBuf>,
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

/// Ops of one stream by number; several where histories differ.
type Offered = BTreeMap<(Uuid, String), BTreeMap<u64, Vec<Sealed>>>;

/// What a merge leaves to do.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// What became of the ops.
    pub(super) taken: Taken,
    /// Those that were not taken in.
    pub(super) left_out: Vec<Sealed>,
    /// What stood in for payloads that nobody here knew and said something else than they do: to be erased once more.
    pub(super) corrections: Vec<Erased>,
}

/// Whether ops are judged before they are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// They come from a file of this record: they were.
    Own,
    /// They come from elsewhere.
    Stranger,
}

/// Takes in what follows on what is here, keeps what is early, leaves out what contradicts or says what nobody writes.
pub(super) fn take_in(
    tx: &Transaction<'_>,
    offered: Vec<Sealed>,
    trust: Trust,
) -> Result<Merged, StoreError> {
    let mut merged = Merged::default();
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
        let mut ends = false;
        for op in numbers.into_values().flatten() {
            if ends {
                merged.left_out.push(op);
                continue;
            }
            match place(tx, &stream, &op, trust)? {
                Placed::Known => {
                    signature::keep(tx, &op)?;
                    merged.taken.known += 1;
                }
                Placed::Early => {
                    keep_waiting(tx, &op)?;
                    merged.taken.waiting += 1;
                }
                Placed::Next => {
                    ops::insert(tx, stream.sid, &op)?;
                    (stream.seq, stream.hash) = (op.seq, op.hash);
                    signature::keep(tx, &op)?;
                    merged.taken.new += 1;
                    note(tx, &op)?;
                    new.push(op);
                }
                Placed::Forked => {
                    ends = true;
                    merged.taken.forks.push(Fork {
                        device,
                        scope: Clean::line(&scope),
                        seq: op.seq,
                        aside: None,
                    });
                    merged.left_out.push(op);
                }
                Placed::Refused(why) => {
                    ends = true;
                    merged.taken.refused.push(Refused {
                        device,
                        scope: Clean::line(&scope),
                        seq: op.seq,
                        hash: op.hash,
                        line: 0,
                        why,
                        aside: None,
                    });
                    merged.left_out.push(op);
                }
            }
        }
        ops::move_head(tx, &stream)?;
    }
    merged.corrections = fold_in(tx, &new)?;
    Ok(merged)
}

/// Folds ops that have just been appended to streams, whatever their place in the order.
pub(super) fn appended(tx: &Transaction<'_>, new: &[Sealed]) -> Result<(), StoreError> {
    new.iter().try_for_each(|op| note(tx, op))?;
    fold_in(tx, new).map(drop)
}

/// Notes what an op that has just been appended takes back and erases: what comes behind it is judged by it. An undo of
/// which something stands in counts as that, and an erasure counts as a whole.
fn note(tx: &Transaction<'_>, op: &Sealed) -> Result<(), StoreError> {
    let counts = match erasure::stand_in(tx, op)? {
        Some(instead) => op.without_payload().open(Some(&instead)),
        None => op.open(None),
    };
    undo::insert(tx, &counts)?;
    erasure::record(tx, &op.open(None))
}

/// Where an op belongs.
enum Placed {
    Known,
    Early,
    Next,
    Forked,
    Refused(Why),
}

fn place(
    db: &Connection,
    stream: &Stream,
    op: &Sealed,
    trust: Trust,
) -> Result<Placed, StoreError> {
    if op.seq <= stream.seq {
        let same = ops::hash_at(db, stream.sid, op.seq)? == Some(op.hash);
        return Ok(if same { Placed::Known } else { Placed::Forked });
    }
    if op.seq > stream.seq + 1 {
        return Ok(Placed::Early);
    }
    if op.link(&stream.hash) != op.hash {
        return Ok(Placed::Forked);
    }
    let wrong = match trust {
        Trust::Own => None,
        Trust::Stranger => admission::judge(db, op)?,
    };
    Ok(wrong.map_or(Placed::Next, Placed::Refused))
}

/// Brings all tables up to date with ops that have just been appended, whatever their place in the order. Answers what
/// stood in for a payload before it came and says something else than it does.
fn fold_in(tx: &Transaction<'_>, new: &[Sealed]) -> Result<Vec<Erased>, StoreError> {
    let said: Vec<Op> = new.iter().map(|op| op.open(None)).collect();
    let mut entities: BTreeSet<Entity> = BTreeSet::new();
    for session in meaning::sessions(&said) {
        entities.extend(meaning::learn(tx, &session)?);
    }
    let known = tables::meaning::shared(tx)?;
    let placed = said.iter().map(|op| meaning::place(tx, &known, op));
    let opened = placed.collect::<Result<Vec<Op>, StoreError>>()?;
    let mut corrections = Vec::new();
    entities.extend(opened.iter().map(|op| op.entity.clone()));
    for (sealed, op) in new.iter().zip(&opened) {
        entities.extend(erasure::apply(tx, op)?);
        if let Some(instead) = erasure::stand_in(tx, sealed)? {
            ops::erase(tx, sealed, &instead)?;
            entities.extend(erasure::apply_stand_in(tx, &sealed.kind, Some(&instead))?);
            if sealed.content.is_some() {
                let left = serde_json::from_str(&instead).unwrap_or_default();
                corrections.extend(blanked::common(op, &left).map(|instead| Erased {
                    device: sealed.device,
                    scope: op.scope.clone(),
                    seq: sealed.seq,
                    instead,
                }));
            }
        }
    }
    // Where the name of a thing was erased, nobody knows any more what an older version meant by its number.
    let erased = entities.iter().filter_map(Entity::prepared_for);
    for session in erased.cloned().collect::<BTreeSet<Clean>>() {
        entities.extend(meaning::learn(tx, &session)?);
    }
    let mut wanted = opened.iter().any(|op| op.change.undoes().is_some());
    for op in &opened {
        wanted = wanted || undo::is_target(tx, op.action)?;
        // An undo whose payload was gone before what stands in came takes back from now on.
        for erased in op.change.erases() {
            if let Some((target, _)) = ops::at(tx, erased.device, &erased.scope, erased.seq)?
                && target.change.undoes().is_some()
            {
                undo::insert(tx, &target)?;
                wanted = true;
            }
        }
    }
    if wanted {
        let off = history::switched_off(&ops::undos(tx)?);
        let changed = undo::switch(tx, &off)?;
        entities.extend(undo::touched(tx, &changed)?);
    }
    for (entity, folded) in fold::all(tx, &entities)? {
        tables::put(tx, &entity, folded.as_ref())?;
    }
    Ok(corrections)
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
