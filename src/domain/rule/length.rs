//! How long a text may be that somebody types: whatever is longer was pasted by mistake, and no line can show it.

use serde_json::Value;

/// Characters of a name, or of a way in which somebody agreed.
pub const NAME: usize = 100;

/// Characters of a memo or another text.
pub const TEXT: usize = 10_000;

/// How many characters the longest text of a payload has.
pub fn longest(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.iter().map(longest).max().unwrap_or(0),
        Value::Object(fields) => fields.values().map(longest).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
