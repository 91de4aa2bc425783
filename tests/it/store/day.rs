//! The day itself: whatever is done at the desk, a record keeps whom it was made with; two windows and two laptops.

mod laptops;
mod law;
mod programme;

use crate::store::{Place, at};
use enishi::domain::book::Book;
use enishi::domain::code::{Level, Presence, Source, Verdict};
use enishi::domain::entity::attendee::AttendeeId;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::reply::ReplyId;
use enishi::domain::entity::{Changes, Entity};
use enishi::domain::number;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::{Attendee, Interest, Need, Organisation, Session};
use enishi::domain::rule::badges::{self, Badges};
use enishi::domain::rule::interest::{self, Origin, SheetState};
use enishi::domain::rule::matching::{self, Partner};
use enishi::domain::rule::reception::{self, Came, Company, Newcomer};
use enishi::domain::rule::reply;
use enishi::store::{Draft, MemoryStore, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use jiff::civil::date;
use std::collections::BTreeSet;
use uuid::Uuid;

const KAI: &str = "kai";

fn kai() -> Clean {
    Clean::line(KAI)
}

fn file() -> Session {
    let org = |id: &str, name: &str| Organisation {
        id: id.into(),
        name: name.into(),
        ..Organisation::default()
    };
    let person = |badge: &str, name: &str, org: &str| Attendee {
        badge: badge.into(),
        name: name.into(),
        org: org.into(),
        ..Attendee::default()
    };
    let need = |no: &str, title: &str| Need {
        no: no.into(),
        title: title.into(),
        hospital: "hosp".into(),
        ..Need::default()
    };
    let mut declared = person("12", "髙橋 花子", "kou");
    declared.interests = vec![Interest {
        need: "N-02".into(),
        level: Level::WantsMeeting,
    }];
    Session {
        id: KAI.into(),
        title: "見本会".into(),
        held_on: date(2026, 12, 4),
        needs: vec![
            need("N-01", "曇りを防ぐ"),
            need("N-02", "針を折らない"),
            need("N-03", "音を消す"),
        ],
        organisations: vec![
            org("hosp", "東病院"),
            org("kou", "甲製作所"),
            org("otsu", "乙工業"),
        ],
        attendees: vec![
            declared,
            person("27", "田中 一郎", "kou"),
            person("30", "小川 実", "otsu"),
        ],
        ..Session::default()
    }
}

fn commit(store: &mut dyn Store, changes: Changes, now: i64) {
    if changes.is_empty() {
        return;
    }
    let draft = Draft {
        actor: "相沢".into(),
        scope: KAI.into(),
        changes,
        action: None,
    };
    store.commit(&draft, at(now)).unwrap();
}

fn read(store: &mut dyn Store, file: &Session, now: i64) {
    let book = store.book(&Sessions::All).unwrap();
    let reading = reading::read(&book, file, &Answers::default()).expect("no doubts");
    commit(store, reading.changes, now);
}

fn kept<S: Store + ?Sized>(store: &S) -> Book {
    store.book(&Sessions::All).unwrap()
}

fn newcomer<'a>(badge: &'a Clean, name: &'a Clean, company: Company<'a>) -> Newcomer<'a> {
    Newcomer {
        badge,
        name,
        kana: name,
        company,
    }
}

fn walk_in(store: &mut dyn Store, name: &str, company: Company<'_>, now: i64) -> Clean {
    let book = kept(store);
    let session = &book.sessions[&kai()];
    let badge = badges::next(&book, session, Badges::read("301-")).unwrap();
    let name = Clean::line(name);
    let (key, changes) =
        reception::walk_in(&book, session, &newcomer(&badge, &name, company)).unwrap();
    commit(store, changes, now);
    key
}

fn names(book: &Book) -> Vec<(String, String)> {
    let people = book.sessions[&kai()].attendees.iter();
    let shown = |a: &Attendee| (number::shown(&a.badge).to_owned(), a.name.to_string());
    people.map(shown).collect()
}

