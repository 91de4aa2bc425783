//! An op in words, once: for the history on the screen, for a notice, and for the log of the commands. What each kind of
//! change says is `tell` in `domain/entity/NAME.rs`; here the names are put in.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is told, not swallowed"
)]

use crate::domain::book::{Book, whole};
use crate::domain::entity::{Change, Entity, entities};
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::{Length, Part, Recorded, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::collections::BTreeSet;

/// What an op did, in a few words.
pub fn short(words: &Words, book: &Book, op: &Op) -> String {
    tell(words, book, op, Length::Short)
}

/// What an op did, as one line with full names.
pub fn full(words: &Words, book: &Book, op: &Op) -> Clean {
    Clean::line(&tell(words, book, op, Length::Full))
}

/// The things whose names the sentence of an op says.
pub fn names(op: &Op) -> BTreeSet<Entity> {
    let mut names = names_of(&op.entity);
    let person = op.change.subject(&op.entity).person;
    if let Some((session, badge)) = op.entity.session().zip(person) {
        names.insert(whole::attendee(session, badge));
    }
    names
}

/// The things whose names it takes to name a thing.
pub fn names_of(entity: &Entity) -> BTreeSet<Entity> {
    let mut names = BTreeSet::from([entity.clone()]);
    let Some(session) = entity.session() else {
        return names;
    };
    names.insert(Entity::Session(session.clone()));
    for part in entity.name() {
        if let Part::Org(number) = part {
            names.insert(whole::organisation(session, number));
        }
    }
    names
}

macro_rules! define {
    ($( $V:ident $name:ident $field:ident; )+) => {
        fn tell(words: &Words, book: &Book, op: &Op, length: Length) -> String {
            let telling = Telling {
                words,
                length,
                what: &name(words, book, &op.entity, length),
                person: person(book, op),
            };
            match &op.change {
                $( Change::$V(change) => {
                    <crate::domain::entity::$name::$V as Recorded>::tell(change, &telling)
                } )+
                Change::ContentErased { .. } => match op.change.marker() {
                    Some(marker) if marker.is_answer() => fl!(words, "store-op-another"),
                    Some(_) | None => fl!(words, "store-op-erased"),
                },
                Change::ActionUndone { .. } => match length {
                    Length::Short => fl!(words, "op-undone"),
                    Length::Full => fl!(words, "summary-undone"),
                },
                Change::Unknown { kind, .. } => match length {
                    Length::Short => fl!(words, "op-unknown", kind = kind.as_str()),
                    Length::Full => fl!(words, "summary-unknown", kind = kind.as_str()),
                },
            }
        }
    };
}
entities!(define);

/// `N-02 x 光学テクノ`: numbers and the short name of an organisation, as far as there are any.
pub fn subject(book: &Book, session: &str, numbers: &[&Clean], org: &Clean) -> String {
    let session = book.sessions.get(&Clean::line(session));
    let name = session.and_then(|s| s.recorded_organisation(org));
    let name = name.map_or(org, |o| o.short_name());
    let told = |no: &Clean| match session {
        Some(session) => session.need_told(no),
        None => Clean::line(number::shown(no)),
    };
    let numbers: Vec<Clean> = numbers.iter().copied().map(told).collect();
    let parts = numbers.iter().chain([name]);
    let parts: Vec<&str> = parts.map(Clean::as_str).filter(|p| !p.is_empty()).collect();
    parts.join(" x ")
}

/// The name of an entity in a few words; empty where it has none.
pub fn named(words: &Words, book: &Book, entity: &Entity) -> String {
    name(words, book, entity, Length::Short)
}

/// The name of an entity, as long as the sentence it stands in.
fn name(words: &Words, book: &Book, entity: &Entity, length: Length) -> String {
    let session = entity.session().and_then(|id| book.sessions.get(id));
    let of_org = |id: &Clean| {
        let org = session.and_then(|s| s.recorded_organisation(id));
        let name = org.map_or(id, |org| match length {
            Length::Short => org.short_name(),
            Length::Full => &org.name,
        });
        name.to_string()
    };
    let need = entity.need();
    let title = || book.row(entity).and_then(|row| row.title(words));
    let parts = entity.name().into_iter().map(|part| match (part, length) {
        (Part::Number(text), _) if need == Some(text) => session.map_or_else(
            || number::shown(text).to_owned(),
            |s| s.need_told(text).to_string(),
        ),
        (Part::Number(text), _) | (Part::Code(text), Length::Short) => {
            number::shown(text).to_owned()
        }
        (Part::Code(text), Length::Full) => title().unwrap_or_else(|| text.to_string()),
        (Part::Org(id), _) => of_org(id),
    });
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() && entity.prepared_for().is_some() {
        parts.extend(title());
    }
    match (length, entity.name().first(), parts.split_first()) {
        // The code of a task is no side of a pairing.
        (Length::Short, Some(Part::Code(_)), Some((code, rest))) if !rest.is_empty() => {
            format!("{code} {}", rest.join(" x "))
        }
        (Length::Short, ..) => parts.join(" x "),
        (Length::Full, ..) => parts.join(" / "),
    }
}

/// The name of the person an op names, or the badge number where no name is known.
fn person<'a>(book: &'a Book, op: &'a Op) -> Option<&'a Clean> {
    let badge = op.change.subject(&op.entity).person?;
    let session = op.entity.session().and_then(|id| book.sessions.get(id));
    let known = session.and_then(|s| s.recorded_attendee(badge));
    Some(known.map_or(badge, |attendee| &attendee.name))
}
