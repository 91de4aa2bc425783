//! Ops from elsewhere: from another laptop's export, from the second copy. A set union, folded in one order.

use super::super::StoreError;
use super::super::chain::Sealed;
use super::super::files;
use super::super::history;
use super::super::line;
use super::{SqliteStore, actions, erasure, letter, ops, tables};
use crate::domain::id::Entity;
use crate::text::Clean;
use jiff::SignedDuration;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};
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

impl SqliteStore {
    /// Writes every op as one line of JSON, streams in order. Answers how many.
    pub fn export_ops(&self, to: &mut dyn Write) -> Result<usize, StoreError> {
        let mut count = 0;
        self.reading(|db| {
            for head in ops::heads(db)? {
                ops::each_of_stream(db, head.sid, 0, |op, _| {
                    count += 1;
                    writeln!(to, "{}", line::write(&op)?).map_err(|e| self.cannot(&e))
                })?;
            }
            Ok(count)
        })
    }

    /// Takes in lines of [`Self::export_ops`], in any order and as often as one likes. A wrong line refuses the whole
    /// input; a forked stream only itself. Whatever the clocks of the others say: see [`Self::import_ops_by`].
    pub fn import_ops(&mut self, from: &mut dyn BufRead) -> Result<Taken, StoreError> {
        self.import(line::read_all(from, None)?)
    }

    /// The same on a laptop that knows what time it is: an op that was written more than an hour later than now refuses
    /// the whole input.
    pub fn import_ops_by(
        &mut self,
        from: &mut dyn BufRead,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.import(line::read_all(from, Some(tolerated(now)))?)
    }

    fn import(&mut self, offered: Vec<Sealed>) -> Result<Taken, StoreError> {
        let (mut taken, refused) = self.in_one(|tx| take_in(tx, offered))?;
        for fork in &mut taken.forks {
            let own = |op: &&Sealed| op.device == fork.device && *op.scope == *fork.scope;
            let lines: Result<Vec<String>, StoreError> =
                refused.iter().filter(own).map(line::write).collect();
            let text = lines?.join("\n") + "\n";
            fork.aside = Some(self.keep_aside(fork.device, &text)?);
        }
        self.copy_to_mirror();
        Ok(taken)
    }

    /// Writes the other version of a fork beside the record, unless the same lies there already.
    fn keep_aside(&self, device: Uuid, text: &str) -> Result<PathBuf, StoreError> {
        let key = self.key.as_ref();
        let what = format!("fork-{}", device.simple());
        let like = self.path.with_extension(letter::ending(key));
        let is_there =
            |path: &PathBuf| letter::read(path, key).is_ok_and(|bytes| bytes == text.as_bytes());
        let mut taken = files::taken_beside(&like, &what);
        if let Some(same) = taken.find(is_there) {
            return Ok(same);
        }
        let aside = files::beside(&like, &what);
        letter::write(&aside, text, key)?;
        Ok(aside)
    }

    pub(super) fn cannot(&self, error: &std::io::Error) -> StoreError {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return StoreError::Full;
        }
        StoreError::CannotOpen {
            path: self.path.clone(),
            detail: error.to_string(),
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
            Some(have) => have.content = have.content.take().or(op.content),
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
    let opened: Vec<_> = new.iter().map(|op| op.open(None)).collect();
    let mut entities: BTreeSet<Entity> = BTreeSet::new();
    for op in &opened {
        actions::insert(tx, op)?;
        erasure::record(tx, op)?;
        entities.insert(op.entity.clone());
    }
    for (sealed, op) in new.iter().zip(&opened) {
        entities.extend(erasure::apply(tx, op)?);
        if let Some(instead) = erasure::stand_in(tx, sealed)? {
            ops::erase(tx, sealed, &instead)?;
        }
    }
    let mut wanted = opened.iter().any(|op| op.change.undoes().is_some());
    for op in &opened {
        wanted = wanted || actions::is_target(tx, op.action)?;
    }
    if wanted {
        let off = history::switched_off(&ops::undos(tx)?);
        let changed = actions::switch(tx, &off)?;
        entities.extend(actions::touched(tx, &changed)?);
    }
    for entity in &entities {
        tables::put(tx, entity, ops::fold(tx, entity)?.as_ref())?;
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
