//! One laptop at the desk and one in the hall, or two windows: whatever each of them recorded is there after they merge.

use super::{KAI, commit, file, kai, kept, newcomer, read, walk_in};
use crate::store::Place;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, Paper, Presence, Source, Verdict};
use enishi::domain::entity::reply::ReplyId;
use enishi::domain::roster::Session;
use enishi::domain::rule::interest::{self, SheetState};
use enishi::domain::rule::matching::{self, Partner};
use enishi::domain::rule::reception::{self, Company};
use enishi::domain::rule::reply;
use enishi::store::SqliteStore;
use enishi::text::Clean;

fn session(book: &Book) -> &Session {
    &book.sessions[&kai()]
}

fn arrive(store: &mut SqliteStore, badge: &str, now: i64) {
    let book = kept(store);
    let badge = Clean::line(badge);
    let came = reception::set_presence(&book, session(&book), &badge, Presence::Arrived);
    commit(store, came.unwrap(), now);
}

fn sign(store: &mut SqliteStore, badge: &str, paper: Paper, now: i64) {
    let book = kept(store);
    let badge = Clean::line(badge);
    let signed = reception::set_paper(&book, session(&book), &badge, paper, true);
    commit(store, signed.unwrap(), now);
}

fn mark(store: &mut SqliteStore, badge: &str, marks: &[(&str, Level)], now: i64) {
    let book = kept(store);
    let person = session(&book).attendee(badge).unwrap();
    let marks: Vec<_> = marks
        .iter()
        .map(|(no, l)| (Clean::line(no), Some(*l)))
        .collect();
    let sheet = interest::sheet(&book, session(&book), person, &marks, Source::Sheet);
    commit(store, sheet, now);
}

fn exchange(one: &mut SqliteStore, other: &mut SqliteStore) {
    let mut bytes = Vec::new();
    one.export_ops(&mut bytes).unwrap();
    other.import_ops(&mut bytes.as_slice()).unwrap();
    bytes.clear();
    other.export_ops(&mut bytes).unwrap();
    one.import_ops(&mut bytes.as_slice()).unwrap();
}

fn refused() -> ReplyId {
    ReplyId {
        session: kai(),
        need: "N-01".into(),
        org: "otsu".into(),
    }
}

/// What the desk does: arrivals, papers, somebody who is not in the list, somebody for somebody else.
fn at_the_desk(store: &mut SqliteStore, now: i64) {
    arrive(store, "12", now);
    arrive(store, "27", now + 1);
    sign(store, "12", Paper::Nda, now + 2);
    sign(store, "12", Paper::Badge, now + 3);
    let minato = Clean::line("みなと樹脂");
    walk_in(store, "鈴木 健", Company::New(&minato), now + 4);
    let book = kept(store);
    let (name, kana) = (Clean::line("小川 恵"), Clean::default());
    let came = reception::substitute(&book, session(&book), &"30".into(), (&name, &kana), true);
    commit(store, came.unwrap().1, now + 5);
}

/// What the hall does meanwhile: somebody it let in, sheets, a refusal, a hand, and somebody who is not in the list.
fn in_the_hall(store: &mut SqliteStore, now: i64) {
    arrive(store, "27", now);
    mark(
        store,
        "12",
        &[("N-01", Level::Discuss), ("N-03", Level::Declined)],
        now + 1,
    );
    sign(store, "12", Paper::Sheet, now + 2);
    mark(store, "30", &[("N-01", Level::WantsMeeting)], now + 3);
    let book = kept(store);
    let why = Clean::line("共同研究の相手がいる");
    let answer = reply::give(&book, &refused(), Some(Verdict::Refuse), &why, None);
    commit(store, answer.unwrap(), now + 4);
    let kou = Clean::line("kou");
    walk_in(store, "佐藤 美咲", Company::Known(&kou), now + 5);
    let book = kept(store);
    let made = matching::record(session(&book), &book, "N-02", Partner::Person("301"), None);
    commit(store, made.unwrap().1, now + 6);
}

