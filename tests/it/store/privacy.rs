//! Forgetting persons: everywhere, for good, and with the chain intact.

mod away;
mod back;
mod doubtful;
mod lasting;
mod laws;
mod namesakes;
mod naming;
mod older;
mod sealed;
mod shared;

use crate::store::{Place, at, load, pair, pairing_id, session};
use enishi::domain::entity::Change;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::PairingChange;
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::privacy::roll::Person;
use enishi::store::sqlite::restore;
use enishi::store::{Draft, Options, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The name, e-mail address and so on of person 001 in the samples of this test.
const TRACES: [&str; 3] = ["架空 太郎1", "架空太郎1", "taro1@example.jp"];

fn holds_a_trace(path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else {
        return false;
    };
    TRACES
        .iter()
        .any(|t| bytes.windows(t.len()).any(|w| w == t.as_bytes()))
}

fn who() -> (Clean, Clean) {
    ("相沢".into(), "本人の求め".into())
}

/// The one person with a badge number.
pub(crate) fn person(store: &SqliteStore, badge: &str) -> Person {
    let mut found = store
        .roll()
        .unwrap()
        .with_badge(&Sessions::All, &badge.into());
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn note(need: &str, text: &str) -> Draft {
    Draft {
        changes: vec![(
            Entity::Pairing(pairing_id("s", need, "org-1")),
            Change::Pairing(PairingChange::Note { note: text.into() }),
        )],
        ..pair("相沢", "s", need, "org-1")
    }
}

#[test]
fn an_erased_person_is_gone_everywhere_and_the_chain_still_verifies() {
    let (place, elsewhere) = (Place::new(), Place::new());
    let mut options = Options::new(&place.db());
    options.mirror = Some(place.path().join("mirror.db"));
    let mut store = SqliteStore::open_with(&options).unwrap().store;
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    store
        .commit(
            &note("N-1", "架空太郎1 さんに電話、taro1@example.jp"),
            at(2),
        )
        .unwrap();
    store
        .commit(&note("N-1", "架空太郎2 さんに電話"), at(3))
        .unwrap();
    store.set_note("draft", Some("架空 太郎1 に")).unwrap();
    let backup_file = place.path().join("before.db");
    store.backup(&backup_file).unwrap();
    let mut old = Vec::new();
    store.export_ops(&mut old).unwrap();

    let report = store.person_report(&person(&store, "001")).unwrap();
    assert_eq!(report.prepared.len(), 1);
    assert_eq!(report.pairings.len(), 1);
    assert_eq!(report.mentions.len(), 3);
    assert_eq!(report.provisions[0].name, "架空 太郎1");

    let (actor, reason) = who();
    let them = person(&store, "001");
    let done = store
        .person_erase(&them, &Also::None, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.ops, 2);
    assert!(done.compacted);
    let book = store.book(&Sessions::All).unwrap();
    assert_eq!(book.sessions[&Clean::line("s")].attendees.len(), 3);
    assert_eq!(book.sessions[&Clean::line("s")].attendees[0].name, ERASED);
    assert_eq!(book.pairings.len(), 1);
    let verified = store.verify().unwrap();
    assert_eq!((verified.faults, verified.erased), (vec![], 2));
    for file in ["enishi.db", "enishi.db-wal", "mirror.db", "mirror.db-wal"] {
        assert!(!holds_a_trace(&place.path().join(file)), "{file}");
    }
    assert!(
        holds_a_trace(&backup_file),
        "the test looks for the right thing"
    );
    let again = store.person_report(&person(&store, "001")).unwrap();
    assert_eq!(
        again.provisions[0].name, "",
        "who was introduced stays by badge number"
    );

    // An old export brings nothing back, here or on a laptop that learns of the erasure first or last.
    assert_eq!(
        store.import_ops(&mut BufReader::new(&old[..])).unwrap().new,
        0
    );
    let mut new = Vec::new();
    store.export_ops(&mut new).unwrap();
    for order in [[&old, &new], [&new, &old]] {
        let there = Place::new();
        let mut other = SqliteStore::open(&there.db()).unwrap();
        for text in order {
            other.import_ops(&mut BufReader::new(&text[..])).unwrap();
        }
        assert_eq!(other.book(&Sessions::All).unwrap(), book);
        assert_eq!(other.verify().unwrap().faults, []);
    }
    drop(store);

    // Nor does a backup from before.
    let target = elsewhere.path().join("enishi.db");
    std::fs::copy(place.db(), &target).unwrap();
    restore::restore(&Options::new(&target), &backup_file).unwrap();
    let restored = SqliteStore::open(&target).unwrap();
    assert_eq!(restored.book(&Sessions::All).unwrap(), book);
    assert_eq!(restored.verify().unwrap().faults, []);
}

#[test]
fn a_purged_session_keeps_its_counts_and_no_words() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for id in ["s", "t"] {
        store.commit(&load("相沢", session(id, 2)), at(0)).unwrap();
        store
            .commit(&pair("相沢", id, "N-1", "org-1"), at(1))
            .unwrap();
    }
    store.commit(&note("N-1", "ここだけの話"), at(2)).unwrap();
    let other = store.book(&Sessions::One("t".into())).unwrap();
    let (actor, reason) = who();
    store.purge(&"s".into(), (&actor, &reason), at(3)).unwrap();
    let book = store.book(&Sessions::One("s".into())).unwrap();
    let left = format!("{book:?}");
    assert!(
        !left.contains("ここだけ") && !left.contains("太郎") && !left.contains("内視鏡"),
        "{left}"
    );
    assert_eq!(book.pairings.len(), 1);
    assert_eq!(book.sessions[&Clean::line("s")].attendees.len(), 2);
    assert_eq!(store.book(&Sessions::One("t".into())).unwrap(), other);
    assert_eq!(store.verify().unwrap().faults, []);
    store.rebuild().unwrap();
    assert_eq!(store.book(&Sessions::One("s".into())).unwrap(), book);
}

#[test]
fn persons_kept_longer_than_needed_are_listed() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 2)), at(0)).unwrap();
    let later = |years: i64| at(years * 366 * 86_400);
    assert_eq!(store.retention(later(2), 3).unwrap(), []);
    let overdue = store.retention(later(4), 3).unwrap();
    assert_eq!((overdue.len(), overdue[0].persons), (1, 2));
}

