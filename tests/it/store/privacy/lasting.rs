//! Exactly one person, and for good.

use super::{holds_a_trace, note, person, who};
use crate::store::{Place, at, files, load, pair, session};
use enishi::domain::entity::Change;
use enishi::domain::entity::pairing::PairingChange;
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::privacy::roll::Person;
use enishi::store::sqlite::privacy::sealed::NotHere;
use enishi::store::{Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::io::BufReader;
use std::path::Path;

/// A session in which badge 001 is 高橋 直 and 002 is 高橋 直樹.
fn namesakes(id: &str) -> enishi::domain::roster::Session {
    let mut session = session(id, 3);
    session.attendees[0].name = "高橋 直".into();
    session.attendees[0].email = "nao@example.jp".into();
    session.attendees[1].name = "高橋 直樹".into();
    session
}

fn erase(
    store: &mut SqliteStore,
    them: &Person,
    also: &Also,
) -> enishi::store::sqlite::privacy::Erasure {
    let (actor, reason) = who();
    store
        .person_erase(them, also, (&actor, &reason), at(90))
        .unwrap()
}

fn said(store: &SqliteStore) -> String {
    let log = store.log(&enishi::store::LogFilter::default()).unwrap();
    format!("{log:?}")
}

#[test]
fn only_the_whole_name_goes_however_it_is_written() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", namesakes("s")), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    for (n, text) in [
        "高橋・直さんと髙橋　直樹さん",
        "NAO@example.jp へ送付",
        "高橋直樹様が来訪",
    ]
    .iter()
    .enumerate()
    {
        store.commit(&note(&format!("N-{n}"), text), at(2)).unwrap();
    }
    let them = person(&store, "001");
    erase(&mut store, &them, &Also::None);
    let left = said(&store);
    assert!(
        !left.contains("高橋・直さん") && !left.to_lowercase().contains("nao@"),
        "{left}"
    );
    for whole in ["直樹さん", "高橋直樹様が来訪", "高橋 直樹"] {
        assert!(left.contains(whole), "{whole}: {left}");
    }
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn a_badge_of_several_persons_is_several_and_one_in_two_meetings_is_one() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store.commit(&load("相沢", session("u", 3)), at(0)).unwrap();
    store.commit(&load("相沢", namesakes("t")), at(1)).unwrap();
    let found = store
        .roll()
        .unwrap()
        .with_badge(&Sessions::All, &"001".into());
    let names: Vec<String> = found.iter().map(|p| p.name().to_string()).collect();
    assert_eq!(names, ["架空 太郎1", "高橋 直"]);
    let one = store
        .roll()
        .unwrap()
        .with_badge(&Sessions::One("t".into()), &"001".into());
    assert_eq!(one.len(), 1);
    erase(&mut store, &one[0], &Also::None);
    let book = store.book(&Sessions::All).unwrap();
    let name = |id: &str| {
        book.sessions[&Clean::line(id)].attendees[0]
            .name
            .to_string()
    };
    assert_eq!(
        (name("s"), name("t")),
        ("架空 太郎1".to_owned(), ERASED.to_owned())
    );
}

#[test]
fn doubtful_places_are_listed_and_taken_by_number_also_after_the_erasure() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", namesakes("s")), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    // The family name of two persons.
    store.commit(&note("N-1", "高橋さんに電話"), at(2)).unwrap();
    let them = person(&store, "001");
    let report = store.person_report(&them).unwrap();
    assert_eq!(report.doubts.len(), 1, "{:?}", report.doubts);
    let done = erase(&mut store, &them, &Also::None);
    assert_eq!(done.doubts.len(), 1);
    assert!(said(&store).contains("高橋さんに電話"));
    let them = person(&store, "001");
    let done = erase(&mut store, &them, &Also::Some([1].into()));
    assert_eq!((done.continued, done.doubts.len()), (true, 0));
    assert!(!said(&store).contains("高橋さん"));
}

#[test]
fn after_an_erasure_and_a_purge_no_name_stays_in_the_proof_of_the_first() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    let them = person(&store, "001");
    erase(&mut store, &them, &Also::None);
    let mut first = Vec::new();
    store.export_ops(&mut first).unwrap();
    let (actor, reason) = who();
    store.purge(&"s".into(), (&actor, &reason), at(95)).unwrap();
    drop(store);
    let bytes = std::fs::read(place.db()).unwrap();
    let name = "架空 太郎2".as_bytes();
    assert!(!bytes.windows(name.len()).any(|w| w == name));
    // A laptop that learns of both at once, or one by one.
    let store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    let book = store.book(&Sessions::All).unwrap();
    let mut both = Vec::new();
    store.export_ops(&mut both).unwrap();
    for order in [vec![&both], vec![&first, &both], vec![&both, &first]] {
        let there = Place::new();
        let mut other = SqliteStore::open(&there.db()).unwrap();
        for text in order {
            other.import_ops(&mut BufReader::new(&text[..])).unwrap();
        }
        assert_eq!(other.book(&Sessions::All).unwrap(), book);
        assert_eq!(other.verify().unwrap().faults, []);
    }
}

