//! What became of ops that were written elsewhere, and the tables after they came: a set union, folded in one order.

use super::super::StoreError;
use super::super::chain::{Hash, Sealed};
use super::super::op::history;
use super::super::privacy::blanked;
use super::admission::Why;
use super::wiped::Wiped;
use super::{erasure, fold, meaning, ops, tables, undo};
use crate::domain::code::Level;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::{Entity, Erased};
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::{OptionalExtension, Transaction};
use std::collections::{BTreeMap, BTreeSet};
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
    /// What is not here of the streams of which something waits.
    pub missing: Vec<Missing>,
    /// Streams with two histories: ours stays, theirs is kept aside.
    pub forks: Vec<Fork>,
    /// What was recorded again, because its stream was written twice.
    pub again: Vec<Again>,
    /// Streams that say what this program never writes: what follows there is kept aside.
    pub refused: Vec<Refused>,
    /// Levels that are others now, with what each was before.
    pub levels: BTreeMap<PairingId, Level>,
    /// What somebody erased elsewhere and is erased here now.
    pub wiped: Vec<Wiped>,
    /// Sessions that were purged before: what came of them lost persons and free text, in so many ops.
    pub purged: BTreeMap<Clean, usize>,
}

/// Ops of a stream that did not come, while later ones did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Stream: incarnation of a laptop.
    pub device: Uuid,
    /// Stream: compartment.
    pub scope: Clean,
    /// The numbers of the first and the last one.
    pub seqs: (u64, u64),
    /// How many wait for them.
    pub waiting: u64,
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

/// What a merge leaves to do.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// What became of the ops.
    pub(super) taken: Taken,
    /// Those that were not taken in, with their lines; 0: of none.
    pub(super) left_out: Vec<(usize, Sealed)>,
    /// What stood in for payloads that nobody here knew and said something else than they do: to be erased once more.
    pub(super) corrections: Vec<Erased>,
    /// A payload came back to an op that was here without it.
    pub(super) is_healed: bool,
    /// Something that came takes back, or is taken back by what is here: who is off has to be asked again.
    undoes: bool,
}

/// Whether ops are judged before they are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// They come from a file of this record: they were.
    Own,
    /// They come from elsewhere.
    Stranger,
}

/// Entities that are folded before the next ones are looked at.
const FOLDED_AT_ONCE: usize = 500;

/// Folds ops that have just been appended to streams, whatever their place in the order.
pub(super) fn appended(tx: &Transaction<'_>, new: &[Sealed]) -> Result<Merged, StoreError> {
    let mut merged = Merged::default();
    new.iter().try_for_each(|op| note(tx, op))?;
    merged.fold_in(tx, new)?;
    merged.settle(tx)?;
    Ok(merged)
}

/// Notes what an op that has just been appended takes back and erases: what comes behind it is judged by it. An undo of
/// which something stands in counts as that, and an erasure counts as a whole.
pub(super) fn note(tx: &Transaction<'_>, op: &Sealed) -> Result<(), StoreError> {
    let counts = match erasure::stand_in(tx, op)? {
        Some(instead) => op.without_payload().open(Some(&instead)),
        None => op.open(None),
    };
    undo::insert(tx, &counts)?;
    erasure::record(tx, &op.open(None))
}

impl Merged {
    /// Brings the tables up to date with ops that have just been appended, whatever their place in the order. Who is off
    /// is left to [`Self::settle`].
    pub(super) fn fold_in(
        &mut self,
        tx: &Transaction<'_>,
        new: &[Sealed],
    ) -> Result<(), StoreError> {
        let said: Vec<Op> = new.iter().map(|op| op.open(None)).collect();
        let mut entities: BTreeSet<Entity> = BTreeSet::new();
        for session in meaning::sessions(&said) {
            entities.extend(meaning::learn(tx, &session, false)?);
        }
        let known = tables::meaning::shared(tx)?;
        let placed = said.iter().map(|op| meaning::place(tx, &known, op));
        let opened = placed.collect::<Result<Vec<Op>, StoreError>>()?;
        entities.extend(opened.iter().map(|op| op.entity.clone()));
        let mut erased = BTreeSet::new();
        for (sealed, op) in new.iter().zip(&opened) {
            erased.extend(erasure::apply(tx, op)?);
            if let Some(instead) = erasure::stand_in(tx, sealed)? {
                ops::erase(tx, sealed, &instead)?;
                erasure::note_old_pages(tx)?;
                erased.insert(op.entity.clone());
                erased.extend(erasure::apply_stand_in(tx, &sealed.kind, Some(&instead))?);
                if sealed.content.is_some() {
                    let left = serde_json::from_str(&instead).unwrap_or_default();
                    let more = blanked::common(op, &left).map(|instead| Erased {
                        device: sealed.device,
                        scope: op.scope.clone(),
                        seq: sealed.seq,
                        instead,
                    });
                    self.corrections.extend(more);
                }
            }
        }
        // Where the name of a thing was erased, nobody knows any more what an older version meant by its number.
        let sessions = erased.iter().filter_map(Entity::session).cloned();
        for session in sessions.collect::<BTreeSet<Clean>>() {
            entities.extend(meaning::learn(tx, &session, true)?);
        }
        entities.extend(erased);
        for op in &opened {
            self.undoes |= op.change.undoes().is_some() || undo::is_target(tx, op.action)?;
            // An undo whose payload was gone before what stands in came takes back from now on.
            for erased in op.change.erases() {
                if let Some((target, _)) = ops::at(tx, erased.device, &erased.scope, erased.seq)?
                    && target.change.undoes().is_some()
                {
                    undo::insert(tx, &target)?;
                    self.undoes = true;
                }
            }
        }
        self.fold(tx, entities)
    }

    /// Asks once, when everything is there, which actions are off, and folds what that changes.
    pub(super) fn settle(&mut self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        if self.undoes {
            let off = history::switched_off(&ops::undos(tx)?);
            let changed = undo::switch(tx, &off)?;
            let touched = undo::touched(tx, &changed)?;
            self.fold(tx, touched)?;
        }
        for (id, was) in std::mem::take(&mut self.taken.levels) {
            if level(tx, &id)?.is_some_and(|now| now != was) {
                self.taken.levels.insert(id, was);
            }
        }
        Ok(())
    }

    fn fold(&mut self, tx: &Transaction<'_>, entities: BTreeSet<Entity>) -> Result<(), StoreError> {
        let mut entities = entities.into_iter();
        loop {
            let some: BTreeSet<Entity> = entities.by_ref().take(FOLDED_AT_ONCE).collect();
            if some.is_empty() {
                return Ok(());
            }
            for (entity, folded) in fold::all(tx, &some)? {
                if let Entity::Pairing(id) = &entity
                    && !self.taken.levels.contains_key(id)
                    && let Some(was) = level(tx, id)?
                {
                    self.taken.levels.insert(id.clone(), was);
                }
                tables::put(tx, &entity, folded.as_ref())?;
                if let Entity::Pairing(id) = &entity
                    && self.taken.levels.get(id).copied() == level(tx, id)?
                {
                    self.taken.levels.remove(id);
                }
            }
        }
    }
}

/// The level of a pairing as it stands in its row.
fn level(tx: &Transaction<'_>, id: &PairingId) -> Result<Option<Level>, StoreError> {
    let mut select = tx.prepare_cached("SELECT level FROM pairing WHERE id = ?1")?;
    let code: Option<String> = (select.query_row([id.to_string()], |row| row.get(0))).optional()?;
    Ok(code.as_deref().and_then(Level::parse))
}
