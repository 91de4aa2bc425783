//! The tables `stream` and `op`: appended to, never changed but by an erasure.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::super::StoreError;
use super::super::chain;
use super::super::chain::Sealed;
use super::schema;
use super::tables::{meaning, signed, unsigned};
use crate::domain::book::whole;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use uuid::Uuid;

/// Head of a stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    pub(super) sid: i64,
    pub(super) seq: u64,
    pub(super) hash: chain::Hash,
}

/// The stream of a laptop in a compartment; made where there is none.
pub(super) fn stream(db: &Connection, device: Uuid, scope: &str) -> Result<Stream, StoreError> {
    let device = device.as_bytes().as_slice();
    let mut select =
        db.prepare_cached("SELECT sid, seq, hash FROM stream WHERE device = ?1 AND scope = ?2")?;
    let found = select
        .query_row(params![device, scope], |row| {
            Ok(Stream {
                sid: row.get(0)?,
                seq: unsigned(row.get(1)?),
                hash: row.get(2)?,
            })
        })
        .optional()?;
    if let Some(stream) = found {
        return Ok(stream);
    }
    db.prepare_cached("INSERT INTO stream(device, scope, seq, hash) VALUES(?1, ?2, 0, ?3)")?
        .execute(params![device, scope, chain::ROOT])?;
    Ok(Stream {
        sid: db.last_insert_rowid(),
        seq: 0,
        hash: chain::ROOT,
    })
}

/// The stream ends here now.
pub(super) fn move_head(db: &Connection, stream: &Stream) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE stream SET seq = ?2, hash = ?3 WHERE sid = ?1")?
        .execute(params![stream.sid, signed(stream.seq), stream.hash])?;
    Ok(())
}

/// Appends an op as it is.
pub(super) fn insert(db: &Connection, sid: i64, op: &Sealed) -> Result<(), StoreError> {
    let (salt, body) = match &op.content {
        Some((salt, body)) => (Some(salt), Some(body)),
        None => (None, None),
    };
    db.prepare_cached(
        "INSERT INTO op(sid, seq, v, id, hlc, actor, action, entity, kind, salt, body, body_hash, hash)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        sid,
        signed(op.seq),
        signed(op.v),
        op.id.as_bytes().as_slice(),
        signed(op.hlc),
        op.actor,
        op.action.as_bytes().as_slice(),
        op.entity,
        op.kind,
        salt,
        body,
        op.body_hash,
        op.hash
    ])?;
    Ok(())
}

/// The newest clock in the record.
pub(super) fn newest(db: &Connection) -> Result<u64, StoreError> {
    let mut select = db.prepare_cached("SELECT coalesce(max(hlc), 0) FROM op")?;
    Ok(unsigned(select.query_row([], |row| row.get(0))?))
}

/// How far the order of arrival has come.
pub(super) fn head(db: &Connection) -> Result<u64, StoreError> {
    let mut select = db.prepare_cached("SELECT coalesce(max(ord), 0) FROM op")?;
    Ok(unsigned(select.query_row([], |row| row.get(0))?))
}

/// A query over whole ops; the columns are those of [`read`].
macro_rules! select_ops {
    ($tail:literal) => {
        concat!(
            "SELECT op.v, op.id, stream.device, stream.scope, op.seq, op.hlc, op.actor, op.action,
                    coalesce(op.said, op.entity), op.kind,
                    op.salt, op.body, op.body_hash, op.hash, op.instead
             FROM op JOIN stream ON stream.sid = op.sid ",
            $tail
        )
    };
}
pub(super) use select_ops;

/// An op as it is stored, and what stands in for its payload.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<(Sealed, Option<String>)> {
    let salt: Option<chain::Salt> = row.get(10)?;
    let body: Option<String> = row.get(11)?;
    let sealed = Sealed {
        v: unsigned(row.get(0)?),
        id: Uuid::from_bytes(row.get(1)?),
        device: Uuid::from_bytes(row.get(2)?),
        scope: row.get(3)?,
        seq: unsigned(row.get(4)?),
        hlc: unsigned(row.get(5)?),
        actor: row.get(6)?,
        action: Uuid::from_bytes(row.get(7)?),
        entity: row.get(8)?,
        kind: row.get(9)?,
        content: salt.zip(body),
        body_hash: row.get(12)?,
        hash: row.get(13)?,
        sig: None,
    };
    Ok((sealed, row.get(14)?))
}

