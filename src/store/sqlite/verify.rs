//! Proof that the record is whole: every hash, every row, every page.

use super::super::StoreError;
use super::super::chain;
use super::super::files;
use super::mirror::MirrorState;
use super::report::{Author, By, Fault, Report};
use super::tables::Table;
use super::{
    SqliteStore, connect, keys, meaning, mirror, ops, rebuild, signature, tables, waiting,
};
use crate::text::Clean;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;

impl SqliteStore {
    /// Recomputes all hashes, folds all ops anew and compares every row, lets SQLite look at every page, and compares
    /// the second copy. Changes nothing.
    pub fn verify(&self) -> Result<Report, StoreError> {
        let mut report = self.reading(|db| {
            let mut report = Report::default();
            report.faults.extend(pages(db, "integrity_check")?);
            let is_file = db.path().is_some_and(|path| !path.is_empty());
            if self.key.is_some() && is_file {
                // Every page has its own seal; a sound file answers with no line at all.
                report.faults.extend(pages(db, "cipher_integrity_check")?);
            }
            chains(db, &mut report)?;
            authors(db, &mut report)?;
            let fresh = connect::in_memory()?;
            rebuild::rebuild_into(db, &fresh)?;
            same_schema(db, &fresh, &mut report)?;
            if let Some(op) = meaning::misplaced(db)? {
                report.faults.push(Fault::Op {
                    device: op.stamp.device,
                    scope: op.scope,
                    seq: op.stamp.seq,
                    what: "header",
                });
            }
            for table in tables::all() {
                same_rows(db, &fresh, table, &mut report)?;
            }
            if let Err(StoreError::Damaged(what)) = waiting::all(db) {
                report.faults.push(Fault::File(Clean::line(&what)));
            }
            Ok(report)
        })?;
        if let Some(mirror) = &self.mirror {
            // One look at each, the second copy first: it gets an op only after the record has it. A look begins with
            // the first question.
            let copy = mirror.unchecked_transaction()?;
            ops::head(&copy)?;
            let up_to_date = *self.mirror_state() == MirrorState::Equal;
            let found = self.reading(|db| mirror::differences(&copy, db, up_to_date))?;
            copy.finish()?;
            report.faults.extend(found);
        }
        Ok(report)
    }
}

/// The check after an unclean end: the pages, and the newest ops of every stream.
pub(super) fn quick(db: &Connection) -> Result<(), StoreError> {
    const NEWEST: u64 = 1000;
    let damaged = |fault: Option<Fault>| match fault {
        Some(Fault::File(what)) => Err(StoreError::Damaged(what.to_string())),
        Some(Fault::Op { seq, what, .. }) => Err(StoreError::Damaged(format!("op {seq}: {what}"))),
        _ => Ok(()),
    };
    // One consistent look: another program may be writing, and its WAL is why we are asked.
    let db = db.unchecked_transaction()?;
    damaged(pages(&db, "quick_check")?.into_iter().next())?;
    for head in ops::heads(&db)? {
        let mut report = Report::default();
        let from = head.seq.saturating_sub(NEWEST);
        chain_of(&db, &head, from, &mut report)?;
        damaged(report.faults.into_iter().next())?;
    }
    db.finish()?;
    Ok(())
}

fn pages(db: &Connection, check: &str) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    db.pragma_query(None, check, |row| {
        let line: String = row.get(0)?;
        if line != "ok" {
            faults.push(Fault::File(Clean::line(&line)));
        }
        Ok(())
    })?;
    Ok(faults)
}

/// Every stream from its first op.
fn chains(db: &Connection, report: &mut Report) -> Result<(), StoreError> {
    for head in ops::heads(db)? {
        report.streams += 1;
        chain_of(db, &head, 0, report)?;
    }
    let all: i64 = db.query_row("SELECT count(*) FROM op", [], |row| row.get(0))?;
    if i64::try_from(report.ops).ok() != Some(all) {
        let what = format!("op: {all} <> {}", report.ops);
        report.faults.push(Fault::File(Clean::line(&what)));
    }
    Ok(())
}

