//! Older data of somebody who was erased comes by every way there is: with a colleague's ops, kind by kind, with an older
//! file, a backup that was put back, a second copy. Their name is nowhere afterwards.

use super::laws::{Laptop, SESSION, draft, entry, everywhere, naming, open, person};
use super::who;
use crate::domain::laws::{examples, texts};
use crate::store::{Place, at, files};
use enishi::domain::entity::{Change, Entity};
use enishi::domain::reading::{self, Answer, Answers};
use enishi::domain::roster::Session;
use enishi::store::privacy::erase::Also;
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn erase(laptop: &mut Laptop) {
    let roll = laptop.store.roll().unwrap();
    let them = (roll.with_badge(&Sessions::One(SESSION.into()), &"31".into())).remove(0);
    let (actor, reason) = who();
    let done = laptop
        .store
        .person_erase(&them, &Also::All, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.left, Vec::<PathBuf>::new());
    is_without(laptop, "the erasure");
}

fn is_without(laptop: &Laptop, after: &str) {
    assert_eq!(naming(&laptop.folder()), Vec::<String>::new(), "{after}");
}

/// The changes of every kind that name the person.
fn by_kind() -> BTreeMap<String, Vec<(Entity, Change)>> {
    let mut found: BTreeMap<String, Vec<(Entity, Change)>> = BTreeMap::new();
    for (entity, change) in everywhere() {
        found
            .entry(change.kind().to_owned())
            .or_default()
            .push((entity, change));
    }
    found
}

#[test]
fn each_kind_that_a_colleague_wrote_before_comes_without_them() {
    let mut here = Laptop::with("相沢", vec![entry()]);
    erase(&mut here);
    for (kind, changes) in by_kind() {
        let place = Place::new();
        let mut there = open(&place);
        there.commit(&draft("馬場", changes), at(2)).unwrap();
        let mut lines = Vec::new();
        there.export_ops(&mut lines).unwrap();
        here.import(&lines);
        is_without(&here, &kind);
    }
    here.is_sound();
}

/// A file of the session with the person in its list and in every text of it that is no number.
fn older_file() -> Session {
    let all = examples();
    let whole = all.iter().find(|e| e.kind == "session-loaded").unwrap();
    let mut places = Vec::new();
    texts(&whole.body, "", &mut places);
    let is_key = |at: &str| {
        let all = ["id", "badge", "no", "doc_no", "org", "hospital", "name"];
        all.contains(&at.rsplit('/').next().unwrap_or_default())
    };
    places.retain(|at| !is_key(at));
    let (mut body, mut count) = (whole.body.clone(), 0);
    for place in places {
        let mut with = body.clone();
        *with.pointer_mut(&place).unwrap() = "高橋 譲二さん".into();
        // What is no free text, such as a day, takes no name.
        if serde_json::from_value::<Session>(with.clone()).is_ok() {
            (body, count) = (with, count + 1);
        }
    }
    assert!(count > 20, "{count}");
    let mut file: Session = serde_json::from_value(body).unwrap();
    file.id = SESSION.into();
    file.attendees.push(person());
    file
}

fn read(laptop: &mut Laptop, file: &Session, second: i64) {
    let answers = Answers {
        all: Some(Answer::Corrected),
        ..Answers::default()
    };
    let (file, answers) = laptop.store.as_read(file, &answers).unwrap();
    let book = laptop.store.book(&Sessions::All).unwrap();
    let reading = reading::read(&book, &file, &answers).unwrap();
    if !reading.changes.is_empty() {
        let draft = draft("相沢", reading.changes);
        laptop.store.commit(&draft, at(second)).unwrap();
    }
}

#[test]
fn an_older_file_that_names_them_anywhere_is_read_without_them() {
    let mut here = Laptop::with("相沢", vec![entry()]);
    let file = older_file();
    read(&mut here, &file, 3);
    assert!(!naming(&here.folder()).is_empty());
    erase(&mut here);
    for second in [20, 21] {
        read(&mut here, &file, second);
        is_without(&here, "the file");
    }
    here.is_sound();
}

fn options(place: &Place) -> Options {
    Options {
        mirror: Some(place.path().join("mirror.db")),
        keys: Some(place.path()),
        ..Options::new(&place.db())
    }
}

#[test]
fn an_older_backup_that_is_put_back_comes_without_them() {
    let mut here = Laptop::new("相沢");
    // On a stick that the program does not know.
    let stick = tempfile::tempdir().unwrap();
    let backup = stick.path().join("older.db");
    here.store.backup(&backup).unwrap();
    erase(&mut here);
    let Laptop { place, store } = here;
    let book = store.book(&Sessions::All).unwrap();
    drop(store);
    restore::restore(&options(&place), &backup).unwrap();
    let mut again = Laptop {
        store: open(&place),
        place,
    };
    again.store.enforce_erasures(at(20)).unwrap();
    is_without(&again, "the restore");
    assert_eq!(again.store.book(&Sessions::All).unwrap(), book);
    again.is_sound();
}

/// The record and its second copy as they lie there.
fn copy(from: &Path, to: &Path, which: &str) {
    for path in files(from) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(which) && path.parent() == Some(from) {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn remove(folder: &Path, which: &str) {
    for path in files(folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(which) && path.parent() == Some(folder) {
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn an_older_record_or_second_copy_in_its_place_is_mended_without_them() {
    for which in ["enishi.db", "mirror.db"] {
        let here = Laptop::new("相沢");
        let pocket = tempfile::tempdir().unwrap();
        let Laptop { place, store } = here;
        drop(store);
        copy(&place.path(), pocket.path(), which);
        let mut here = Laptop {
            store: open(&place),
            place,
        };
        erase(&mut here);
        let Laptop { place, store } = here;
        let book = store.book(&Sessions::All).unwrap();
        drop(store);
        remove(&place.path(), which);
        copy(pocket.path(), &place.path(), which);
        assert!(!naming(&place.path()).is_empty(), "{which}: as it was");
        let mut again = Laptop {
            store: open(&place),
            place,
        };
        again.store.enforce_erasures(at(20)).unwrap();
        is_without(&again, which);
        assert_eq!(again.store.book(&Sessions::All).unwrap(), book, "{which}");
        again.is_sound();
    }
}
