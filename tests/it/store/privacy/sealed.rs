//! Within its time an introduction of somebody who was erased can be read on this laptop, whatever happens to the record.

use super::{person, who};
use crate::store::{Place, at, files, load, pair, session};
use enishi::domain::entity::Change;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::roster::Session;
use enishi::store::privacy::erase::Also;
use enishi::store::sqlite::privacy::sealed::NotHere;
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, SqliteStore, Store};
use std::io::BufReader;
use std::path::{Path, PathBuf};

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
    // A clock alone does not say so, and looking at the record takes nothing away.
    let seals = || {
        std::fs::read_dir(laptop.path().join("keys/sealed"))
            .unwrap()
            .count()
    };
    let by = who();
    let before = seals();
    store.enforce_erasures(later).unwrap();
    store.purge(&"none".into(), (&by.0, &by.1), later).unwrap();
    assert_eq!(seals(), before);
    store
        .commit(&pair("相沢", "s", "N-9", "org-9"), later)
        .unwrap();
    store.enforce_erasures(later).unwrap();
    assert_eq!(seals(), before);
    store.purge(&"none".into(), (&by.0, &by.1), later).unwrap();
    assert_eq!(seals(), 0);
}

#[test]
fn an_erasure_under_a_clock_that_is_ahead_seals_what_has_to_be_kept() {
    let laptop = Place::new();
    let mut store = open(&laptop.db(), &laptop, None);
    introduced(&mut store, "相沢");
    let (actor, reason) = who();
    let them = person(&store, "001");
    let ahead = at(9 * 366 * 86_400);
    let done = (store.person_erase(&them, &Also::None, (&actor, &reason), ahead)).unwrap();
    assert_eq!(done.sealed, 1);
    drop(store);
    assert_eq!(read(&open(&laptop.db(), &laptop, None)), readable());
}

#[test]
fn every_person_of_a_pairing_is_an_introduction_that_is_sealed_on_every_laptop() {
    for order in [["001", "002"], ["002", "001"]] {
        let (here, there) = (Place::new(), Place::new());
        let mut a = open(&here.db(), &here, None);
        introduced(&mut a, "相沢");
        let mut second = pair("相沢", "s", "N-1", "org-1");
        second.changes[0].1 = Change::Pairing(PairingChange::Recorded {
            person: Some("002".into()),
            level: None,
        });
        a.commit(&second, at(2)).unwrap();
        let mut b = open(&there.db(), &there, None);
        bring(&a, &mut b);
        for (n, badge) in order.into_iter().enumerate() {
            let (actor, reason) = who();
            let them = person(&a, badge);
            let when = at(9 + i64::try_from(n).unwrap());
            let done = (a.person_erase(&them, &Also::None, (&actor, &reason), when)).unwrap();
            assert_eq!(done.sealed, 1, "{badge}");
            bring(&a, &mut b);
            for store in [&a, &b] {
                let unsealed = store.unsealed_provisions(&Sessions::All, at(99)).unwrap();
                assert!(unsealed.locked.is_none(), "{badge}");
                let mut found = unsealed.found.into_iter();
                let (_, sealed) = found.find(|(p, _)| p.badge == *badge).unwrap();
                let number = badge.trim_start_matches('0');
                let name = format!("架空 太郎{number}");
                assert_eq!(sealed.unwrap().name.as_str(), name);
            }
        }
    }
}

fn bring(from: &SqliteStore, to: &mut SqliteStore) {
    let mut lines = Vec::new();
    from.export_ops(&mut lines).unwrap();
    to.import_ops(&mut BufReader::new(&lines[..])).unwrap();
}

#[test]
fn keys_and_seals_are_in_the_data_folder_alone_and_come_back_into_it() {
    let (laptop, sticks) = (Place::new(), Place::new());
    let backups = sticks.path().join("backups");
    let opened = || {
        let store = open(
            &laptop.db(),
            &laptop,
            Some(&sticks.path().join("mirror.db")),
        );
        store.with_backups_in(backups.clone())
    };
    let mut store = opened();
    introduced(&mut store, "相沢");
    store.rotate(&backups, at(3)).unwrap().unwrap();
    erase(&mut store);
    let strays = || {
        let found = files(&sticks.path()).into_iter();
        let is_key = |path: &PathBuf| {
            let text = path.to_string_lossy();
            text.ends_with(".key") || text.contains("/sealed/")
        };
        found.filter(is_key).collect::<Vec<_>>()
    };
    assert_eq!(strays(), [] as [PathBuf; 0]);
    assert_eq!(read(&store), readable());
    drop(store);
    // As an earlier version left them, with the only seal.
    let keys = laptop.path().join("keys");
    std::fs::rename(keys.join("sealed"), backups.join("sealed")).unwrap();
    std::fs::copy(keys.join("device.key"), backups.join("device.key")).unwrap();
    assert!(strays().len() >= 2);
    let mut store = opened();
    assert_eq!(read(&store).0, "");
    store.enforce_erasures(at(20)).unwrap();
    assert_eq!(strays(), [] as [PathBuf; 0]);
    assert!(!backups.join("sealed").exists());
    assert_eq!(read(&store), readable());
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
