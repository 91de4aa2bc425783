//! Things that stand under another number in a later file: where somebody says so, what was recorded follows them there.

use super::meaning::{Made, carry, cases, commit, file, files, names, record};
use crate::store::{Place, at};
use enishi::domain::code::Level;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::{PairingChange, PairingId};
use enishi::domain::number;
use enishi::domain::reading::{self, Answer, Answers, Doubt, Reading};
use enishi::domain::roster::Session;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use proptest::prelude::*;

/// A file that is read, answered so where that is offered; every other doubt as another one. What was asked comes back.
fn compared(store: &SqliteStore, file: &Session, answer: Answer) -> (Reading, Vec<Doubt>) {
    let mut given = Answers::default();
    let mut asked = Vec::new();
    loop {
        let (less, answers) = store.as_read(file, &given).unwrap();
        let book = store.book(&Sessions::All).unwrap();
        match reading::read(&book, &less, &answers) {
            Ok(read) => return (read, asked),
            Err(doubts) => {
                for doubt in &doubts {
                    let is_offered = doubt.offers().contains(&answer);
                    given.settle(doubt, if is_offered { answer } else { Answer::Other });
                }
                assert!(asked.len() < 20, "{asked:?}");
                asked.extend(doubts);
            }
        }
    }
}

/// The same, recorded.
fn read(store: &mut SqliteStore, file: &Session, answer: Answer, now: i64) -> Vec<Doubt> {
    let (read, asked) = compared(store, file, answer);
    if !read.changes.is_empty() {
        commit(store, read.changes, now);
    }
    asked
}

/// A command that reads a file and records with what is typed, which means the file: what it looks up before anything is
/// recorded is what stands there afterwards.
fn read_and_record(
    store: &mut SqliteStore,
    (file, answer): (&Session, Answer),
    (need, person): (usize, usize),
    now: i64,
    made: &mut Made,
) {
    let (read, _) = compared(store, file, answer);
    let before = store.book(&Sessions::All).unwrap();
    let draft = Draft {
        actor: "相沢".into(),
        scope: "kai".into(),
        changes: read.changes,
        action: None,
    };
    let ahead = (store.book_after(&draft, &Sessions::All, at(now))).unwrap();
    assert_eq!(store.book(&Sessions::All).unwrap(), before, "nothing stays");
    let session = &ahead.sessions[&Clean::from("kai")];
    let need = &file.needs[need % file.needs.len()];
    let person = &file.attendees[person % file.attendees.len()];
    let meant = session.need(&need.no).expect("a need of the file");
    assert_eq!(meant.title, need.title);
    let who = session.attendee(&person.badge).expect("a person of it");
    assert_eq!(who.name, person.name);
    for org in &file.organisations {
        let found = session.organisation(&org.id).expect("a firm of it");
        assert_eq!(found.name, org.name);
    }
    let id = PairingId {
        session: "kai".into(),
        need: meant.no.clone(),
        org: who.org.clone(),
    };
    let key = (
        need.title.to_string(),
        file.org_name(&person.org).to_string(),
        file.org_name(&need.hospital).to_string(),
    );
    made.entry(key).or_default().insert(person.name.to_string());
    let change = PairingChange::Recorded {
        person: Some(who.badge.clone()),
        level: Some(Level::Interested),
    };
    if !draft.changes.is_empty() {
        commit(store, draft.changes, now);
    }
    assert_eq!(store.book(&Sessions::All).unwrap(), ahead);
    commit(store, vec![(Entity::Pairing(id), change.into())], now);
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![4 => Just(Answer::Moved), 1 => Just(Answer::Other)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), ..ProptestConfig::default() })]

    #[test]
    fn what_is_typed_means_the_file_that_the_same_command_reads(
        steps in prop::collection::vec((files(), answer(), 0..3_usize, 0..4_usize), 1..8),
    ) {
        let place = Place::new();
        let mut store = SqliteStore::open(&place.db()).unwrap();
        let mut made = Made::new();
        for (now, (file, answer, need, person)) in (0_i64..).zip(&steps) {
            read_and_record(&mut store, (file, *answer), (*need, *person), now, &mut made);
            prop_assert_eq!(&names(&store.book(&Sessions::All).unwrap()), &made);
            prop_assert_eq!(store.verify().unwrap().faults, vec![]);
        }
        is_sound(&mut store);
    }
}

