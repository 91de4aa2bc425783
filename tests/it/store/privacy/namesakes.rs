//! Several persons of one name and one firm: exactly one of them goes, and nothing of the others is touched.

use super::who;
use crate::store::{Place, at, load, pair, session};
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::{Change, Entity};
use enishi::domain::reading::{self, Answer, Answers, Doubt};
use enishi::domain::roster::{Attendee, Session};
use enishi::store::privacy::ERASED;
use enishi::store::privacy::erase::Also;
use enishi::store::privacy::roll::Person;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::io::BufReader;

fn open(place: &Place) -> SqliteStore {
    SqliteStore::open(&place.db()).unwrap()
}

/// Two persons of one name at one firm, under 001 and 002, and what tells them apart.
fn two(id: &str, differ: &dyn Fn(&mut Attendee, &mut Attendee)) -> Session {
    let mut session = session(id, 3);
    let (first, rest) = session.attendees.split_at_mut(1);
    for a in [&mut first[0], &mut rest[0]] {
        a.name = "高橋 直".into();
        a.email = Clean::default();
    }
    differ(&mut first[0], &mut rest[0]);
    session
}

/// Every way in which two entries of one list differ, or do not.
fn ways() -> Vec<(&'static str, Session)> {
    vec![
        ("nothing", two("s", &|_, _| {})),
        (
            "kana",
            two("s", &|a, b| {
                (a.kana, b.kana) = ("タカハシ ナオ".into(), "タカハシ スナオ".into());
            }),
        ),
        (
            "mail",
            two("s", &|a, b| {
                (a.email, b.email) = ("nao@example.jp".into(), "t2@example.jp".into());
            }),
        ),
        (
            "department",
            two("s", &|a, b| {
                (a.dept, b.dept) = ("設計".into(), "営業".into());
            }),
        ),
        (
            "one mail",
            two("s", &|_, b| b.email = "t2@example.jp".into()),
        ),
        (
            "a shared address",
            two("s", &|a, b| {
                (a.kana, b.kana) = ("タカハシ ナオ".into(), "タカハシ スナオ".into());
                (a.email, b.email) = ("info@example.jp".into(), "info@example.jp".into());
            }),
        ),
    ]
}

