//! Within its time an introduction of somebody who was erased can be read on this laptop, whatever happens to the record.

use super::{person, who};
use crate::store::{Place, at, files, load, pair, session};
use enishi::domain::roster::Session;
use enishi::store::privacy::erase::Also;
use enishi::store::sqlite::privacy::sealed::NotHere;
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, SqliteStore, Store};
use std::io::BufReader;
use std::path::Path;

/// A record at a place, with the keys of the laptop in a folder of their own.
fn open(record: &Path, laptop: &Place, mirror: Option<&Path>) -> SqliteStore {
    SqliteStore::open_with(&options(record, laptop, mirror))
        .unwrap()
        .store
}

fn options(record: &Path, laptop: &Place, mirror: Option<&Path>) -> Options {
    std::fs::create_dir_all(laptop.path().join("keys")).unwrap();
    Options {
        keys: Some(laptop.path().join("keys")),
        mirror: mirror.map(Path::to_owned),
        ..Options::new(record)
    }
}

fn agreed(id: &str) -> Session {
    let mut session = session(id, 3);
    session.attendees[0].notes = vec![("consent_way".into(), "申込書".into())];
    session
}

fn introduced(store: &mut SqliteStore, by: &str) {
    store.commit(&load(by, agreed("s")), at(0)).unwrap();
    store.commit(&pair(by, "s", "N-1", "org-1"), at(1)).unwrap();
}

fn erase(store: &mut SqliteStore) {
    let (actor, reason) = who();
    let them = person(store, "001");
    (store.person_erase(&them, &Also::None, (&actor, &reason), at(9))).unwrap();
}

/// The name, the way of the consent and what is locked.
fn read(store: &SqliteStore) -> (String, String, usize) {
    let unsealed = store.unsealed_provisions(&Sessions::All, at(99)).unwrap();
    let (open, sealed) = &unsealed.found[0];
    assert_eq!(open.name, "", "nothing but the seal names them");
    let sealed = sealed
        .clone()
        .map(|s| (s.name.to_string(), s.consent.way.to_string()));
    let (name, way) = sealed.unwrap_or_default();
    (name, way, unsealed.locked.map_or(0, |locked| locked.count))
}

fn readable() -> (String, String, usize) {
    ("架空 太郎1".to_owned(), "申込書".to_owned(), 0)
}

#[test]
fn a_restore_a_repair_and_a_new_record_of_the_same_ops_keep_what_is_sealed() {
    let laptop = Place::new();
    let mirror = laptop.path().join("mirror.db");
    let mut store = open(&laptop.db(), &laptop, Some(&mirror));
    introduced(&mut store, "相沢");
    let backup = laptop.path().join("older.db");
    store.backup(&backup).unwrap();
    erase(&mut store);
    assert_eq!(read(&store), readable());
    let mut lines = Vec::new();
    store.export_ops(&mut lines).unwrap();
    drop(store);
    // An older backup.
    restore::restore(&options(&laptop.db(), &laptop, Some(&mirror)), &backup).unwrap();
    assert_eq!(
        read(&open(&laptop.db(), &laptop, Some(&mirror))),
        readable()
    );
    // Nothing but the second copy.
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(laptop.path().join(format!("enishi.db{end}")));
    }
    std::fs::write(laptop.db(), "").unwrap();
    assert_eq!(
        read(&open(&laptop.db(), &laptop, Some(&mirror))),
        readable()
    );
    // A record of its own, wherever it lies: on a stick, too.
    let stick = Place::new();
    let mut new = open(&stick.db(), &laptop, None);
    new.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    assert_eq!(read(&new), readable());
    assert_eq!(new.verify().unwrap().faults, []);
    drop(new);
    let names: Vec<String> = files(&stick.path())
        .iter()
        .map(|p| p.display().to_string())
        .collect();
    assert!(
        !names
            .iter()
            .any(|n| n.contains(".key") || n.contains("sealed")),
        "{names:?}"
    );
    // With another laptop the stick says that it is sealed elsewhere.
    let colleague = Place::new();
    let there = open(&stick.db(), &colleague, None);
    let locked = there.locked_provisions(at(99)).unwrap().unwrap();
    assert_eq!(locked.count, 1);
    assert!(matches!(locked.why, NotHere::NoBox), "{:?}", locked.why);
    // Once its time is over, nothing is left and nothing is told.
    let mut store = open(&stick.db(), &laptop, None);
    let later = at(4 * 366 * 86_400);
    assert!(store.locked_provisions(later).unwrap().is_none());
    store.enforce_erasures(later).unwrap();
    let sealed = std::fs::read_dir(laptop.path().join("keys/sealed")).unwrap();
    assert_eq!(sealed.count(), 0);
}

#[test]
fn a_colleagues_erasure_leaves_name_items_and_consent_sealed_on_every_laptop() {
    let (here, there) = (Place::new(), Place::new());
    let mut a = open(&here.db(), &here, None);
    let mut b = open(&there.db(), &there, None);
    introduced(&mut a, "相沢");
    introduced(&mut b, "馬場");
    erase(&mut a);
    let mut lines = Vec::new();
    a.export_ops(&mut lines).unwrap();
    b.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    let unsealed = b.unsealed_provisions(&Sessions::All, at(99)).unwrap();
    let own = unsealed
        .found
        .iter()
        .find(|(p, _)| p.actor == "馬場" || p.ops.len() > 1);
    let (_, sealed) = own.unwrap();
    let sealed = sealed.as_ref().unwrap();
    assert_eq!(
        (sealed.name.as_str(), sealed.consent.way.as_str()),
        ("架空 太郎1", "申込書")
    );
    assert!(sealed.items.contains(&"メール".into()), "{sealed:?}");
    drop(b);
    for path in files(&there.path()) {
        assert!(!super::holds_a_trace(&path), "{}", path.display());
    }
}

#[test]
fn two_records_of_one_laptop_do_not_read_each_others_seals() {
    let laptop = Place::new();
    let mut first = open(&laptop.path().join("a.db"), &laptop, None);
    let mut second = open(&laptop.path().join("b.db"), &laptop, None);
    introduced(&mut first, "相沢");
    let mut other = agreed("s");
    other.attendees[0].name = "別人 花".into();
    second.commit(&load("相沢", other), at(0)).unwrap();
    second
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    for store in [&mut first, &mut second] {
        erase(store);
    }
    assert_eq!(read(&first).0, "架空 太郎1");
    assert_eq!(read(&second).0, "別人 花");
}
