//! Laptops that read different files before they know of each other: what was recorded keeps its person, firm and need.

use crate::store::{Place, at};
use enishi::domain::book::Book;
use enishi::domain::book::whole;
use enishi::domain::code::Level;
use enishi::domain::entity::Entity;
use enishi::domain::entity::attendee::AttendeeChange;
use enishi::domain::entity::pairing::{PairingChange, PairingId};
use enishi::domain::number;
use enishi::domain::reading::{self, Answer, Answers};
use enishi::domain::recorded::prepared::{Fields, Prepared};
use enishi::domain::roster::{Attendee, Need, Organisation, Session};
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use uuid::Uuid;

pub(super) const NAMES: [&str; 4] = ["山川 一", "海野 二", "佐藤 久美子", "別人 太郎"];
pub(super) const FIRMS: [&str; 3] = ["甲製作所", "乙工業", "丙精機"];
pub(super) const TITLES: [&str; 3] = ["曇りを防ぐ", "針を折らない", "音を消す"];

/// A file: which person, firm and need stands under each number.
pub(super) fn file(people: &[usize], firms: &[usize], titles: &[usize]) -> Session {
    let org = |id: String, name: &str| Organisation {
        id: id.into(),
        name: name.into(),
        ..Organisation::default()
    };
    let mut organisations = vec![org("hosp".to_owned(), "東病院")];
    organisations.extend(
        (0..)
            .zip(firms)
            .map(|(n, f): (usize, _)| org(format!("o{n}"), FIRMS[*f])),
    );
    let attendees = (0..).zip(people).map(|(n, p): (usize, &usize)| Attendee {
        badge: n.to_string().into(),
        org: format!("o{}", n % firms.len()).into(),
        name: NAMES[*p].into(),
        ..Attendee::default()
    });
    let needs = (1..).zip(titles).map(|(n, t)| Need {
        no: format!("N-{n:02}").into(),
        title: TITLES[*t].into(),
        hospital: "hosp".into(),
        presenter: "0".into(),
        ..Need::default()
    });
    Session {
        id: "kai".into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        attendees: attendees.collect(),
        needs: needs.collect(),
        organisations,
        ..Session::default()
    }
}

pub(super) fn files() -> impl Strategy<Value = Session> {
    let people = Just(vec![0, 1, 2, 3]).prop_shuffle();
    let firms = Just(vec![0, 1, 2]).prop_shuffle();
    let titles = Just(vec![0, 1, 2]).prop_shuffle();
    (people, 1..4_usize, firms, 1..3_usize, titles, 1..3_usize)
        .prop_map(|(p, people, f, firms, t, titles)| file(&p[..people], &f[..firms], &t[..titles]))
}

/// What a pairing was about when it was made, by the level that names it in the test.
pub(super) type Made = BTreeMap<(String, String, String), BTreeSet<String>>;

fn take(store: &mut SqliteStore, file: &Session, now: i64) {
    let other = Answers {
        all: Some(Answer::Other),
        ..Answers::default()
    };
    let (file, answers) = store.as_read(file, &other).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let read = reading::read(&book, &file, &answers).unwrap();
    if !read.changes.is_empty() {
        commit(store, read.changes, now);
    }
}

pub(super) fn commit(
    store: &mut SqliteStore,
    changes: enishi::domain::entity::Changes,
    now: i64,
) -> Uuid {
    let draft = Draft {
        actor: "相沢".into(),
        scope: "kai".into(),
        changes,
        action: None,
    };
    store.commit(&draft, at(now)).unwrap().action
}

/// Somebody of the screen agrees; what they are called then is written down as the way.
fn agree(store: &mut SqliteStore, person: usize, now: i64) {
    let book = store.book(&Sessions::All).unwrap();
    let session = &book.sessions[&Clean::from("kai")];
    let person = &session.attendees[person % session.attendees.len()];
    let mut agreed = person.clone();
    agreed.notes.retain(|(key, _)| *key != *"consent_way");
    agreed
        .notes
        .push(("consent_way".into(), person.name.clone()));
    let set = Fields::between(person, &agreed);
    if !set.is_empty() {
        let entity = whole::attendee(&session.id, &person.badge);
        let change = AttendeeChange::Corrected { set, place: None };
        commit(store, vec![(entity, change.into())], now);
    }
}

