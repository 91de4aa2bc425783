//! The log: which ops a filter can mean is asked of SQLite, so that what it cannot mean is not read.

use super::super::{LogEntry, LogFilter, Sessions, StoreError};
use super::tables::{meaning, signed};
use super::{dates, ops, undo};
use crate::domain::entity::{self, Entity};
use crate::domain::number;
use crate::domain::op::{Hlc, Op};
use crate::domain::recorded::key::join;
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::ops::ControlFlow;

/// The newest ops a filter asks for, in no order; looks no further back than its limit makes it.
pub(super) fn matching(db: &Connection, filter: &LogFilter) -> Result<Vec<Op>, StoreError> {
    let most = filter.limit.unwrap_or(usize::MAX);
    let mut found = Vec::new();
    if most == 0 {
        return Ok(found);
    }
    let asked = Asked::of(filter);
    let known = meaning::shared(db)?;
    let sql = format!(
        "{} {} ORDER BY {} DESC, stream.device DESC, op.seq DESC",
        ops::select_ops!(""),
        asked.conditions(),
        if asked.are_few { "+op.hlc" } else { "op.hlc" }
    );
    ops::each(
        db,
        &sql,
        params_from_iter(asked.values),
        |sealed, instead| {
            let op = known.in_keys(sealed.open(instead.as_deref()));
            if filter.matches(&op) {
                found.push(op);
            }
            Ok(if found.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        },
    )?;
    Ok(found)
}

/// Ops as they stand in the log, in their order.
pub(super) fn entries(
    db: &Connection,
    mut found: Vec<Op>,
    now: Option<Timestamp>,
) -> Result<Vec<LogEntry>, StoreError> {
    found.sort_by_key(|op| op.stamp);
    let off = undo::off_among(db, found.iter().map(|op| op.action).collect())?;
    let mut asked = dates::Asked::at(now);
    let mut entries = Vec::new();
    for op in found {
        let own = asked.of(db, &op)?;
        entries.push(LogEntry {
            undone: off.contains(&op.action),
            contradicted: own.contradict(op.stamp.seq),
            date: own.settled(op.stamp.seq, op.date()),
            op,
        });
    }
    Ok(entries)
}

/// Ops up to a clock that belong to a scope, and every undo until then.
pub(super) fn until(db: &Connection, scope: &Sessions, hlc: i64) -> Result<Vec<Op>, StoreError> {
    within(db, scope, "op.hlc <= ", hlc, |op| {
        Ok(signed(op.stamp.hlc.0) <= hlc)
    })
}

/// Ops up to a date, and every undo until then.
pub(super) fn until_date(
    db: &Connection,
    scope: &Sessions,
    date: Timestamp,
    now: Option<Timestamp>,
) -> Result<Vec<Op>, StoreError> {
    let mut asked = dates::Asked::at(now);
    let hlc = signed(Hlc::default().tick(date).0 | 0xFFFF);
    // Where an op says its date itself, any op of its stream may have another date than its clock.
    let either =
        "op.sid IN (SELECT sid FROM op WHERE instr(coalesce(body, instead), '\"at\":') > 0)
                  OR op.hlc <= ";
    within(db, scope, either, hlc, |op| {
        let own = asked.of(db, op)?;
        Ok(own.settled(op.stamp.seq, op.date()) <= date)
    })
}

/// The ops of a scope, and every undo, that fulfil a condition on their clock and are wanted.
fn within(
    db: &Connection,
    scope: &Sessions,
    condition: &str,
    hlc: i64,
    mut wanted: impl FnMut(&Op) -> Result<bool, StoreError>,
) -> Result<Vec<Op>, StoreError> {
    let mut asked = Asked::default();
    if let Sessions::One(session) = scope {
        asked.of_session(session);
    }
    let until = asked.value(Value::Integer(hlc));
    asked.all.push(format!("({condition}{until})"));
    let sql = format!(
        "{} {} ORDER BY +op.hlc",
        ops::select_ops!(""),
        asked.conditions()
    );
    let known = meaning::shared(db)?;
    let mut found = ops::undos(db)?;
    let values = params_from_iter(asked.values);
    ops::each(db, &sql, values, |sealed, instead| {
        let op = known.in_keys(sealed.open(instead.as_deref()));
        if scope.holds(&op.entity) && !matches!(op.entity, Entity::Action(_)) {
            found.push(op);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let mut then = Vec::new();
    for op in found {
        if wanted(&op)? {
            then.push(op);
        }
    }
    then.sort_by_key(|op| op.stamp);
    Ok(then)
}

/// Conditions that every op a filter means fulfils. Others may, too: the filter itself decides.
#[derive(Default)]
struct Asked {
    all: Vec<String>,
    values: Vec<Value>,
    /// So few that they are found by what they are and sorted then, not looked for along the order.
    are_few: bool,
}

/// Kinds that have an index of their own.
const RARE: &[&str] = &["action-undone", "content-erased"];

impl Asked {
    fn of(filter: &LogFilter) -> Self {
        let mut asked = Self::default();
        if let Some(action) = filter.action {
            let action = asked.value(Value::Blob(action.as_bytes().to_vec()));
            asked.few(format!("op.action = {action}"));
        }
        if let Some(kind) = &filter.kind {
            match RARE.iter().find(|rare| *rare == kind) {
                // A partial index is used only for what the query itself says.
                Some(rare) => asked.few(format!("op.kind = '{rare}'")),
                None => asked.is("op.kind", Value::Text(kind.clone())),
            }
        }
        if let Some(actor) = &filter.actor {
            asked.is("op.actor", Value::Text(actor.to_string()));
        }
        if let Some(session) = &filter.session {
            asked.of_session(session);
        }
        for named in [&filter.need, &filter.org, &filter.person]
            .into_iter()
            .flatten()
        {
            asked.names(named);
        }
        asked
    }

    fn conditions(&self) -> String {
        if self.all.is_empty() {
            return String::new();
        }
        format!("WHERE {}", self.all.join(" AND "))
    }

    /// Binds a value. Answers its place in the query.
    fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn few(&mut self, condition: String) {
        self.all.push(condition);
        self.are_few = true;
    }

    fn is(&mut self, column: &str, value: Value) {
        let value = self.value(value);
        self.all.push(format!("{column} = {value}"));
    }

    /// An op belongs to the session of its entity, and only without one to the compartment it was written in.
    fn of_session(&mut self, session: &Clean) {
        let scope = self.value(Value::Text(session.to_string()));
        let mut any = vec![format!(
            "op.sid IN (SELECT sid FROM stream WHERE scope = {scope})"
        )];
        let key = join(&[session]);
        for about in entity::ALL {
            // Every key begins with the session; the character behind the slash ends the range.
            let first = format!("{}:{key}", about.name);
            let whole = self.value(Value::Text(first.clone()));
            let from = self.value(Value::Text(format!("{first}/")));
            let until = self.value(Value::Text(format!("{first}0")));
            any.push(format!("op.entity = {whole}"));
            any.push(format!("(op.entity >= {from} AND op.entity < {until})"));
        }
        self.few(format!("({})", any.join(" OR ")));
    }

    /// A number stands in the key of the entity or in the payload.
    fn names(&mut self, named: &Clean) {
        let key = self.value(Value::Text(join(&[named])));
        // The payload has the number as its author wrote it.
        let quoted = serde_json::to_string(number::shown(named)).unwrap_or_default();
        let json = self.value(Value::Text(quoted.trim_matches('"').to_owned()));
        self.all.push(format!(
            "(instr(op.entity, {key}) OR instr(coalesce(op.body, op.instead, ''), {json}))"
        ));
    }
}
