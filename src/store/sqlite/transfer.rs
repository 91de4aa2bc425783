//! Records of several laptops become one: ops go out as lines of text and are taken in from them.

use super::super::chain::Sealed;
use super::super::device::{Acquaintances, Authorship, Device};
use super::super::{Draft, Sessions, StoreError, files, line, new_id};
use super::arrival::Arrivals;
use super::bundle::Reach;
use super::merge::{Merged, Taken, Trust};
use super::privacy::markers::OwnMarker;
use super::privacy::sealed::Kept;
use super::privacy::{here, naming};
use super::wiped::Erasures;
use super::{
    SqliteStore, fork, hollow, links, meaning, merge, meta, mirror, ops, places, sidecar, signature,
};
use crate::domain::entity::{Change, Entity, Erased};
use crate::domain::number;
use crate::domain::op::Hlc;
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Transaction;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Whether ops were ever exported.
const GIVEN_AWAY: &str = "given-away";

impl SqliteStore {
    /// Writes every op as one line of JSON, streams in order. Answers how many.
    pub fn export_ops(&self, to: &mut dyn Write) -> Result<usize, StoreError> {
        self.export_ops_of(&Sessions::All, to)
    }

    /// The same of the compartments of some sessions.
    pub fn export_ops_of(&self, scope: &Sessions, to: &mut dyn Write) -> Result<usize, StoreError> {
        self.export_ops_after(scope, &Reach::new(), to)
    }