/// Who signed each stream. What this laptop wrote since it has keys is signed to its end.
fn authors(db: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let known = keys::acquaintances(db)?;
    let own = keys::own(db)?;
    let mine = keys::devices(db)?;
    let missing = waiting::missing(db)?;
    let signing = signature::signing(db)?;
    for head in ops::heads(db)?.into_iter().filter(|head| head.seq > 0) {
        let newest = signature::newest(db, head.device, &head.scope)?;
        let signed = newest.as_ref().map_or(0, |(seq, _)| *seq);
        let by = match &newest {
            None => {
                let gap = missing.iter();
                let mut gap =
                    gap.filter(|m| (m.device, m.scope.as_str()) == (head.device, &head.scope));
                let is_signing =
                    signing.contains(&head.device) || known.with_device(head.device).is_some();
                match gap.next() {
                    Some(gap) => By::Waiting(gap.seqs.0),
                    None if is_signing && !mine.contains(&head.device) => By::Cut,
                    None => By::Nobody,
                }
            }
            Some(newest) if !signature::holds(db, &head, newest)? => By::Wrong,
            Some((_, endorsement)) => {
                let owner = known.with_device(head.device);
                match known.with_keys(&endorsement.by) {
                    _ if owner.is_some_and(|o| o.public != endorsement.by) => By::Wrong,
                    _ if own == Some(endorsement.by) => By::Own,
                    Some(accepted) => By::Accepted(accepted.name.clone()),
                    None => By::Unknown(endorsement.by.fingerprint()),
                }
            }
        };
        let scope = Clean::line(&head.scope);
        let missing = by != By::Wrong && mine.contains(&head.device) && signed < head.seq;
        if missing || by == By::Wrong {
            report.faults.push(Fault::Signature {
                device: head.device,
                scope: scope.clone(),
                seq: signed,
                missing,
            });
        }
        report.authors.push(Author {
            device: head.device,
            scope,
            seq: head.seq,
            signed,
            by,
        });
    }
    Ok(())
}

/// One stream after `from`; names the first op that does not hold.
fn chain_of(
    db: &Connection,
    head: &ops::Head,
    from: u64,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut first: Option<(u64, &'static str)> = None;
    let mut prev = match from {
        0 => Some(chain::ROOT),
        from => ops::hash_at(db, head.sid, from)?,
    };
    let mut last = from;
    ops::each_of_stream(db, head.sid, from, |op, instead| {
        report.ops += 1;
        report.erased += u64::from(op.content.is_none());
        let what = match prev {
            _ if op.seq != last + 1 => Some("missing"),
            None => Some("missing"),
            Some(prev) => op.fault(&prev),
        };
        let what = what.or((op.content.is_some() && instead.is_some()).then_some("payload"));
        if let Some(what) = what {
            first = first.or(Some((
                if what == "missing" { last + 1 } else { op.seq },
                what,
            )));
        }
        last = op.seq;
        prev = Some(op.hash);
        Ok(())
    })?;
    if first.is_none() && (last != head.seq || prev != Some(head.hash)) {
        first = Some((last, "head"));
    }
    if let Some((seq, what)) = first {
        report.faults.push(Fault::Op {
            device: head.device,
            scope: Clean::line(&head.scope),
            seq,
            what,
        });
    }
    Ok(())
}

/// Tables and indexes as this program makes them, nothing more and nothing less.
fn same_schema(db: &Connection, fresh: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let of = |db: &Connection| -> Result<BTreeMap<String, Option<String>>, StoreError> {
        let mut select = db.prepare(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'",
        )?;
        let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    };
    let (have, want) = (of(db)?, of(fresh)?);
    let names = have.keys().chain(want.keys());
    if let Some(name) = names.into_iter().find(|n| have.get(*n) != want.get(*n)) {
        report.faults.push(Fault::File(Clean::line(name)));
    }
    Ok(())
}

/// Compares a table with its fresh fold, row by row in the same order.
fn same_rows(
    db: &Connection,
    fresh: &Connection,
    table: &Table,
    report: &mut Report,
) -> Result<(), StoreError> {
    let select = table.select();
    let (mut have, mut want) = (db.prepare(&select)?, fresh.prepare(&select)?);
    let width = have.column_count();
    let (mut have, mut want) = (have.query([])?, want.query([])?);
    let values = |row: Option<&rusqlite::Row<'_>>| -> Result<Option<Vec<Value>>, rusqlite::Error> {
        row.map(|row| (0..width).map(|i| row.get(i)).collect())
            .transpose()
    };
    loop {
        let (mine, theirs) = (values(have.next()?)?, values(want.next()?)?);
        if mine != theirs {
            // Where one side has the row alone, that is the one to name; the file's own where both differ.
            let row = named(&mine.or(theirs).unwrap_or_default());
            report.faults.push(Fault::Row {
                table: table.name,
                row: Clean::line(&row),
            });
            return Ok(());
        }
        if mine.is_none() {
            return Ok(());
        }
        report.rows += 1;
    }
}

/// The first columns of a row, to name it.
fn named(row: &[Value]) -> String {
    let shown = row.iter().take(2).map(|value| match value {
        Value::Text(text) => text.clone(),
        Value::Integer(n) => n.to_string(),
        Value::Blob(bytes) => files::hex(bytes),
        Value::Real(_) | Value::Null => String::new(),
    });
    shown.collect::<Vec<_>>().join(" ")
}