#[test]
fn an_erased_person_does_not_come_back_with_ops_files_or_backups_and_goes_elsewhere_too() {
    let (here, there) = (Place::new(), Place::new());
    let mut a = SqliteStore::open(&here.db()).unwrap();
    let mut b = SqliteStore::open(&there.db()).unwrap();
    for (store, by, need) in [(&mut a, "相沢", "N-1"), (&mut b, "馬場", "N-2")] {
        store.commit(&load(by, session("s", 3)), at(0)).unwrap();
        store.commit(&pair(by, "s", need, "org-1"), at(1)).unwrap();
        store
            .commit(&note(need, "架空太郎1さんに電話"), at(2))
            .unwrap();
    }
    let backups = here.path().join("backups");
    let mut a = a.with_backups_in(backups.clone());
    let backup = a.rotate(&backups, at(3)).unwrap().unwrap();
    std::fs::write(backups.join("enishi-20260101-000000.db.part"), "架空 太郎1").unwrap();
    assert!(holds_a_trace(&backup));
    let them = person(&a, "001");
    let done = erase(&mut a, &them, &Also::None);
    assert_eq!(done.left, Vec::<std::path::PathBuf>::new());
    let clean = |folder: &Path| {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(!holds_a_trace(&path), "{}", path.display());
        }
    };
    clean(&backups);
    clean(&here.path());
    // The other laptop's own ops of the same person.
    let mut lines = Vec::new();
    b.export_ops(&mut lines).unwrap();
    a.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    assert!(!said(&a).contains("太郎1"), "{}", said(&a));
    clean(&here.path());
    // The same file read again.
    a.commit(&load("相沢", session("s", 3)), at(99)).unwrap();
    let book = a.book(&Sessions::All).unwrap();
    assert_eq!(book.sessions[&Clean::line("s")].attendees[0].name, ERASED);
    assert_eq!(a.erased_in(&session("s", 3)).unwrap(), ["001"]);
    clean(&here.path());
    // The other laptop learns of it, and forgets what only it knew.
    b.commit(&note("N-3", "架空 太郎1 の件"), at(4)).unwrap();
    let mut lines = Vec::new();
    a.export_ops(&mut lines).unwrap();
    b.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    assert!(!said(&b).contains("太郎1"), "{}", said(&b));
    clean(&there.path());
    for store in [&a, &b] {
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn an_introduction_counts_once_and_a_refusal_never() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    for n in 1..4 {
        store
            .commit(&pair("相沢", "s", "N-1", "org-1"), at(n))
            .unwrap();
    }
    let mut refused = pair("相沢", "s", "N-2", "org-1");
    for (_, change) in &mut refused.changes {
        if let Change::Pairing(PairingChange::Recorded { level, .. }) = change {
            *level = Some(enishi::domain::code::Level::Declined);
        }
    }
    store.commit(&refused, at(5)).unwrap();
    let found = store.provisions(&Sessions::All).unwrap();
    assert_eq!(found.len(), 1);
    assert!(!found[0].hospital.is_empty());
}

#[test]
fn who_was_introduced_is_readable_by_one_command_and_by_no_search_through_the_files() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    let them = person(&store, "001");
    assert_eq!(erase(&mut store, &them, &Also::None).sealed, 1);
    let unsealed = store.unsealed_provisions(&Sessions::All, at(91)).unwrap();
    assert!(unsealed.locked.is_none());
    let (open, sealed) = &unsealed.found[0];
    assert_eq!(open.name, "");
    let sealed = sealed.as_ref().unwrap();
    assert_eq!(sealed.name, "架空 太郎1");
    assert!(sealed.items.contains(&Clean::line("メール")), "{sealed:?}");
    drop(store);
    for path in files(&place.path()) {
        assert!(!holds_a_trace(&path), "{}", path.display());
    }
    // A copy of the record without the key of the device says nothing of the person, and that there is something.
    let key = place.path().join("device.key");
    let bytes = std::fs::read(&key).unwrap();
    let locked = |store: &SqliteStore| {
        let unsealed = store.unsealed_provisions(&Sessions::All, at(91)).unwrap();
        assert_eq!(unsealed.found[0].1, None);
        let locked = unsealed.locked.expect("it is told");
        assert_eq!(locked.count, 1);
        locked.why
    };
    std::fs::remove_file(&key).unwrap();
    let store = SqliteStore::open(&place.db()).unwrap();
    assert!(matches!(locked(&store), NotHere::NoKey));
    // A key that cannot be read is not a key that is not there.
    std::fs::write(&key, "damaged").unwrap();
    assert!(matches!(locked(&store), NotHere::Key(_)));
    std::fs::write(&key, bytes).unwrap();
    let unsealed = store.unsealed_provisions(&Sessions::All, at(91)).unwrap();
    assert!(unsealed.locked.is_none() && unsealed.found[0].1.is_some());
}

#[test]
fn what_names_an_erased_person_later_is_told_and_asked_never_taken_silently() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "org-1"), at(1))
        .unwrap();
    let them = person(&store, "001");
    erase(&mut store, &them, &Also::None);
    assert_eq!(store.erased_named_again().unwrap(), []);
    store
        .commit(&note("N-1", "架空 太郎1 さんに電話"), at(100))
        .unwrap();
    let again = store.erased_named_again().unwrap();
    assert_eq!(again, [(("s".into(), "001".into()), 1)]);
    let them = person(&store, "001");
    let report = store.person_report(&them).unwrap();
    assert_eq!(report.doubts.len(), 1, "{:?}", report.doubts);
    let done = erase(&mut store, &them, &Also::None);
    assert_eq!(done.doubts.len(), 1);
    assert!(
        said(&store).contains("太郎1"),
        "nobody said that it is them"
    );
    let done = erase(&mut store, &them, &Also::Some([1].into()));
    assert_eq!(done.doubts, []);
    assert!(!said(&store).contains("太郎1"), "{}", said(&store));
    assert_eq!(store.verify().unwrap().faults, []);
}
