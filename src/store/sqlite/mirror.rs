//! The mirror (second copy of the record): another file, if possible on another disk, that holds only the ops. If the
//! end of the WAL is damaged, SQLite silently loses the newest ops. Only a comparison with the mirror shows that.

use super::super::chain;
use super::super::chain::Sealed;
use super::super::{Passphrase, StoreError, files};
use super::arrival::take_in;
use super::connect::Access;
use super::merge::{Taken, Trust};
use super::report::Fault;
use super::{connect, copies, fork, identity, meta, ops, schema, signature};
use crate::text::Clean;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

/// State of the mirror.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MirrorState {
    /// There is no mirror.
    #[default]
    None,
    /// The mirror has all ops of the record.
    Equal,
    /// The mirror could not be written, with the reason; the record itself is saved (保存済・複製なし).
    Failed(String),
}

/// Key in `meta` of the record: the mirror that it had last, by its path.
const PLACE: &str = "mirror";

/// A mirror that this record may use.
pub(super) enum Found {
    /// It is open.
    Open(Connection),
    /// It belongs to another record, and stays as it is.
    Other,
    /// It is the record itself.
    Itself,
    /// Its folder is not there, for example because the stick is not plugged in.
    NoFolder,
    /// It was there and is not any more.
    Gone,
}

/// Opens the mirror of a record, or makes an empty one where there was none. A folder is never made.
pub(super) fn connect(
    path: &Path,
    key: Option<&Passphrase>,
    db: &Connection,
    record: Uuid,
) -> Result<Found, StoreError> {
    let own = db.path().map(Path::new);
    if own.is_some_and(|own| is_same_file(own, path)) {
        return Ok(Found::Itself);
    }
    if !files::folder(path).is_dir() {
        return Ok(Found::NoFolder);
    }
    let place = path.to_string_lossy();
    let had = meta::get(db, PLACE)?;
    if !path.exists() && had.as_deref() == Some(&*place) {
        return Ok(Found::Gone);
    }
    connect::claim(path, false)?;
    let mut copy = connect::open(path, key, Access::Write)?;
    let is_used = schema::version(&copy)? > 0;
    let owner = is_used.then(|| identity::of(&copy)).transpose()?.flatten();
    let is_own = match owner {
        Some(owner) => owner == record,
        // An earlier version wrote it. What both have says whose it is.
        None => !is_used || ops::head(&copy)? == 0 || copies::is_akin(&copy, db)?,
    };
    if !is_own {
        return Ok(Found::Other);
    }
    schema::upgrade(&mut copy)?;
    identity::give(&copy, record)?;
    if had.as_deref() != Some(&*place) {
        meta::set(db, PLACE, &place)?;
    }
    Ok(Found::Open(copy))
}

/// Whether two paths are of one file, whatever they are called.
fn is_same_file(a: &Path, b: &Path) -> bool {
    let id = files::file_id(a);
    a == b || (id.is_some() && id == files::file_id(b))
}

/// Whether the record had its second copy at this place.
pub(super) fn was_at(db: &Connection, path: &Path) -> Result<bool, StoreError> {
    let had = meta::get(db, PLACE)?;
    let is_own = db
        .path()
        .is_some_and(|own| is_same_file(Path::new(own), path));
    Ok(!is_own && had.as_deref() == Some(&*path.to_string_lossy()))
}

/// Ops that `from` has and `to` does not have, by the last number of each stream.
fn missing(from: &Connection, to: &Connection) -> Result<Vec<Sealed>, StoreError> {
    let have: BTreeMap<(Uuid, String), u64> = (ops::heads(to)?.into_iter())
        .map(|h| ((h.device, h.scope), h.seq))
        .collect();
    let mut found = Vec::new();
    for head in ops::heads(from)? {
        let after = have.get(&(head.device, head.scope.clone())).copied();
        if after.unwrap_or(0) < head.seq {
            ops::each_of_stream(from, head.sid, after.unwrap_or(0), |op, _| {
                found.push(op);
                Ok(())
            })?;
        }
    }
    Ok(found)
}

/// Takes out of the mirror what the record has recorded again elsewhere: its streams end where they still are the same.
pub(super) fn give_way(db: &Connection, mirror: &mut Connection) -> Result<(), StoreError> {
    let ends = same_ends(db, mirror)?;
    if ends.is_empty() {
        return Ok(());
    }
    let tx = mirror.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (sid, last) in ends {
        fork::cut(&tx, sid, last)?;
    }
    connect::commit(tx)
}