#[test]
fn who_comes_without_registering_gets_a_badge_and_a_company_and_stays_when_the_file_is_read_again()
{
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let minato = Clean::line("みなと樹脂");
    let key = walk_in(&mut store, "鈴木 健", Company::New(&minato), 1);
    let known = Clean::line("甲 製作所");
    walk_in(&mut store, "森 さくら", Company::New(&known), 2);
    let mut changed = file();
    changed.attendees.remove(1);
    changed.title = "見本会 2026".into();
    read(&mut store, &changed, 3);
    let book = kept(&store);
    let session = &book.sessions[&kai()];
    let person = session.attendee("３０１").expect("the walk-in");
    assert_eq!((&person.badge, &*person.name), (&key, "鈴木 健"));
    assert_eq!(*session.org_name(&person.org), *"みなと樹脂");
    assert_eq!(reception::came(&book, &session.id, person), Came::OnTheDay);
    assert_eq!(
        reception::presence(&book, &session.id, &person.badge),
        Presence::Arrived
    );
    // A company of the list is no new one, whatever way it is written.
    assert_eq!(*session.attendee("302").unwrap().org, *"kou");
    // Who was in the file and is not any more stays known.
    assert!(session.attendee("27").is_none());
    assert!(session.recorded_attendee("27").is_some());
    // The same person is not entered twice.
    let again = Clean::line("鈴木　健");
    let badge = Clean::line("303");
    let org = person.org.clone();
    let twice = reception::walk_in(
        &book,
        session,
        &newcomer(&badge, &again, Company::Known(&org)),
    );
    assert_eq!(twice, Err(reception::Refusal::Registered(key)));
}

#[test]
fn a_substitute_has_the_badge_and_is_another_person() {
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let pair = |store: &mut MemoryStore, need: &str, badge: &str, now| {
        let book = kept(store);
        let session = &book.sessions[&kai()];
        // What is typed means who has the badge now.
        let person = Partner::Person(&session.attendee(badge).unwrap().badge);
        let made = matching::record(session, &book, need, person, None);
        let (id, changes) = made.unwrap();
        commit(store, changes, now);
        id
    };
    let before = pair(&mut store, "N-01", "12", 1);
    let now = kept(&store);
    let (name, kana) = (Clean::line("髙橋 恵"), Clean::line("たかはし めぐみ"));
    let badge = Clean::line("12");
    let (key, changes) =
        reception::substitute(&now, &now.sessions[&kai()], &badge, (&name, &kana), true).unwrap();
    commit(&mut store, changes, 2);
    let after = pair(&mut store, "N-02", "12", 3);
    let book_now = kept(&store);
    let session = &book_now.sessions[&kai()];
    assert_ne!(key, badge);
    let names_of = |id: &PairingId| -> Vec<String> {
        let persons = book_now.pairings[id].persons.iter();
        persons
            .map(|b| session.recorded_attendee(b).unwrap().name.to_string())
            .collect()
    };
    assert_eq!(names_of(&before), ["髙橋 花子"]);
    assert_eq!(names_of(&after), ["髙橋 恵"]);
    let came = session.attendee("12").unwrap();
    assert_eq!(
        reception::came(&book_now, &session.id, came),
        Came::Substitute
    );
    // What the registered one declared is the level of the record.
    assert_eq!(book_now.pairings[&after].level, Level::WantsMeeting);
    assert_eq!(
        reception::presence(&book_now, &session.id, &badge),
        Presence::Absent
    );
    assert!(
        book_now.shared_numbers().is_empty(),
        "a badge of two, as meant"
    );
    // The file is read again, and nothing of that goes.
    read(&mut store, &file(), 4);
    assert_eq!(kept(&store).sessions[&kai()].attendees, session.attendees);
    // The record goes, then the substitute; the registered one is back.
    for n in 5..7 {
        store.undo(&"相沢".into(), at(n)).unwrap().unwrap();
    }
    assert_eq!(
        *kept(&store).sessions[&kai()].attendee("12").unwrap().name,
        *"髙橋 花子"
    );
}

#[test]
fn two_windows_that_give_out_one_badge_keep_two_persons_and_it_is_told() {
    let place = Place::new();
    let mut first = SqliteStore::open(&place.db()).unwrap();
    read(&mut first, &file(), 0);
    let mut second = SqliteStore::open(&place.db()).unwrap();
    let stale = kept(&second);
    let kou = Clean::line("kou");
    walk_in(&mut first, "鈴木 健", Company::Known(&kou), 1);
    let badge = Clean::line("301");
    let name = Clean::line("佐藤 美咲");
    let new = newcomer(&badge, &name, Company::Known(&kou));
    let (_, changes) = reception::walk_in(&stale, &stale.sessions[&kai()], &new).unwrap();
    commit(&mut second, changes, 2);
    let book = kept(&first);
    let both = names(&book);
    let both: Vec<_> = both.iter().filter(|(badge, _)| badge == "301").collect();
    assert_eq!(both.len(), 2, "{both:?}");
    assert_eq!(book.shared_numbers().len(), 1);
    for person in &book.sessions[&kai()].attendees[3..] {
        let here = reception::presence(&book, &KAI.into(), &person.badge);
        assert_eq!(here, Presence::Arrived, "{}", person.badge);
    }
    assert_eq!(first.verify().unwrap().faults, []);
}