fn only(store: &SqliteStore, session: &str, badge: &str) -> Person {
    let roll = store.roll().unwrap();
    let mut found = roll.with_badge(&Sessions::One(session.into()), &badge.into());
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn erase(store: &mut SqliteStore, them: &Person, also: &Also) {
    let (actor, reason) = who();
    (store.person_erase(them, also, (&actor, &reason), at(50))).unwrap();
}

/// Memos that name them, and an introduction of the second.
fn memos(store: &mut SqliteStore) {
    let mut draft = pair("相沢", "s", "N-1", "org-1");
    for (_, change) in &mut draft.changes {
        if let Change::Pairing(PairingChange::Recorded { person, .. }) = change {
            *person = Some("002".into());
        }
    }
    store.commit(&draft, at(1)).unwrap();
    store
        .commit(&super::note("N-1", "高橋 直さんに電話"), at(2))
        .unwrap();
}

fn entry(store: &SqliteStore, session: &str, badge: &str) -> Attendee {
    let book = store.book(&Sessions::All).unwrap();
    let all = &book.sessions[&Clean::line(session)].attendees;
    all.iter().find(|a| a.badge == *badge).unwrap().clone()
}

/// The session as a file that is read: what is asked, or what is recorded of it.
fn read(
    store: &mut SqliteStore,
    file: &Session,
    answers: &Answers,
    second: i64,
) -> Result<(), Vec<Doubt>> {
    let (file, answers) = store.as_read(file, answers).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let reading = reading::read(&book, &file, &answers)?;
    if !reading.changes.is_empty() {
        let draft = Draft {
            actor: "相沢".into(),
            scope: reading.id.clone(),
            changes: reading.changes,
            action: None,
        };
        store.commit(&draft, at(second)).unwrap();
    }
    Ok(())
}

#[test]
fn exactly_one_of_two_namesakes_goes_whatever_tells_them_apart() {
    for (way, file) in ways() {
        let place = Place::new();
        let mut store = open(&place);
        read(&mut store, &file, &Answers::default(), 0).unwrap();
        memos(&mut store);
        let second = entry(&store, "s", "002");
        let them = only(&store, "s", "001");
        assert_eq!(them.seats.len(), 1, "{way}");
        assert_eq!(them.namesakes.len(), 1, "{way}");
        let report = store.person_report(&them).unwrap();
        assert_eq!(report.namesakes.len(), 1, "{way}");
        // The memo may mean either: it is asked, and says where it is.
        assert_eq!(report.doubts.len(), 1, "{way}: {:?}", report.doubts);
        let at_pairing = |e: &Entity| matches!(e, Entity::Pairing(_));
        assert!(report.doubts[0].entity().is_some_and(at_pairing), "{way}");
        erase(&mut store, &them, &Also::All);
        assert_eq!(entry(&store, "s", "001").name, ERASED, "{way}");
        assert_eq!(entry(&store, "s", "002"), second, "{way}");
        assert_eq!(
            store.provisions(&Sessions::All).unwrap()[0].name,
            "高橋 直",
            "{way}"
        );
        // Nor when the same file is read again, and older data come back.
        read(&mut store, &file, &Answers::default(), 60).unwrap();
        assert_eq!(entry(&store, "s", "001").name, ERASED, "{way}");
        assert_eq!(entry(&store, "s", "002"), second, "{way}");
        let (there, before) = (Place::new(), 5);
        let mut other = open(&there);
        other
            .commit(&load("馬場", file.clone()), at(before))
            .unwrap();
        let mut lines = Vec::new();
        other.export_ops(&mut lines).unwrap();
        store.import_ops(&mut BufReader::new(&lines[..])).unwrap();
        assert_eq!(entry(&store, "s", "001").name, ERASED, "{way}");
        assert_eq!(entry(&store, "s", "002").name, "高橋 直", "{way}");
        // And a laptop that knows both and learns of it.
        let mut lines = Vec::new();
        store.export_ops(&mut lines).unwrap();
        other.import_ops(&mut BufReader::new(&lines[..])).unwrap();
        assert_eq!(entry(&other, "s", "001").name, ERASED, "{way}");
        assert_eq!(entry(&other, "s", "002").name, "高橋 直", "{way}");
        for store in [&store, &other] {
            assert_eq!(store.verify().unwrap().faults, [], "{way}");
        }
    }
}

#[test]
fn one_person_in_two_meetings_is_one_and_who_may_be_another_is_not_taken_along() {
    let place = Place::new();
    let mut store = open(&place);
    let named = |id: &str, differ: &dyn Fn(&mut Attendee)| {
        let mut file = session(id, 1);
        file.attendees[0].name = "高橋 直".into();
        differ(&mut file.attendees[0]);
        file
    };
    for (n, file) in [
        named("s", &|a| a.dept = "設計".into()),
        named("t", &|a| a.dept = "設計".into()),
        // Another department, and the same address.
        named("u", &|a| a.dept = "営業".into()),
        // Another address: somebody else, or a new one.
        named("v", &|a| a.email = "nao@example.jp".into()),
        named("w", &|a| a.kana = "タカハシ ナオ".into()),
    ]
    .into_iter()
    .enumerate()
    {
        store
            .commit(&load("相沢", file), at(i64::try_from(n).unwrap()))
            .unwrap();
    }
    let them = only(&store, "s", "001");
    let seats: Vec<&str> = them.seats.iter().map(|(s, _)| s.as_str()).collect();
    assert_eq!(seats, ["s", "t", "u", "w"]);
    let others: Vec<&str> = them.namesakes.iter().map(|(s, _)| s.as_str()).collect();
    assert_eq!(others, ["v"]);
    erase(&mut store, &them, &Also::None);
    assert_eq!(entry(&store, "v", "001").name, "高橋 直");
    assert_eq!(entry(&store, "w", "001").name, ERASED);
    // Their list read again, and older data of theirs.
    read(
        &mut store,
        &named("v", &|a| a.email = "nao@example.jp".into()),
        &Answers::default(),
        60,
    )
    .unwrap();
    let there = Place::new();
    let mut other = open(&there);
    let older = named("v", &|a| a.email = Clean::default());
    other.commit(&load("馬場", older), at(3)).unwrap();
    let mut lines = Vec::new();
    other.export_ops(&mut lines).unwrap();
    store.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    assert_eq!(entry(&store, "v", "001").name, "高橋 直");
}

#[test]
fn a_file_that_names_somebody_of_an_erased_name_is_asked_about_once() {
    for (answer, name) in [(Answer::Corrected, ERASED), (Answer::Other, "高橋 直")] {
        let place = Place::new();
        let mut store = open(&place);
        let mut file = session("s", 2);
        file.attendees[0].name = "高橋 直".into();
        read(&mut store, &file, &Answers::default(), 0).unwrap();
        let them = only(&store, "s", "001");
        erase(&mut store, &them, &Also::None);
        // The same name at another firm, with another address.
        let mut later = session("t", 2);
        later.attendees[1].name = "高橋 直".into();
        later.attendees[1].org = "org-2".into();
        let doubts = read(&mut store, &later, &Answers::default(), 60).unwrap_err();
        assert_eq!(doubts.len(), 1, "{doubts:?}");
        assert!(
            doubts[0].is_erased && doubts[0].number == "002",
            "{doubts:?}"
        );
        let recorded = store.book(&Sessions::One("t".into())).unwrap();
        assert!(
            recorded.sessions.is_empty(),
            "a refused file records nothing"
        );
        let mut answers = Answers::default();
        answers.settle(&doubts[0], answer);
        read(&mut store, &later, &answers, 61).unwrap();
        assert_eq!(entry(&store, "t", "002").name, name, "{answer:?}");
        // It was answered.
        read(&mut store, &later, &Answers::default(), 62).unwrap();
        assert_eq!(entry(&store, "t", "002").name, name, "{answer:?}");
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

/// Somebody of the name and the firm of an erased person, in a later list and in the same one, with and without what
/// tells the two apart.
fn newcomers() -> Vec<(&'static str, Session)> {
    let named = |id: &str, change: &dyn Fn(&mut Session)| {
        let mut file = session(id, 2);
        file.attendees[1].name = "高橋 直".into();
        file.attendees[1].org = "org-1".into();
        file.attendees[1].email = "another@example.jp".into();
        change(&mut file);
        file
    };
    vec![
        ("another mail in a later meeting", named("t", &|_| {})),
        ("another badge in the same meeting", named("s", &|_| {})),
        (
            "the same badge in a later meeting",
            named("t", &|file| {
                file.attendees.remove(0);
                file.attendees[0].badge = "001".into();
            }),
        ),
    ]
}

#[test]
fn a_namesake_in_the_firm_of_an_erased_person_is_recorded_once_it_was_answered() {
    for mail in ["nao@example.jp", ""] {
        for (way, later) in newcomers() {
            let way = format!("{way}, mail {mail:?}");
            let (here, there) = (Place::new(), Place::new());
            let (mut store, mut other) = (open(&here), open(&there));
            let mut file = session("s", 1);
            file.attendees[0].name = "高橋 直".into();
            file.attendees[0].email = mail.into();
            read(&mut store, &file, &Answers::default(), 0).unwrap();
            let older = exported(&store);
            other.import_ops(&mut &older[..]).unwrap();
            let them = only(&store, "s", "001");
            erase(&mut store, &them, &Also::None);
            let badge = later.attendees.last().unwrap().badge.clone();
            let id = later.id.clone();
            let asked = read(&mut store, &later, &Answers::default(), 60).unwrap_err();
            let is_it = |d: &Doubt| d.is_erased && d.number == badge;
            assert!(asked.iter().any(is_it), "{way}: {asked:?}");
            let mut answers = Answers::default();
            for doubt in &asked {
                answers.settle(doubt, Answer::Other);
            }
            read(&mut store, &later, &answers, 61).unwrap();
            let newcomer = |store: &SqliteStore| {
                let book = store.book(&Sessions::All).unwrap();
                let list = book.sessions[&id].attendees.clone();
                list.into_iter().filter(|a| a.name == "高橋 直").count()
            };
            assert_eq!(newcomer(&store), 1, "{way}: answered");
            store.enforce_erasures(at(62)).unwrap();
            read(&mut store, &later, &Answers::default(), 63).unwrap();
            assert_eq!(newcomer(&store), 1, "{way}: the answer lasts");
            // On all laptops, whatever comes first, and older data change nothing.
            other.import_ops(&mut &exported(&store)[..]).unwrap();
            store.import_ops(&mut &older[..]).unwrap();
            store.import_ops(&mut &exported(&other)[..]).unwrap();
            other.import_ops(&mut &exported(&store)[..]).unwrap();
            for store in [&mut store, &mut other] {
                store.enforce_erasures(at(70)).unwrap();
                assert_eq!(newcomer(store), 1, "{way}: on all laptops");
                let book = store.book(&Sessions::All).unwrap();
                let kept = book.sessions[&Clean::line("s")].recorded_attendee("001");
                assert_eq!(kept.unwrap().name, ERASED, "{way}");
                assert_eq!(store.verify().unwrap().faults, [], "{way}");
            }
        }
    }
}

fn exported(store: &SqliteStore) -> Vec<u8> {
    let mut lines = Vec::new();
    store.export_ops(&mut lines).unwrap();
    lines
}
