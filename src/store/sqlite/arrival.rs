//! Ops on their way in, one after the other, so that a file of any length needs no more memory than its longest part.
//!
//! An op is known, follows on what is here, begins another version of its stream, or cannot be told yet: then it waits
//! until the file is at its end. The hash of every op is computed from what it says and the op before it. What does not
//! fit was changed on its way and refuses the file; where the op before it came only later, it is left out alone.

use super::super::StoreError;
use super::super::chain::{Hash, ROOT, Sealed};
use super::super::line;
use super::admission::{self, Place, Why};
use super::merge::{Fork, Merged, Refused, Trust, note};
use super::ops::Stream;
use super::{erasure, hollow, links, ops, signature, waiting};
use crate::store::error::canonical;
use crate::text::Clean;
use rusqlite::{Connection, Transaction};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Ops that are folded before the next ones are read, and bytes of what they say.
const TOGETHER: (usize, usize) = (1000, 8 << 20);

/// How many ops are looked at to find the place of early ones.
const LOOKS: u64 = 5_000_000;

/// Takes in ops of a list; see [`Arrivals`].
pub(super) fn take_in(
    tx: &Transaction<'_>,
    offered: Vec<Sealed>,
    trust: Trust,
) -> Result<Merged, StoreError> {
    let mut arrivals = Arrivals::new(tx, trust, Box::new(|_| Ok(())));
    for op in offered {
        arrivals.offer(0, op)?;
    }
    arrivals.finish()
}

/// Called with every op that erases, before it is taken in.
type BeforeErasing<'t> = Box<dyn FnMut(&Sealed) -> Result<(), StoreError> + 't>;

/// Takes in what follows on what is here, keeps what is early, leaves out what contradicts or says what nobody writes.
pub(super) struct Arrivals<'t> {
    tx: &'t Transaction<'t>,
    trust: Trust,
    before_erasing: BeforeErasing<'t>,
    streams: BTreeMap<(Uuid, String), Coming>,
    /// The lines of what waits for the end of the file, by the beginning of the hash.
    lines: Vec<(u64, usize)>,
    /// What is not folded yet, and how long it is.
    new: Vec<Sealed>,
    length: usize,
    looks: u64,
    /// Lines whose payload is gone: whether an erasure says so is known at the end of the file.
    hollow: Vec<(usize, Sealed)>,
    /// What is erased by what waits, once it was asked.
    awaited: Option<BTreeSet<Place>>,
    merged: Merged,
}

/// A stream of which ops come.
struct Coming {
    stream: Stream,
    /// It goes on further than its head says.
    grew: bool,
    /// The op that was last found to be known.
    known: (u64, Hash),
    /// From here on it is left out.
    ends: Option<u64>,
}

/// Where an op belongs.
enum Placed {
    Known,
    Early,
    Next,
    /// It is here without its payload, although nobody erased that.
    Healed,
    Forked,
    Refused(Why),
    /// Its hash is not that of what it says behind the op before it.
    Unlinked,
}

impl<'t> Arrivals<'t> {
    pub(super) fn new(
        tx: &'t Transaction<'t>,
        trust: Trust,
        before_erasing: BeforeErasing<'t>,
    ) -> Self {
        Self {
            tx,
            trust,
            before_erasing,
            streams: BTreeMap::new(),
            lines: Vec::new(),
            new: Vec::new(),
            length: 0,
            looks: LOOKS,
            hollow: Vec::new(),
            awaited: None,
            merged: Merged::default(),
        }
    }

    /// Takes the op of a line; 0: of none.
    pub(super) fn offer(&mut self, line: usize, op: Sealed) -> Result<(), StoreError> {
        let placed = self.place(&op)?;
        if matches!(placed, Some(Placed::Early | Placed::Unlinked)) {
            // The op before it may stand further down.
            waiting::keep(self.tx, &op)?;
            self.lines.push((short(&op.hash), line));
            return Ok(());
        }
        self.put(placed, line, op)
    }

    /// Everything was offered: takes in what waited, as far as the ops before it have come.
    pub(super) fn finish(mut self) -> Result<Merged, StoreError> {
        self.lines.sort_unstable();
        for (device, scope) in waiting::streams(self.tx)? {
            let mut at = (0, Vec::new());
            loop {
                let some = waiting::behind(self.tx, (device, &scope), (at.0, &at.1))?;
                let Some(last) = some.last() else {
                    break;
                };
                at = (last.seq, last.hash.to_vec());
                for op in some {
                    self.no_longer_early(op)?;
                }
            }
        }
        links::check(self.tx, &self.merged.left_out)?;
        self.fold()?;
        hollow::check(self.tx, &self.hollow)?;
        self.merged.settle(self.tx)?;
        self.merged.taken.waiting = waiting::count(self.tx)?;
        self.merged.taken.missing = waiting::missing(self.tx)?;
        Ok(self.merged)
    }

