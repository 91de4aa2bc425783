//! What may mean an erased person and may mean somebody else: it is listed, stays, and is nobody's to decide but the
//! user's.

use super::{note, person, who};
use crate::store::{Place, at, load, pair, session};
use enishi::domain::reading::Answers;
use enishi::domain::roster::{Attendee, Session};
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::privacy::report::Doubt;
use enishi::store::{LogFilter, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::collections::BTreeSet;

const MEMO: &str = "Joji と面談、takahashi-san に送付。譲二さんの上司は佐藤 譲二郎さん";

fn people() -> Session {
    let mut all = session("s", 3);
    all.attendees[0].name = "高橋 譲二".into();
    all.attendees[0].kana = "タカハシ ジョウジ".into();
    all
}

/// Somebody else who is read alike.
fn read_alike(badge: &str) -> Attendee {
    Attendee {
        badge: badge.into(),
        name: "高梁 丈治".into(),
        kana: "タカハシ ジョウジ".into(),
        org: "org-2".into(),
        ..Attendee::default()
    }
}

fn found(doubts: &[Doubt]) -> BTreeSet<&str> {
    doubts.iter().map(|doubt| doubt.found.as_str()).collect()
}

fn erase(store: &mut SqliteStore, badge: &str, also: &Also) -> Vec<Doubt> {
    let them = person(store, badge);
    let (actor, reason) = who();
    let done = store.person_erase(&them, also, (&actor, &reason), at(9));
    done.unwrap().doubts
}

fn said(store: &SqliteStore) -> String {
    format!("{:?}", store.log(&LogFilter::default()).unwrap())
}

#[test]
fn romaji_and_a_given_name_alone_are_listed_in_the_records_of_the_person() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", people()), at(0)).unwrap();
    let recorded = pair("相沢", "s", "N-1", "org-1");
    store.commit(&recorded, at(1)).unwrap();
    store.commit(&note("N-1", MEMO), at(2)).unwrap();
    // In the records of nobody a given name means nobody.
    store
        .commit(&note("N-2", "譲二さんと Joji"), at(3))
        .unwrap();
    let them = person(&store, "001");
    let listed = BTreeSet::from(["Joji", "takahashi", "譲二"]);
    assert_eq!(found(&store.person_report(&them).unwrap().doubts), listed);
    assert_eq!(found(&erase(&mut store, "001", &Also::None)), listed);
    assert!(said(&store).contains(MEMO), "nothing goes unasked");
    // Nobody here knows the name any more, and they are listed still.
    let them = store
        .roll()
        .unwrap()
        .with_badge(&Sessions::All, &"001".into());
    assert_eq!(
        found(&store.person_report(&them[0]).unwrap().doubts),
        listed
    );
    erase(&mut store, "001", &Also::All);
    let left = said(&store);
    for gone in ["Joji と面談", "takahashi", "譲二さんの"] {
        assert!(!left.contains(gone), "{gone}");
    }
    assert!(left.contains("佐藤 譲二郎さん") && left.contains("譲二さんと Joji"));
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn somebody_who_is_read_alike_keeps_the_reading() {
    let kana = |store: &SqliteStore, badge: &str| {
        let book = store.book(&Sessions::All).unwrap();
        let session = book.sessions.values().next().unwrap().clone();
        let found = session.attendees.into_iter().find(|a| *a.badge == *badge);
        found.map(|a| (a.name, a.kana)).unwrap()
    };
    let whole = read_alike("009");
    let whole = (whole.name, whole.kana);
    // Known before the erasure, and read from a file after it.
    for is_known in [true, false] {
        let place = Place::new();
        let mut store = SqliteStore::open(&place.db()).unwrap();
        let mut both = people();
        both.attendees.push(read_alike("009"));
        let first = if is_known { both.clone() } else { people() };
        store.commit(&load("相沢", first), at(0)).unwrap();
        store
            .commit(&note("N-1", "タカハシ ジョウジさんに電話"), at(1))
            .unwrap();
        erase(&mut store, "001", &Also::None);
        assert_eq!(
            said(&store).contains("タカハシ ジョウジさんに電話"),
            is_known,
            "of two who are read alike nobody is meant beyond doubt"
        );
        let (read, answers) = store.as_read(&both, &Answers::default()).unwrap();
        let read = read.attendees.iter().find(|a| *a.badge == *"009").unwrap();
        assert_eq!((read.name.clone(), read.kana.clone()), whole);
        assert!(answers.unclear.is_empty(), "nobody asks of another name");
        store.commit(&load("相沢", both), at(20)).unwrap();
        assert_eq!(kana(&store, "009"), whole);
        assert_eq!(kana(&store, "001"), (Clean::from(ERASED), Clean::default()));
        store.enforce_erasures(at(21)).unwrap();
        assert_eq!(kana(&store, "009"), whole);
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn nobody_sees_that_an_erased_person_coordinates() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&load("相沢", people()), at(0)).unwrap();
    let recorded = pair("高橋 譲二", "s", "N-1", "org-1");
    store.commit(&recorded, at(1)).unwrap();
    erase(&mut store, "001", &Also::None);
    let book = store.book(&Sessions::All).unwrap();
    let pairing = book.pairings.values().next().unwrap();
    assert_eq!(pairing.coordinator, Clean::from(ERASED));
    assert_eq!(store.recorded_by_erased(&Sessions::All).unwrap(), (1, 1));
    let other = Sessions::One("t".into());
    assert_eq!(store.recorded_by_erased(&other).unwrap(), (0, 0));
}
