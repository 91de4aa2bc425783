//! Facts of what people stated of a thing without having seen each other.

use super::line::{Fact, Label, Part, Tone};
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::text::Clean;
use crate::words::Lang;
use jiff::tz::TimeZone;

/// Every value between which nobody decided, with who stated it and when; the one that stands first.
pub(super) fn conflicts(book: &Book, entity: &Entity, zone: &TimeZone) -> Vec<Fact> {
    let mut facts = Vec::new();
    for conflict in book.conflicts_of(entity) {
        for (value, head) in conflict.values().into_iter().rev() {
            let when = head.date().to_zoned(zone.clone());
            let text = |lang| Clean::line(&value.text(lang));
            let parts = vec![
                Part::Code(conflict.field.ja(), conflict.field.en()),
                Part::Both(text(Lang::Ja), text(Lang::En)),
                Part::Text(head.actor.clone()),
                Part::Text(when.strftime("%m/%d %H:%M").to_string().into()),
            ];
            facts.push(Fact::parts(Label::Conflict, parts).tone(Tone::Warn));
        }
    }
    facts
}
