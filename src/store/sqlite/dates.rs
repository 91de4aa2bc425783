//! Ops by their dates, which are not always those of their clocks.

use super::super::StoreError;
use super::super::op::dates::{Dates, Days, day};
use super::super::op::extras;
use super::ops::{self, select, select_ops};
use super::tables::{signed, unsigned};
use crate::domain::op::{Hlc, Op, tolerated};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use uuid::Uuid;

/// The newest op.
pub(super) fn newest_op(db: &Connection) -> Result<Option<Op>, StoreError> {
    let found = select(
        db,
        select_ops!("ORDER BY op.hlc DESC, stream.device DESC, op.seq DESC LIMIT 1"),
        [],
    )?;
    Ok(found.into_iter().next())
}

/// What the dates of a stream are, at a time that may be known.
pub(super) fn of_stream(
    db: &Connection,
    (device, scope): (Uuid, &str),
    now: Option<Timestamp>,
) -> Result<Dates, StoreError> {
    let Some((sid, newest)) = ops::stream_of(db, device, scope)? else {
        return Ok(Dates::default());
    };
    // Where no clock was ever set back, no date goes back, and the newest one is the latest.
    let mut says = db.prepare_cached(
        "SELECT 1 FROM op WHERE sid = ?1 AND instr(coalesce(body, instead), '\"at\":') > 0",
    )?;
    let mut clock = db.prepare_cached("SELECT hlc FROM op WHERE sid = ?1 AND seq = ?2")?;
    let newest = clock.query_row(params![sid, signed(newest)], |row| row.get(0));
    let newest = newest
        .optional()?
        .map_or(Hlc::default(), |hlc| Hlc(unsigned(hlc)));
    let is_ahead = now.is_some_and(|now| newest.time() > tolerated(now));
    if !is_ahead && !says.exists([sid])? {
        return Ok(Dates::default());
    }
    let own = dated(db, sid)?;
    let mut select =
        db.prepare_cached("SELECT sid FROM stream WHERE scope = ?1 AND device <> ?2")?;
    let others = select.query_map(params![scope, device.as_bytes().as_slice()], |row| {
        row.get(0)
    })?;
    let mut days = Days::new();
    for other in others.collect::<Result<Vec<i64>, _>>()? {
        days.extend(dated(db, other)?.into_iter().map(|(_, at)| day(at)));
    }
    Ok(Dates::of(&own, &days, now))
}

/// Number and date of every op of a stream, in their order.
fn dated(db: &Connection, sid: i64) -> Result<Vec<(u64, Timestamp)>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, hlc, CASE WHEN instr(coalesce(body, instead), '\"at\":') > 0
           THEN coalesce(body, instead) END FROM op WHERE sid = ?1 ORDER BY seq",
    )?;
    let found = select.query_map([sid], |row| {
        let says: Option<String> = row.get(2)?;
        let body = says.and_then(|text| serde_json::from_str(&text).ok());
        let at = body.and_then(|mut body| extras::take(&mut body).at);
        let hlc = Hlc(unsigned(row.get(1)?));
        Ok((unsigned(row.get(0)?), hlc.date(at)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The dates of the streams that are asked for, each looked at once.
#[derive(Default)]
pub(super) struct Asked {
    known: BTreeMap<(Uuid, Clean), Dates>,
    now: Option<Timestamp>,
}

impl Asked {
    pub(super) fn at(now: Option<Timestamp>) -> Self {
        Self {
            known: BTreeMap::new(),
            now,
        }
    }

    /// The dates of the stream in which an op stands.
    pub(super) fn of(&mut self, db: &Connection, op: &Op) -> Result<&Dates, StoreError> {
        match self.known.entry((op.stamp.device, op.scope.clone())) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => {
                let place = (op.stamp.device, op.scope.as_str());
                Ok(new.insert(of_stream(db, place, self.now)?))
            }
        }
    }
}

/// When something was last recorded in a compartment, as far as known.
pub(super) fn last_in(
    db: &Connection,
    scope: &str,
    now: Option<Timestamp>,
) -> Result<Option<Timestamp>, StoreError> {
    let mut asked = Asked::at(now);
    let mut last = None;
    for op in select(
        db,
        select_ops!("WHERE stream.scope = ?1 AND op.seq = stream.seq"),
        [scope],
    )? {
        let date = asked.of(db, &op)?.settled(op.stamp.seq, op.date());
        last = last.max(Some(date));
    }
    Ok(last)
}