/// The streams of the mirror of which all that the record does not have there stands elsewhere in it, with the last
/// number up to which both are the same.
fn same_ends(db: &Connection, mirror: &Connection) -> Result<Vec<(i64, u64)>, StoreError> {
    let mut found = Vec::new();
    for theirs in ops::heads(mirror)? {
        let own = ops::stream_of(db, theirs.device, &theirs.scope)?;
        let (sid, seq) = own.unwrap_or_default();
        let both = seq.min(theirs.seq);
        let differs = |seq: u64| {
            let there = ops::hash_at(mirror, theirs.sid, seq)?;
            Ok::<_, StoreError>(there != ops::hash_at(db, sid, seq)?)
        };
        if theirs.seq <= seq && !differs(both)? {
            continue;
        }
        // A chain that differs once differs in all that follows.
        let (mut same, mut other) = (0, both + 1);
        while same + 1 < other {
            let middle = same.midpoint(other);
            if differs(middle)? {
                other = middle;
            } else {
                same = middle;
            }
        }
        let mut is_elsewhere = true;
        ops::each_of_stream(mirror, theirs.sid, same, |op, _| {
            is_elsewhere = is_elsewhere && fork::is_here(db, &op)?;
            Ok(())
        })?;
        if is_elsewhere {
            found.push((theirs.sid, same));
        }
    }
    Ok(found)
}

/// Brings ops that only the mirror has back into the record.
pub(super) fn replay(db: &mut Connection, mirror: &Connection) -> Result<Taken, StoreError> {
    let lost = missing(mirror, db)?;
    if lost.is_empty() {
        return Ok(Taken::default());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = take_in(&tx, lost, Trust::Own)?.taken;
    signature::copy(mirror, &tx)?;
    connect::commit(tx)?;
    Ok(taken)
}

/// Appends ops that only the record has to the mirror, and erases there what was erased in the record.
pub(super) fn follow(db: &Connection, mirror: &mut Connection) -> Result<(), StoreError> {
    if missing(db, mirror)?.is_empty() {
        return Ok(());
    }
    let tx = mirror.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program on the same record may have copied the same ops in the meantime.
    let new = missing(db, &tx)?;
    for op in &new {
        let mut stream = ops::stream(&tx, op.device, &op.scope)?;
        if op.seq != stream.seq + 1 || op.link(&stream.hash) != op.hash {
            return Err(StoreError::Forked {
                device: op.device,
                scope: Clean::line(&op.scope),
                seq: op.seq,
            });
        }
        ops::insert(&tx, stream.sid, op)?;
        (stream.seq, stream.hash) = (op.seq, op.hash);
        ops::move_head(&tx, &stream)?;
        let opened = op.open(None);
        super::erasure::record(&tx, &opened)?;
        super::erasure::apply(&tx, &opened)?;
    }
    signature::copy(db, &tx)?;
    connect::commit(tx)?;
    Ok(())
}

/// The first op of each stream in which record and mirror differ, or in which the mirror does not fit together. Another
/// program may record something while both are read, so `now` must be a later look at the record than `mirror`: it then
/// has everything that the mirror can have. If the mirror was `up_to_date`, ops that it does not have are newer and no
/// fault.
pub(super) fn differences(
    mirror: &Connection,
    now: &Connection,
    up_to_date: bool,
) -> Result<Vec<Fault>, StoreError> {
    let theirs: BTreeMap<(Uuid, String), ops::Head> = (ops::heads(now)?.into_iter())
        .map(|h| ((h.device, h.scope.clone()), h))
        .collect();
    let mut faults = Vec::new();
    let mut seen = BTreeMap::new();
    for head in ops::heads(mirror)? {
        let name = (head.device, head.scope.clone());
        let own = theirs.get(&name);
        let (mut prev, mut last, mut wrong) = (chain::ROOT, 0, None);
        ops::each_of_stream(mirror, head.sid, 0, |op, _| {
            let there = own.map(|own| ops::held(now, own.sid, op.seq)).transpose()?;
            let (hash, has_content) = there.flatten().unwrap_or((chain::ROOT, true));
            let differs = hash != op.hash || (op.content.is_some() && !has_content);
            if wrong.is_none() && (op.seq != last + 1 || op.fault(&prev).is_some() || differs) {
                wrong = Some(last + 1);
            }
            (prev, last) = (op.hash, op.seq);
            Ok(())
        })?;
        if wrong.is_none() && last != head.seq {
            wrong = Some(last + 1);
        }
        seen.insert(name, last);
        faults.extend(wrong.map(|seq| Fault::Mirror {
            device: head.device,
            scope: Clean::line(&head.scope),
            seq,
        }));
    }
    if up_to_date {
        return Ok(faults);
    }
    for (name, head) in theirs {
        let last = seen.get(&name).copied().unwrap_or(0);
        let told = faults.iter().any(|f| {
            matches!(f, Fault::Mirror { device, scope, .. } if *device == name.0 && **scope == *name.1)
        });
        if last < head.seq && !told {
            faults.push(Fault::Mirror {
                device: head.device,
                scope: Clean::line(&head.scope),
                seq: last + 1,
            });
        }
    }
    Ok(faults)
}
