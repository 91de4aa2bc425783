//! The timetable at the desk: who attends is named, times are typed, and nothing comes of what has not begun.

use super::{open, point, screen};
use crate::app::afternoon::afternoon;
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::core::meet::Meet;
use enishi::app::say::Say;
use enishi::domain::code::Presence;
use enishi::domain::rule::reception;
use enishi::words::Lang;

#[test]
fn whoever_attends_is_named_and_nobody_else_is_marked() {
    let mut session = afternoon();
    let keen = session
        .attendees
        .iter()
        .find(|a| a.org == "f003")
        .unwrap()
        .clone();
    // A colleague with a lower badge, who wants nothing.
    let colleague = enishi::domain::roster::Attendee {
        badge: "900".into(),
        name: "伊藤 一郎".into(),
        interests: Vec::new(),
        ..keen.clone()
    };
    session.attendees.insert(0, colleague);
    let mut desk = Desk::empty().size(120, 40);
    desk.load(&session);
    desk.keys("<Alt+4><Ctrl+R><Enter>");
    let entries = screen(&desk).entries.clone();
    let of = entries.iter().find(|e| e.id.org == "f003").unwrap();
    point(&mut desk, &of.id);
    let who = format!("{} {}", keen.badge, keen.name);
    let shown = |desk: &Desk| picture(&desk.model, Lang::Ja);
    assert!(
        shown(&desk).contains(&format!("{} 会社", keen.badge)),
        "{}",
        shown(&desk)
    );
    assert!(!shown(&desk).contains("900 会社"), "{}", shown(&desk));
    desk.keys("<Enter>");
    assert!(
        shown(&desk).contains(&format!("{who} が来ない")),
        "{}",
        shown(&desk)
    );
    desk.keys("5");
    assert!(
        shown(&desk).contains(&format!("{who} の欠席も記録します")),
        "{}",
        shown(&desk)
    );
    desk.keys("<Enter>");
    let book = desk.book();
    let presence = |badge: &str| reception::presence(&book, &"gogo".into(), &badge.into());
    assert_eq!(presence(&keen.badge), Presence::Absent);
    assert_eq!(presence("900"), Presence::Expected);
}

#[test]
fn times_and_tables_that_no_file_says_are_typed_on_the_screen() {
    let mut session = afternoon();
    session.slots.clear();
    session.desks.clear();
    (session.starts_at, session.ends_at) = (None, None);
    (session.slot_minutes, session.tables) = (None, None);
    for keys in ["<Enter>", "<Ctrl+P>会の時間<Enter>"] {
        let mut desk = Desk::empty().size(80, 24);
        desk.load(&session);
        desk.keys("<Alt+4>");
        let shown = picture(&desk.model, Lang::Ja);
        assert!(shown.contains("会の時間と卓を入れてください"), "{shown}");
        let before = desk.store.ops().len();
        desk.keys(keys);
        // What cannot be used is told under its field, and nothing is recorded.
        desk.keys("9時30分<Tab>8:00<Tab>10<Tab>6<Enter>");
        assert_eq!(told(&desk), &Say::Meet(Meet::EndsBefore));
        desk.keys("<Ctrl+U>99:00<Enter>");
        assert_eq!(told(&desk), &Say::Meet(Meet::BadClock));
        desk.keys("<Ctrl+U>9:31<Enter>");
        assert_eq!(told(&desk), &Say::Meet(Meet::NoRoom));
        desk.keys("<Ctrl+U>1７:00<Tab><Ctrl+U>0<Enter>");
        assert_eq!(told(&desk), &Say::Meet(Meet::BadCount(240)));
        desk.keys("<Ctrl+U>5<Enter>");
        assert!(
            matches!(told(&desk), Say::Meet(Meet::TooManySlots(_))),
            "{:?}",
            told(&desk)
        );
        assert_eq!(desk.store.ops().len(), before);
        desk.keys("<Ctrl+U>15<Enter>");
        let of = desk.book().sessions[&session.id].clone();
        assert_eq!(of.starts_at, Some(jiff::civil::time(9, 30, 0, 0)));
        assert_eq!(of.ends_at, Some(jiff::civil::time(17, 0, 0, 0)));
        assert_eq!((of.slot_minutes, of.tables), (Some(15), Some(6)));
        assert!(screen(&desk).gathered.is_ok());
        desk.keys("<Ctrl+Z>");
        assert_eq!(desk.book().sessions[&session.id].tables, None);
    }
    // What the organiser listed slot by slot is put right in the list.
    let mut desk = open();
    let before = desk.store.ops().len();
    desk.keys(
        "<Ctrl+P>会の時間<Enter><Ctrl+U>9:30<Tab><Ctrl+U>17:00<Tab><Ctrl+U>15<Tab><Ctrl+U>6<Enter>",
    );
    assert_eq!(told(&desk), &Say::Meet(Meet::Listed));
    assert_eq!(desk.store.ops().len(), before);
}

#[test]
fn nothing_comes_of_a_meeting_before_it_begins_in_the_menu_either() {
    let mut desk = open();
    desk.keys("<Ctrl+R><Enter>");
    let entries = screen(&desk).entries.clone();
    let first = entries.iter().find(|e| e.placed.slot == 0).unwrap();
    point(&mut desk, &first.id);
    for key in ["1", "2", "3", "4"] {
        desk.keys("<Enter>").keys(key).keys("<Enter>");
        assert_eq!(told(&desk), &Say::Meet(Meet::NotBegun), "{key}");
        desk.keys("<Esc>");
        assert_eq!(desk.book().meetings[&first.id].outcome, None);
    }
}
