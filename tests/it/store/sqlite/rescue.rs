//! Actions that could not be saved.

use crate::store::{Place, at, pair};
use enishi::store::{Draft, SqliteStore, Store};

#[test]
fn unsaved_actions_survive_in_a_rescue_file_and_are_taken_in_once() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let unsaved: Vec<(jiff::Timestamp, Draft)> = vec![
        (at(1), pair("相沢", "s", "N-1", "o1")),
        (at(2), pair("相沢", "s", "N-2", "o1")),
    ];
    let path = place.path().join("rescue.jsonl");
    enishi::store::rescue::write(&path, &unsaved).unwrap();
    let found = enishi::store::rescue::read(&path).unwrap();
    assert_eq!(found[0].1.changes, unsaved[0].1.changes);
    enishi::store::rescue::take_in(&mut store, &found).unwrap();
    enishi::store::rescue::take_in(&mut store, &found).unwrap();
    assert_eq!(store.head().unwrap().0, 2);
}
