//! A session as values under the names of columns again: the way back from reading, for every writer.

use super::head::{Head, Kind};
use super::section::Section;
use super::tables;
use crate::domain::roster::Session;
use serde_json::{Map, Value};

/// The rows of a section, each with its filled-in values in the order of the columns. Entities are recorded under the
/// names of the columns, so that no column needs a second setter here; a property test holds that nothing is lost.
pub(super) fn rows(session: &Session, section: Section) -> Vec<Vec<(Head, Value)>> {
    let Ok(Value::Object(whole)) = serde_json::to_value(session) else {
        return Vec::new();
    };
    let list = match section {
        Section::Session => return vec![row(&whole, section)],
        Section::Slots => "slots",
        Section::Tables => "desks",
        Section::Organisations => "organisations",
        Section::Attendees => "attendees",
        Section::Needs => "needs",
        Section::Patents => "patents",
    };
    let things = whole.get(list).and_then(Value::as_array);
    let things = things.into_iter().flatten().filter_map(Value::as_object);
    things.map(|thing| row(thing, section)).collect()
}

fn row(thing: &Map<String, Value>, section: Section) -> Vec<(Head, Value)> {
    let heads = tables::columns(section).into_iter();
    let filled = heads.filter_map(|head| {
        let value = match head.kind {
            Kind::Note => note(thing, head.name)?,
            _ => thing.get(head.name)?.clone(),
        };
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        (!is_empty).then_some((head, value))
    });
    filled.collect()
}

/// The text of a column that is only shown.
fn note(thing: &Map<String, Value>, name: &str) -> Option<Value> {
    let notes = thing.get("notes")?.as_array()?;
    let pairs = notes.iter().filter_map(Value::as_array);
    let mut named = pairs.filter(|pair| pair.first().and_then(Value::as_str) == Some(name));
    named.next()?.get(1).cloned()
}