    fn no_longer_early(&mut self, op: Sealed) -> Result<(), StoreError> {
        let found = self
            .lines
            .partition_point(|(hash, _)| *hash < short(&op.hash));
        let line = self.lines.get(found).filter(|(h, _)| *h == short(&op.hash));
        let line = line.map_or(0, |(_, line)| *line);
        let mut placed = self.place(&op)?;
        if matches!(placed, Some(Placed::Early)) {
            if !self.is_misplaced(&op)? {
                return Ok(());
            }
            if line > 0 {
                return Err(line::wrong(line, "seq", canonical::Why::Differs));
            }
            placed = Some(Placed::Unlinked);
        }
        if matches!(placed, Some(Placed::Next)) && line == 0 && self.is_still_hollow(&op)? {
            // It waits on, until it comes whole or the erasure does.
            return Ok(());
        }
        if matches!(placed, Some(Placed::Unlinked)) && line > 0 {
            return Err(line::wrong(line, "hash", canonical::Why::Differs));
        }
        waiting::remove(self.tx, &op)?;
        self.put(placed, line, op)
    }

    /// Whether the payload of an op that came earlier is gone, and nothing that has come since says so.
    fn is_still_hollow(&mut self, op: &Sealed) -> Result<bool, StoreError> {
        if !hollow::is_unexplained(self.tx, op)? {
            return Ok(false);
        }
        let awaited = match &self.awaited {
            Some(known) => known,
            None => (self.awaited).insert(hollow::awaited(self.tx)?),
        };
        Ok(!awaited.contains(&hollow::place(op)))
    }

    fn coming(&mut self, op: &Sealed) -> Result<&mut Coming, StoreError> {
        use std::collections::btree_map::Entry;
        match self.streams.entry((op.device, op.scope.clone())) {
            Entry::Occupied(coming) => Ok(coming.into_mut()),
            Entry::Vacant(new) => Ok(new.insert(Coming {
                stream: ops::stream(self.tx, op.device, &op.scope)?,
                grew: false,
                known: (0, ROOT),
                ends: None,
            })),
        }
    }

    /// `None`: it stands behind what is left out.
    fn place(&mut self, op: &Sealed) -> Result<Option<Placed>, StoreError> {
        let (tx, trust) = (self.tx, self.trust);
        let coming = self.coming(op)?;
        if coming.ends.is_some_and(|seq| op.seq > seq) {
            return Ok(None);
        }
        coming.place(tx, op, trust).map(Some)
    }

    fn put(&mut self, placed: Option<Placed>, line: usize, op: Sealed) -> Result<(), StoreError> {
        match placed {
            Some(Placed::Known) => {
                self.coming(&op)?.known = (op.seq, op.hash);
                let kept = signature::keep(self.tx, &op);
                kept.map_err(|e| e.in_line(line))?;
                self.merged.taken.known += 1;
            }
            Some(Placed::Next) => self.append(line, op)?,
            Some(Placed::Healed) => {
                self.look_ahead(&op)?;
                ops::heal(self.tx, &op)?;
                self.merged.is_healed = true;
                self.take(line, op)?;
            }
            Some(Placed::Early) => {}
            Some(Placed::Forked) => {
                let fork = Fork {
                    device: op.device,
                    scope: Clean::line(&op.scope),
                    seq: op.seq,
                    aside: None,
                };
                let forks = &mut self.merged.taken.forks;
                forks.retain(|f| (f.device, &f.scope) != (fork.device, &fork.scope));
                forks.push(fork);
                self.coming(&op)?.ends = Some(op.seq);
                self.merged.left_out.push((line, op));
            }
            Some(Placed::Refused(why)) => {
                self.refuse(line, &op, why);
                self.coming(&op)?.ends = Some(op.seq);
                self.merged.left_out.push((line, op));
            }
            Some(Placed::Unlinked) => {
                self.refuse(line, &op, Why::Unlinked);
                self.merged.left_out.push((line, op));
            }
            None => self.merged.left_out.push((line, op)),
        }
        Ok(())
    }

    fn append(&mut self, line: usize, op: Sealed) -> Result<(), StoreError> {
        self.look_ahead(&op)?;
        let coming = self.coming(&op)?;
        let sid = coming.stream.sid;
        (coming.stream.seq, coming.stream.hash) = (op.seq, op.hash);
        coming.grew = true;
        ops::insert(self.tx, sid, &op)?;
        if line > 0 && hollow::is_unexplained(self.tx, &op)? {
            self.hollow.push((line, op.clone()));
        }
        self.take(line, op)
    }

    /// What has to be known of whom an op erases is asked while they are still here.
    fn look_ahead(&mut self, op: &Sealed) -> Result<(), StoreError> {
        match op.kind.as_str() {
            "content-erased" => (self.before_erasing)(op),
            _ => Ok(()),
        }
    }

