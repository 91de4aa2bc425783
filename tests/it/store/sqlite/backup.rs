//! Backups, and a record that is put back from one.

use super::filled;
use crate::store::{Place, at, pair};
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, SqliteStore, Store};

#[test]
fn a_restored_backup_keeps_the_replaced_file_and_writes_as_somebody_new() {
    let place = Place::new();
    let mut store = filled(&place.db());
    let folder = place.path().join("backups");
    let copy = store.rotate(&folder, at(10)).unwrap().unwrap();
    assert_eq!(
        store.rotate(&folder, at(11)).unwrap(),
        None,
        "nothing changed since"
    );
    let device = store.device();
    let then = store.book(&Sessions::All).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "late"), at(12))
        .unwrap();
    assert!(store.rotate(&folder, at(13)).unwrap().is_some());
    drop(store);
    let restored = restore::restore(&Options::new(&place.db()), &copy).unwrap();
    let store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.book(&Sessions::All).unwrap(), then);
    assert_ne!(store.device(), device);
    let kept = SqliteStore::open(&restored.kept.unwrap()).unwrap();
    assert_eq!(kept.book(&Sessions::All).unwrap().pairings.len(), 3);

    std::fs::write(&copy, [7; 9000]).unwrap();
    assert!(restore::restore(&Options::new(&place.db()), &copy).is_err());
    assert_eq!(
        store.book(&Sessions::All).unwrap(),
        then,
        "a bad backup changes nothing"
    );
}
