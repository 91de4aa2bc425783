//! Backups, and a record that is put back from one.

use super::{filled, tamper};
use crate::store::{Place, at, pair};
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, SqliteStore, Store, StoreError};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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

/// What happens to two records that share the folder of their backups.
#[derive(Clone, Debug)]
enum Step {
    /// One of them gets an op.
    Record(bool),
    /// One of them is opened, backed up and closed.
    Rotate(bool),
    /// The clock goes by so many hours.
    Hours(i64),
    /// A program is killed in the middle of a copy of one of them.
    Kill(bool),
    /// The newest backup of one of them is damaged.
    Damage(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<bool>().prop_map(Step::Record),
        6 => any::<bool>().prop_map(Step::Rotate),
        2 => (1_i64..40).prop_map(Step::Hours),
        1 => prop_oneof![Just(24 * 400), Just(-24 * 400), Just(24 * 32)].prop_map(Step::Hours),
        1 => any::<bool>().prop_map(Step::Kill),
        1 => any::<bool>().prop_map(Step::Damage),
    ]
}

/// The files of a folder by name.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let files = entries.map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

fn ends_in(name: &str, end: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == end)
}

/// The pairings of a copy; `None`: it is none.
fn pairings(copy: &Path) -> Option<usize> {
    let options = Options {
        read_only: true,
        ..Options::new(copy)
    };
    let store = SqliteStore::open_with(&options).ok()?.store;
    store
        .verify()
        .ok()
        .filter(|report| report.faults.is_empty())?;
    Some(store.book(&Sessions::All).ok()?.pairings.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn the_newest_good_copy_stays_and_nothing_of_another_record_is_touched(
        steps in prop::collection::vec(step(), 1..50)
    ) {
        let place = Place::new();
        let folder = place.path().join("backups");
        let dbs = [place.path().join("a.db"), place.path().join("b.db")];
        let (mut now, mut count): (Timestamp, [usize; 2]) = (at(0), [0, 0]);
        let mut own: [String; 2] = Default::default();
        std::fs::create_dir(&folder).unwrap();
        // Of a third record, written by an earlier version, and what is no copy at all.
        let third = place.path().join("third.db");
        drop(filled(&third));
        tamper(&third, "DELETE FROM meta WHERE key IN ('record', 'stamp')");
        std::fs::copy(&third, folder.join("enishi-20200101-000000.db")).unwrap();
        std::fs::write(folder.join("enishi-覚え書き.db"), "x").unwrap();
        let strangers = content(&folder);
        for step in steps {
            match step {
                Step::Record(b) => {
                    let n = usize::from(b);
                    count[n] += 1;
                    let org = format!("o{}", count[n]);
                    let mut store = SqliteStore::open(&dbs[n]).unwrap();
                    store.commit(&pair("相沢", "s", "N-1", &org), now).unwrap();
                }
                Step::Hours(hours) => now += hours.hours(),
                Step::Rotate(b) => {
                    let n = usize::from(b);
                    let mut store = SqliteStore::open(&dbs[n]).unwrap();
                    let before = content(&folder);
                    let written = store.rotate(&folder, now).unwrap();
                    let again = store.rotate(&folder, now).unwrap();
                    prop_assert_eq!(again, None, "unchanged");
                    let after = content(&folder);
                    if let Some(path) = &written {
                        let name = path.file_name().unwrap().to_string_lossy();
                        own[n] = name.chars().take("enishi-00000000".len()).collect();
                    }
                    let prefix = &own[n];
                    let is_own = |name: &String| !prefix.is_empty() && name.starts_with(prefix);
                    let others = |files: &BTreeMap<String, Vec<u8>>| {
                        let mut files = files.clone();
                        files.retain(|name, _| !is_own(name));
                        files
                    };
                    prop_assert_eq!(others(&after), others(&before), "another record's");
                    let is_half = |name: &&String| is_own(name) && ends_in(name, "part");
                    prop_assert_eq!(after.keys().find(is_half), None);
                    if count[n] > 0 {
                        let copies = after.keys().filter(|name| is_own(name));
                        let good = copies.filter_map(|name| pairings(&folder.join(name)));
                        prop_assert_eq!(good.max(), Some(count[n]));
                    }
                }
                Step::Kill(b) => {
                    if let Some(own) = Some(&own[usize::from(b)]).filter(|own| !own.is_empty()) {
                        let half = folder.join(format!("{own}-20261120-120000-00000000.db.part"));
                        std::fs::write(half, [0; 5000]).unwrap();
                    }
                }
                Step::Damage(b) => {
                    let own = &own[usize::from(b)];
                    let newest = content(&folder).into_keys().rfind(|name| {
                        !own.is_empty() && name.starts_with(own) && ends_in(name, "db")
                    });
                    if let Some(name) = newest {
                        let path = folder.join(name);
                        let mut bytes = std::fs::read(&path).unwrap();
                        bytes[4096..].fill(7);
                        std::fs::write(path, bytes).unwrap();
                    }
                }
            }
        }
        let end = content(&folder);
        for (name, bytes) in strangers {
            prop_assert_eq!(end.get(&name), Some(&bytes), "{} is somebody else's", name);
        }
    }
}

#[test]
fn backups_of_an_earlier_version_are_known_by_what_they_hold() {
    let place = Place::new();
    let folder = place.path().join("backups");
    let mut store = filled(&place.db());
    let copy = store.rotate(&folder, at(10)).unwrap().unwrap();
    tamper(&copy, "DELETE FROM meta WHERE key IN ('record', 'stamp')");
    let old = folder.join("enishi-20261001-000000.db");
    std::fs::rename(&copy, &old).unwrap();
    assert_eq!(store.rotate(&folder, at(20)).unwrap(), None, "it has all");
    assert!(!old.exists(), "it bears the record's name now");
    assert_eq!(content(&folder).len(), 1);
}

/// A record on a laptop with a name.
fn on_a_laptop(path: &Path) -> Options {
    Options {
        machine: Some("this laptop".to_owned()),
        ..Options::new(path)
    }
}

#[test]
fn a_file_that_is_copied_over_by_hand_is_noticed() {
    use enishi::store::Notice;
    let place = Place::new();
    let options = on_a_laptop(&place.db());
    let renewed = |options: &Options| {
        let opened = SqliteStore::open_with(options).unwrap();
        opened.notices.contains(&Notice::NewIncarnation)
    };
    let record = |n: i64| -> PathBuf {
        let mut store = SqliteStore::open_with(&options).unwrap().store;
        let draft = pair("相沢", "s", "N-1", &format!("o{n}"));
        store.commit(&draft, at(n)).unwrap();
        let folder = place.path().join("backups");
        store.rotate(&folder, at(n)).unwrap().unwrap()
    };
    record(1);
    let by_hand = place.path().join("by hand.db");
    std::fs::copy(place.db(), &by_hand).unwrap();
    assert!(!renewed(&options));
    let backup = record(2);
    // Into the same file, so that neither its place nor its number in the file system tells.
    for older in [&by_hand, &backup] {
        record(if older == &by_hand { 3 } else { 4 });
        std::fs::copy(older, place.db()).unwrap();
        assert!(renewed(&options), "{older:?}");
        assert!(!renewed(&options), "told once");
    }
}

#[test]
fn replaced_records_that_hold_nothing_more_are_swept_and_others_are_kept() {
    let place = Place::new();
    let folder = place.path().join("backups");
    let mut store = filled(&place.db());
    let copy = store.rotate(&folder, at(10)).unwrap().unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "late"), at(12))
        .unwrap();
    drop(store);
    std::fs::write(place.path().join("enishi-restoring.db"), "half").unwrap();
    std::fs::write(place.path().join("enishi-replaced.db.part"), "half").unwrap();
    std::fs::write(place.path().join("enishi-2-replaced.db.part"), "another's").unwrap();
    for _ in 0..6 {
        restore::restore(&Options::new(&place.db()), &copy).unwrap();
    }
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.rotate(&folder, at(20)).unwrap();
    let mut left = content(&place.path());
    left.retain(|name, _| name.starts_with("enishi-"));
    let left: Vec<String> = left.into_keys().collect();
    assert_eq!(
        left,
        [
            "enishi-2-replaced.db.part",
            "enishi-replaced-4.db",
            "enishi-replaced-5.db",
            "enishi-replaced-6.db",
            // Only this one has what came late.
            "enishi-replaced.db",
        ]
    );
}

#[test]
fn a_record_that_is_open_elsewhere_is_not_replaced() {
    let place = Place::new();
    let store = filled(&place.db());
    let copy = place.path().join("copy.db");
    store.backup(&copy).unwrap();
    let refused = restore::restore(&Options::new(&place.db()), &copy);
    assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
    assert_eq!(store.verify().unwrap().faults, []);
    drop(store);
    restore::restore(&Options::new(&place.db()), &copy).unwrap();
    let left = content(&place.path());
    assert!(
        !left.keys().any(|name| name.contains("restoring")),
        "{:?}",
        left.keys()
    );
}