#[test]
fn a_number_taken_back_and_given_again_is_another_person() {
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let kou = Clean::line("kou");
    let first = walk_in(&mut store, "鈴木 健", Company::Known(&kou), 1);
    store.undo(&"相沢".into(), at(2)).unwrap().unwrap();
    walk_in(&mut store, "佐藤 美咲", Company::Known(&kou), 3);
    let book = kept(&store);
    let person = book.sessions[&kai()].attendee("301").unwrap();
    assert_ne!(person.badge, first);
    assert_eq!(*person.name, *"佐藤 美咲");
}

#[test]
fn two_laptops_merge_and_nothing_is_lost() {
    let (here, there) = (Place::new(), Place::new());
    let mut desk = SqliteStore::open(&here.db()).unwrap();
    let mut hall = SqliteStore::open(&there.db()).unwrap();
    read(&mut desk, &file(), 0);
    read(&mut hall, &file(), 1);
    let kou = Clean::line("kou");
    let minato = Clean::line("みなと樹脂");
    walk_in(&mut desk, "鈴木 健", Company::New(&minato), 2);
    walk_in(&mut hall, "佐藤 美咲", Company::Known(&kou), 3);
    walk_in(&mut hall, "林 太郎", Company::New(&minato), 4);
    let at_hall = kept(&hall);
    let session = &at_hall.sessions[&kai()];
    let made = matching::record(session, &at_hall, "N-01", Partner::Person("301"), None);
    let (id, changes) = made.unwrap();
    commit(&mut hall, changes, 5);
    let at_desk = kept(&desk);
    let came = reception::set_presence(
        &at_desk,
        &at_desk.sessions[&kai()],
        &"27".into(),
        Presence::Arrived,
    );
    commit(&mut desk, came.unwrap(), 6);
    let mut bytes = Vec::new();
    desk.export_ops(&mut bytes).unwrap();
    hall.import_ops(&mut bytes.as_slice()).unwrap();
    bytes.clear();
    hall.export_ops(&mut bytes).unwrap();
    desk.import_ops(&mut bytes.as_slice()).unwrap();
    let merged = kept(&desk);
    assert_eq!(merged, kept(&hall));
    let session = &merged.sessions[&kai()];
    let both = names(&merged);
    let both: BTreeSet<&str> = (both.iter().filter(|(badge, _)| badge == "301"))
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(both, BTreeSet::from(["鈴木 健", "佐藤 美咲"]));
    let shared = merged.shared_numbers();
    assert_eq!(shared.len(), 1, "told: {shared:?}");
    // The record of the hall is with the person of the hall.
    let persons = &merged.pairings[&id].persons;
    let person = session.recorded_attendee(&persons[0]).unwrap();
    assert_eq!(*person.name, *"佐藤 美咲");
    // The company that both added is one.
    let new = session.organisations.iter().filter(|o| o.name == minato);
    assert_eq!(new.count(), 1);
    assert_eq!(
        reception::presence(&merged, &session.id, &"27".into()),
        Presence::Arrived
    );
    assert_eq!(desk.verify().unwrap().faults, []);
    assert_eq!(hall.verify().unwrap().faults, []);
}

