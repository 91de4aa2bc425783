//! A field that a file and somebody at the program changed to different values, in words: for the screen and the commands.

use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::reading::Both;
use crate::intake::section::Section;
use crate::intake::tables;
use crate::text::Clean;
use crate::view::sentence;
use crate::words::Words;
use crate::words::fl;
use serde_json::Value;

/// What it is a field of, and its name.
pub fn field(words: &Words, book: &Book, both: &Both) -> String {
    let name = both.field.strip_prefix("notes.").unwrap_or(&both.field);
    let section = match &both.entity {
        Entity::Session(_) => Some(Section::Session),
        Entity::Need(_) => Some(Section::Needs),
        Entity::Organisation(_) => Some(Section::Organisations),
        Entity::Attendee(_) => Some(Section::Attendees),
        Entity::Patent(_) => Some(Section::Patents),
        Entity::Progress(_)
        | Entity::Pairing(_)
        | Entity::Task(_)
        | Entity::Memo(_)
        | Entity::Tie(_)
        | Entity::Attendance(_)
        | Entity::Interest(_)
        | Entity::Meeting(_)
        | Entity::Reply(_)
        | Entity::Waiver(_)
        | Entity::Letter(_)
        | Entity::Action(_)
        | Entity::Unknown(_) => None,
    };
    let columns = section.map(tables::columns).unwrap_or_default();
    let label = columns.iter().find(|head| head.name == name);
    let label = label.map_or(name, |head| words.pick(head.label, name));
    let row = book.row(&both.entity).and_then(|row| row.title(words));
    let thing = row.unwrap_or_else(|| sentence::named(words, book, &both.entity));
    format!("{thing}  {label}")
}

/// One of its values.
pub fn value(words: &Words, book: &Book, both: &Both, value: &Value) -> String {
    let session = both.entity.session().and_then(|id| book.sessions.get(id));
    let is_org = ["org", "hospital"].contains(&both.field.as_str());
    let of_org = |id: &str| {
        let id = Clean::line(id);
        session.map_or(id.clone(), |s| s.org_name(&id).clone())
    };
    match value {
        Value::Null => fl!(words, "both-nothing"),
        Value::String(text) if text.is_empty() => fl!(words, "both-nothing"),
        Value::String(id) if is_org => of_org(id).to_string(),
        Value::String(text) => text.replace('\n', " "),
        Value::Bool(true) => fl!(words, "both-yes"),
        Value::Bool(false) => fl!(words, "both-no"),
        Value::Number(number) => number.to_string(),
        Value::Array(items) if items.is_empty() => fl!(words, "both-nothing"),
        Value::Array(items) => {
            let each = items
                .iter()
                .map(|item| self::value(words, book, both, item));
            let each: Vec<String> = each.collect();
            each.join(words.pick("、", ", "))
        }
        Value::Object(fields) => {
            let each = fields
                .values()
                .map(|item| self::value(words, book, both, item));
            let each: Vec<String> = each.collect();
            each.join(" ")
        }
    }
}
