//! Copies that are not there when somebody is erased: it is not done before they are back and clean.

use super::{TRACES, holds_a_trace, person, who};
use crate::store::{Place, at, files, load, session};
use enishi::store::privacy::erase::Also;
use enishi::store::{LogFilter, Options, SqliteStore, Store};
use std::path::{Path, PathBuf};

fn open(place: &Place, stick: &Path) -> SqliteStore {
    let options = Options {
        mirror: Some(stick.join("mirror.db")),
        keys: Some(place.path()),
        ..Options::new(&place.db())
    };
    let store = SqliteStore::open_with(&options).unwrap().store;
    store.with_backups_in(stick.join("backups"))
}

fn erase(store: &mut SqliteStore) -> Vec<PathBuf> {
    let (actor, reason) = who();
    let them = person(store, "001");
    let done = store
        .person_erase(&them, &Also::None, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.is_done(), done.away.is_empty());
    done.away
}

/// A stick that is pulled out: its folder is gone, or it is there and empty.
fn pull(stick: &Path, aside: &Path, leaves_folder: bool) {
    std::fs::rename(stick, aside).unwrap();
    if leaves_folder {
        std::fs::create_dir(stick).unwrap();
    }
}

#[test]
fn a_stick_that_is_away_is_not_done_and_cleaned_when_it_is_back() {
    for leaves_folder in [false, true] {
        let (place, sticks) = (Place::new(), tempfile::tempdir().unwrap());
        let (stick, aside) = (sticks.path().join("stick"), sticks.path().join("pocket"));
        std::fs::create_dir(&stick).unwrap();
        let mut store = open(&place, &stick);
        store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
        let backup = store
            .rotate(&stick.join("backups"), at(1))
            .unwrap()
            .unwrap();
        drop(store);
        pull(&stick, &aside, leaves_folder);
        let mut store = open(&place, &stick);
        store.enforce_erasures(at(2)).unwrap();
        let away = erase(&mut store);
        assert_eq!(away, [stick.join("mirror.db"), stick.join("backups")]);
        assert_eq!(
            store.pending_erasures().unwrap().len(),
            1,
            "it is told as 未完"
        );
        drop(store);
        // Still away at the next start.
        let mut store = open(&place, &stick);
        assert!(!store.enforce_erasures(at(10)).unwrap().is_done());
        assert_eq!(store.pending_erasures().unwrap().len(), 1);
        drop(store);
        // Back again.
        let _ = std::fs::remove_dir_all(&stick);
        std::fs::rename(&aside, &stick).unwrap();
        assert!(holds_a_trace(&stick.join("mirror.db")) && holds_a_trace(&backup));
        let mut store = open(&place, &stick);
        assert!(store.enforce_erasures(at(11)).unwrap().is_done());
        assert_eq!(store.pending_erasures().unwrap().len(), 0);
        assert_eq!(store.verify().unwrap().faults, []);
        drop(store);
        for path in files(&stick) {
            assert!(!holds_a_trace(&path), "{}", path.display());
        }
    }
}

/// What is left to do waits for the stick: every start until then leaves the record as it is, however large.
#[test]
fn a_start_with_an_unfinished_erasure_writes_nothing_anew() {
    let (place, sticks) = (Place::new(), tempfile::tempdir().unwrap());
    let (stick, aside) = (sticks.path().join("stick"), sticks.path().join("pocket"));
    std::fs::create_dir(&stick).unwrap();
    let mut store = open(&place, &stick);
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    drop(store);
    pull(&stick, &aside, false);
    let mut store = open(&place, &stick);
    assert_eq!(erase(&mut store), [stick.join("mirror.db")]);
    // Once it is looked what else there is.
    assert!(!store.enforce_erasures(at(10)).unwrap().is_done());
    drop(store);
    for start in 11..14 {
        let mut store = open(&place, &stick);
        let before = std::fs::read(place.db()).unwrap();
        let done = store.enforce_erasures(at(start)).unwrap();
        assert_eq!((done.ops, done.away), (0, vec![stick.join("mirror.db")]));
        assert_eq!(std::fs::read(place.db()).unwrap(), before);
    }
}