    /// Takes in what an op says that was just put into its stream.
    fn take(&mut self, line: usize, op: Sealed) -> Result<(), StoreError> {
        let kept = signature::keep(self.tx, &op);
        kept.map_err(|e| e.in_line(line))?;
        note(self.tx, &op)?;
        self.merged.taken.new += 1;
        self.length += op.content.as_ref().map_or(0, |(_, body)| body.len());
        self.new.push(op);
        if self.new.len() >= TOGETHER.0 || self.length >= TOGETHER.1 {
            self.fold()?;
        }
        Ok(())
    }

    fn fold(&mut self) -> Result<(), StoreError> {
        for coming in self.streams.values_mut().filter(|coming| coming.grew) {
            ops::move_head(self.tx, &coming.stream)?;
            coming.grew = false;
        }
        let new = std::mem::take(&mut self.new);
        self.length = 0;
        self.merged.fold_in(self.tx, &new)
    }

    /// A stream is told once, with the first op that is refused.
    fn refuse(&mut self, line: usize, op: &Sealed, why: Why) {
        let refused = Refused {
            device: op.device,
            scope: Clean::line(&op.scope),
            seq: op.seq,
            hash: op.hash,
            line,
            why,
            aside: None,
        };
        let all = &mut self.merged.taken.refused;
        let same = |r: &Refused| (r.device, &r.scope) == (refused.device, &refused.scope);
        if all.iter().any(|r| same(r) && r.seq <= refused.seq) {
            return;
        }
        all.retain(|r| !same(r));
        all.push(refused);
    }

    /// Whether an early op stands here or comes next in some stream of the file under another place: that was changed.
    /// Asked of so many only that it takes no longer than all the rest.
    fn is_misplaced(&mut self, op: &Sealed) -> Result<bool, StoreError> {
        for (_, left) in &self.merged.left_out {
            self.looks = self.looks.saturating_sub(1);
            let place = (left.device, left.scope.as_str(), left.seq + 1);
            if self.looks > 0 && op.link_as(place, &left.hash) == op.hash {
                return Ok(true);
            }
        }
        for ((device, scope), coming) in &self.streams {
            let Stream { sid, seq, hash } = coming.stream;
            self.looks = self.looks.saturating_sub(1 + seq);
            if self.looks == 0 {
                return Ok(false);
            }
            let is_next = op.link_as((*device, scope, seq + 1), &hash) == op.hash;
            if is_next || ops::holds(self.tx, sid, &op.hash)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Coming {
    fn place(&self, db: &Connection, op: &Sealed, trust: Trust) -> Result<Placed, StoreError> {
        if op.seq > self.stream.seq + 1 {
            return Ok(Placed::Early);
        }
        let here = if op.seq <= self.stream.seq {
            ops::held(db, self.stream.sid, op.seq)?
        } else {
            None
        };
        let is_here = here.is_some_and(|(hash, _)| hash == op.hash);
        let is_whole = here.is_some_and(|(_, is_whole)| is_whole);
        let is_healed =
            is_here && !is_whole && op.content.is_some() && erasure::stand_in(db, op)?.is_none();
        if trust == Trust::Own && is_here {
            return Ok(if is_healed {
                Placed::Healed
            } else {
                Placed::Known
            });
        }
        let before = self.hash_before(db, op.seq)?;
        let is_linked = before.is_some_and(|before| op.link(&before) == op.hash);
        Ok(if is_here && is_linked {
            if is_healed {
                admission::judge(db, op)?.map_or(Placed::Healed, Placed::Refused)
            } else {
                Placed::Known
            }
        } else if op.seq <= self.stream.seq && (is_linked || trust == Trust::Own) {
            Placed::Forked
        } else if !is_linked {
            match trust {
                Trust::Own => Placed::Forked,
                Trust::Stranger => Placed::Unlinked,
            }
        } else {
            match trust {
                Trust::Own => Placed::Next,
                Trust::Stranger => admission::judge(db, op)?.map_or(Placed::Next, Placed::Refused),
            }
        })
    }

    /// The hash of the op before one that is here or comes next.
    fn hash_before(&self, db: &Connection, seq: u64) -> Result<Option<Hash>, StoreError> {
        if seq <= 1 {
            return Ok(Some(ROOT));
        }
        if seq == self.stream.seq + 1 {
            return Ok(Some(self.stream.hash));
        }
        if seq == self.known.0 + 1 {
            return Ok(Some(self.known.1));
        }
        ops::hash_at(db, self.stream.sid, seq.saturating_sub(1))
    }
}

/// The beginning of a hash: enough to find a line again.
fn short(hash: &Hash) -> u64 {
    let (first, _) = hash.split_first_chunk().unwrap_or((&[0; 8], &[]));
    u64::from_be_bytes(*first)
}
