//! The timetable: from wishes to meetings and what came of them, by keys.

use crate::app::afternoon::afternoon;
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::Msg;
use enishi::app::core::meet::Meet;
use enishi::app::say::Say;
use enishi::app::screen::timetable::TimetableScreen;
use enishi::domain::code::{Outcome, Presence};
use enishi::domain::entity::meeting::{Meeting, MeetingId};
use enishi::domain::entity::pairing::Side;
use enishi::domain::rule::reception;
use enishi::domain::rule::timetable::check;
use enishi::words::Lang;
use std::collections::BTreeMap;

mod desk;

fn open() -> Desk {
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&afternoon());
    desk.keys("<Alt+4>");
    desk
}

fn screen(desk: &Desk) -> &TimetableScreen {
    desk.model.screens.timetable.as_ref().unwrap()
}

fn seated(desk: &Desk) -> BTreeMap<MeetingId, Meeting> {
    let all = desk.book().meetings;
    all.into_iter().filter(|(_, m)| m.seat.is_some()).collect()
}

/// Nothing collides, as the rules of the timetable see it.
fn is_sound(desk: &Desk) {
    let gathered = screen(desk).gathered.as_ref().unwrap();
    let faults = check::faults(&gathered.problem, &gathered.booked);
    assert!(faults.iter().all(Vec::is_empty), "{faults:?}");
}

#[test]
fn wishes_become_a_timetable_in_two_keys_and_undo_takes_it_back() {
    let mut desk = open();
    let before = desk.book();
    desk.keys("<Ctrl+R>");
    assert!(seated(&desk).is_empty(), "it is only proposed");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("空きだけ埋める  入る"), "{shown}");
    desk.keys("<Enter>");
    let all = seated(&desk);
    assert!(all.len() >= 12, "{}", all.len());
    assert!(all.values().all(|m| !m.fixed), "they are drafts");
    is_sound(&desk);
    let now = screen(&desk);
    let wished = now.gathered.as_ref().unwrap().problem.wishes.len();
    assert_eq!(
        now.entries.len() + now.unmet.len(),
        wished,
        "every wish is in, or told"
    );
    desk.keys("<Ctrl+Z>");
    assert_eq!(desk.book(), before);
    desk.keys("<Ctrl+Y>");
    assert_eq!(seated(&desk), all);
}

#[test]
fn esc_records_nothing() {
    let mut desk = open();
    let before = desk.store.ops().len();
    desk.keys("<Ctrl+R><Esc>");
    assert!(screen(&desk).proposed.is_none());
    assert_eq!(desk.store.ops().len(), before);
}

#[test]
fn what_is_booked_stays_while_the_rest_is_filled() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    // Somebody takes three meetings off, and another firm asks for one more.
    desk.keys("<Tab><Tab>");
    for _ in 0..3 {
        let id = screen(&desk).entries.first().unwrap().id.clone();
        let place = screen(&desk).entries.first().unwrap().placed.slot;
        desk.keys("<Home>");
        for _ in 0..place {
            desk.keys("<Down>");
        }
        while desk.model.part().subject(&desk.model.world.book)
            != Ok(enishi::app::core::request::Subject::Meeting(id.clone()))
        {
            desk.keys("<Right>");
        }
        desk.keys("<Delete>");
    }
    let before = seated(&desk);
    desk.keys("<Ctrl+R>");
    let choices = &screen(&desk).proposed.as_ref().unwrap().choices;
    assert_eq!(choices.len(), 2, "to fill, and to make drafts anew");
    desk.keys("<Enter>");
    let after = seated(&desk);
    assert!(after.len() > before.len());
    for (id, meeting) in before {
        assert_eq!(after.get(&id), Some(&meeting), "{id} was moved");
    }
    is_sound(&desk);
}

