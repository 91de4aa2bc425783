//! The payloads of the ops of one kind of thing: their names, their versions, and how they are read and written.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in the record, for example `pairing-level`. A name that has been released is never changed.
    pub name: &'static str,
    /// Whether a thing exists because of it; other changes alone do not bring one into being.
    pub creates: bool,
    /// Whether the user's Ctrl+Z takes it back.
    pub undoable: bool,
}

/// The changes of one kind of thing; implemented by `changes!` alone.
pub trait Payload: Clone + PartialEq + Serialize + DeserializeOwned {
    /// All there are.
    const KINDS: &'static [Kind];
    /// Which one this is.
    fn kind(&self) -> Kind;
}

/// Makes a payload of the next version from one of a change of this name.
pub type Upcast = fn(kind: &str, body: &mut Map<String, Value>);

/// Where a payload says its version; one of version 1 says nothing.
const VERSION: &str = "v";

/// The version of the payloads that are written after these steps.
pub const fn version(steps: &[Upcast]) -> u64 {
    1 + steps.len() as u64
}

/// A payload as it is recorded.
pub fn write<T: Payload>(change: &T, steps: &[Upcast]) -> serde_json::Result<Value> {
    let mut whole = serde_json::to_value(change)?;
    let mut body = whole.get_mut("body").map_or(Value::Null, Value::take);
    if let Value::Object(fields) = &mut body
        && !steps.is_empty()
    {
        fields.insert(VERSION.to_owned(), version(steps).into());
    }
    Ok(body)
}

/// A recorded payload, brought to the version of today. One of a newer version, or that is no such payload, comes back
/// as it is.
pub fn read<T: Payload>(kind: &str, body: Value, steps: &[Upcast]) -> Result<T, Value> {
    let said = body.get(VERSION).cloned();
    if said.is_none() && steps.is_empty() {
        // As all payloads of today are: a session of thousands of people is not copied.
        let mut whole = whole(kind, body);
        return T::deserialize(&whole)
            .map_err(|_| whole.get_mut("body").map_or(Value::Null, Value::take));
    }
    upcast(kind, body.clone(), said, steps)
        .and_then(|body| T::deserialize(whole(kind, body)).ok())
        .ok_or(body)
}

fn upcast(kind: &str, mut body: Value, said: Option<Value>, steps: &[Upcast]) -> Option<Value> {
    let version = said.map_or(Some(1), |v| v.as_u64())?;
    let done = usize::try_from(version).ok()?.checked_sub(1)?;
    let fields = body.as_object_mut()?;
    fields.remove(VERSION);
    for step in steps.get(done..)? {
        step(kind, fields);
    }
    Some(body)
}

/// A payload with its name, as serde reads a change.
pub(in crate::domain) fn whole(kind: &str, body: Value) -> Value {
    Value::Object(Map::from_iter([
        ("kind".to_owned(), Value::from(kind)),
        ("body".to_owned(), body),
    ]))
}

/// The changes of one kind of thing, each with the name it is recorded under and what it may do.
macro_rules! changes {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident {
            $(
                $(#[doc = $doc:literal])*
                #[kind($kind:literal, creates = $creates:literal, undoable = $undoable:literal)]
                $variant:ident $fields:tt,
            )+
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "kind", content = "body")]
        pub enum $name {
            $(
                $(#[doc = $doc])*
                #[serde(rename = $kind)]
                $variant $fields,
            )+
        }

        impl $crate::domain::recorded::payload::Payload for $name {
            const KINDS: &'static [$crate::domain::recorded::payload::Kind] = &[
                $($crate::domain::recorded::payload::Kind {
                    name: $kind,
                    creates: $creates,
                    undoable: $undoable,
                },)+
            ];

            fn kind(&self) -> $crate::domain::recorded::payload::Kind {
                match self {
                    $(Self::$variant { .. } => $crate::domain::recorded::payload::Kind {
                        name: $kind,
                        creates: $creates,
                        undoable: $undoable,
                    },)+
                }
            }
        }
    };
}
pub(crate) use changes;

#[cfg(test)]
#[expect(
    unreachable_pub,
    reason = "the macro writes what the modules of entities need"
)]
mod tests {
    use super::*;
    use crate::text::Clean;
    use serde_json::json;

    changes! {
        /// A toy that was called otherwise in its first version and had its size as text in the second.
        pub enum ToyChange {
            /// It is there.
            #[kind("toy-bought", creates = true, undoable = true)]
            Bought {
                /// What it is called.
                name: Clean,
                /// In centimetres.
                size: u32,
            },
        }
    }

    fn renamed(_: &str, body: &mut Map<String, Value>) {
        let name = body.remove("title").unwrap_or_default();
        body.insert("name".to_owned(), name);
    }

    fn counted(_: &str, body: &mut Map<String, Value>) {
        let size = body.get("size").and_then(Value::as_str);
        let size: u32 = size.and_then(|s| s.parse().ok()).unwrap_or(0);
        body.insert("size".to_owned(), size.into());
    }

    const STEPS: &[Upcast] = &[renamed, counted];

    #[test]
    fn payloads_of_every_version_are_read_as_those_of_today() {
        let today = ToyChange::Bought {
            name: "積み木".into(),
            size: 12,
        };
        for old in [
            json!({"title": "積み木", "size": "12"}),
            json!({"name": "積み木", "size": "12", "v": 2}),
            json!({"name": "積み木", "size": 12, "v": 3}),
        ] {
            assert_eq!(read("toy-bought", old, STEPS), Ok(today.clone()));
        }
        let newer = json!({"name": "積み木", "size": 12, "v": 4});
        let back = read::<ToyChange>("toy-bought", newer.clone(), STEPS);
        assert_eq!(back, Err(newer), "kept as it came");
        for odd in [json!(0), json!(-1), json!("1"), json!(null)] {
            let body = json!({"name": "積み木", "size": 12, "v": odd});
            assert!(read::<ToyChange>("toy-bought", body, STEPS).is_err());
        }
    }

    #[test]
    fn a_payload_says_its_version_from_the_second_on() {
        let change = ToyChange::Bought {
            name: "積み木".into(),
            size: 12,
        };
        let first = json!({"name": "積み木", "size": 12});
        assert_eq!(write(&change, &[]).unwrap(), first);
        let third = json!({"name": "積み木", "size": 12, "v": 3});
        assert_eq!(write(&change, STEPS).unwrap(), third);
    }
}
