//! What a record must be, whatever happened to it.

use super::recorder::{PASSPHRASE, options};
use enishi::store::Options;
use enishi::store::chain::{Hash, ROOT, Sealed};
use enishi::store::sqlite::mirror::MirrorState;
use enishi::store::{LogFilter, Passphrase, SqliteStore, Store};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use uuid::Uuid;

/// Opens a record as the program does and looks at all of it. The actions in it, or what is wrong.
pub(super) fn inspect(path: &Path, mirror: bool) -> Result<BTreeSet<Uuid>, String> {
    inspect_with(&options(path, mirror), PASSPHRASE)
}

/// The same of a record that the program made, which encrypts nothing unless it is told to.
pub(super) fn inspect_plain(path: &Path) -> Result<BTreeSet<Uuid>, String> {
    inspect_with(&Options::new(path), None)
}

/// The same of a record that the program encrypted.
pub(super) fn inspect_with_key(path: &Path, passphrase: &str) -> Result<BTreeSet<Uuid>, String> {
    let options = Options {
        key: Some(Passphrase::new(passphrase)),
        ..Options::new(path)
    };
    inspect_with(&options, Some(passphrase))
}

fn inspect_with(options: &Options, passphrase: Option<&str>) -> Result<BTreeSet<Uuid>, String> {
    let (path, mirror) = (options.path.as_path(), options.mirror.is_some());
    let opened = SqliteStore::open_with(options);
    let opened = opened.map_err(|e| format!("does not open: {e}"))?;
    let mut store = opened.store;
    if *store.mirror_state()
        != (if mirror {
            MirrorState::Equal
        } else {
            MirrorState::None
        })
    {
        return Err(format!("{:?}, {:?}", store.mirror_state(), opened.notices));
    }
    let log = store
        .log(&LogFilter::default())
        .map_err(|e| format!("log: {e}"))?;
    let db = connect(path, passphrase).map_err(|e| format!("does not open: {e}"))?;
    quick_check(&db)?;
    chains(&db)?;
    let before = tables(&db).map_err(|e| format!("tables: {e}"))?;
    store.rebuild().map_err(|e| format!("rebuild: {e}"))?;
    let after = tables(&db).map_err(|e| format!("tables: {e}"))?;
    for (table, rows) in &after {
        if before.get(table) != Some(rows) {
            return Err(format!("table {table} is not what its ops make it"));
        }
    }
    Ok(log.into_iter().map(|entry| entry.op.action).collect())
}

/// The bare database.
pub(super) fn connect(path: &Path, passphrase: Option<&str>) -> rusqlite::Result<Connection> {
    let db = Connection::open(path)?;
    if let Some(passphrase) = passphrase {
        db.pragma_update(None, "key", passphrase)?;
    }
    Ok(db)
}

/// Every action acknowledged is there, and at most `in_doubt` others beside those known before.
pub(super) fn compare(
    found: &BTreeSet<Uuid>,
    promised: &BTreeSet<Uuid>,
    in_doubt: usize,
) -> Result<(), String> {
    let lost: Vec<_> = promised.difference(found).collect();
    if !lost.is_empty() {
        return Err(format!(
            "{} acknowledged actions are lost: {lost:?}",
            lost.len()
        ));
    }
    let extra = found.difference(promised).count();
    if extra > in_doubt {
        return Err(format!(
            "{extra} actions nobody was told of, {in_doubt} may be"
        ));
    }
    Ok(())
}

pub(super) fn quick_check(db: &Connection) -> Result<(), String> {
    pragma_check(db, "quick_check")
}

pub(super) fn pragma_check(db: &Connection, which: &str) -> Result<(), String> {
    let answer: rusqlite::Result<String> = db.pragma_query_value(None, which, |row| row.get(0));
    match answer {
        Ok(answer) if answer == "ok" => Ok(()),
        Ok(answer) => Err(format!("{which}: {answer}")),
        Err(error) => Err(format!("{which}: {error}")),
    }
}

/// Every stream begins with 1, has no hole, hashes as written and ends where its head says.
pub(super) fn chains(db: &Connection) -> Result<(), String> {
    walk(db)
        .map_err(|e| format!("ops unreadable: {e}"))
        .and_then(|fault| fault.map_or(Ok(()), Err))
}

fn walk(db: &Connection) -> rusqlite::Result<Option<String>> {
    let mut heads: BTreeMap<i64, (u64, Hash)> = BTreeMap::new();
    let mut select = db.prepare(
        "SELECT op.v, op.id, stream.device, stream.scope, op.seq, op.hlc, op.actor, op.action, op.entity, op.kind,
                op.salt, op.body, op.body_hash, op.hash, op.sid
         FROM op JOIN stream ON stream.sid = op.sid ORDER BY op.sid, op.seq",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let number = |at: usize| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
        let salt: Option<[u8; 16]> = row.get(10)?;
        let body: Option<String> = row.get(11)?;
        let op = Sealed {
            v: number(0)?,
            id: Uuid::from_bytes(row.get(1)?),
            device: Uuid::from_bytes(row.get(2)?),
            scope: row.get(3)?,
            seq: number(4)?,
            hlc: number(5)?,
            actor: row.get(6)?,
            action: Uuid::from_bytes(row.get(7)?),
            entity: row.get(8)?,
            kind: row.get(9)?,
            content: salt.zip(body),
            body_hash: row.get(12)?,
            hash: row.get(13)?,
            sig: None,
        };
        let (seq, prev) = heads.entry(row.get(14)?).or_insert((0, ROOT));
        if op.seq != *seq + 1 {
            return Ok(Some(format!("op {} follows op {seq}", op.seq)));
        }
        if let Some(fault) = op.fault(prev) {
            return Ok(Some(format!("op {}: {fault}", op.seq)));
        }
        (*seq, *prev) = (op.seq, op.hash);
    }
    let mut select = db.prepare("SELECT sid, seq, hash FROM stream")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let head: (i64, Hash) = (row.get(1)?, row.get(2)?);
        let end = heads.get(&row.get(0)?).copied().unwrap_or((0, ROOT));
        if (u64::try_from(head.0).ok(), head.1) != (Some(end.0), end.1) {
            return Ok(Some(format!(
                "a stream of {} ops ends at {}",
                end.0, head.0
            )));
        }
    }
    let orphans: i64 = db.query_row(
        "SELECT count(*) FROM op WHERE sid NOT IN (SELECT sid FROM stream)",
        [],
        |row| row.get(0),
    )?;
    Ok((orphans > 0).then(|| format!("{orphans} ops without a stream")))
}

/// All rows of all tables that are made from the ops.
pub(super) fn tables(db: &Connection) -> rusqlite::Result<BTreeMap<String, Vec<String>>> {
    let mut select = db.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table'
           AND name NOT IN ('op', 'stream', 'meta', 'note') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let names: Vec<String> = select
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut all = BTreeMap::new();
    for name in names {
        let mut select = db.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let columns = select.column_count();
        let rows = select.query_map([], |row| {
            let cells = (0..columns).map(|at| row.get::<_, Value>(at));
            Ok(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?))
        })?;
        let mut rows: Vec<String> = rows.collect::<Result<_, _>>()?;
        rows.sort();
        all.insert(name, rows);
    }
    Ok(all)
}

/// Ends the test with every line of what went wrong.
pub(super) fn nothing_wrong(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