/// The keys that lead to the first meeting of a slot.
fn point(desk: &mut Desk, id: &MeetingId) {
    let entry = screen(desk).entries.iter().find(|e| e.id == *id).unwrap();
    let (slot, table) = (entry.placed.slot, entry.placed.table.clone().unwrap());
    let table = usize::from(table.as_bytes()[0] - b'A');
    desk.keys("<Esc><Home><Left><Left><Left><Left>");
    for _ in 0..slot {
        desk.keys("<Down>");
    }
    for _ in 0..table {
        desk.keys("<Right>");
    }
    let at = desk.model.part().subject(&desk.model.world.book);
    let meant = enishi::app::core::request::Subject::Meeting(id.clone());
    assert_eq!(at, Ok(meant));
}

#[test]
fn a_conflict_says_why_and_a_reason_lets_it_stand() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    let entries = screen(&desk).entries.clone();
    let first = entries.iter().find(|e| e.placed.slot == 0).unwrap();
    let other = entries.iter().find(|e| e.placed.slot == 1).unwrap();
    point(&mut desk, &other.id);
    desk.keys("<F2>");
    assert!(matches!(told(&desk), Say::Meet(Meet::PickedUp { .. })));
    desk.keys("<Up>");
    // Onto the table where the first one sits.
    desk.keys("<Left><Left><Left>");
    let table = first.placed.table.clone().unwrap();
    for _ in 0..usize::from(table.as_bytes()[0] - b'A') {
        desk.keys("<Right>");
    }
    let before = seated(&desk);
    desk.keys("<Enter>");
    assert!(
        matches!(told(&desk), Say::Meet(Meet::Against { .. })),
        "{:?}",
        told(&desk)
    );
    let Say::Meet(Meet::Against { rules, .. }) = told(&desk) else {
        panic!("{:?}", told(&desk));
    };
    let is_taken = |(rule, _): &(check::Rule, _)| *rule == check::Rule::TableTaken;
    assert!(
        rules.iter().any(is_taken),
        "that somebody sits there: {rules:?}"
    );
    desk.keys("<Enter>");
    assert_eq!(
        seated(&desk),
        before,
        "without a reason nothing is recorded"
    );
    desk.keys("先生のご希望<Enter>");
    let moved = seated(&desk)[&other.id].clone();
    assert_eq!(moved.because, "先生のご希望");
    assert!(moved.fixed, "what a hand puts there stays there");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(!shown.contains("重複 !"), "somebody decided:\n{shown}");
    desk.keys("<Ctrl+Z>");
    assert_eq!(seated(&desk), before);
}

#[test]
fn a_place_without_anything_against_it_needs_no_reason() {
    let mut desk = open();
    let first = MeetingId {
        session: "gogo".into(),
        need: "N-01".into(),
        org: "f000".into(),
    };
    desk.keys("<Tab>");
    let at = screen(&desk)
        .unmet
        .iter()
        .position(|u| u.company == "f000" && u.need == "N-01");
    for _ in 0..at.unwrap() {
        desk.keys("<Down>");
    }
    desk.keys("<F2><Down><Down><Right><Enter>");
    let meeting = seated(&desk)[&first].clone();
    let seat = meeting.seat.unwrap();
    assert_eq!(seat.starts_at, jiff::civil::time(15, 30, 0, 0));
    assert_eq!((seat.table.as_str(), meeting.fixed), ("B", true));
    assert_eq!(seat.persons, ["1000"]);
    assert_eq!(meeting.because, "");
}

