//! What a file and somebody at the program changed: three ways to read a file.

use enishi::domain::book::Book;
use enishi::domain::entity::attendee::AttendeeId;
use enishi::domain::entity::{Changes, Entity};
use enishi::domain::reading::{self, Answers, Both, Sides, Take};
use enishi::domain::roster::{Attendee, Organisation, Session};
use enishi::domain::rule::programme;
use enishi::store::{Draft, MemoryStore, Sessions, Store};
use enishi::text::Clean;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

const KAI: &str = "kai";

fn kai() -> Clean {
    Clean::line(KAI)
}
const ME: &str = "相沢";

fn file(person: Attendee) -> Session {
    Session {
        id: KAI.into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        organisations: vec![
            Organisation {
                id: "kou".into(),
                name: "甲製作所".into(),
                ..Organisation::default()
            },
            Organisation {
                id: "otsu".into(),
                name: "乙工業".into(),
                ..Organisation::default()
            },
        ],
        attendees: vec![person],
        ..Session::default()
    }
}

fn person() -> Attendee {
    Attendee {
        badge: "27".into(),
        name: "田中 一郎".into(),
        org: "kou".into(),
        dept: "開発部".into(),
        title: "課長".into(),
        ..Attendee::default()
    }
}

fn now(store: &MemoryStore) -> Book {
    store.book(&Sessions::All).unwrap()
}

fn commit(store: &mut MemoryStore, changes: Changes) {
    if !changes.is_empty() {
        let draft = Draft {
            actor: ME.into(),
            scope: KAI.into(),
            changes,
            action: None,
        };
        store.commit(&draft, Timestamp::UNIX_EPOCH).unwrap();
    }
}

fn read(store: &mut MemoryStore, file: &Session, answers: &Answers) -> Vec<Both> {
    let reading = reading::read(&now(store), file, answers).expect("no doubts");
    commit(store, reading.changes);
    reading.both
}

fn correct(store: &mut MemoryStore, change: impl FnOnce(&mut Attendee)) {
    let book = now(store);
    let id = AttendeeId {
        session: KAI.into(),
        number: "27".into(),
    };
    let mut new = book.attendees[&id].now();
    change(&mut new);
    commit(store, programme::correct_attendee(&book, &id, &new));
}

fn shown(store: &MemoryStore) -> Attendee {
    now(store).sessions[&kai()].attendees[0].clone()
}

fn all(take: Take) -> Answers {
    Answers {
        sides: Sides {
            all: Some(take),
            ..Sides::default()
        },
        ..Answers::default()
    }
}

#[test]
fn what_one_side_changed_is_taken_and_what_both_changed_is_asked_until_somebody_answers() {
    let nothing = Answers::default();
    let start = || {
        let mut store = MemoryStore::new(Uuid::from_u128(1));
        read(&mut store, &file(person()), &nothing);
        correct(&mut store, |a| {
            a.dept = "営業部".into();
            a.kana = "たなか いちろう".into();
        });
        store
    };
    let mut changed = person();
    changed.dept = "光学開発部".into();
    changed.title = "部長".into();
    let changed = file(changed);
    let mut store = start();
    let both = read(&mut store, &changed, &nothing);
    let [one] = both.as_slice() else {
        panic!("{both:?}");
    };
    assert_eq!(*one.field, *"dept");
    let values = [&one.before, &one.file, &one.record];
    assert_eq!(
        values.map(|v| v.as_str().unwrap()),
        ["開発部", "光学開発部", "営業部"]
    );
    let is = shown(&store);
    assert_eq!(
        [&*is.dept, &*is.title, &*is.kana],
        ["営業部", "部長", "たなか いちろう"]
    );
    // Nobody answered: it is asked again, and nothing else is new.
    let book = now(&store);
    assert_eq!(read(&mut store, &changed, &nothing), both);
    assert_eq!(now(&store), book);
    for (take, dept) in [(Take::File, "光学開発部"), (Take::Record, "営業部")] {
        let mut store = start();
        assert_eq!(read(&mut store, &changed, &all(take)), []);
        assert_eq!(*shown(&store).dept, *dept);
        // It is settled.
        assert_eq!(read(&mut store, &changed, &nothing), []);
        assert_eq!(*shown(&store).dept, *dept);
    }
    // One field by itself.
    let mut answers = Answers::default();
    let of = (one.entity.clone(), one.field.clone());
    answers.sides.each.insert(of, Take::File);
    assert_eq!(read(&mut store, &changed, &answers), []);
    assert_eq!(*shown(&store).dept, *"光学開発部");
}