/// What another window is told of what moved leaves nothing where it stood before.
#[test]
fn another_window_learns_what_stands_nowhere_any_more() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let mut other = SqliteStore::open(&place.db()).unwrap();
    let mut made = Made::new();
    read(
        &mut store,
        &file(&[0, 1], &[0, 1], &[0, 1]),
        Answer::Moved,
        0,
    );
    record(&mut store, 0, 0, 1, &mut made);
    record(&mut store, 1, 1, 2, &mut made);
    let mut book = other.book(&Sessions::All).unwrap();
    let cursor = other.head().unwrap();
    read(
        &mut store,
        &file(&[1, 0], &[1, 0], &[1, 0]),
        Answer::Moved,
        3,
    );
    for (entity, current) in other.changes_since(cursor).unwrap().rows {
        book.set(&entity, current);
    }
    assert_eq!(book.shared_numbers().into_values().next(), None);
}

/// The number and the name of everybody whom a pairing names, as they are shown.
fn contacts(store: &SqliteStore) -> Vec<(String, String)> {
    let book = store.book(&Sessions::All).unwrap();
    let session = &book.sessions[&Clean::from("kai")];
    let persons = book.pairings.values().flat_map(|p| p.persons.iter());
    let shown = persons.map(|key| {
        let person = session.recorded_attendee(key).unwrap();
        (number::shown(key).to_owned(), person.name.to_string())
    });
    let mut all: Vec<_> = shown.collect();
    all.sort();
    all
}

fn is_sound(store: &mut SqliteStore) {
    assert_eq!(store.verify().unwrap().faults, []);
    let book = store.book(&Sessions::All).unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.book(&Sessions::All).unwrap(), book);
}

#[test]
fn records_follow_exchanged_numbers_and_come_back_with_them() {
    let (here, there) = (Place::new(), Place::new());
    let mut one = SqliteStore::open(&here.db()).unwrap();
    let mut two = SqliteStore::open(&there.db()).unwrap();
    let (old, new) = (file(&[0, 1], &[0], &[0, 1]), file(&[1, 0], &[0], &[1, 0]));
    let mut made = Made::new();
    read(&mut one, &old, Answer::Moved, 0);
    record(&mut one, 0, 0, 1, &mut made);
    carry(&one, &mut two);
    for (n, (file, number)) in (2..).zip([(&new, "1"), (&old, "0"), (&new, "1"), (&old, "0")]) {
        assert!(!read(&mut one, file, Answer::Moved, n).is_empty());
        assert_eq!(contacts(&one), [(number.to_owned(), "山川 一".to_owned())]);
        assert_eq!(names(&one.book(&Sessions::All).unwrap()), made);
        assert_eq!(read(&mut one, file, Answer::Moved, n), [], "asked once");
        is_sound(&mut one);
    }
    // A colleague who knows of nothing records with the first file.
    record(&mut two, 0, 0, 9, &mut made);
    carry(&two, &mut one);
    carry(&one, &mut two);
    for store in [&mut one, &mut two] {
        assert_eq!(contacts(store), [("0".to_owned(), "山川 一".to_owned())]);
        assert_eq!(names(&store.book(&Sessions::All).unwrap()), made);
        is_sound(store);
    }
}

#[test]
fn a_number_that_is_gone_is_asked_and_nobody_new_gets_its_records() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let mut made = Made::new();
    read(&mut store, &file(&[0], &[0], &[0]), Answer::Moved, 0);
    record(&mut store, 0, 0, 1, &mut made);
    let mut later = file(&[0], &[0], &[0]);
    later.attendees[0].badge = "57".into();
    for need in &mut later.needs {
        need.presenter = "57".into();
    }
    let asked = read(&mut store, &later, Answer::Moved, 2);
    assert_eq!(asked.len(), 1);
    assert!(asked[0].new.is_empty() && asked[0].may_move);
    assert_eq!(asked[0].now_under, Some("57".into()));
    assert_eq!(contacts(&store), [("57".to_owned(), "山川 一".to_owned())]);
    // Somebody else has the first number now, and then the second.
    let mut next = later.clone();
    next.attendees
        .push(file(&[3], &[0], &[0]).attendees.remove(0));
    assert_eq!(read(&mut store, &next, Answer::Moved, 3), []);
    assert_eq!(contacts(&store), [("57".to_owned(), "山川 一".to_owned())]);
    assert_eq!(names(&store.book(&Sessions::All).unwrap()), made);
    is_sound(&mut store);
}

#[test]
fn who_stays_under_the_old_number_by_the_answer_is_not_asked_again() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let mut made = Made::new();
    read(&mut store, &file(&[0], &[0], &[0]), Answer::Other, 0);
    record(&mut store, 0, 0, 1, &mut made);
    let mut later = file(&[0], &[0], &[0]);
    later.attendees[0].badge = "57".into();
    assert_eq!(read(&mut store, &later, Answer::Other, 2).len(), 1);
    assert_eq!(contacts(&store), [("0".to_owned(), "山川 一".to_owned())]);
    assert_eq!(read(&mut store, &later, Answer::Other, 3), []);
    is_sound(&mut store);
}