#[test]
fn an_erased_person_is_gone_from_forks_rescue_files_replaced_records_and_what_waits() {
    let place = Place::new();
    let path = place.db();
    let mut store = SqliteStore::open(&path).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let told = |n: i64| note(&format!("N-{n}"), "架空太郎1 さんに電話");
    // The other version of a forked stream.
    let clone = place.path().join("clone.db");
    store.backup(&clone).unwrap();
    let mut cloned = SqliteStore::open(&clone).unwrap();
    store.commit(&told(1), at(1)).unwrap();
    cloned.commit(&told(2), at(2)).unwrap();
    let mut lines = Vec::new();
    cloned.export_ops(&mut lines).unwrap();
    let taken = store.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    let fork = taken.forks[0].aside.clone().unwrap();
    drop(cloned);
    std::fs::remove_file(&clone).unwrap();
    // A restored backup: the replaced record holds what the backup had not.
    let backup_file = place.path().join("backup.db");
    store.backup(&backup_file).unwrap();
    store.commit(&told(3), at(3)).unwrap();
    drop(store);
    let kept = restore::restore(&Options::new(&path), &backup_file)
        .unwrap()
        .kept
        .unwrap();
    // What could not be saved, here and in another folder.
    let elsewhere = tempfile::tempdir().unwrap();
    let rescues = [
        place.path().join("enishi-rescue-20260101-000000.jsonl"),
        elsewhere.path().join("enishi-rescue-20260101-000001.jsonl"),
    ];
    for rescue in &rescues {
        enishi::store::rescue::write(rescue, &[(at(4), told(4))]).unwrap();
    }
    // An op of another laptop that came before the one it follows.
    let far = Place::new();
    let mut other = SqliteStore::open(&far.db()).unwrap();
    other
        .commit(&pair("馬場", "s", "N-5", "org-1"), at(5))
        .unwrap();
    other.commit(&told(5), at(6)).unwrap();
    let mut lines = Vec::new();
    other.export_ops(&mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let (first, second) = lines.trim_end().split_once('\n').unwrap();
    let mut store = SqliteStore::open(&path)
        .unwrap()
        .with_rescues_in(vec![elsewhere.path().to_owned()]);
    let waits = store
        .import_ops(&mut BufReader::new(second.as_bytes()))
        .unwrap();
    assert_eq!(waits.waiting, 1);

    let everything = [&fork, &kept, &rescues[0], &rescues[1], &path];
    let wal = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    for file in everything {
        assert!(
            holds_a_trace(file) || holds_a_trace(&wal(file)),
            "{}",
            file.display()
        );
    }
    store.set_note("draft:x", Some("架空 太郎1 の件")).unwrap();
    let held = store.person_report(&person(&store, "001")).unwrap();
    assert_eq!(held.drafts, ["架空 太郎1 の件"]);
    assert!(
        held.files.contains(&fork) && held.files.contains(&kept),
        "{:?}",
        held.files
    );
    assert!(held.files.contains(&rescues[1]), "{:?}", held.files);
    let waits = |e: &enishi::store::LogEntry| format!("{:?}", e.op.entity).contains("N-5");
    assert!(held.mentions.iter().any(waits), "what waits is held, too");
    let (actor, reason) = who();
    let them = person(&store, "001");
    let done = store
        .person_erase(&them, &Also::None, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.left, Vec::<PathBuf>::new());
    for file in everything {
        assert!(!holds_a_trace(file), "{}", file.display());
        assert!(!holds_a_trace(&wal(file)), "{}", file.display());
    }
    // All of it is still what it was, without the person.
    assert_eq!(
        SqliteStore::open(&kept).unwrap().verify().unwrap().faults,
        []
    );
    let rescued = enishi::store::rescue::read(&rescues[1]).unwrap();
    enishi::store::rescue::take_in(&mut store, &rescued).unwrap();
    store
        .import_ops(&mut BufReader::new(first.as_bytes()))
        .unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    let log = store.log(&enishi::store::LogFilter::default()).unwrap();
    let said = format!("{log:?}");
    assert!(
        said.contains("N-4") && said.contains("N-5") && !said.contains("太郎1"),
        "{said}"
    );
    let fresh = Place::new();
    let mut fresh = SqliteStore::open(&fresh.db()).unwrap();
    let text = std::fs::read(&fork).unwrap();
    let taken = fresh.import_ops(&mut BufReader::new(&text[..])).unwrap();
    assert!(
        taken.waiting + taken.new > 0,
        "the other version can still be read"
    );

    // What cannot be opened is named.
    std::fs::write(&kept, [7; 5000]).unwrap();
    let done = store.purge(&"s".into(), (&actor, &reason), at(10)).unwrap();
    assert_eq!(done.left, [kept]);
}