#[test]
fn the_further_fields_are_compared_one_by_one() {
    let nothing = Answers::default();
    let note = |a: &mut Attendee, key: &str, text: &str| {
        a.notes.retain(|(own, _)| *own != *key);
        a.notes.push((key.into(), text.into()));
    };
    let mut before = person();
    note(&mut before, "question", "価格は");
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(before.clone()), &nothing);
    correct(&mut store, |a| note(a, "consent_on", "2026-12-04"));
    let mut changed = before.clone();
    note(&mut changed, "question", "納期は");
    assert_eq!(read(&mut store, &file(changed.clone()), &nothing), []);
    let has = |store: &MemoryStore, key: &str| {
        let notes = shown(store).notes;
        let found = notes.into_iter().find(|(own, _)| *own == *key);
        found.map(|(_, text)| text.to_string()).unwrap_or_default()
    };
    assert_eq!(has(&store, "question"), "納期は");
    assert_eq!(has(&store, "consent_on"), "2026-12-04");
    note(&mut changed, "consent_on", "2026-11-01");
    let both = read(&mut store, &file(changed.clone()), &nothing);
    assert_eq!(both.len(), 1);
    assert_eq!(*both[0].field, *"notes.consent_on");
    assert_eq!(has(&store, "consent_on"), "2026-12-04");
    read(&mut store, &file(changed.clone()), &all(Take::File));
    assert_eq!(has(&store, "consent_on"), "2026-11-01");
    assert_eq!(has(&store, "question"), "納期は");
}

#[test]
fn what_was_added_by_hand_and_comes_in_the_file_is_one_thing_with_the_hand_asked() {
    let nothing = Answers::default();
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(person()), &nothing);
    let book = now(&store);
    let (badge, name) = (Clean::line("301"), Clean::line("鈴木 健"));
    let (kana, org) = (Clean::line("すずき けん"), Clean::line("kou"));
    let new = enishi::domain::rule::reception::Newcomer {
        badge: &badge,
        name: &name,
        kana: &kana,
        company: enishi::domain::rule::reception::Company::Known(&org),
    };
    let made = enishi::domain::rule::reception::walk_in(&book, &book.sessions[&kai()], &new);
    commit(&mut store, made.unwrap().1);
    let mut changed = file(person());
    changed.attendees.push(Attendee {
        badge: badge.clone(),
        name,
        kana: "スズキ タケシ".into(),
        org: org.clone(),
        tel: "000-0000-0000".into(),
        ..Attendee::default()
    });
    let both = read(&mut store, &changed, &nothing);
    assert_eq!(both.len(), 1);
    assert_eq!(*both[0].field, *"kana");
    let book = now(&store);
    let new = book.sessions[&kai()].attendee("301").unwrap();
    assert_eq!(book.sessions[&kai()].attendees.len(), 2);
    assert_eq!([&*new.kana, &*new.tel], ["すずき けん", "000-0000-0000"]);
    // From now on the file says whether they are there.
    changed.attendees.pop();
    read(&mut store, &changed, &nothing);
    assert!(now(&store).sessions[&kai()].attendee("301").is_none());
    // Another person under the number is asked about.
    let mut other = file(person_of("301", "別人 太郎"));
    other.attendees.push(person());
    assert!(reading::read(&now(&store), &other, &nothing).is_err());
}

fn person_of(badge: &str, name: &str) -> Attendee {
    Attendee {
        badge: badge.into(),
        name: name.into(),
        ..person()
    }
}

fn any_person() -> impl Strategy<Value = Attendee> {
    let text = || prop::sample::select(vec!["", "甲", "乙", "丙"]);
    let org = prop::sample::select(vec!["kou", "otsu"]);
    (text(), text(), org, text()).prop_map(|(dept, title, org, question)| Attendee {
        dept: dept.into(),
        title: title.into(),
        org: org.into(),
        notes: if question.is_empty() {
            Vec::new()
        } else {
            vec![("question".into(), question.into())]
        },
        ..person()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn reading_three_ways_commutes_with_undo(
        first in any_person(),
        second in any_person(),
        hand in any_person(),
        take in prop::option::of(prop::sample::select(vec![Take::File, Take::Record])),
    ) {
        let answers = take.map(all).unwrap_or_default();
        let id = Entity::Attendee(AttendeeId { session: KAI.into(), number: "27".into() });
        let mut plain = MemoryStore::new(Uuid::from_u128(1));
        read(&mut plain, &file(first.clone()), &answers);
        read(&mut plain, &file(second.clone()), &answers);
        let mut store = MemoryStore::new(Uuid::from_u128(1));
        read(&mut store, &file(first.clone()), &answers);
        correct(&mut store, |a| *a = hand.clone());
        let both = read(&mut store, &file(second.clone()), &answers);
        // Field by field: whoever alone changed it is right.
        let is = shown(&store);
        for (was, file, hand, is, name) in [
            (&first.dept, &second.dept, &hand.dept, &is.dept, "dept"),
            (&first.title, &second.title, &hand.title, &is.title, "title"),
            (&first.org, &second.org, &hand.org, &is.org, "org"),
        ] {
            let asked = both.iter().any(|b| *b.field == *name);
            if hand == was {
                prop_assert_eq!(is, file);
            } else if file == was {
                prop_assert_eq!(is, hand);
            } else if file == hand {
                prop_assert!(is == file && !asked);
            } else {
                prop_assert_eq!(asked, take.is_none());
                prop_assert_eq!(is, if take == Some(Take::File) { file } else { hand });
            }
        }
        // The correction is taken back: as if it had never been, unless somebody answered that it holds.
        if take != Some(Take::Record) {
            store.undo(&ME.into(), Timestamp::UNIX_EPOCH).unwrap();
            read(&mut store, &file(second.clone()), &answers);
            let sides = [&store, &plain].map(|s| now(s).attendees.values().next().unwrap().now());
            prop_assert_eq!(&sides[0], &sides[1]);
            prop_assert!(now(&store).row(&id).is_some());
        }
    }
}
