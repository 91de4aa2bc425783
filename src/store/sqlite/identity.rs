//! Which record a file is. Its id goes along into every copy, so that the copies of two records in one folder are told
//! apart. Its stamp stays with this very file: it is drawn anew by each program that records something, and lies beside
//! the file, too. A file with another stamp was put there by hand and may be behind what was recorded.

use super::super::{StoreError, files};
use super::options::Options;
use super::{connect, incarnation, meta, ops};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Key of the id in `meta`.
const RECORD: &str = "record";
/// Key of the stamp in `meta`.
const STAMP: &str = "stamp";

/// What lies beside a record: the id and the stamps that its file may carry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Beside {
    record: Uuid,
    stamps: Vec<Uuid>,
}

/// Path of the file with id and stamps.
pub(super) fn path(record: &Path) -> PathBuf {
    files::suffixed(record, "-stamp")
}

impl Beside {
    fn read(record: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path(record)).ok()?;
        let mut ids = text.lines().map(|line| line.trim().parse::<Uuid>().ok());
        Some(Self {
            record: ids.next()??,
            stamps: ids.flatten().collect(),
        })
    }

    fn write(&self, record: &Path) -> std::io::Result<()> {
        let ids = std::iter::once(&self.record).chain(&self.stamps);
        let lines: Vec<String> = ids.map(Uuid::to_string).collect();
        files::write_private(&path(record), lines.join("\n").as_bytes())
    }
}

/// The id that a file carries; `None`: an older version wrote it.
pub(super) fn of(db: &Connection) -> Result<Option<Uuid>, StoreError> {
    Ok(meta::get(db, RECORD)?.and_then(|text| text.parse().ok()))
}

/// Gives a file that has none this id.
pub(super) fn give(db: &Connection, record: Uuid) -> Result<(), StoreError> {
    if of(db)?.is_none() {
        meta::set(db, RECORD, &record.to_string())?;
    }
    Ok(())
}

/// The id of the record at a place, also where the file itself cannot be read.
pub(super) fn known(record: &Path, db: Option<&Connection>) -> Option<Uuid> {
    db.and_then(|db| of(db).ok().flatten())
        .or_else(|| Beside::read(record).map(|beside| beside.record))
}

/// Reads which record it is, gives it what it lacks, and notices a file that was put in its place.
pub(super) fn settle(db: &mut Connection, options: &Options) -> Result<Uuid, StoreError> {
    if options.is_copy {
        return Ok(of(db)?.unwrap_or_else(Uuid::new_v4));
    }
    let place = options.path.as_path();
    let beside = || Beside::read(place);
    if let (Some(record), Some(stamp), Some(found)) = (of(db)?, stamp(db)?, beside())
        && found.record == record
        && found.stamps == [stamp]
    {
        // As almost always: nothing to write, and no lock to wait for.
        return Ok(record);
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (found, has) = (beside(), stamp(&tx)?);
    // An empty file is the one that was here, cut to nothing; one with ops in it may be any.
    let here = found.as_ref().map(|found| found.record);
    let here = here.filter(|_| ops::head(&tx).is_ok_and(|head| head == 0));
    let record = of(&tx)?.or(here).unwrap_or_else(Uuid::new_v4);
    meta::set(&tx, RECORD, &record.to_string())?;
    let is_known = |found: &Beside| has.is_some_and(|stamp| found.stamps.contains(&stamp));
    let is_copied = found.as_ref().is_some_and(|found| !is_known(found));
    if is_copied {
        incarnation::leave_home(&tx)?;
    }
    let stamp = has.filter(|_| !is_copied).unwrap_or_else(Uuid::new_v4);
    let stamps = vec![stamp];
    // Where nothing can be written beside the record, it has no stamp, and none is missed.
    if (Beside { record, stamps }).write(place).is_ok() {
        meta::set(&tx, STAMP, &stamp.to_string())?;
    }
    connect::commit(tx)?;
    Ok(record)
}

/// The same for a record that is only looked at; one without an id is like no other.
pub(super) fn as_found(db: &Connection, place: &Path) -> Uuid {
    known(place, Some(db)).unwrap_or_else(Uuid::new_v4)
}

fn stamp(db: &Connection) -> Result<Option<Uuid>, StoreError> {
    Ok(meta::get(db, STAMP)?.and_then(|text| text.parse().ok()))
}

/// Draws a new stamp in the transaction of the first change of a program. Until [`close`], the old one counts, too: a
/// kill may come before the commit.
pub(super) fn renew(tx: &Connection, place: &Path) -> Result<(), StoreError> {
    let Some(mut beside) = Beside::read(place) else {
        return Ok(());
    };
    let new = Uuid::new_v4();
    beside.stamps = std::iter::once(new).chain(stamp(tx)?).collect();
    if beside.write(place).is_ok() {
        meta::set(tx, STAMP, &new.to_string())?;
    }
    Ok(())
}

/// Leaves only the stamp that the file has. Where another program writes just now, that one does it.
pub(super) fn close(db: &mut Connection, place: &Path) {
    let _ = db.busy_timeout(std::time::Duration::ZERO);
    let Ok(tx) = db.transaction_with_behavior(TransactionBehavior::Immediate) else {
        return;
    };
    if let (Some(mut beside), Ok(Some(stamp))) = (Beside::read(place), stamp(&tx))
        && beside.stamps != [stamp]
    {
        beside.stamps = vec![stamp];
        let _ = beside.write(place);
    }
}

/// Makes a file the one that will lie at `place`: what lies beside it counts it as such from now on, and still the one
/// that it replaces.
pub(super) fn move_in(db: &Connection, place: &Path, record: Uuid) -> Result<(), StoreError> {
    let stamp = Uuid::new_v4();
    meta::set(db, RECORD, &record.to_string())?;
    meta::set(db, STAMP, &stamp.to_string())?;
    let old = Beside::read(place).map(|found| found.stamps);
    let stamps = std::iter::once(stamp).chain(old.into_iter().flatten());
    let beside = Beside {
        record,
        stamps: stamps.collect(),
    };
    // Without it the file is taken for one that was put there by hand, which is nearly true.
    let _ = beside.write(place);
    Ok(())
}

/// Makes a new file the one that it was made from.
pub(super) fn continued(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    for key in [RECORD, STAMP] {
        if let Some(value) = meta::get(from, key)? {
            meta::set(to, key, &value)?;
        }
    }
    Ok(())
}

/// Takes the stamp out of a copy: only the file itself has it.
pub(super) fn unstamp(copy: &Connection) -> Result<(), StoreError> {
    meta::set(copy, STAMP, "")
}
