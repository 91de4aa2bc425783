//! After things got other numbers the open screen has what the record has: list, card and keys.

use super::{spawn, until};
use crate::app::desk::Desk;
use crate::store::at;
use enishi::app::Msg;
use enishi::domain::entity::pairing::{PairingChange, PairingId};
use enishi::domain::entity::{Change, Entity};
use enishi::domain::reading::{Answer, Answers};
use enishi::domain::roster::{Attendee, Need, Organisation, Session};
use enishi::shell::Event;
use enishi::shell::database::{Database, Job};
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use jiff::civil::date;
use std::sync::mpsc::Receiver;
use std::time::Duration;

fn file(titles: [&str; 2]) -> Session {
    let need = |no: &str, title: &str| Need {
        no: no.into(),
        title: title.into(),
        hospital: "hp".into(),
        ..Need::default()
    };
    let org = |id: &str, name: &str| Organisation {
        id: id.into(),
        name: name.into(),
        ..Organisation::default()
    };
    Session {
        id: "kai".into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        organisations: vec![org("hp", "甲病院"), org("kk", "乙製作所")],
        needs: vec![need("N-01", titles[0]), need("N-02", titles[1])],
        attendees: vec![Attendee {
            badge: "1".into(),
            org: "kk".into(),
            name: "山川 一".into(),
            ..Attendee::default()
        }],
        ..Session::default()
    }
}

/// What the thread tells goes to the screen, until the last that is wanted.
fn pass(events: &Receiver<Event>, desk: &mut Desk, wanted: impl Fn(&Msg) -> bool) -> Msg {
    loop {
        let told = until(events, |_| true);
        desk.send(told.clone());
        if wanted(&told) {
            return told;
        }
    }
}

/// Reads a file, with the same answer to every doubt that offers it.
fn read(
    database: &Database,
    events: &Receiver<Event>,
    desk: &mut Desk,
    (file, answer): (&Session, Answer),
) {
    let mut answers = Answers::default();
    loop {
        database.ask(Job::Open {
            session: Box::new(file.clone()),
            path: "y.toml".into(),
            answers: answers.clone(),
        });
        let told = pass(events, desk, |msg| {
            matches!(msg, Msg::Doubted { .. } | Msg::Opened { .. })
        });
        let Msg::Doubted { doubts, .. } = told else {
            return;
        };
        for doubt in &doubts {
            assert!(doubt.offers().contains(&answer), "{doubt:?}");
            answers.settle(doubt, answer);
        }
    }
}

#[test]
fn numbers_that_changed_in_the_file_change_on_the_screen_at_once_here_and_in_another_window() {
    for answer in [Answer::Moved, Answer::Other] {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("enishi.db");
        let (database, events) = spawn(folder.path(), Duration::from_mins(30));
        let (window, there) = spawn(folder.path(), Duration::from_mins(30));
        let (mut here, mut far) = (Desk::empty(), Desk::empty());
        pass(&events, &mut here, |msg| matches!(msg, Msg::Loaded(_)));
        pass(&there, &mut far, |msg| matches!(msg, Msg::Loaded(_)));
        let (old, new) = (file(["曇り", "吸引"]), file(["吸引", "曇り"]));
        read(&database, &events, &mut here, (&old, answer));
        let mut store = SqliteStore::open(&db).unwrap();
        let id = PairingId {
            session: "kai".into(),
            need: "N-01".into(),
            org: "kk".into(),
        };
        let recorded = PairingChange::Recorded {
            person: Some("1".into()),
            level: None,
        };
        let draft = Draft {
            actor: "別の人".into(),
            scope: "kai".into(),
            changes: vec![(Entity::Pairing(id), Change::Pairing(recorded))],
            action: None,
        };
        store.commit(&draft, at(5)).unwrap();
        let is_pairing = |msg: &Msg| {
            let Msg::Synced { rows } = msg else {
                return false;
            };
            rows.iter().any(|(e, _)| matches!(e, Entity::Pairing(_)))
        };
        pass(&events, &mut here, is_pairing);
        pass(&there, &mut far, is_pairing);
        read(&database, &events, &mut here, (&new, answer));
        let whole = store.book(&Sessions::All).unwrap();
        assert_eq!(here.model.world.book, whole, "{answer:?}");
        let is_whole = |msg: &Msg| matches!(msg, Msg::Begun(book) if **book == whole);
        pass(&there, &mut far, is_whole);
        assert_eq!(far.model.world.book, whole, "{answer:?}");
        // Nothing stands under one number with something else: nobody is told so.
        for desk in [&here, &far] {
            let told = format!("{:?}", desk.model.world.notices);
            assert!(!told.contains("SharedNumber"), "{answer:?}: {told}");
        }
        drop((database, window));
    }
}
