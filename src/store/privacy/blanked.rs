//! Whether what stands in for an erased payload only leaves something out. An erasure may blank, and never say something
//! else: what stands in is shown under the name and the day of whoever wrote the op.

use super::ERASED;
use crate::domain::book::whole;
use crate::domain::entity::{Change, Entity, Erased};
use crate::domain::op::Op;
use crate::store::chain;
use crate::store::op::extras;
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether `left` is the payload of an op without some of its texts, entries and fields.
pub(in crate::store) fn is_blanked(op: &Op, left: &Value) -> bool {
    keeps_acting(op, left)
        && keeps_meaning(op, left)
        && today(op).is_some_and(|whole| leaves_out(&whole, left))
}

/// Whether the numbers of what stands in mean what those of the op did. Without what the op says of them it would be about
/// other things; where nothing stands in, it is about nothing.
fn keeps_meaning(op: &Op, left: &Value) -> bool {
    let said = extras::take(&mut left.clone());
    !left.is_object() || said.means == op.extras.means
}

/// Whether what stands in for an op still names what hangs on it: a whole file the numbers of all that it prepared, because
/// rows come from them; and an op about ops does the same: an undo of the same action, or an erasure of the same for the
/// same person. No person is named there but by a marker, and an erasure is never taken back.
pub(in crate::store) fn keeps_acting(op: &Op, left: &Value) -> bool {
    let left = chain::change(op.change.kind(), left.clone());
    if op.change.undoes().is_some() {
        return left == op.change;
    }
    let prepared = prepared(op);
    if prepared.is_some() {
        let stood = Op {
            change: left,
            ..op.clone()
        };
        return prepares_as_many(&prepared.unwrap_or_default(), &stood);
    }
    let Change::ContentErased { ops, person, .. } = &op.change else {
        return true;
    };
    let Change::ContentErased {
        ops: left,
        person: of,
        ..
    } = &left
    else {
        return false;
    };
    let place = |e: &Erased| (e.device, e.scope.clone(), e.seq);
    person == of && ops.iter().map(place).eq(left.iter().map(place))
}

/// Whether what stands in for a whole file prepares the same things; a number that was itself a name may be blanked.
fn prepares_as_many(whole: &BTreeSet<Entity>, stood: &Op) -> bool {
    let left = prepared(stood).unwrap_or_default();
    let is_of = |thing: &Entity| {
        let key = thing.to_string();
        let without = |one: &Entity| is_text_without(&one.to_string(), &key);
        whole.contains(thing) || (key.contains(ERASED) && whole.iter().any(without))
    };
    left.len() == whole.len() && left.iter().all(is_of)
}

/// All that a file prepared, where an op recorded it whole.
fn prepared(op: &Op) -> Option<BTreeSet<Entity>> {
    let (id, file) = op.entity.session().zip(whole::loaded(op))?;
    Some(whole::things(id, file).collect())
}

/// What a payload and what stands in for it have in common; `None`: what stands in only leaves something out.
pub(in crate::store) fn common(op: &Op, left: &Value) -> Option<Value> {
    let whole = today(op).unwrap_or_default();
    if !keeps_acting(op, left) {
        // All that it erases stays erased, with less of what stands in wherever both say something.
        return Some(whole);
    }
    if !keeps_meaning(op, left) {
        let acts = op.change.undoes().is_some() || !op.change.erases().is_empty();
        let is_file = prepared(op).is_some();
        return Some(if acts || is_file { whole } else { Value::Null });
    }
    (!leaves_out(&whole, left)).then(|| without_else(&whole, left))
}

fn without_else(whole: &Value, left: &Value) -> Value {
    match (whole, left) {
        _ if leaves_out(whole, left) => left.clone(),
        (Value::Object(whole), Value::Object(left)) => Value::Object(
            (left.iter())
                .filter_map(|(key, left)| Some((key.clone(), without_else(whole.get(key)?, left))))
                .collect(),
        ),
        _ => Value::Null,
    }
}

/// A payload as it is written today: an older version did not write every field that has a default.
fn today(op: &Op) -> Option<Value> {
    let text = chain::payload(&op.change, &op.extras).ok()?;
    serde_json::from_str(&text).ok()
}

/// Whether every value of `left` is the one of `whole`, or less of it.
fn leaves_out(whole: &Value, left: &Value) -> bool {
    match (whole, left) {
        (_, Value::Null) => true,
        (Value::String(whole), Value::String(left)) => is_text_without(whole, left),
        (Value::Array(whole), Value::Array(left)) => {
            // The first that fits is as good as any later one.
            let mut rest = whole.iter();
            left.iter()
                .all(|left| rest.any(|whole| leaves_out(whole, left)))
        }
        (Value::Object(whole), Value::Object(left)) => (left.iter()).all(|(key, left)| {
            let whole = whole.get(key);
            whole.is_some_and(|whole| leaves_out(whole, left))
        }),
        _ => whole == left,
    }
}

/// Whether a text is another one, or nothing, or what is left of it with the sign of an erasure in every gap.
fn is_text_without(whole: &str, left: &str) -> bool {
    if whole == left || left.is_empty() {
        return true;
    }
    let Some((front, last)) = left.rsplit_once(ERASED) else {
        return false;
    };
    let mut pieces = front.split(ERASED);
    let Some(mut rest) = pieces.next().and_then(|first| whole.strip_prefix(first)) else {
        return false;
    };
    for piece in pieces {
        let Some((_, behind)) = rest.split_once(piece) else {
            return false;
        };
        rest = behind;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_left_out_is_less_and_never_something_else() {
        let whole = json!({"note": "山川と海野が来る", "persons": ["001", "002"], "n": 3, "on": {"a": "b"}});
        for left in [
            json!(null),
            json!({}),
            whole.clone(),
            json!({"note": "", "persons": ["002"], "n": 3}),
            json!({"note": ERASED, "on": {}}),
            json!({"note": format!("{ERASED}と海野が来る")}),
            json!({"note": format!("{ERASED}と{ERASED}が来る"), "on": null}),
            json!({"note": format!("山川と{ERASED}")}),
        ] {
            assert!(leaves_out(&whole, &left), "{left}");
        }
        for other in [
            json!({"note": "来る"}),
            json!({"note": "偽のメモ"}),
            json!({"note": format!("{ERASED}偽のメモ")}),
            json!({"note": format!("海野{ERASED}")}),
            json!({"note": format!("{ERASED}海野{ERASED}山川{ERASED}")}),
            json!({"note": format!("山川と海野が来る{ERASED}来る")}),
            json!({"note": ["山川と海野が来る"]}),
            json!({"persons": ["002", "001"]}),
            json!({"persons": ["001", "002", "003"]}),
            json!({"n": 4}),
            json!({"more": ""}),
            json!({"on": {"a": "c"}}),
            json!("note"),
        ] {
            assert!(!leaves_out(&whole, &other), "{other}");
        }
    }
}
