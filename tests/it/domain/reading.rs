//! What a file that is read again may change: never what was recorded.

use enishi::domain::book::Book;
use enishi::domain::code::Level;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::reading::{self, Answer, Answers, Doubt, Reading, Thing};
use enishi::domain::roster::{Attendee, Need, Organisation, Session};
use enishi::domain::rule::matching::{self, Partner};
use enishi::store::{Draft, MemoryStore, Sessions, Store};
use enishi::text::Clean;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NAMES: [&str; 5] = [
    "山川 一",
    "海野 二",
    "佐藤 久美子",
    "別人 太郎",
    "代理 四郎",
];
const FIRMS: [&str; 4] = ["甲製作所", "乙工業", "丙精機", "丁化成"];
const TITLES: [&str; 4] = ["曇りを防ぐ", "針を折らない", "音を消す", "温度を保つ"];
const HOSPITALS: [&str; 2] = ["東病院", "西病院"];

/// A file: which of the names stands under which number; the last one of a list is left out of it.
fn file(people: &[usize], firms: &[usize], titles: &[usize], hospital: usize) -> Session {
    let org = |id: String, name: &str| Organisation {
        id: id.into(),
        name: name.into(),
        ..Organisation::default()
    };
    let mut organisations = vec![org("hosp".to_owned(), HOSPITALS[hospital])];
    organisations.extend(
        (0..)
            .zip(firms)
            .filter(|(_, f)| **f < FIRMS.len())
            .map(|(n, f)| org(format!("o{n}"), FIRMS[*f])),
    );
    let is_there = |id: &str| organisations.iter().any(|o| o.id == id);
    let attendees = (0..)
        .zip(people)
        .filter(|(n, p)| **p < NAMES.len() && is_there(&format!("o{n}")));
    let attendees = attendees.map(|(n, p): (usize, &usize)| Attendee {
        badge: n.to_string().into(),
        org: format!("o{n}").into(),
        name: NAMES[*p].into(),
        ..Attendee::default()
    });
    let attendees = attendees.collect();
    let needs = (1..).zip(titles).filter(|(_, t)| **t < TITLES.len());
    let needs = needs.map(|(n, t)| Need {
        no: format!("N-{n:02}").into(),
        title: TITLES[*t].into(),
        hospital: "hosp".into(),
        ..Need::default()
    });
    Session {
        id: "kai".into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        needs: needs.collect(),
        organisations,
        attendees,
        ..Session::default()
    }
}

fn files() -> impl Strategy<Value = Session> {
    let people = prop::collection::vec(0..=NAMES.len(), 3);
    let firms = prop::collection::vec(0..=FIRMS.len(), 3);
    let titles = prop::collection::vec(0..=TITLES.len(), 2);
    (people, firms, titles, 0..HOSPITALS.len()).prop_map(|(p, f, t, h)| file(&p, &f, &t, h))
}

fn commit(store: &mut MemoryStore, changes: Reading) {
    if !changes.changes.is_empty() {
        let draft = Draft {
            actor: "相沢".into(),
            scope: changes.id,
            changes: changes.changes,
            action: None,
        };
        store.commit(&draft, Timestamp::UNIX_EPOCH).unwrap();
    }
}

/// Person, firm, need and hospital of a pairing, as they are called.
fn names(book: &Book, id: &PairingId) -> Vec<String> {
    let session = &book.sessions[&id.session];
    let need = session.recorded_need(&id.need).expect("a need");
    let mut names = vec![
        need.title.to_string(),
        session.org_name(&id.org).to_string(),
        session.org_name(&need.hospital).to_string(),
    ];
    let persons = book.pairings[id].persons.iter();
    names.extend(persons.map(|badge| {
        let person = session.recorded_attendee(badge).expect("a person");
        person.name.to_string()
    }));
    names
}

/// A file compared with the record, as the program does it.
fn compare(store: &MemoryStore, file: &Session, answers: &Answers) -> Result<Reading, Vec<Doubt>> {
    let (file, answers) = store.as_read(file, answers).unwrap();
    reading::read(&store.book(&Sessions::All).unwrap(), &file, &answers)
}

