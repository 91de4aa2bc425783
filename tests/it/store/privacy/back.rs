//! Somebody who was erased, came back and agreed: what is new of them is shown, and what was before stays without them.

use super::{person, who};
use crate::store::{Place, at, pair, session};
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::io::BufReader;

fn read(store: &mut SqliteStore, file: &Session, second: i64) {
    let (file, answers) = store.as_read(file, &Answers::default()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let reading = reading::read(&book, &file, &answers).unwrap();
    if !reading.changes.is_empty() {
        let draft = Draft {
            actor: "相沢".into(),
            scope: reading.id.clone(),
            changes: reading.changes,
            action: None,
        };
        store.commit(&draft, at(second)).unwrap();
    }
}

fn export(store: &SqliteStore) -> Vec<u8> {
    let mut lines = Vec::new();
    store.export_ops(&mut lines).unwrap();
    lines
}

/// What the pairing of a session calls its contact, and who is in its list now.
fn said(store: &SqliteStore, id: &str) -> (String, Vec<String>) {
    let book = store.book(&Sessions::All).unwrap();
    let session = &book.sessions[&Clean::line(id)];
    let contact = session.recorded_attendee("001");
    let list = session.attendees.iter().map(|a| a.name.to_string());
    (
        contact.map_or_else(String::new, |a| a.name.to_string()),
        list.collect(),
    )
}

#[test]
fn only_what_is_new_of_them_is_shown_and_in_every_session() {
    let (here, there) = (Place::new(), Place::new());
    let mut a = SqliteStore::open(&here.db()).unwrap();
    let mut b = SqliteStore::open(&there.db()).unwrap();
    let name = "架空 太郎1";
    for id in ["s", "t"] {
        read(&mut a, &session(id, 2), 0);
        a.commit(&pair("相沢", id, "N-1", "org-1"), at(1)).unwrap();
    }
    b.import_ops(&mut BufReader::new(&export(&a)[..])).unwrap();
    // Somebody else's older data, which nobody here has seen.
    b.commit(&super::note("N-9", "架空 太郎1 さんに電話"), at(2))
        .unwrap();
    let older = export(&b);
    let (actor, reason) = who();
    let them = person(&a, "001");
    a.person_erase(&them, &Also::None, (&actor, &reason), at(10))
        .unwrap();
    let roll = a.roll().unwrap();
    let them = roll
        .with_badge(&Sessions::One("s".into()), &"001".into())
        .remove(0);
    a.came_back(&them, &actor, at(20)).unwrap();
    for (n, id) in [(30, "s"), (31, "t")] {
        read(&mut a, &session(id, 2), n);
        read(&mut a, &session(id, 2), n + 10);
        let (contact, list) = said(&a, id);
        assert_eq!(
            contact, ERASED,
            "{id}: what was recorded stays without them"
        );
        assert_eq!(
            list.iter().filter(|n| *n == name).count(),
            1,
            "{id}: {list:?}"
        );
    }
    // What was written before stays without them, whoever brings it.
    a.import_ops(&mut BufReader::new(&older[..])).unwrap();
    let log = format!("{:?}", a.log(&enishi::store::LogFilter::default()).unwrap());
    assert!(!log.contains("太郎1 さんに電話"), "{log}");
    b.import_ops(&mut BufReader::new(&export(&a)[..])).unwrap();
    for id in ["s", "t"] {
        assert_eq!(said(&a, id).0, ERASED, "{id}");
        assert_eq!(said(&b, id).0, ERASED, "{id}");
        assert!(said(&a, id).1.contains(&name.to_owned()), "{id}");
        assert!(said(&b, id).1.contains(&name.to_owned()), "{id}");
    }
    for store in [&a, &b] {
        assert_eq!(store.verify().unwrap().faults, []);
    }
}
