//! JSON with everything that a parse usually loses: the order of keys, and keys that are there twice.

use super::{NotCanonical, Why};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
use serde_json::Value;
use std::fmt;
use std::fmt::Write as _;

/// A value as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The same without some keys of its own.
    pub(super) fn without(self, is_out: impl Fn(&str) -> bool) -> Self {
        match self {
            Self::Object(pairs) => {
                Self::Object(pairs.into_iter().filter(|(key, _)| !is_out(key)).collect())
            }
            other @ (Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Array(_)) => other,
        }
    }

    /// Reads a text; nested deeper than 128 it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text of a text.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number without sign, fraction and exponent.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// The value written compactly.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// An object with a key twice means one thing to one reader and another thing to another one.
    pub(super) fn no_key_twice(&self, at: &str) -> Result<(), NotCanonical> {
        match self {
            Self::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    item.no_key_twice(&format!("{at}[{n}]"))?;
                }
            }
            Self::Object(pairs) => {
                let mut keys: Vec<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
                keys.sort_unstable();
                if let Some([key, _]) = keys.array_windows().find(|[a, b]| a == b) {
                    return Err(NotCanonical::new(&format!("{at}.{key}"), Why::Twice));
                }
                for (key, value) in pairs {
                    value.no_key_twice(&format!("{at}.{key}"))?;
                }
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => {}
        }
        Ok(())
    }

    /// Whether this is what a program writes for `again`, up to the order of keys. Keys that only `again` has were
    /// filled in by the reader.
    pub(super) fn is_written_as(&self, again: &Value, at: &str) -> Result<(), NotCanonical> {
        let same = match (self, again) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(a), Value::Bool(b)) => a == b,
            (Self::Number(a), Value::Number(b)) => a == b,
            (Self::Text(a), Value::String(b)) => {
                // A text that was cleaned, a date or a code that was written in another way.
                let cleaned = crate::text::Clean::text(a);
                if a != b && *cleaned == **b {
                    return Err(NotCanonical::new(at, Why::Text));
                }
                a == b
            }
            (Self::Array(a), Value::Array(b)) => {
                for (n, (a, b)) in a.iter().zip(b).enumerate() {
                    a.is_written_as(b, &format!("{at}[{n}]"))?;
                }
                a.len() == b.len()
            }
            (Self::Object(a), Value::Object(b)) => {
                for (key, a) in a {
                    let at = format!("{at}.{key}");
                    let b = b.get(key);
                    let b = b.ok_or_else(|| NotCanonical::new(&at, Why::Unknown))?;
                    a.is_written_as(b, &at)?;
                }
                true
            }
            _ => false,
        };
        if same {
            Ok(())
        } else {
            Err(NotCanonical::new(at, Why::Form))
        }
    }
}

/// JSON in ASCII: outside of its strings it is ASCII anyway.
pub(super) fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(2 * json.len());
    for c in json.chars() {
        if c.is_ascii() && !c.is_ascii_control() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(b) => to.serialize_bool(*b),
            Self::Number(n) => n.serialize(to),
            Self::Text(text) => to.serialize_str(text),
            Self::Array(items) => {
                let mut seq = to.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Self::Object(pairs) => {
                let mut map = to.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Whole)
    }
}

struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Json, E> {
        Ok(Json::Bool(b))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Json, E> {
        Ok(Json::Number(n.into()))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Json, E> {
        Ok(Json::Number(n.into()))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Json, E> {
        Ok(Number::from_f64(n).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = from.next_entry()? {
            pairs.push(pair);
        }
        Ok(Json::Object(pairs))
    }
}
