//! What stands in where an op was erased more than once: what all the stand-ins have in common, so that whatever one
//! erasure took out stays out.

use super::ERASED;
use serde_json::Map;
use serde_json::Value;

/// The common part of two stand-ins of one payload. The order does not matter.
pub(in crate::store) fn meet(a: &Value, b: &Value) -> Value {
    if let Some(both) = erasures(a, b) {
        return both;
    }
    match (a, b) {
        _ if a == b => a.clone(),
        (Value::String(a), Value::String(b)) => Value::String(texts(a, b)),
        // A list of which one side has less lost its end, never its middle.
        (Value::Array(a), Value::Array(b)) => {
            Value::Array(a.iter().zip(b).map(|(a, b)| meet(a, b)).collect())
        }
        (Value::Object(a), Value::Object(b)) => Value::Object(
            (a.iter())
                .filter_map(|(key, own)| Some((key.clone(), meet(own, b.get(key)?))))
                .collect::<Map<String, Value>>(),
        ),
        (Value::Null, _) | (_, Value::Null) => Value::Null,
        _ => {
            let (one, other) = (a.to_string(), b.to_string());
            if one < other { a.clone() } else { b.clone() }
        }
    }
}

/// What stands in for an erasure: whatever either of the two erases stays erased. `None`: neither is one.
fn erasures(a: &Value, b: &Value) -> Option<Value> {
    let (own, other) = (erased(a), erased(b));
    if own.is_none() && other.is_none() {
        return None;
    }
    let (own, other) = (own.unwrap_or_default(), other.unwrap_or_default());
    let same = own
        .iter()
        .map(|(key, _)| key)
        .eq(other.iter().map(|(key, _)| key));
    let keys = |all: &[(String, &Value)]| all.iter().map(|(key, _)| key.clone()).collect();
    let mut order: Vec<String> = keys(if own.is_empty() { &other } else { &own });
    if !same && !own.is_empty() && !other.is_empty() {
        order.extend(other.iter().map(|(key, _)| key.clone()));
        order.sort_unstable();
        order.dedup();
    }
    let of = |all: &[(String, &Value)], key: &str| {
        let found = all.iter().find(|(own, _)| own == key);
        found.map(|(_, entry)| (*entry).clone())
    };
    let ops = order
        .iter()
        .filter_map(|key| match (of(&own, key), of(&other, key)) {
            (Some(a), Some(b)) => Some(meet(&a, &b)),
            (a, b) => a.or(b),
        });
    let ops = Value::Array(ops.collect());
    let mut fields = Map::new();
    for (key, value) in a.as_object().into_iter().chain(b.as_object()).flatten() {
        let value = match fields.get(key) {
            Some(before) => meet(before, value),
            None => value.clone(),
        };
        fields.insert(key.clone(), value);
    }
    fields.insert("ops".to_owned(), ops);
    Some(Value::Object(fields))
}

/// The places that the payload of an erasure erases, each with its entry; `None`: it is no such payload.
fn erased(body: &Value) -> Option<Vec<(String, &Value)>> {
    let entry = |entry: &'_ Value| {
        let place = [entry.get("device")?, entry.get("scope")?, entry.get("seq")?];
        Some(place.map(Value::to_string).join("/"))
    };
    let ops = body.get("ops")?.as_array()?.iter();
    ops.map(|op| Some((entry(op)?, op))).collect()
}

/// The same of stand-ins as they are stored.
pub(in crate::store) fn meet_stored(a: &str, b: &str) -> String {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    if a == b {
        return a.to_owned();
    }
    meet(&read(a), &read(b)).to_string()
}

fn texts(a: &str, b: &str) -> String {
    if a.is_empty() || b.is_empty() {
        return String::new();
    }
    let (a, b) = (pieces(a), pieces(b));
    let equal = |(a, b): &(&&str, &&str)| a == b;
    let head = a.iter().zip(&b).take_while(equal).count();
    let rest = a.len().min(b.len()) - head;
    let tail = (a.iter().rev().zip(b.iter().rev()).take(rest))
        .take_while(equal)
        .count();
    let mut out: Vec<&str> = a.iter().take(head).copied().collect();
    out.push(ERASED);
    out.extend(a.iter().skip(a.len() - tail));
    out.dedup_by(|next, last| *next == ERASED && *last == ERASED);
    out.concat()
}

/// Characters, and the mark of an erasure as one.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with(ERASED) {
            ERASED.len()
        } else {
            first.len_utf8()
        };
        let (piece, behind) = rest.split_at(length);
        found.push(piece);
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_either_erasure_erases_stays_erased() {
        let entry = |seq: u64, text: &str| json!({"device": "d", "scope": "s", "seq": seq, "instead": {"note": text}});
        let first = json!({"ops": [entry(2, "山川"), entry(1, "海野")], "reason": "x"});
        let second = json!({"ops": [entry(1, "")], "reason": "x", "person": "marker"});
        let both =
            json!({"ops": [entry(1, ""), entry(2, "山川")], "reason": "x", "person": "marker"});
        assert_eq!(meet(&first, &second), both);
        assert_eq!(meet(&second, &first), both);
        assert_eq!(meet(&both, &first), both);
        assert_eq!(meet(&Value::Null, &first), first);
        assert_eq!(meet(&first, &Value::Null), first);
        assert_eq!(meet(&first, &first), first);
    }

    #[test]
    fn what_either_took_out_stays_out() {
        let whole = json!({"name": "山川 一", "note": "山川と海野が来る", "n": 3});
        let first = json!({"name": ERASED, "note": format!("{ERASED}と海野が来る"), "n": 3});
        let second = json!({"name": "山川 一", "note": format!("山川と{ERASED}が来る"), "n": 3});
        let both = meet(&first, &second);
        assert_eq!(both, meet(&second, &first));
        assert_eq!(both["name"], ERASED);
        let note = both["note"].as_str().unwrap();
        assert!(!note.contains("山川") && !note.contains("海野"), "{note}");
        assert!(note.ends_with("が来る"), "{note}");
        assert_eq!(meet(&both, &first), both);
        assert_eq!(meet(&whole, &first), first);
        let later = json!({"name": ERASED, "note": format!("{ERASED}と{ERASED}が来る"), "n": 3});
        assert_eq!(meet(&first, &later), later, "a later erasure is as it was");
        assert_eq!(meet(&whole, &Value::Null), Value::Null);
        assert_eq!(
            meet(&json!({"a": ""}), &json!({"a": "x"})),
            json!({"a": ""})
        );
    }
}