fn other() -> Answers {
    Answers {
        all: Some(Answer::Other),
        ..Answers::default()
    }
}

/// Records a pairing of what stands in a file, if it can be; the action.
fn pair(
    store: &mut MemoryStore,
    session: &Clean,
    need: usize,
    badge: usize,
) -> Option<(PairingId, Uuid)> {
    let book = store.book(&Sessions::All).unwrap();
    let session = &book.sessions[session];
    let (need, badge) = (format!("N-{need:02}"), badge.to_string());
    let made = matching::record(
        session,
        &book,
        &need,
        Partner::Person(&badge),
        Some(Level::Discuss),
    );
    let (id, changes) = made.ok()?;
    let draft = Draft {
        actor: "相沢".into(),
        scope: session.id.clone(),
        changes,
        action: None,
    };
    let saved = store.commit(&draft, Timestamp::UNIX_EPOCH).unwrap();
    Some((id, saved.action))
}

/// Switches an action off, or what switched it off.
fn switch(store: &mut MemoryStore, action: Uuid) -> Uuid {
    let saved = store.undo_action(action, &"相沢".into(), Timestamp::UNIX_EPOCH);
    saved.unwrap().unwrap().action
}

proptest! {
    #[test]
    fn a_name_in_the_past_never_changes_whatever_stood_or_can_stand_again(
        versions in prop::collection::vec(
            (files(), 1..3_usize, 0..3_usize, any::<bool>(), any::<bool>()),
            1..6,
        )
    ) {
        let mut store = MemoryStore::new(Uuid::nil());
        let mut recorded: BTreeMap<PairingId, (Vec<String>, BTreeSet<String>)> = BTreeMap::new();
        let mut off = Vec::new();
        for (file, need, badge, answered, undone) in versions {
            let before = store.book(&Sessions::All).unwrap();
            let answers = if answered { other() } else { Answers::default() };
            match compare(&store, &file, &answers) {
                Ok(read) => {
                    let id = read.id.clone();
                    let then = read.onto(before.clone());
                    commit(&mut store, read);
                    let after = store.book(&Sessions::All).unwrap();
                    prop_assert_eq!(&then, &after, "what is shown is what is recorded");
                    let again = compare(&store, &file, &Answers::default());
                    prop_assert_eq!(again.map(|r| r.changes), Ok(Vec::new()), "read twice");
                    if let Some((id, action)) = pair(&mut store, &id, need, badge) {
                        let book = store.book(&Sessions::All).unwrap();
                        let mut now = names(&book, &id);
                        let persons = now.split_off(3);
                        let had = recorded.entry(id).or_insert_with(|| (now.clone(), BTreeSet::new()));
                        prop_assert_eq!(&had.0, &now);
                        had.1.extend(persons);
                        if undone {
                            off.push(switch(&mut store, action));
                        }
                    }
                }
                Err(doubts) => {
                    prop_assert!(!answered && !doubts.is_empty());
                }
            }
        }
        for undo in off {
            switch(&mut store, undo);
        }
        let book = store.book(&Sessions::All).unwrap();
        for (id, (had, persons)) in &recorded {
            let mut now = names(&book, id);
            let now_persons: BTreeSet<String> = now.split_off(3).into_iter().collect();
            prop_assert_eq!(&now, had);
            prop_assert_eq!(&now_persons, persons);
        }
    }

    #[test]
    fn laptops_that_read_different_versions_agree(a in files(), b in files(), c in files()) {
        let mut stores = [MemoryStore::new(Uuid::from_u128(1)), MemoryStore::new(Uuid::from_u128(2))];
        for (store, versions) in stores.iter_mut().zip([[&a, &b], [&a, &c]]) {
            for version in versions {
                let read = compare(store, version, &other()).unwrap();
                commit(store, read);
            }
        }
        let [mut one, mut two] = stores;
        let (ops_one, ops_two) = (one.ops().to_vec(), two.ops().to_vec());
        one.merge(ops_two);
        two.merge(ops_one);
        prop_assert_eq!(one.book(&Sessions::All).unwrap(), two.book(&Sessions::All).unwrap());
    }
}