/// The ops of a query made of [`select_ops`].
pub(super) fn select(
    db: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<Op>, StoreError> {
    let known = meaning::shared(db)?;
    let found = as_said(db, sql, params)?.into_iter();
    Ok(found.map(|op| known.in_keys(op)).collect())
}

/// Ops with the numbers that their authors wrote.
fn as_said(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<Op>, StoreError> {
    let mut found = Vec::new();
    each(db, sql, params, |sealed, instead| {
        found.push(sealed.open(instead.as_deref()));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// Walks over ops without holding them all.
pub(super) fn each(
    db: &Connection,
    sql: &str,
    params: impl Params,
    mut visit: impl FnMut(Sealed, Option<String>) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    // A file of an older version is looked at before it is upgraded, or only read.
    let before = sql.replace("coalesce(op.said, op.entity)", "op.entity");
    let is_older = schema::version(db)? < schema::WITH_SAID;
    let mut select = db.prepare_cached(if is_older { &before } else { sql })?;
    let mut rows = select.query(params)?;
    while let Some(row) = rows.next()? {
        let (sealed, instead) = read(row)?;
        if visit(sealed, instead)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// The ops of one action, in their order.
pub(super) fn of_action(db: &Connection, action: Uuid) -> Result<Vec<Op>, StoreError> {
    select(
        db,
        select_ops!("WHERE op.action = ?1 ORDER BY op.hlc, op.seq"),
        [action.as_bytes().as_slice()],
    )
}

/// The ops that arrived after a place in the order of arrival.
pub(super) fn arrived_after(db: &Connection, ord: u64) -> Result<Vec<Op>, StoreError> {
    select(
        db,
        select_ops!("WHERE op.ord > ?1 ORDER BY op.ord"),
        [signed(ord)],
    )
}

pub(super) fn sorted(ops: &[Op]) -> Vec<&Op> {
    let mut sorted: Vec<&Op> = ops.iter().collect();
    sorted.sort_by_key(|op| op.stamp);
    sorted
}

/// The switched-off actions among those of an entity.
pub(super) fn off_of(db: &Connection, entity: &Entity) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT action.id FROM op JOIN action ON action.id = op.action AND action.off = 1
         WHERE op.entity = ?1",
    )?;
    let found = select.query_map([entity.to_string()], |row| {
        Ok(Uuid::from_bytes(row.get(0)?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether an older version recorded the file of a session whole.
pub(super) fn is_whole(db: &Connection, session: &Clean) -> Result<bool, StoreError> {
    let entity = Entity::Session(session.clone()).to_string();
    let mut select = db
        .prepare_cached("SELECT 1 FROM op WHERE entity = ?1 AND kind = 'session-loaded' LIMIT 1")?;
    Ok(select.exists([entity])?)
}

/// The ops of a compartment, those aside that say what a file said: a file has thousands.
pub(super) fn recorded(db: &Connection, scope: &Clean) -> Result<Vec<Op>, StoreError> {
    select(
        db,
        select_ops!(
            "WHERE stream.scope = ?1 AND op.kind NOT IN
             ('need-read', 'organisation-read', 'attendee-read', 'patent-read', 'session-loaded')"
        ),
        [scope.as_str()],
    )
}

/// All ops of what was prepared for a session.
pub(super) fn prepared(db: &Connection, session: &Clean) -> Result<Vec<Op>, StoreError> {
    let known = meaning::shared(db)?;
    let found = prepared_as_said(db, session)?.into_iter();
    Ok(found.map(|op| known.in_keys(op)).collect())
}

/// The same with the numbers that their authors wrote.
pub(super) fn prepared_as_said(db: &Connection, session: &Clean) -> Result<Vec<Op>, StoreError> {
    let of_session = Entity::Session(session.clone()).to_string();
    let mut found = as_said(db, select_ops!("WHERE op.entity = ?1"), [of_session])?;
    let nobody = Clean::default();
    for first in [
        whole::need,
        whole::organisation,
        whole::attendee,
        whole::patent,
    ] {
        let from = first(session, &nobody).to_string();
        // The character behind the slash ends the range.
        let until = format!("{}0", from.trim_end_matches('/'));
        found.extend(as_said(
            db,
            select_ops!("WHERE op.entity >= ?1 AND op.entity < ?2"),
            [from, until],
        )?);
    }
    Ok(found)
}

/// Every entity there is with all its ops.
pub(super) fn each_entity(
    db: &Connection,
    mut visit: impl FnMut(&Entity, &[Op]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let known = meaning::shared(db)?;
    let mut own: Vec<Op> = Vec::new();
    each(
        db,
        select_ops!("WHERE op.kind <> 'action-undone' ORDER BY op.entity, op.hlc"),
        [],
        |sealed, instead| {
            let op = known.in_keys(sealed.open(instead.as_deref()));
            if let Some(last) = own.last()
                && last.entity != op.entity
            {
                visit(&last.entity.clone(), &own)?;
                own.clear();
            }
            own.push(op);
            Ok(ControlFlow::Continue(()))
        },
    )?;
    match own.last() {
        Some(last) => visit(&last.entity.clone(), &own),
        None => Ok(()),
    }
}

/// The number of a stream in this file, and of its newest op.
pub(super) fn stream_of(
    db: &Connection,
    device: Uuid,
    scope: &str,
) -> Result<Option<(i64, u64)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT sid, seq FROM stream WHERE device = ?1 AND scope = ?2")?;
    let found = select.query_row(params![device.as_bytes().as_slice(), scope], |row| {
        Ok((row.get(0)?, unsigned(row.get(1)?)))
    });
    Ok(found.optional()?)
}

/// The ops of one entity, in no order.
pub(super) fn of_entity(db: &Connection, entity: &Entity) -> Result<Vec<Op>, StoreError> {
    select(
        db,
        select_ops!("WHERE op.entity = ?1"),
        [entity.to_string()],
    )
}

/// Every op in the order of arrival.
pub(super) fn each_arrived(
    db: &Connection,
    mut visit: impl FnMut(Op) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let known = meaning::shared(db)?;
    each(db, select_ops!("ORDER BY op.ord"), [], |sealed, instead| {
        visit(known.in_keys(sealed.open(instead.as_deref())))?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Every undo.
pub(super) fn undos(db: &Connection) -> Result<Vec<Op>, StoreError> {
    select(db, select_ops!("WHERE op.kind = 'action-undone'"), [])
}

/// Head of a stream with its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) sid: i64,
    pub(super) device: Uuid,
    pub(super) scope: String,
    pub(super) seq: u64,
    pub(super) hash: chain::Hash,
}

/// All streams, in the order of their names.
pub(super) fn heads(db: &Connection) -> Result<Vec<Head>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT sid, device, scope, seq, hash FROM stream ORDER BY device, scope",
    )?;
    let found = select.query_map([], |row| {
        Ok(Head {
            sid: row.get(0)?,
            device: Uuid::from_bytes(row.get(1)?),
            scope: row.get(2)?,
            seq: unsigned(row.get(3)?),
            hash: row.get(4)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The hash of one op.
pub(super) fn hash_at(
    db: &Connection,
    sid: i64,
    seq: u64,
) -> Result<Option<chain::Hash>, StoreError> {
    let mut select = db.prepare_cached("SELECT hash FROM op WHERE sid = ?1 AND seq = ?2")?;
    let found = select.query_row(params![sid, signed(seq)], |row| row.get(0));
    Ok(found.optional()?)
}

/// Whether a stream holds an op with this hash, wherever in it.
pub(super) fn holds(db: &Connection, sid: i64, hash: &chain::Hash) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached("SELECT 1 FROM op WHERE sid = ?1 AND hash = ?2")?;
    Ok(select.exists(params![sid, hash])?)
}

/// The hash of one op, and whether its payload is still there.
pub(super) fn held(
    db: &Connection,
    sid: i64,
    seq: u64,
) -> Result<Option<(chain::Hash, bool)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT hash, body IS NOT NULL FROM op WHERE sid = ?1 AND seq = ?2")?;
    let found = select.query_row(params![sid, signed(seq)], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(found.optional()?)
}

/// One op as it stands here, and whether its payload is still its own.
pub(super) fn at(
    db: &Connection,
    device: Uuid,
    scope: &str,
    seq: u64,
) -> Result<Option<(Op, bool)>, StoreError> {
    let mut found = None;
    each(
        db,
        select_ops!("WHERE stream.device = ?1 AND stream.scope = ?2 AND op.seq = ?3"),
        params![device.as_bytes().as_slice(), scope, signed(seq)],
        |sealed, instead| {
            found = Some((sealed.open(instead.as_deref()), sealed.content.is_some()));
            Ok(ControlFlow::Break(()))
        },
    )?;
    Ok(found)
}

/// The ops of a stream after a place, in order.
pub(super) fn each_of_stream(
    db: &Connection,
    sid: i64,
    after: u64,
    mut visit: impl FnMut(Sealed, Option<String>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    each(
        db,
        select_ops!("WHERE op.sid = ?1 AND op.seq > ?2 ORDER BY op.seq"),
        params![sid, signed(after)],
        |sealed, instead| visit(sealed, instead).map(ControlFlow::Continue),
    )
}

/// Puts the payload of one op back.
pub(super) fn heal(db: &Connection, op: &Sealed) -> Result<(), StoreError> {
    let Some((salt, body)) = &op.content else {
        return Ok(());
    };
    db.prepare_cached(
        "UPDATE op SET salt = ?4, body = ?5, instead = NULL
         WHERE sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2) AND seq = ?3",
    )?
    .execute(params![
        op.device.as_bytes().as_slice(),
        op.scope,
        signed(op.seq),
        salt,
        body
    ])?;
    Ok(())
}

/// Takes out the payload of one op.
pub(super) fn erase(db: &Connection, op: &Sealed, instead: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE op SET salt = NULL, body = NULL, instead = ?4
         WHERE sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2) AND seq = ?3",
    )?
    .execute(params![
        op.device.as_bytes().as_slice(),
        op.scope,
        signed(op.seq),
        instead
    ])?;
    Ok(())
}

/// Every stream that erases something, whole, because an op is taken in only behind the one it follows.
pub(super) fn with_erasures(db: &Connection) -> Result<Vec<Sealed>, StoreError> {
    let mut found = Vec::new();
    each(
        db,
        select_ops!(
            "WHERE op.sid IN (SELECT sid FROM op WHERE kind = 'content-erased') ORDER BY op.sid, op.seq"
        ),
        [],
        |sealed, _| {
            found.push(sealed);
            Ok(ControlFlow::Continue(()))
        },
    )?;
    Ok(found)
}

/// The small things kept beside the record.
pub(super) fn notes(db: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut select = db.prepare_cached("SELECT key, value FROM note")?;
    let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}
