//! Ops by their dates, which are not always those of their clocks.

use super::super::StoreError;
use super::super::op::dates::Dates;
use super::ops::{self, select, select_ops};
use crate::domain::op::Op;
use rusqlite::Connection;
use uuid::Uuid;

/// The newest op; of a compartment, where one is named.
pub(super) fn newest_op(db: &Connection, scope: Option<&str>) -> Result<Option<Op>, StoreError> {
    let found = match scope {
        None => select(
            db,
            select_ops!("ORDER BY op.hlc DESC, stream.device DESC, op.seq DESC LIMIT 1"),
            [],
        )?,
        // Within a stream the last op is the newest.
        Some(scope) => select(
            db,
            select_ops!("WHERE stream.scope = ?1 AND op.seq = stream.seq"),
            [scope],
        )?,
    };
    Ok(found.into_iter().max_by_key(|op| op.stamp))
}

/// What the ops of a stream say of their dates.
pub(super) fn of_stream(db: &Connection, device: Uuid, scope: &str) -> Result<Dates, StoreError> {
    let Some(head) = ops::stream_of(db, device, scope)? else {
        return Ok(Dates::default());
    };
    let date = |seq| {
        let found = ops::at(db, device, scope, seq)?;
        Ok::<_, StoreError>(found.map(|(op, _)| op.date()).unwrap_or_default())
    };
    let said = select(
        db,
        select_ops!(
            "WHERE op.sid = ?1 AND instr(coalesce(op.body, op.instead), '\"at\":') > 0 ORDER BY op.seq"
        ),
        [head.0],
    )?;
    let said = said.iter().filter(|op| op.extras.at.is_some());
    Ok(Dates {
        first: date(1)?,
        newest: date(head.1)?,
        said: said.map(|op| (op.stamp.seq, op.date())).collect(),
    })
}