/// Whose consent is on record: the name it was given under, and the name it stands under.
fn consents(book: &Book) -> Vec<(Clean, Clean)> {
    let all = book.attendees.values().map(Prepared::now);
    all.flat_map(|a| {
        let own = a.notes.iter().filter(|(key, _)| *key == *"consent_way");
        let own = own.map(|(_, way)| (way.clone(), a.name.clone()));
        own.collect::<Vec<_>>()
    })
    .collect()
}

/// A person of the screen is recorded with a need of the screen, and what both are called is written down.
pub(super) fn record(
    store: &mut SqliteStore,
    need: usize,
    person: usize,
    now: i64,
    made: &mut Made,
) -> Uuid {
    let book = store.book(&Sessions::All).unwrap();
    let session = &book.sessions[&Clean::from("kai")];
    let need = &session.needs[need % session.needs.len()];
    let person = &session.attendees[person % session.attendees.len()];
    let id = PairingId {
        session: "kai".into(),
        need: need.no.clone(),
        org: person.org.clone(),
    };
    let firm = session.org_name(&person.org).to_string();
    let key = (
        need.title.to_string(),
        firm,
        session.org_name(&need.hospital).to_string(),
    );
    made.entry(key).or_default().insert(person.name.to_string());
    let change = PairingChange::Recorded {
        person: Some(person.badge.clone()),
        level: Some(Level::Interested),
    };
    commit(store, vec![(Entity::Pairing(id), change.into())], now)
}

/// What all pairings are about.
pub(super) fn names(book: &Book) -> Made {
    let mut found = Made::new();
    for (id, pairing) in &book.pairings {
        let session = &book.sessions[&id.session];
        let need = session.recorded_need(&id.need).expect("a need");
        let key = (
            need.title.to_string(),
            session.org_name(&id.org).to_string(),
            session.org_name(&need.hospital).to_string(),
        );
        let persons = pairing.persons.iter();
        let persons = persons.map(|badge| {
            let person = session.recorded_attendee(badge).expect("a person");
            person.name.to_string()
        });
        found.entry(key).or_default().extend(persons);
    }
    found
}

pub(super) fn carry(from: &SqliteStore, to: &mut SqliteStore) {
    let mut bytes = Vec::new();
    from.export_ops(&mut bytes).unwrap();
    to.import_ops(&mut BufReader::new(bytes.as_slice()))
        .unwrap();
}

#[derive(Clone, Debug)]
enum Event {
    Read(usize, Box<Session>),
    Record(usize, usize, usize),
    /// Recorded, and taken back at once.
    Undo(usize, usize, usize),
    Agree(usize, usize),
    Carry(usize, usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => (0..3_usize, files()).prop_map(|(l, f)| Event::Read(l, Box::new(f))),
        4 => (0..3_usize, 0..3_usize, 0..4_usize).prop_map(|(l, n, p)| Event::Record(l, n, p)),
        2 => (0..3_usize, 0..3_usize, 0..4_usize).prop_map(|(l, n, p)| Event::Undo(l, n, p)),
        2 => (0..3_usize, 0..4_usize).prop_map(|(l, p)| Event::Agree(l, p)),
        2 => (0..3_usize, 0..3_usize).prop_map(|(a, b)| Event::Carry(a, b)),
    ]
}