#[test]
fn somebody_who_does_not_come_is_two_proposals_and_what_is_past_stays() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    desk.now = "2026-11-20T15:17:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    desk.keys("<Esc>");
    let entries = screen(&desk).entries.clone();
    let twice = entries.iter().find(|e| {
        e.placed.slot >= 2 && entries.iter().any(|o| o.id.org == e.id.org && o.id != e.id)
    });
    let twice = twice.expect("a firm with two meetings").clone();
    let before = seated(&desk);
    point(&mut desk, &twice.id);
    desk.keys("<Enter>5");
    let proposed = screen(&desk).proposed.as_ref().unwrap();
    assert_eq!(proposed.choices.len(), 2);
    assert!(seated(&desk) == before, "nothing is recorded yet");
    desk.keys("<Enter>");
    let after = seated(&desk);
    assert!(!after.contains_key(&twice.id));
    let begun = jiff::civil::time(15, 17, 0, 0);
    for (id, meeting) in &before {
        if meeting.seat.as_ref().unwrap().starts_at <= begun {
            assert_eq!(after.get(id), Some(meeting), "{id} is past");
        }
    }
    let book = desk.book();
    let sent = &before[&twice.id].seat.as_ref().unwrap().persons[0];
    let presence = reception::presence(&book, &"gogo".into(), sent);
    assert_eq!(presence, Presence::Absent);
    is_sound_ahead(&desk);
    desk.keys("<Ctrl+Z>");
    assert_eq!(seated(&desk), before, "one action, one undo");
}

/// Nothing collides in what is still to come.
fn is_sound_ahead(desk: &Desk) {
    assert_eq!(screen(desk).collisions(), 0);
}

#[test]
fn a_doctor_who_comes_late_moves_only_what_has_to_move() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    let before = seated(&desk);
    let entries = screen(&desk).entries.clone();
    let of = entries.iter().find(|e| e.placed.slot == 0).unwrap();
    point(&mut desk, &of.id);
    // Far down in the menu: the presenter is late.
    desk.keys("<Enter><Home><Down><Down><Down><Down><Down><Down><Down><Enter>15:30以降<Enter>");
    let proposed = screen(&desk).proposed.as_ref().expect("proposals");
    let little = proposed.choices[1].clone();
    let still = proposed.choices[0].clone();
    assert!(
        little.out.len() <= still.out.len(),
        "{:?} {:?}",
        little.out,
        still.out
    );
    desk.keys("2<Enter>");
    let after = seated(&desk);
    let early = jiff::civil::time(15, 30, 0, 0);
    for (id, meeting) in &after {
        let presents = afternoon()
            .needs
            .iter()
            .any(|n| n.no == id.need && n.presenter == presenter_of(&of.id));
        let starts_at = meeting.seat.as_ref().unwrap().starts_at;
        assert!(!presents || starts_at >= early, "{id} at {starts_at}");
    }
    assert!(after.len() + little.out.len() == before.len());
    is_sound(&desk);
}

fn presenter_of(id: &MeetingId) -> enishi::text::Clean {
    let session = afternoon();
    let need = session.needs.iter().find(|n| n.no == id.need);
    need.unwrap().presenter.clone()
}

#[test]
fn what_came_of_a_meeting_is_one_key_once_it_has_begun() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    let id = screen(&desk)
        .entries
        .iter()
        .find(|e| e.placed.slot == 0)
        .unwrap()
        .id
        .clone();
    point(&mut desk, &id);
    desk.keys("4");
    assert_eq!(told(&desk), &Say::Meet(Meet::NotBegun));
    desk.now = "2026-11-20T15:12:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    desk.keys("4");
    let book = desk.book();
    assert_eq!(book.meetings[&id].outcome, Some(Outcome::Promising));
    assert!(
        book.pairings.contains_key(&id),
        "the next steps have a place"
    );
    // The next step of the hospital, with a day, while both still sit there.
    desk.keys("<Enter>8図面を見る<Tab>12/1<Enter>");
    let next = desk.book().pairings[&id].next_hospital.clone();
    assert_eq!(next.0, "図面を見る");
    assert_eq!(next.1, Some(jiff::civil::date(2026, 12, 1)));
    desk.keys("<Enter>7来月また話す<Enter>");
    assert_eq!(desk.book().meetings[&id].note, "来月また話す");
    desk.keys("<F2>");
    assert_eq!(
        told(&desk),
        &Say::Meet(Meet::Begun),
        "it stays where it was"
    );
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("連携可"), "{shown}");
}

