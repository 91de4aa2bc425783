//! Lines whose payload is gone: an erasure says of each why. Where none does, the file is refused, and what an older
//! version took in without it is whole again once it comes.

use crate::store::{Place, at, load, pair, session};
use enishi::domain::entity::{Change, Entity, Erased};
use enishi::store::{Draft, Sessions, SqliteStore, Store, StoreError, line};
use enishi::words::{Lang, Words};
use serde_json::Value;

/// A record with a file and a pairing.
fn recorded(place: &Place) -> SqliteStore {
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    store
}

fn exported(store: &SqliteStore) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    bytes
}

/// The lines without the payload of one of them.
fn without(lines: &[u8], which: usize) -> Vec<u8> {
    let mut text = String::new();
    for (n, (_, op)) in (0..).zip(line::read_all(&mut &*lines).unwrap()) {
        let op = if n == which { op.without_payload() } else { op };
        text += &line::write(&op).unwrap();
        text.push('\n');
    }
    text.into_bytes()
}

/// Erases the payload of the second op and says nothing in its place.
fn erase(store: &mut SqliteStore) {
    let draft = Draft {
        actor: "相沢".into(),
        scope: "s".into(),
        changes: vec![(
            Entity::Session("s".into()),
            Change::ContentErased {
                ops: vec![Erased {
                    device: store.device(),
                    scope: "s".into(),
                    seq: 2,
                    instead: Value::Null,
                }],
                reason: "試験".into(),
                person: None,
            },
        )],
        action: None,
    };
    store.commit(&draft, at(9)).unwrap();
}

#[test]
fn a_line_whose_payload_was_removed_is_refused_with_its_number() {
    let (here, there) = (Place::new(), Place::new());
    let lines = exported(&recorded(&here));
    let mut other = SqliteStore::open(&there.db()).unwrap();
    for which in 0..2 {
        let refused = other.import_ops(&mut &without(&lines, which)[..]);
        let refused = refused.unwrap_err();
        let StoreError::NotCanonical { line, .. } = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(*line, which + 1);
        for (lang, said) in [
            (
                Lang::Ja,
                "内容が消されている行です。書き出した端末でも欠けているなら",
            ),
            (Lang::En, "an export of the laptop that wrote it heals it"),
        ] {
            let told = refused.explain(&Words::new(lang));
            assert!(told.contains(said), "{told}");
        }
        assert!(exported(&other).is_empty(), "nothing of it is kept");
    }
    assert_eq!(other.import_ops(&mut &lines[..]).unwrap().new, 2);
    // What is known here whole stays whole, whatever a file lacks.
    let known = other.import_ops(&mut &without(&lines, 1)[..]).unwrap();
    assert_eq!((known.new, known.known), (0, 2));
    assert_eq!(exported(&other), lines);
}

#[test]
fn what_an_erasure_names_comes_without_its_payload_in_any_order() {
    let (here, there) = (Place::new(), Place::new());
    let mut store = recorded(&here);
    erase(&mut store);
    let lines = exported(&store);
    let mut other = SqliteStore::open(&there.db()).unwrap();
    assert_eq!(other.import_ops(&mut &lines[..]).unwrap().new, 3);
    let text = String::from_utf8(lines.clone()).unwrap();
    let all: Vec<&str> = text.lines().collect();
    let (there, parts) = (Place::new(), Place::new());
    let mut backwards = SqliteStore::open(&there.db()).unwrap();
    let reversed: Vec<&str> = all.iter().rev().copied().collect();
    backwards
        .import_ops(&mut reversed.join("\n").as_bytes())
        .unwrap();
    // It waits for the op before it, and its erasure waits behind it.
    let mut waiting = SqliteStore::open(&parts.db()).unwrap();
    for (line, waits) in [(all[1], 1), (all[0], 1), (all[2], 0)] {
        let taken = waiting.import_ops(&mut line.as_bytes()).unwrap();
        assert_eq!(taken.waiting, waits);
    }
    for store in [&other, &backwards, &waiting] {
        assert_eq!(exported(store), lines);
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn what_waits_without_its_payload_goes_on_once_it_comes_whole() {
    let (here, there) = (Place::new(), Place::new());
    let lines = exported(&recorded(&here));
    let hollow = String::from_utf8(without(&lines, 1)).unwrap();
    let hollow: Vec<&str> = hollow.lines().collect();
    let mut other = SqliteStore::open(&there.db()).unwrap();
    for line in [hollow[1], hollow[0]] {
        let taken = other.import_ops(&mut line.as_bytes()).unwrap();
        assert_eq!(taken.waiting, 1, "nobody says that it was erased");
    }
    assert_eq!(other.import_ops(&mut &lines[..]).unwrap().waiting, 0);
    assert_eq!(exported(&other), lines);
    assert_eq!(other.verify().unwrap().faults, []);
}

#[test]
fn what_an_older_version_took_in_without_its_payload_is_healed() {
    let (here, there) = (Place::new(), Place::new());
    let store = recorded(&here);
    let lines = exported(&store);
    let mut other = SqliteStore::open(&there.db()).unwrap();
    other.import_ops(&mut &lines[..]).unwrap();
    drop(other);
    let removed = "UPDATE op SET salt = NULL, body = NULL WHERE kind = 'pairing-recorded'";
    super::tamper(&there.db(), removed);
    let mut other = SqliteStore::open(&there.db()).unwrap();
    other.rebuild().unwrap();
    let book = store.book(&Sessions::All).unwrap();
    assert_ne!(other.book(&Sessions::All).unwrap(), book);
    assert_eq!(other.import_ops(&mut &lines[..]).unwrap().new, 1);
    assert_eq!(other.book(&Sessions::All).unwrap(), book);
    assert_eq!(exported(&other), lines);
    assert_eq!(other.verify().unwrap().faults, []);
}