    /// The same without what is known: each stream behind that number.
    pub(super) fn export_ops_after(
        &self,
        scope: &Sessions,
        known: &Reach,
        to: &mut dyn Write,
    ) -> Result<usize, StoreError> {
        let mut count = 0;
        let wanted = |head: &ops::Head| match scope {
            Sessions::All => true,
            Sessions::One(id) => head.scope == **id,
        };
        self.reading(|db| {
            let mut unexplained = BTreeSet::new();
            for head in ops::heads(db)?.into_iter().filter(wanted) {
                let newest = signature::newest(db, head.device, &head.scope)?;
                let signed = newest.map_or(0, |(seq, _)| seq);
                let stream = (head.device, head.scope);
                let after = known.get(&stream).copied().unwrap_or(0);
                ops::each_of_stream(db, head.sid, after, |mut op, _| {
                    count += 1;
                    if op.seq == signed {
                        signature::beside(db, &mut op)?;
                    }
                    if hollow::is_unexplained(db, &op)? {
                        unexplained.insert(hollow::place(&op));
                    }
                    writeln!(to, "{}", line::write(&op)?).map_err(|e| self.cannot(&e))
                })?;
            }
            for op in hollow::explaining(db, &unexplained)? {
                count += 1;
                writeln!(to, "{}", line::write(&op)?).map_err(|e| self.cannot(&e))?;
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

    /// Takes in lines of [`Self::export_ops`], in any order and as often as one likes. A line that is not whole refuses
    /// all of them; what contradicts, and what nobody writes, is left out alone.
    pub fn import_ops(&mut self, from: &mut dyn BufRead) -> Result<Taken, StoreError> {
        let now = Hlc(ops::newest(&self.db)?).time();
        self.import_ops_by(from, now)
    }

    /// The same on a laptop that knows what time it is.
    pub fn import_ops_by(
        &mut self,
        from: &mut dyn BufRead,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.drop_expired(now)?;
        let known = self.acquaintances()?;
        let mut by = self.writer();
        let (mut kept, mut erasures) = (None, Erasures::default());
        let written = self.in_one_with(|record, tx| {
            let last = naming::last(tx)?;
            let (mut merged, markers) =
                record.arrive(tx, from, (&known, now), (&mut kept, &mut erasures))?;
            let own = record.keys.as_ref().map(Device::public);
            let fresh = fork::resolve(tx, &mut merged, own, by.device)?;
            by.device = fresh.unwrap_or(by.device);
            let before = match fresh {
                Some(_) => signature::Ends::new(),
                None => signature::ends(tx, by.device)?,
            };
            for draft in corrections(&merged.corrections) {
                super::append(tx, &draft, new_id(now), now, &by)?;
            }
            for marker in markers {
                if let Some(draft) = marker.draft(tx)? {
                    super::append(tx, &draft, new_id(now), now, &by)?;
                }
            }
            if let Some(keys) = &record.keys {
                signature::sign(tx, keys, by.device, &before)?;
            }
            if merged.taken.new + merged.taken.waiting > 0 || !merged.left_out.is_empty() {
                // What came may name somebody who was erased: there is something to do again, whatever happens next.
                here::came_behind(tx, last)?;
                if merged.is_healed {
                    here::look_again_at_all(tx)?;
                }
            }
            Ok((merged, by.device))
        });
        let taken = written.and_then(|(mut merged, device)| {
            self.device = device;
            self.keep_left_out(&mut merged)?;
            let own = (&self.own_devices()?, self.own_keys()?);
            merged.taken.wiped = erasures.known(&self.db, &known, own)?;
            merged.taken.purged = self.copied(now)?;
            Ok(merged.taken)
        });
        if let Some(kept) = kept {
            self.keep_sealed(kept)?;
        }
        taken
    }

    /// Takes in the lines of a file, one by one, and answers what has to be marked here after them.
    fn arrive(
        &self,
        tx: &Transaction<'_>,
        from: &mut dyn BufRead,
        (known, now): (&Acquaintances, Timestamp),
        (kept, erasures): (&mut Option<Kept>, &mut Erasures),
    ) -> Result<(Merged, Vec<OwnMarker>), StoreError> {
        let (mut markers, mut roll) = (Vec::new(), None);
        let last = naming::last(tx)?;
        let before_erasing = Box::new(|op: &Sealed| {
            if kept.is_none() {
                // Somebody may be erased by it whose introduction has to be kept here, too.
                *kept = Some(self.seal_all(now)?);
            }
            erasures.note(&op.open(None));
            markers.extend(self.own_markers(op, (&mut roll, last))?);
            Ok(())
        });
        let mut arrivals = Arrivals::new(tx, Trust::Stranger, before_erasing);
        line::read_each(from, &mut |line, op| {
            authored(known, line, &op)?;
            arrivals.offer(line, op)
        })?;
        let merged = arrivals.finish()?;
        Ok((merged, self.needed(markers)?))
    }

    /// Takes in a file in which an import kept the other version of a stream: what is not here yet is recorded again under
    /// a number of its own.
    pub fn import_fork(
        &mut self,
        from: &mut dyn BufRead,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        let lines = line::read_all(from)?;
        let known = self.acquaintances()?;
        for (line, op) in &lines {
            authored(&known, *line, op)?;
        }
        let keys = self.keys.take();
        let written = self.in_one(|tx| {
            let last = naming::last(tx)?;
            links::check(tx, &lines)?;
            let (missing, known) = fork::missing(tx, lines)?;
            let missing: Vec<_> = missing.into_iter().map(|op| (op, None)).collect();
            let device = Uuid::new_v4();
            let again = fork::record_again(tx, &missing, device)?;
            let (again, sealed): (Vec<_>, Vec<_>) = again.into_iter().unzip();
            merge::appended(tx, &sealed)?;
            if let Some(keys) = &keys {
                signature::sign(tx, keys, device, &signature::Ends::new())?;
            }
            here::came_behind(tx, last)?;
            Ok(Taken {
                known,
                again: fork::compared(tx, again)?,
                ..Taken::default()
            })
        });
        self.keys = keys;
        let mut taken = written?;
        taken.purged = self.copied(now)?;
        Ok(taken)
    }

    /// Whether a file is one in which an import kept the other version of a stream, wherever it lies now.
    pub fn is_kept_fork(&self, path: &Path) -> bool {
        let text = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let mark = format!("{}-fork-", text(self.path.file_stem()));
        let name = text(path.file_stem());
        let device = name.strip_prefix(&mark).and_then(|rest| rest.get(..32));
        device.is_some_and(|device| Uuid::try_parse(device).is_ok())
    }

    /// Brings the second copy up to date, and erases what came back. Answers what came of purged sessions.
    fn copied(&mut self, now: Timestamp) -> Result<BTreeMap<Clean, usize>, StoreError> {
        if let Some(mirror) = &mut self.mirror {
            // Where that fails, it is done at the next start.
            let _ = mirror::give_way(&self.db, mirror);
        }
        self.copy_to_mirror();
        match self.enforce_erasures(now) {
            // Everything is taken in; the rest is tried again at the next start.
            Ok(done) => Ok(done.purged),
            Err(StoreError::Busy | StoreError::Full | StoreError::Quota) => Ok(BTreeMap::new()),
            Err(other) => Err(other),
        }
    }

    /// Writes what was not taken in beside the record, a file for each stream.
    fn keep_left_out(&self, merged: &mut Merged) -> Result<(), StoreError> {
        let left_out = &merged.left_out;
        let text = |device: Uuid, scope: &Clean| {
            let own = left_out.iter().map(|(_, op)| op);
            let own = own.filter(|op| op.device == device && *op.scope == **scope);
            let mut own: Vec<&Sealed> = own.collect();
            own.sort_by_key(|op| op.seq);
            let lines = own.into_iter().map(line::write);
            let lines: Result<Vec<String>, StoreError> = lines.collect();
            lines.map(|lines| lines.join("\n") + "\n")
        };
        for fork in &mut merged.taken.forks {
            let text = text(fork.device, &fork.scope)?;
            fork.aside = Some(self.keep_aside("fork", fork.device, &text)?);
        }
        for refused in &mut merged.taken.refused {
            let text = text(refused.device, &refused.scope)?;
            refused.aside = Some(self.keep_aside("refused", refused.device, &text)?);
        }
        Ok(())
    }

    /// Writes ops of a device beside the record, unless the same lies there already.
    fn keep_aside(&self, why: &str, device: Uuid, text: &str) -> Result<PathBuf, StoreError> {
        let key = self.key.as_ref();
        let what = format!("{why}-{}", device.simple());
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

/// An op is not signed by another device than the one whose stream it is in.
fn authored(known: &Acquaintances, line: usize, op: &Sealed) -> Result<(), StoreError> {
    if op.sig.is_some() && known.authorship(&op.head(), op.sig.as_deref()) == Authorship::Wrong {
        return Err(StoreError::ForeignSignature {
            line,
            device: op.device,
            scope: Clean::line(&op.scope),
            seq: op.seq,
        });
    }
    Ok(())
}

/// The acts that blank what somebody's erasure said instead, one for each compartment. Nobody did them: whoever knew the
/// payload would not have taken in the erasure.
fn corrections(wrong: &[Erased]) -> Vec<Draft> {
    let mut by_scope: BTreeMap<Clean, Vec<Erased>> = BTreeMap::new();
    for erased in wrong {
        let own = by_scope.entry(erased.scope.clone()).or_default();
        own.push(erased.clone());
    }
    let drafts = by_scope.into_iter().map(|(scope, ops)| Draft {
        actor: Clean::default(),
        scope: scope.clone(),
        changes: vec![(
            Entity::Session(scope),
            Change::ContentErased {
                ops,
                reason: Clean::default(),
                person: None,
            },
        )],
        action: None,
    });
    drafts.collect()
}