#[test]
fn what_was_said_last_holds_and_a_firm_shows_its_highest() {
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let (no, badge) = (Clean::line("N-02"), Clean::line("12"));
    let wish = |store: &MemoryStore| {
        let book = kept(store);
        let session = &book.sessions[&kai()];
        let person = session.attendee("12").unwrap();
        interest::of(&book, session, person, &no).map(|w| (w.level, w.origin))
    };
    let sheet = |store: &mut MemoryStore, level, now| {
        let book = kept(store);
        let session = &book.sessions[&kai()];
        let person = session.attendee(&badge).unwrap();
        let marks = [(no.clone(), level)];
        let changes = interest::sheet(&book, session, person, &marks, Source::Sheet);
        commit(store, changes, now);
    };
    let hand = |store: &mut MemoryStore, badge: &str, level, now| {
        let book = kept(store);
        let session = &book.sessions[&kai()];
        let made = matching::record(session, &book, &no, Partner::Person(badge), level);
        commit(store, made.unwrap().1, now);
    };
    assert_eq!(wish(&store), Some((Level::WantsMeeting, Origin::Declared)));
    hand(&mut store, "12", Some(Level::Discuss), 1);
    let room = Origin::Said(Source::Room);
    assert_eq!(wish(&store), Some((Level::Discuss, room)));
    sheet(&mut store, Some(Level::Interested), 2);
    let said = Origin::Said(Source::Sheet);
    assert_eq!(wish(&store), Some((Level::Interested, said)));
    hand(&mut store, "12", Some(Level::WantsMeeting), 3);
    hand(&mut store, "27", Some(Level::Discuss), 4);
    assert_eq!(wish(&store), Some((Level::WantsMeeting, room)));
    let now = kept(&store);
    let session = &now.sessions[&kai()];
    let all = interest::for_need(&now, session, &no);
    let [(org, firm)] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!((org.as_str(), firm.level), ("kou", Level::WantsMeeting));
    assert!(firm.differs() && firm.persons.len() == 2);
    assert_eq!(
        interest::sheet_state(&now, session, session.attendee("12").unwrap()),
        SheetState::Entering
    );
    // A mark makes no pairing.
    assert_eq!(now.pairings.len(), 1);
    sheet(&mut store, None, 5);
    assert_eq!(wish(&store), Some((Level::WantsMeeting, Origin::Declared)));
}

#[test]
fn only_the_hospital_changes_what_it_refused_and_it_says_why() {
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let id = ReplyId {
        session: KAI.into(),
        need: "N-01".into(),
        org: "kou".into(),
    };
    let nothing = Clean::default();
    let give = |store: &mut MemoryStore, verdict, reason: &Clean, now| {
        let made = reply::give(&kept(store), &id, verdict, reason, None);
        made.map(|changes| commit(store, changes, now))
    };
    let refuse = Some(Verdict::Refuse);
    assert_eq!(
        give(&mut store, refuse, &nothing, 1),
        Err(reply::Refusal::NoReason)
    );
    let rival = Clean::line("共同研究の相手と競合");
    assert_eq!(give(&mut store, refuse, &rival, 1), Ok(()));
    // A sheet and a hand of the firm change nothing of it.
    let now = kept(&store);
    let session = &now.sessions[&kai()];
    let person = session.attendee("27").unwrap();
    let marks = [("N-01".into(), Some(Level::WantsMeeting))];
    let changes = interest::sheet(&now, session, person, &marks, Source::Sheet);
    commit(&mut store, changes, 2);
    let now = kept(&store);
    let made = matching::record(
        &now.sessions[&kai()],
        &now,
        "N-01",
        Partner::Person("27"),
        None,
    );
    commit(&mut store, made.unwrap().1, 3);
    let is_refused =
        |store: &MemoryStore| reply::is_refused(&kept(store), &id.session, &id.need, &id.org);
    assert!(is_refused(&store));
    let meet = Some(Verdict::Meet);
    assert_eq!(
        give(&mut store, meet, &nothing, 4),
        Err(reply::Refusal::NoReason)
    );
    assert_eq!(give(&mut store, meet, &"競合が解消".into(), 4), Ok(()));
    assert!(!is_refused(&store));
}

#[test]
fn a_day_is_folded_again_as_it_was_kept() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    read(&mut store, &file(), 0);
    let minato = Clean::line("みなと樹脂");
    walk_in(&mut store, "鈴木 健", Company::New(&minato), 1);
    let now = kept(&store);
    let session = &now.sessions[&kai()];
    let (name, kana) = (Clean::line("小川 恵"), Clean::line("おがわ めぐみ"));
    let done = reception::substitute(&now, session, &"30".into(), (&name, &kana), true);
    commit(&mut store, done.unwrap().1, 2);
    let now = kept(&store);
    let session = &now.sessions[&kai()];
    let person = session.attendee("27").unwrap();
    let marks = [("N-01".into(), Some(Level::Discuss))];
    let changes = interest::sheet(&now, session, person, &marks, Source::Sheet);
    commit(&mut store, changes, 3);
    let before = kept(&store);
    assert_eq!(store.verify().unwrap().faults, []);
    store.rebuild().unwrap();
    assert_eq!(kept(&store), before);
    let interests = before.interests.len();
    assert_eq!((before.attendances.len(), interests), (3, 1));
    assert!(
        before
            .row(&Entity::Attendee(AttendeeId {
                session: KAI.into(),
                number: "30".into(),
            }))
            .is_some()
    );
}