/// A backup that nobody can open holds up the erasure, and only that: it is told at every start, and done when it is gone.
#[test]
fn a_backup_that_cannot_be_opened_is_told_at_every_start_until_it_is_gone() {
    let place = Place::new();
    let folder = place.path().join("stick");
    std::fs::create_dir(&folder).unwrap();
    let mut store = open(&place, &folder);
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let backup = store
        .rotate(&folder.join("backups"), at(1))
        .unwrap()
        .unwrap();
    store.commit(&load("相沢", session("t", 2)), at(2)).unwrap();
    store
        .rotate(&folder.join("backups"), at(3))
        .unwrap()
        .unwrap();
    std::fs::write(&backup, "no database").unwrap();
    let (actor, reason) = who();
    let them = person(&store, "001");
    let done = store
        .person_erase(&them, &Also::None, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.left, std::slice::from_ref(&backup));
    drop(store);
    for start in 10..13 {
        let mut store = open(&place, &folder);
        assert_eq!(
            store.enforce_erasures(at(start)).unwrap().left,
            std::slice::from_ref(&backup)
        );
        assert_eq!(store.pending_erasures().unwrap().len(), 1);
    }
    std::fs::remove_file(&backup).unwrap();
    let mut store = open(&place, &folder);
    assert!(store.enforce_erasures(at(20)).unwrap().is_done());
    assert_eq!(store.pending_erasures().unwrap().len(), 0);
}

/// What another laptop recorded is looked at when it comes, whatever was looked at before.
#[test]
fn what_comes_after_an_unfinished_erasure_is_without_them() {
    let (place, there, sticks) = (Place::new(), Place::new(), tempfile::tempdir().unwrap());
    let (stick, aside) = (sticks.path().join("stick"), sticks.path().join("pocket"));
    std::fs::create_dir(&stick).unwrap();
    let mut store = open(&place, &stick);
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let mut theirs = SqliteStore::open(&there.db()).unwrap();
    theirs
        .commit(&load("馬場", session("t", 3)), at(1))
        .unwrap();
    let mut lines = Vec::new();
    theirs.export_ops(&mut lines).unwrap();
    drop(store);
    pull(&stick, &aside, false);
    let mut store = open(&place, &stick);
    erase(&mut store);
    store.enforce_erasures(at(10)).unwrap();
    store.import_ops(&mut lines.as_slice()).unwrap();
    drop(store);
    let log = || {
        format!(
            "{:?}",
            open(&place, &stick).log(&LogFilter::default()).unwrap()
        )
    };
    assert!(!TRACES.iter().any(|trace| log().contains(trace)));
    assert!(!holds_a_trace(&place.db()));
}

#[test]
fn older_backups_that_come_back_later_are_cleaned_although_nobody_missed_them() {
    let place = Place::new();
    let folder = place.path().join("stick");
    std::fs::create_dir(&folder).unwrap();
    let mut store = open(&place, &folder);
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let backup = store
        .rotate(&folder.join("backups"), at(1))
        .unwrap()
        .unwrap();
    let pocket = place.path().join("pocket.db");
    std::fs::rename(&backup, &pocket).unwrap();
    // Another one in its place: the first is taken for removed.
    store.commit(&load("相沢", session("t", 3)), at(2)).unwrap();
    store
        .rotate(&folder.join("backups"), at(3))
        .unwrap()
        .unwrap();
    assert_eq!(erase(&mut store), Vec::<PathBuf>::new());
    std::fs::rename(&pocket, &backup).unwrap();
    assert!(holds_a_trace(&backup));
    drop(store);
    let mut store = open(&place, &folder);
    assert!(store.enforce_erasures(at(20)).unwrap().is_done());
    assert!(!holds_a_trace(&backup));
}

#[test]
fn a_second_copy_that_never_was_there_or_is_the_record_itself_holds_nobody() {
    let place = Place::new();
    let mut store = open(&place, &place.path().join("never"));
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    assert_eq!(erase(&mut store), Vec::<PathBuf>::new());
    drop(store);
    let options = Options {
        mirror: Some(place.db()),
        ..Options::new(&place.db())
    };
    let opened = SqliteStore::open_with(&options).unwrap();
    let itself = |n: &enishi::store::Notice| matches!(n, enishi::store::Notice::MirrorItself(_));
    assert!(opened.notices.iter().any(itself), "{:?}", opened.notices);
    assert_eq!(opened.store.away().unwrap(), Vec::<PathBuf>::new());
}
