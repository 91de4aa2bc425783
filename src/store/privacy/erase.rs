//! Erasing one person: an op without them, whatever else it says.

use super::ERASED;
use crate::domain::entity::{Change, Entity};
use crate::domain::roster::Attendee;
use crate::text::Clean;
use serde_json::Value;

/// The texts by which a person is found in free text: long enough not to be parts of other words.
pub(in crate::store) fn words(prepared: &[(Clean, Attendee)]) -> Vec<String> {
    let mut words = Vec::new();
    for (_, person) in prepared {
        let bare: String = person.name.split_whitespace().collect();
        let parts: Vec<&str> = person.name.split_whitespace().collect();
        words.push(bare);
        words.push(parts.join(" "));
        words.push(parts.join("\u{3000}"));
        words.push(person.email.to_string());
        words.push(person.tel.to_string());
        words.push(person.kana.to_string());
    }
    words.retain(|w| w.chars().count() >= 3 && w != ERASED);
    // The longest first, so that no rest of a longer one stays.
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    words.dedup();
    words
}

/// The change without a person; `None`: it does not name them.
pub(in crate::store) fn without(
    entity: &Entity,
    change: &Change,
    badge: &Clean,
    words: &[String],
) -> Option<Change> {
    let mut less = change.clone();
    less.forget(entity, badge);
    let mut value = serde_json::to_value(&less).ok()?;
    if let Some(body) = value.get_mut("body") {
        blank(body, words);
    }
    let less = serde_json::from_value(value).unwrap_or(less);
    (less != *change).then_some(less)
}

fn blank(value: &mut Value, words: &[String]) {
    match value {
        Value::String(text) => {
            for word in words {
                if text.contains(word.as_str()) {
                    *text = text.replace(word.as_str(), ERASED);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| blank(v, words)),
        Value::Object(fields) => fields.values_mut().for_each(|v| blank(v, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
