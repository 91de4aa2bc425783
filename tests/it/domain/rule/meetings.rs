//! The timetable of a session: whatever people wish, whoever is away, the rules hold for what stands, filling moves nothing,
//! and undo brings everything back.

use crate::app::afternoon::afternoon;
use crate::store::at;
use enishi::app::core::planning::{self, Ask, How, Proposal, Want};
use enishi::domain::book::Book;
use enishi::domain::code::{Level, Presence, Source, Verdict};
use enishi::domain::entity::Changes;
use enishi::domain::entity::reply::ReplyId;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::domain::rule::meetings::{self, Gathered};
use enishi::domain::rule::timetable::check;
use enishi::domain::rule::{interest, reception, reply};
use enishi::store::{Draft, MemoryStore, Sessions, Store};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use uuid::Uuid;

fn commit(store: &mut MemoryStore, changes: Changes, now: i64) {
    if !changes.is_empty() {
        let draft = Draft {
            actor: "相沢".into(),
            scope: "gogo".into(),
            changes,
            action: None,
        };
        store.commit(&draft, at(now)).unwrap();
    }
}

fn book(store: &MemoryStore) -> Book {
    store.book(&Sessions::All).unwrap()
}

fn gather(book: &Book, now: Option<Time>) -> Gathered {
    meetings::gather(book, &book.sessions[&"gogo".into()], &TimeZone::UTC, now).unwrap()
}

fn proposals(gathered: &Gathered, want: Want) -> Vec<Proposal> {
    let ask = Ask {
        generation: 0,
        gathered: gathered.clone(),
        want,
    };
    let mut last = Vec::new();
    planning::plan(&ask, &mut || true, &mut |answer| last = answer.proposals);
    last
}

/// Nothing is broken in what is still to come.
fn is_sound(gathered: &Gathered) -> Result<(), TestCaseError> {
    let faults = check::faults(&gathered.problem, &gathered.booked);
    for (meeting, rules) in gathered.booked.iter().zip(faults) {
        prop_assert!(
            meeting.slot < gathered.begun || rules.is_empty(),
            "{meeting:?} {rules:?}"
        );
    }
    Ok(())
}

/// Something that happens before or during the afternoon.
#[derive(Clone, Debug)]
enum Event {
    Wish(usize, usize, usize),
    Reply(usize, usize, usize),
    Away(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        (0usize..13, 0usize..4, 0usize..4).prop_map(|(p, n, l)| Event::Wish(p, n, l)),
        (0usize..4, 0usize..12, 0usize..3).prop_map(|(n, o, v)| Event::Reply(n, o, v)),
        (0usize..15).prop_map(Event::Away),
    ];
    prop::collection::vec(one, 0..14)
}

fn happens(store: &mut MemoryStore, session: &Session, event: &Event, now: i64) {
    let book = book(store);
    let changes = match event {
        Event::Wish(person, need, level) => {
            let companies = session.attendees.iter().filter(|a| a.org.starts_with('f'));
            let person = companies.clone().nth(*person).unwrap();
            let marks = [(session.needs[*need].no.clone(), Some(Level::ALL[*level]))];
            let open = &book.sessions[&"gogo".into()];
            interest::sheet(&book, open, person, &marks, Source::Sheet)
        }
        Event::Reply(need, org, verdict) => {
            let id = ReplyId {
                session: "gogo".into(),
                need: session.needs[*need].no.clone(),
                org: format!("f{org:03}").as_str().into(),
            };
            let verdict = Some(Verdict::ALL[*verdict]);
            reply::give(&book, &id, verdict, &"都合".into(), None).unwrap_or_default()
        }
        Event::Away(person) => {
            let person = &session.attendees[person % session.attendees.len()];
            let open = &book.sessions[&"gogo".into()];
            reception::set_presence(&book, open, &person.badge, Presence::Absent)
                .unwrap_or_default()
        }
    };
    commit(store, changes, now);
}

