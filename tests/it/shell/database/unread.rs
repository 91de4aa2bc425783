//! A session file while the record, or what tells who was erased, cannot be read.

use super::{spawn, until};
use crate::store::at;
use enishi::app::Msg;
use enishi::domain::book::{Book, Current};
use enishi::domain::entity::Entity;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::{Attendee, Organisation, Session};
use enishi::shell::Event;
use enishi::shell::database::Job;
use enishi::store::privacy::erase::Also;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use jiff::civil::date;
use std::sync::mpsc::Receiver;
use std::time::Duration;

fn file() -> Session {
    let person = |badge: &str, name: &str| Attendee {
        badge: badge.into(),
        org: "kk".into(),
        name: name.into(),
        ..Attendee::default()
    };
    Session {
        id: "kai".into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        organisations: vec![Organisation {
            id: "kk".into(),
            name: "甲製作所".into(),
            ..Organisation::default()
        }],
        attendees: vec![person("1", "山川 一"), person("2", "海野 二")],
        ..Session::default()
    }
}

fn open() -> Job {
    Job::Open {
        session: Box::new(file()),
        path: "y1.toml".into(),
        answers: Answers::default(),
    }
}

/// The rows that are shown next.
fn shown(events: &Receiver<Event>) -> Vec<(Entity, Option<Current>)> {
    let told = until(events, |msg| matches!(msg, Msg::Synced { .. }));
    let Msg::Synced { rows } = told else {
        panic!("{told:?}");
    };
    rows
}

fn told_so(events: &Receiver<Event>) {
    until(
        events,
        |msg| matches!(msg, Msg::Trouble(lines) if lines.iter().any(|l| l.contains("氏名は出しません"))),
    );
}

#[test]
fn a_record_that_cannot_be_read_shows_firms_and_numbers_and_no_names() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("enishi.db"), [7; 9000]).unwrap();
    let (mut database, events) = spawn(folder.path(), Duration::from_mins(30));
    until(&events, |msg| matches!(msg, Msg::Unread { .. }));
    database.ask(open());
    let rows = format!("{:?}", shown(&events));
    assert!(rows.contains("甲製作所"), "{rows}");
    assert!(!rows.contains("山川") && !rows.contains("海野"), "{rows}");
    told_so(&events);
    assert!(database.close().actions.is_empty());
}

#[test]
fn who_was_erased_does_not_come_back_while_the_marks_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("enishi.db");
    let key = folder.path().join("marks.key");
    let mut store = SqliteStore::open(&db).unwrap();
    let read = reading::read(&Book::default(), &file(), &Answers::default()).unwrap();
    let draft = Draft {
        actor: "相沢".into(),
        scope: read.id,
        changes: read.changes,
        action: None,
    };
    store.commit(&draft, at(1)).unwrap();
    let person = store
        .roll()
        .unwrap()
        .with_badge(&Sessions::All, &"1".into());
    let by = (&"相沢".into(), &"求めにより".into());
    store
        .person_erase(&person[0], &Also::None, by, at(2))
        .unwrap();
    drop(store);
    let whole = std::fs::read(&key).unwrap();
    std::fs::write(&key, "?").unwrap();
    let (mut database, events) = spawn(folder.path(), Duration::from_mins(30));
    until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    database.ask(open());
    let rows = format!("{:?}", shown(&events));
    assert!(!rows.contains("山川") && !rows.contains("海野"), "{rows}");
    told_so(&events);
    // As soon as the key can be read, all others have their names again.
    std::fs::write(&key, whole).unwrap();
    until(
        &events,
        |msg| matches!(msg, Msg::Notice { text, .. } if text.contains("消去")),
    );
    assert!(database.close().actions.is_empty());
    let store = SqliteStore::open(&db).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let names: Vec<String> = (book.attendees.values())
        .map(|row| row.now().name.to_string())
        .collect();
    assert!(!names.iter().any(|n| n.contains("山川")), "{names:?}");
    assert!(names.iter().any(|n| n == "海野 二"), "{names:?}");
}
