//! A conflict in words, once: for the notices and menus of the screen and for the commands.

use crate::domain::book::Book;
use crate::domain::conflict::{Conflict, Head};
use crate::domain::entity::Entity;
use crate::domain::recorded::stated::{Field, Value};
use crate::view::sentence;
use crate::words::Words;
use crate::words::fl;
use jiff::tz::TimeZone;

/// `N-01 x 甲製作所: 面談希望 と 関心、メモ 2通り`: where people stated different things, in one line.
pub fn line(words: &Words, book: &Book, entity: &Entity, conflicts: &[Conflict]) -> String {
    let what = sentence::named(words, book, entity);
    let fields: Vec<String> = conflicts.iter().map(|c| field(words, c)).collect();
    let fields = fields.join(words.pick("、", ", "));
    if what.is_empty() {
        return fields;
    }
    fl!(words, "conflict-line", what = what, fields = fields)
}

fn field(words: &Words, conflict: &Conflict) -> String {
    let values = conflict.values();
    if conflict.field.is_text() {
        let name = name(words, conflict.field);
        return fl!(words, "conflict-ways", field = name, count = values.len());
    }
    // The one that stands first.
    let texts = values
        .iter()
        .rev()
        .map(|(value, _)| value.text(words.lang()));
    let joined = texts.reduce(|one, other| fl!(words, "conflict-and", one = one, other = other));
    joined.unwrap_or_default()
}

/// Which value stands, in a sentence.
pub fn stands(words: &Words, conflict: &Conflict) -> String {
    let values = conflict.values();
    let value = values.last().map(|(value, _)| value.text(words.lang()));
    fl!(
        words,
        "conflict-stands",
        field = name(words, conflict.field),
        value = value.unwrap_or_default()
    )
}

/// Every value with who stated it and when, the one that stands first.
pub fn said(words: &Words, conflict: &Conflict, zone: &TimeZone) -> Vec<String> {
    let values = conflict.values();
    let one = |(value, head): &(Value, &Head)| {
        let when = head.date().to_zoned(zone.clone());
        fl!(
            words,
            "conflict-said",
            value = value.text(words.lang()),
            who = head.actor.as_str(),
            when = when.strftime("%m/%d %H:%M").to_string()
        )
    };
    values.iter().rev().map(one).collect()
}

/// The name of a field.
pub fn name(words: &Words, field: Field) -> &str {
    words.pick(field.ja(), field.en())
}