#[test]
fn who_did_not_come_to_a_meeting_that_has_begun_is_on_record() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    desk.now = "2026-11-20T15:05:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    let id = screen(&desk)
        .entries
        .iter()
        .find(|e| e.placed.slot == 0)
        .unwrap()
        .id
        .clone();
    point(&mut desk, &id);
    desk.keys("<Enter>5<Enter>");
    let meeting = desk.book().meetings[&id].clone();
    assert_eq!(
        (meeting.outcome, meeting.absent),
        (Some(Outcome::NotHeld), Some(Side::Company))
    );
    assert!(meeting.seat.is_some(), "what is past is not touched");
}

#[test]
fn met_before_is_shown_across_sessions() {
    let mut earlier = afternoon();
    earlier.id = "mae".into();
    earlier.title = "前の会".into();
    earlier.held_on = jiff::civil::date(2026, 5, 20);
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&earlier);
    desk.keys("<Alt+4><Ctrl+R><Enter>");
    let id = screen(&desk)
        .entries
        .iter()
        .find(|e| e.id.org == "f000")
        .map(|e| e.id.clone());
    assert_eq!(
        id, None,
        "everything of that day is over: nothing is placed"
    );
    desk.now = "2026-05-20T14:00:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    desk.keys("<Ctrl+R><Enter>");
    let id = screen(&desk)
        .entries
        .iter()
        .find(|e| e.id.org == "f000")
        .unwrap()
        .id
        .clone();
    desk.now = "2026-05-20T18:00:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    point(&mut desk, &id);
    desk.keys("3");
    desk.now = "2026-11-20T14:00:00[Asia/Tokyo]".parse().unwrap();
    desk.send(Msg::Tick);
    desk.load(&afternoon());
    desk.keys("<Alt+4><Ctrl+R><Enter>");
    let of = screen(&desk)
        .entries
        .iter()
        .find(|e| e.id.org == "f000" && e.id.need == id.need);
    let of = of.unwrap().id.clone();
    point(&mut desk, &of);
    desk.keys("<Ctrl+O>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("前の会"), "{shown}");
    assert!(shown.contains("情報交換のみ"), "{shown}");
}

#[test]
fn what_is_called_out_is_copied_line_by_line() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter><Ctrl+G><Tab>");
    let calls = screen(&desk).calls().len();
    assert!(calls > 0);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("15:00 卓A 会社"), "{shown}");
    desk.keys("<Ctrl+C>");
    let copied = desk.left.iter().find_map(|e| match e {
        enishi::app::Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("15:00"));
}

#[test]
fn an_exchange_is_looked_at_and_then_stands() {
    let mut session = afternoon();
    // One slot at one table: somebody has to wait.
    session.slots.truncate(1);
    session.desks.truncate(1);
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+4><Ctrl+R><Enter><F3>");
    let wish = screen(&desk)
        .selected_wish()
        .expect("a wish is left")
        .clone();
    assert!(wish.exchange.is_some());
    let before = seated(&desk);
    desk.keys("<Enter>");
    assert_eq!(seated(&desk), before, "it is only proposed");
    desk.keys("<Enter>");
    let after = seated(&desk);
    assert_eq!(after.len(), before.len());
    assert!(
        after
            .keys()
            .any(|id| id.need == wish.need && id.org == wish.company)
    );
    is_sound(&desk);
}

#[test]
fn a_session_without_times_or_tables_says_what_to_write() {
    let mut session = afternoon();
    session.slots.clear();
    session.slot_minutes = None;
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+4><Ctrl+R>");
    assert_eq!(told(&desk), &Say::Meet(Meet::NoTimes));
    let mut session = afternoon();
    session.desks.clear();
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+4><Ctrl+R>");
    assert_eq!(told(&desk), &Say::Meet(Meet::NoTables));
}
