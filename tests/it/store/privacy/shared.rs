//! The key of the marks among accepted devices.

use super::{person, who};
use crate::store::{Place, at, load, session};
use enishi::domain::roster::Session;
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::{Options, SqliteStore, Store};
use jiff::civil::date;
use std::io::BufReader;

fn open(place: &Place) -> SqliteStore {
    let options = Options {
        keys: Some(place.path()),
        ..Options::new(&place.db())
    };
    SqliteStore::open_with(&options).unwrap().store
}

fn bring(from: &SqliteStore, to: &mut SqliteStore) {
    let mut lines = Vec::new();
    from.export_ops(&mut lines).unwrap();
    to.import_ops(&mut BufReader::new(&lines[..])).unwrap();
}

fn accept(here: &mut SqliteStore, other: &SqliteStore) {
    let said = other.own_keys().unwrap().unwrap().fingerprint();
    let accepted = here.accept_device(&said, &"馬場".into(), date(2099, 1, 2));
    assert_eq!(accepted.unwrap(), Ok(true));
}

/// The person of badge 001, in a meeting that the first laptop does not know, under another number.
fn elsewhere() -> Session {
    let mut other = session("t", 3);
    other.attendees.rotate_left(1);
    for (n, person) in (7..).zip(&mut other.attendees) {
        person.badge = format!("{n:03}").into();
    }
    other
}

/// Whether the other laptop, to which nobody ever said the name, takes them out of a file.
fn recognises(accepted_before: bool, accepted_after: bool) -> bool {
    let (here, there) = (Place::new(), Place::new());
    let (mut a, mut b) = (open(&here), open(&there));
    a.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    b.commit(&load("馬場", session("u", 1)), at(0)).unwrap();
    // Under another name, so that it cannot mark the person by itself.
    let mut renamed = session("u", 1);
    renamed.attendees[0].name = "別人 花".into();
    b.commit(&load("馬場", renamed), at(1)).unwrap();
    bring(&b, &mut a);
    if accepted_before {
        accept(&mut a, &b);
    }
    let (actor, reason) = who();
    let roll = a.roll().unwrap();
    let s = enishi::store::Sessions::One("s".into());
    let them = roll.with_badge(&s, &"001".into()).remove(0);
    (a.person_erase(&them, &Also::None, (&actor, &reason), at(9))).unwrap();
    if accepted_after {
        accept(&mut a, &b);
        a.share_marks(&actor, at(10)).unwrap();
    }
    bring(&a, &mut b);
    b.commit(&load("馬場", elsewhere()), at(20)).unwrap();
    assert_eq!(b.verify().unwrap().faults, []);
    let book = b.book(&enishi::store::Sessions::One("t".into())).unwrap();
    let people = &book.sessions.values().next().unwrap().attendees;
    people.iter().any(|a| a.name == ERASED)
}

#[test]
fn an_accepted_laptop_recognises_an_erased_person_and_no_other_does() {
    assert!(recognises(true, false), "accepted before the erasure");
    assert!(recognises(false, true), "accepted after it");
    assert!(!recognises(false, false), "never accepted");
}

#[test]
fn a_key_that_cannot_be_read_is_told_and_never_replaced() {
    let place = Place::new();
    let mut store = open(&place);
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let (actor, reason) = who();
    let them = person(&store, "001");
    (store.person_erase(&them, &Also::None, (&actor, &reason), at(9))).unwrap();
    let key = place.path().join("marks.key");
    let damaged = "enishi marks key 1\nzz\n";
    std::fs::write(&key, damaged).unwrap();
    let them = person(&store, "002");
    let refused = store.person_erase(&them, &Also::None, (&actor, &reason), at(10));
    assert!(refused.is_err());
    assert!(
        store
            .commit(&load("相沢", session("v", 3)), at(11))
            .is_err()
    );
    assert_eq!(std::fs::read_to_string(&key).unwrap(), damaged);
}