/// How many histories: `ENISHI_HISTORIES=20000` for a long run.
pub(super) fn cases(default: u32) -> u32 {
    let set = std::env::vars().find(|(name, _)| name == "ENISHI_HISTORIES");
    set.and_then(|(_, n)| n.parse().ok()).unwrap_or(default)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), ..ProptestConfig::default() })]

    #[test]
    fn what_was_recorded_keeps_person_firm_and_need_on_all_laptops(
        first in prop::collection::vec(files(), 3),
        events in prop::collection::vec(event(), 1..20),
    ) {
        let places: Vec<Place> = (0..3).map(|_| Place::new()).collect();
        let mut laptops: Vec<SqliteStore> =
            places.iter().map(|p| SqliteStore::open(&p.db()).unwrap()).collect();
        for laptop in &mut laptops {
            laptop.was_given_away().unwrap();
        }
        let (mut made, mut taken_back) = (Made::new(), Vec::new());
        let start = first.iter().cloned().enumerate().map(|(n, file)| Event::Read(n, Box::new(file)));
        for (now, event) in (0_i64..).zip(start.chain(events)) {
            match event {
                Event::Read(laptop, file) => take(&mut laptops[laptop], &file, now),
                Event::Record(laptop, need, person) => {
                    record(&mut laptops[laptop], need, person, now, &mut made);
                }
                Event::Undo(laptop, need, person) => {
                    let laptop = &mut laptops[laptop];
                    let action = record(laptop, need, person, now, &mut made);
                    let saved = laptop.undo_action(action, &"相沢".into(), at(now));
                    taken_back.push(saved.unwrap().unwrap().action);
                }
                Event::Agree(laptop, person) => agree(&mut laptops[laptop], person, now),
                Event::Carry(from, to) if from != to => {
                    let (left, right) = laptops.split_at_mut(from.max(to));
                    let (low, high) = (&mut left[from.min(to)], &mut right[0]);
                    if from < to { carry(low, high) } else { carry(high, low) }
                }
                Event::Carry(..) => {}
            }
        }
        for round in 0..4 {
            if round == 2 {
                // Whatever was taken back stands again.
                for undo in &taken_back {
                    laptops[1].undo_action(*undo, &"相沢".into(), at(1000)).unwrap().unwrap();
                }
            }
            for (from, to) in [(0, 1), (1, 2), (0, 2)] {
                let (left, right) = laptops.split_at_mut(to);
                carry(&left[from], &mut right[0]);
                carry(&right[0], &mut left[from]);
            }
        }
        let book = laptops[0].book(&Sessions::All).unwrap();
        prop_assert_eq!(names(&book), made);
        for (given, stands) in consents(&book) {
            prop_assert_eq!(given, stands);
        }
        let shared = book.shared_numbers();
        for laptop in &mut laptops {
            prop_assert_eq!(&laptop.book(&Sessions::All).unwrap(), &book);
            prop_assert_eq!(&laptop.book(&Sessions::All).unwrap().shared_numbers(), &shared);
            prop_assert_eq!(laptop.verify().unwrap().faults, vec![]);
            laptop.rebuild().unwrap();
            prop_assert_eq!(&laptop.book(&Sessions::All).unwrap(), &book);
        }
    }
}

#[test]
fn exchanged_badges_of_two_laptops_stay_two_persons_each() {
    let (one, two) = (Place::new(), Place::new());
    let mut one = SqliteStore::open(&one.db()).unwrap();
    let mut two = SqliteStore::open(&two.db()).unwrap();
    take(&mut one, &file(&[0, 1], &[0], &[0]), 0);
    take(&mut two, &file(&[1, 0], &[0], &[0]), 1);
    let mut made = Made::new();
    record(&mut one, 0, 0, 2, &mut made);
    record(&mut two, 0, 0, 3, &mut made);
    carry(&one, &mut two);
    carry(&two, &mut one);
    for laptop in [&one, &two] {
        let book = laptop.book(&Sessions::All).unwrap();
        assert_eq!(names(&book), made);
        let session = &book.sessions[&Clean::from("kai")];
        let shown: BTreeSet<(&str, &str)> = (session.attendees.iter())
            .map(|a| (number::shown(&a.badge), a.name.as_str()))
            .collect();
        assert_eq!(shown.len(), 4, "{shown:?}");
        assert_eq!(book.pairings.len(), 1);
        assert_eq!(laptop.verify().unwrap().faults, []);
    }
}
