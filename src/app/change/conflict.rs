//! Deciding between values that people stated without having seen each other.

use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::conflict::Conflict;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::op::Stamp;
use crate::domain::recorded::stated::{Field, Value};
use crate::text::Clean;

/// Decides for the value of one statement: it is stated once more by somebody who has seen the others.
pub fn decide(ctx: &mut Ctx<'_>, entity: &Entity, field: Field, stamp: Stamp) {
    let found = conflict_of(ctx, entity, field)
        .and_then(|c| c.heads.iter().find(|head| head.stamp == stamp))
        .map(|head| (head.change.clone(), head.value(field)));
    let Some((change, Some(value))) = found else {
        ctx.tell(Say::Unchanged);
        return;
    };
    let change = match &value {
        // Not the person who was recorded with it.
        Value::Level(level) if matches!(entity, Entity::Pairing(_)) => {
            PairingChange::Level { level: *level }.into()
        }
        Value::Level(_)
        | Value::Pairing(..)
        | Value::Task(_)
        | Value::Day(_)
        | Value::Text(_)
        | Value::Step(..)
        | Value::Relation(_)
        | Value::Presence(_)
        | Value::Done(_)
        | Value::Reply(..)
        | Value::Seat(_)
        | Value::Fixed(_)
        | Value::Outcome(_)
        | Value::Met(..)
        | Value::Point(..) => change,
    };
    record(ctx, entity, change, value);
}

/// Decides for all texts, one below the other in their order.
pub fn join(ctx: &mut Ctx<'_>, entity: &Entity, field: Field) {
    let Some(conflict) = conflict_of(ctx, entity, field) else {
        ctx.tell(Say::Unchanged);
        return;
    };
    let mut whole = String::new();
    let mut last = None;
    for (value, head) in conflict.values() {
        if let Value::Text(text) = value
            && !text.is_empty()
        {
            if !whole.is_empty() {
                whole.push('\n');
            }
            whole.push_str(&text);
        }
        last = Some(head.change.clone());
    }
    let text = Clean::text(&whole);
    let Some(change) = last.and_then(|last| last.with_text(&text)) else {
        ctx.tell(Say::Unchanged);
        return;
    };
    record(ctx, entity, change, Value::Text(text));
}

fn conflict_of<'a>(ctx: &'a Ctx<'_>, entity: &Entity, field: Field) -> Option<&'a Conflict> {
    let mut conflicts = ctx.book().conflicts_of(entity).iter();
    conflicts.find(|c| c.field == field)
}

fn record(ctx: &mut Ctx<'_>, entity: &Entity, change: Change, value: Value) {
    let Some(session) = entity.session().cloned() else {
        return;
    };
    ctx.commit(&session, vec![(entity.clone(), change)]);
    ctx.tell(Say::Decided(value));
}
