//! A report on a person opens only what may name them, and tells all that does.

use super::laws::{SESSION, draft, entry, everywhere};
use crate::store::{Place, at, load, pair, session};
use enishi::domain::entity::attendee::AttendeeId;
use enishi::domain::entity::{Change, Entity};
use enishi::domain::mention::{self, Certainty, Finder};
use enishi::store::privacy::roll::Roll;
use enishi::store::{LogFilter, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use serde_json::Value;

fn each_text(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|v| each_text(v, each)),
        Value::Object(fields) => fields.values().for_each(|v| each_text(v, each)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The person is registered in another meeting than the one that names them in every text.
fn record(place: &Place) -> SqliteStore {
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let (_, change) = entry();
    let key = AttendeeId {
        session: "s".into(),
        number: "31".into(),
    };
    let changes = vec![(Entity::Attendee(key), change)];
    let mut own = draft("相沢", changes);
    own.scope = "s".into();
    store.commit(&own, at(1)).unwrap();
    store.commit(&draft("相沢", everywhere()), at(2)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(3))
        .unwrap();
    store
}

#[test]
fn a_report_tells_every_op_that_names_a_person_in_whatever_meeting() {
    let place = Place::new();
    let store = record(&place);
    let roll = store.roll().unwrap();
    let meeting = Sessions::One("s".into());
    let person = roll.with_badge(&meeting, &"31".into()).remove(0);
    let report = store.person_report(&person).unwrap();
    let others: Vec<&String> = person.others.iter().collect();
    let finder = Finder::new(&person.identity(), &others);
    let mut naming = 0;
    for entry in store.log(&LogFilter::default()).unwrap() {
        if matches!(entry.op.change, Change::ContentErased { .. }) {
            continue;
        }
        let mut certain = false;
        each_text(&entry.op.change.body().unwrap(), &mut |text| {
            let found = finder.find(text, mention::Place::Elsewhere);
            certain |= found.iter().any(|m| m.certainty == Certainty::Certain);
        });
        let told = report.mentions.iter().any(|m| m.op.id == entry.op.id);
        assert!(told || !certain, "{:?}", entry.op);
        naming += usize::from(certain && entry.op.entity.session() != Some(&Clean::line("s")));
    }
    assert!(naming > 50, "{naming}");
}

#[test]
fn a_roll_is_the_same_whether_all_ops_are_read_or_those_that_say_who_is_who() {
    let place = Place::new();
    let store = record(&place);
    let all = store.log(&LogFilter::default()).unwrap();
    let all = Roll::read(all.iter().map(|entry| &entry.op));
    let some = store.roll().unwrap();
    for id in ["s", SESSION] {
        let id = Clean::line(id);
        assert_eq!(some.of_session(&id), all.of_session(&id));
        assert!(!some.of_session(&id).is_empty());
    }
}
