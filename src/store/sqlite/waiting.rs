//! The table `waiting`: ops that came before the one they follow. Each is a line as it was read; one that says something
//! else now is damage, because we wrote it down ourselves.

use super::super::chain::Sealed;
use super::super::{StoreError, line};
use super::erasure;
use super::merge::Missing;
use super::tables::{signed, unsigned};
use crate::text::Clean;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

/// How many are looked at together.
const AT_ONCE: i64 = 256;

/// All of them.
pub(super) fn all(db: &Connection) -> Result<Vec<Sealed>, StoreError> {
    let mut select = db.prepare("SELECT line, device, scope, seq, hash FROM waiting")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// One that waits, by its place.
pub(super) fn at(
    db: &Connection,
    (device, scope): (Uuid, &str),
    seq: u64,
) -> Result<Option<Sealed>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT line, device, scope, seq, hash FROM waiting WHERE device = ?1 AND scope = ?2 AND seq = ?3",
    )?;
    let mut rows = select.query(params![device.as_bytes().as_slice(), scope, signed(seq)])?;
    rows.next()?.map(read).transpose()
}

/// The streams of which something waits.
pub(super) fn streams(db: &Connection) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut select = db.prepare_cached("SELECT DISTINCT device, scope FROM waiting")?;
    let found = select.query_map([], |row| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The next ones of a stream behind a place, in their order; none: there are no more.
pub(super) fn behind(
    db: &Connection,
    (device, scope): (Uuid, &str),
    (seq, hash): (u64, &[u8]),
) -> Result<Vec<Sealed>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT line, device, scope, seq, hash FROM waiting
         WHERE device = ?1 AND scope = ?2 AND (seq, hash) > (?3, ?4) ORDER BY seq, hash LIMIT ?5",
    )?;
    let device = device.as_bytes().as_slice();
    let mut rows = select.query(params![device, scope, signed(seq), hash, AT_ONCE])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// How many wait.
pub(super) fn count(db: &Connection) -> Result<usize, StoreError> {
    let mut select = db.prepare_cached("SELECT count(*) FROM waiting")?;
    let count: i64 = select.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// What is not here before the first op of every stream that waits.
pub(super) fn missing(db: &Connection) -> Result<Vec<Missing>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT device, scope, count(*), min(seq), coalesce(
           (SELECT seq FROM stream WHERE stream.device = waiting.device
              AND stream.scope = waiting.scope), 0)
         FROM waiting GROUP BY device, scope ORDER BY device, scope",
    )?;
    let found = select.query_map([], |row| {
        let scope: String = row.get(1)?;
        let (first, head) = (unsigned(row.get(3)?), unsigned(row.get(4)?));
        Ok(Missing {
            device: Uuid::from_bytes(row.get(0)?),
            scope: Clean::text(&scope),
            seqs: (head + 1, first.saturating_sub(1)),
            waiting: unsigned(row.get(2)?),
        })
    })?;
    let found: Vec<Missing> = found.collect::<Result<_, _>>()?;
    // One that comes next and waits all the same waits for its payload.
    let is_gap = |m: &Missing| m.seqs.0 <= m.seqs.1;
    Ok(found.into_iter().filter(is_gap).collect())
}

fn read(row: &Row<'_>) -> Result<Sealed, StoreError> {
    let text: String = row.get(0)?;
    let key = (
        Uuid::from_bytes(row.get(1)?),
        row.get(2)?,
        unsigned(row.get(3)?),
        row.get(4)?,
    );
    let same = |op: &Sealed| (op.device, op.scope.clone(), op.seq, op.hash) == key;
    let op = line::read(&text, 0).ok().filter(same);
    op.ok_or_else(|| StoreError::Damaged("waiting".to_owned()))
}

/// Keeps an op, with its payload if anybody has it and nobody erased it.
pub(super) fn keep(db: &Connection, op: &Sealed) -> Result<(), StoreError> {
    let text = if op.content.is_some() && erasure::stand_in(db, op)?.is_some() {
        line::write(&op.without_payload())?
    } else {
        line::write(op)?
    };
    let told = op.content.is_some() || op.sig.is_some();
    db.prepare_cached(if told {
        "INSERT OR REPLACE INTO waiting VALUES(?1, ?2, ?3, ?4, ?5)"
    } else {
        "INSERT OR IGNORE INTO waiting VALUES(?1, ?2, ?3, ?4, ?5)"
    })?
    .execute(params![
        op.device.as_bytes().as_slice(),
        op.scope,
        signed(op.seq),
        op.hash,
        text
    ])?;
    Ok(())
}

/// It waits no longer.
pub(super) fn remove(db: &Connection, op: &Sealed) -> Result<(), StoreError> {
    db.prepare_cached(
        "DELETE FROM waiting WHERE device = ?1 AND scope = ?2 AND seq = ?3 AND hash = ?4",
    )?
    .execute(params![
        op.device.as_bytes().as_slice(),
        op.scope,
        signed(op.seq),
        op.hash
    ])?;
    Ok(())
}
