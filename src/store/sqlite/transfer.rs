//! Records of several laptops become one: ops go out as lines of text and are taken in from them.

use super::super::chain::Sealed;
use super::super::device::Authorship;
use super::super::{StoreError, files, line, new_id};
use super::merge::{Taken, take_in, tolerated};
use super::privacy::markers;
use super::{SqliteStore, meaning, meta, ops, places, sidecar, signature};
use crate::domain::number;
use crate::domain::op::Hlc;
use crate::text::Clean;
use jiff::Timestamp;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use uuid::Uuid;

/// Whether ops were ever exported.
const GIVEN_AWAY: &str = "given-away";

impl SqliteStore {
    /// Writes every op as one line of JSON, streams in order. Answers how many.
    pub fn export_ops(&self, to: &mut dyn Write) -> Result<usize, StoreError> {
        let mut count = 0;
        self.reading(|db| {
            for head in ops::heads(db)? {
                let newest = signature::newest(db, head.device, &head.scope)?;
                let signed = newest.map_or(0, |(seq, _)| seq);
                ops::each_of_stream(db, head.sid, 0, |mut op, _| {
                    count += 1;
                    if op.seq == signed {
                        signature::beside(db, &mut op)?;
                    }
                    writeln!(to, "{}", line::write(&op)?).map_err(|e| self.cannot(&e))
                })?;
            }
            Ok(count)
        })
    }

    /// Says that what is recorded was given to another laptop: something may be recorded there from now on.
    pub fn was_given_away(&mut self) -> Result<(), StoreError> {
        self.in_one(|tx| meta::set(tx, GIVEN_AWAY, "1"))
    }

    /// Whether something of a session may be recorded at another laptop.
    pub(super) fn is_elsewhere(&self, session: &Clean) -> Result<bool, StoreError> {
        let own = self.own_devices()?;
        let scopes = places::scopes(&self.db)?.into_iter();
        let mut scopes = scopes.filter(|scope| number::shown(scope) == session.as_str());
        if meta::get(&self.db, GIVEN_AWAY)?.is_some() {
            return Ok(scopes.next().is_some());
        }
        for scope in scopes {
            if meaning::is_elsewhere(&self.db, &scope, &own)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes in lines of [`Self::export_ops`], in any order and as often as one likes. A wrong line refuses the whole
    /// input; a forked stream only itself. Whatever the clocks of the others say: see [`Self::import_ops_by`].
    pub fn import_ops(&mut self, from: &mut dyn BufRead) -> Result<Taken, StoreError> {
        let now = Hlc(ops::newest(&self.db)?).time();
        self.import(line::read_all(from, None)?, now)
    }

    /// The same on a laptop that knows what time it is: an op that was written more than an hour later than now refuses
    /// the whole input.
    pub fn import_ops_by(
        &mut self,
        from: &mut dyn BufRead,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.import(line::read_all(from, Some(tolerated(now)))?, now)
    }

    fn import(&mut self, offered: Vec<Sealed>, now: Timestamp) -> Result<Taken, StoreError> {
        let known = self.acquaintances()?;
        for op in offered.iter().filter(|op| op.sig.is_some()) {
            if known.authorship(&op.head(), op.sig.as_deref()) == Authorship::Wrong {
                return Err(StoreError::ForeignSignature {
                    device: op.device,
                    scope: Clean::line(&op.scope),
                    seq: op.seq,
                });
            }
        }
        let markers = self.own_markers(&offered)?;
        let by = self.writer();
        let keys = self.keys.take();
        let written = self.in_one(|tx| {
            let (taken, refused) = take_in(tx, offered)?;
            let before = signature::ends(tx, by.device)?;
            for marker in markers {
                if let Some(draft) = marker.draft(tx)? {
                    super::append(tx, &draft, new_id(now), now, &by)?;
                }
            }
            if let Some(keys) = &keys {
                signature::sign(tx, keys, by.device, &before)?;
            }
            if taken.new + taken.waiting > 0 || !refused.is_empty() {
                // What came may name somebody who was erased: there is something to do again, whatever happens next.
                markers::open_again(tx)?;
            }
            Ok((taken, refused))
        });
        self.keys = keys;
        let (mut taken, refused) = written?;
        for fork in &mut taken.forks {
            let own = |op: &&Sealed| op.device == fork.device && *op.scope == *fork.scope;
            let lines: Result<Vec<String>, StoreError> =
                refused.iter().filter(own).map(line::write).collect();
            let text = lines?.join("\n") + "\n";
            fork.aside = Some(self.keep_aside(fork.device, &text)?);
        }
        self.copy_to_mirror();
        match self.enforce_erasures(now) {
            // Everything is taken in; the rest is tried again at the next start.
            Ok(_) | Err(StoreError::Busy | StoreError::Full | StoreError::Quota) => Ok(taken),
            Err(other) => Err(other),
        }
    }

    /// Writes the other version of a fork beside the record, unless the same lies there already.
    fn keep_aside(&self, device: Uuid, text: &str) -> Result<PathBuf, StoreError> {
        let key = self.key.as_ref();
        let what = format!("fork-{}", device.simple());
        let like = self.path.with_extension(sidecar::ending(key));
        let is_there =
            |path: &PathBuf| sidecar::read(path, key).is_ok_and(|bytes| bytes == text.as_bytes());
        let mut taken = files::all_beside(&like, &what)
            .into_iter()
            .map(|(_, path)| path);
        if let Some(same) = taken.find(is_there) {
            return Ok(same);
        }
        let aside = files::beside(&like, &what);
        sidecar::write(&aside, text, key)?;
        Ok(aside)
    }
}