#[test]
fn a_corrected_spelling_shows_everywhere_and_asks_nothing() {
    let mut store = MemoryStore::new(Uuid::nil());
    let first = file(&[0], &[0], &[0], 0);
    let read = compare(&store, &first, &Answers::default()).unwrap();
    commit(&mut store, read);
    let (id, _) = pair(&mut store, &"kai".into(), 1, 0).unwrap();
    let mut second = first.clone();
    second.attendees[0].name = "山川　一".into();
    second.organisations[1].name = "㈱甲製作所".into();
    let read = compare(&store, &second, &Answers::default()).unwrap();
    commit(&mut store, read);
    let book = store.book(&Sessions::All).unwrap();
    assert_eq!(names(&book, &id)[1], "㈱甲製作所");
    assert_eq!(names(&book, &id)[3], "山川　一");
}

#[test]
fn needs_that_swapped_their_numbers_are_told_so_and_an_answer_decides() {
    let mut store = MemoryStore::new(Uuid::nil());
    let first = file(&[0], &[0], &[0, 1], 0);
    let read = compare(&store, &first, &Answers::default()).unwrap();
    commit(&mut store, read);
    let (id, _) = pair(&mut store, &"kai".into(), 1, 0).unwrap();
    let second = file(&[0], &[0], &[1, 0], 0);
    let book = store.book(&Sessions::All).unwrap();
    let doubts = compare(&store, &second, &Answers::default()).unwrap_err();
    assert_eq!(doubts.len(), 1, "the other number is not used: {doubts:?}");
    let doubt = &doubts[0];
    assert_eq!((doubt.thing, doubt.number.as_str()), (Thing::Need, "N-01"));
    assert_eq!(
        (doubt.old.as_str(), doubt.new.as_str()),
        (TITLES[0], TITLES[1])
    );
    assert_eq!(doubt.now_under, Some("N-02".into()));
    assert_eq!(doubt.pairings, std::slice::from_ref(&id));

    let mut answers = Answers::default();
    answers.answer("Ｎ－０１", Answer::Corrected);
    let corrected = compare(&store, &second, &answers)
        .unwrap()
        .onto(book.clone());
    assert_eq!(names(&corrected, &id)[0], TITLES[1]);
    let others = compare(&store, &second, &other()).unwrap().onto(book);
    assert_eq!(names(&others, &id)[0], TITLES[0]);
    let session = &others.sessions[&Clean::line("kai")];
    let titles: Vec<&str> = session.needs.iter().map(|n| n.title.as_str()).collect();
    assert_eq!(titles, [TITLES[1], TITLES[0]], "as the file has them");
    assert_eq!(session.need("N-01").unwrap().title, TITLES[1]);
}

#[test]
fn another_meeting_under_a_known_id_gets_an_id_of_its_own() {
    let mut store = MemoryStore::new(Uuid::nil());
    let first = file(&[0], &[0], &[0], 0);
    let read = compare(&store, &first, &Answers::default()).unwrap();
    commit(&mut store, read);
    let (id, _) = pair(&mut store, &"kai".into(), 1, 0).unwrap();
    let mut second = file(&[1], &[1], &[2], 1);
    second.title = "第2回 見本会".into();
    second.held_on = date(2027, 12, 3);
    let doubts = compare(&store, &second, &Answers::default()).unwrap_err();
    assert_eq!(doubts[0].thing, Thing::Session);
    assert_eq!(doubts.len(), 5, "and what is in it: {doubts:?}");
    let read = compare(&store, &second, &other()).unwrap();
    assert_ne!(read.id, "kai");
    commit(&mut store, read);
    let book = store.book(&Sessions::All).unwrap();
    assert_eq!(
        names(&book, &id),
        [TITLES[0], FIRMS[0], HOSPITALS[0], NAMES[0]]
    );
    // From now on, each of the two files is known.
    for file in [&first, &second] {
        let again = compare(&store, file, &Answers::default()).unwrap();
        assert!(again.changes.is_empty());
    }
}