/// What both did is there, and what they gave out twice is told.
fn judge(book: &Book) {
    let day = session(book);
    let here = |badge: &str| {
        let all = day.attendees.iter().filter(|a| a.badge == badge);
        let found = all.map(|a| reception::presence(book, &day.id, &a.badge));
        found.collect::<Vec<_>>()
    };
    for badge in ["12", "27"] {
        assert_eq!(here(badge), [Presence::Arrived], "{badge}");
    }
    let hanako = day.attendee("12").unwrap();
    for paper in [Paper::Nda, Paper::Badge, Paper::Sheet] {
        assert!(reception::has_paper(book, day, hanako, paper), "{paper:?}");
    }
    assert_eq!(
        interest::sheet_state(book, day, hanako),
        SheetState::HandedIn
    );
    let wish = |a, need: &str| interest::of(book, day, a, &Clean::line(need)).map(|w| w.level);
    assert_eq!(wish(hanako, "N-01"), Some(Level::Discuss));
    assert_eq!(wish(hanako, "N-03"), Some(Level::Declined));
    // The sheet that was marked for the registered one stays theirs.
    let registered = day.recorded_attendee("30").unwrap();
    assert_eq!(
        (&*registered.name, wish(registered, "N-01")),
        ("小川 実", Some(Level::WantsMeeting))
    );
    assert_eq!(&*day.attendee("30").unwrap().name, "小川 恵");
    assert!(reply::is_refused(
        book,
        &day.id,
        &"N-01".into(),
        &"otsu".into()
    ));
    // One badge, two persons, each with their company and their record: told.
    let twice: Vec<_> = day
        .attendees
        .iter()
        .filter(|a| enishi::domain::number::shown(&a.badge) == "301")
        .collect();
    assert_eq!(twice.len(), 2, "{twice:?}");
    let told = book.shared_numbers();
    assert_eq!(told.len(), 1, "{told:?}");
    let pairing = book.pairings.values().next().unwrap();
    let who = day.recorded_attendee(&pairing.persons[0]).unwrap();
    assert_eq!(&*who.name, "佐藤 美咲");
}

#[test]
fn the_desk_and_the_hall_merge_and_nothing_is_lost() {
    let (here, there) = (Place::new(), Place::new());
    let mut desk = SqliteStore::open(&here.db()).unwrap();
    let mut hall = SqliteStore::open(&there.db()).unwrap();
    read(&mut desk, &file(), 0);
    read(&mut hall, &file(), 1);
    at_the_desk(&mut desk, 10);
    in_the_hall(&mut hall, 12);
    exchange(&mut desk, &mut hall);
    assert_eq!(kept(&desk), kept(&hall));
    judge(&kept(&desk));
    for store in [&desk, &hall] {
        assert_eq!(store.verify().unwrap().faults, []);
    }
    // A second time brings nothing.
    let before = kept(&desk);
    exchange(&mut hall, &mut desk);
    assert_eq!(kept(&desk), before);
}

#[test]
fn two_windows_of_one_record_do_the_same() {
    let place = Place::new();
    let mut desk = SqliteStore::open(&place.db()).unwrap();
    read(&mut desk, &file(), 0);
    let mut hall = SqliteStore::open(&place.db()).unwrap();
    // The hall hands out a badge with a list that is not new any more.
    let stale = kept(&hall);
    at_the_desk(&mut desk, 10);
    let (badge, name, kou) = ("301".into(), Clean::line("佐藤 美咲"), Clean::line("kou"));
    let new = newcomer(&badge, &name, Company::Known(&kou));
    let (_, changes) = reception::walk_in(&stale, session(&stale), &new).unwrap();
    commit(&mut hall, changes, 20);
    let book = kept(&desk);
    assert_eq!(book, kept(&hall));
    assert_eq!(book.shared_numbers().len(), 1);
    let people = session(&book).attendees.iter();
    let arrived =
        people.filter(|a| reception::presence(&book, &KAI.into(), &a.badge) == Presence::Arrived);
    assert_eq!(
        arrived.count(),
        5,
        "12, 27, 30 by a substitute, and two with one badge"
    );
}