fn take(store: &mut MemoryStore, gathered: &Gathered, choice: &Proposal, now: i64) {
    let changes = gathered.changes(&book(store), &"gogo".into(), &choice.made.meetings);
    commit(store, changes, now);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_hold_for_what_stands_and_filling_moves_nothing(
        before in events(), after in events(), begun in 0i8..5,
    ) {
        let session = afternoon();
        let mut store = MemoryStore::new(Uuid::from_u128(1));
        let reading = reading::read(&Book::default(), &session, &Answers::default()).unwrap();
        commit(&mut store, reading.changes, 0);
        for (n, event) in (1..).zip(&before) {
            happens(&mut store, &session, event, n);
        }
        let first = gather(&book(&store), None);
        let empty = book(&store);
        let made = proposals(&first, Want::Timetable);
        take(&mut store, &first, &made[0], 100);
        let stands = gather(&book(&store), None);
        is_sound(&stands)?;
        prop_assert_eq!(stands.booked.len(), made[0].made.meetings.len());
        // More is wished; nobody leaves: what is booked stays, with its table.
        let wishes = after.iter().filter(|e| matches!(e, Event::Wish(_, _, level) if *level < 3));
        for (n, event) in (200..).zip(wishes) {
            happens(&mut store, &session, event, n);
        }
        let more = gather(&book(&store), None);
        let fill = proposals(&more, Want::Timetable);
        let fill = fill.iter().find(|p| p.how == How::Fill).unwrap();
        prop_assert!(fill.moved.is_empty() && fill.out.is_empty(), "{:?} {:?}", fill.moved, fill.out);
        let booked = book(&store);
        take(&mut store, &more, fill, 300);
        let full = book(&store);
        for (id, meeting) in booked.meetings {
            prop_assert_eq!(full.meetings.get(&id), Some(&meeting));
        }
        // Somebody goes while people already sit.
        let now = Time::new(15, begun * 12, 0, 0).unwrap();
        for (n, event) in (400..).zip(after.iter().filter(|e| matches!(e, Event::Away(_)))) {
            happens(&mut store, &session, event, n);
        }
        let broken = gather(&book(&store), Some(now));
        for choice in proposals(&broken, Want::Repair) {
            let past = |list: &[enishi::domain::rule::timetable::Meeting]| {
                let past = list.iter().filter(|m| m.slot < broken.begun);
                past.cloned().collect::<std::collections::BTreeSet<_>>()
            };
            prop_assert_eq!(past(&choice.made.meetings), past(&broken.booked));
            prop_assert!(choice.made.meetings.len() + choice.out.len() == broken.booked.len());
        }
        let mended = proposals(&broken, Want::Repair).pop().unwrap();
        take(&mut store, &broken, &mended, 500);
        is_sound(&gather(&book(&store), Some(now)))?;
        // Undo brings back what was there before the first timetable.
        let me = "相沢".into();
        while !book(&store).meetings.is_empty() {
            prop_assert!(store.undo(&me, at(600)).unwrap().is_some());
        }
        prop_assert_eq!(book(&store).meetings, empty.meetings);
    }
}

#[test]
fn slots_follow_the_presentations_where_the_list_has_none() {
    let mut session = afternoon();
    session.slots.clear();
    session.slot_minutes = Some(15);
    session.present_minutes = Some(7);
    session.starts_at = Some(Time::constant(13, 0, 0, 0));
    session.ends_at = Some(Time::constant(14, 30, 0, 0));
    let (starts, minutes) = meetings::slots(&session).unwrap();
    assert_eq!(minutes, 15);
    assert_eq!(starts.first(), Some(&Time::constant(13, 30, 0, 0)));
    assert_eq!(starts.len(), 4);
    session.desks.clear();
    session.tables = Some(28);
    let desks = meetings::desks(&session);
    assert_eq!((desks[0].no.as_str(), desks[25].no.as_str()), ("A", "Z"));
    assert_eq!(desks[27].no, "28");
}

#[test]
fn what_the_session_allows_at_most_holds_for_every_timetable() {
    let mut session = afternoon();
    session.most_per_need = Some(2);
    session.most_per_company = Some(1);
    session.most_in_a_row = Some(1);
    let reading = reading::read(&Book::default(), &session, &Answers::default());
    let book = reading.unwrap().onto(Book::default());
    let gathered = gather(&book, None);
    let made = proposals(&gathered, Want::Timetable).pop().unwrap().made;
    let mut per_need = std::collections::BTreeMap::new();
    for meeting in &made.meetings {
        *per_need.entry(&meeting.need).or_insert(0) += 1;
    }
    assert!(per_need.values().all(|n| *n <= 2), "{per_need:?}");
    // Two each of four needs, less one: a doctor presents two of them, and rests after each meeting.
    assert_eq!(made.meetings.len(), 7);
    let faults = check::faults(&gathered.problem, &made.meetings);
    assert!(faults.iter().all(Vec::is_empty), "{faults:?}");
}
