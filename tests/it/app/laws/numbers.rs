//! Numbers that a list read meanwhile gave to others: whatever is recorded and shown keeps what it meant, and how the record
//! tells things of one number apart is never seen.

use super::keys::any_key;
use super::{SIZES, full, go, pictures, resize};
use crate::app::desk::{self, Desk};
use enishi::app::Screen;
use enishi::domain::reading::Answer;
use enishi::domain::roster::Session;
use enishi::words::Lang;
use proptest::prelude::*;

/// A list in which every number is another's.
fn others() -> Session {
    let mut file = desk::session("tutorial");
    for need in &mut file.needs {
        need.title = format!("別の{}", need.title).into();
    }
    for org in &mut file.organisations {
        org.name = format!("別の{}", org.name).into();
        org.short = "".into();
    }
    for person in &mut file.attendees {
        person.name = format!("別の{}", person.name).into();
    }
    file
}

/// A meeting in which all numbers mean others by now, and something was recorded before and since.
fn renumbered() -> Desk {
    let mut desk = full();
    desk.read_elsewhere(&others(), Answer::Other);
    desk.keys("<Alt+2><Esc><F5>8<Enter><F4><F5>10<Enter><Ctrl+D><Esc><Esc>");
    desk
}

/// Whether the mark of a later thing under a number stands in a text.
pub(crate) fn has_mark(text: &str) -> bool {
    text.split('~').skip(1).any(|behind| {
        let mark: Vec<char> = behind.chars().take(5).collect();
        let is_mark = |c: &char| c.is_ascii_lowercase() || ('2'..='7').contains(c);
        mark.len() >= 4
            && mark[..4].iter().all(is_mark)
            && mark.get(4).is_none_or(|c| !c.is_ascii_alphanumeric())
    })
}

#[test]
fn no_screen_shows_how_things_of_one_number_are_told_apart() {
    let mut desk = renumbered();
    assert!(
        desk.book()
            .pairings
            .keys()
            .any(|id| has_mark(&id.need) && has_mark(&id.org)),
        "{:?}",
        desk.book().pairings.keys()
    );
    for screen in Screen::ALL {
        if !go(&mut desk, *screen) {
            continue;
        }
        for size in SIZES {
            resize(&mut desk, size);
            for shown in pictures(&desk) {
                assert!(!has_mark(&shown), "{screen:?} {size:?}:\n{shown}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_key_brings_a_mark_to_the_screen(script in prop::collection::vec(any_key(), 1..30)) {
        let mut desk = renumbered();
        for keys in &script {
            desk.keys(keys);
            for shown in pictures(&desk) {
                prop_assert!(!has_mark(&shown), "after {keys}:\n{shown}");
            }
        }
    }
}

#[test]
fn the_need_recorded_for_stays_the_same_when_another_window_reads_other_numbers() {
    for (answer, told) in [
        (Answer::Other, "新しい一覧にありません"),
        (Answer::Corrected, "変わりました"),
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>");
        let before = desk.model.world.book.clone();
        let live = desk.model.screens.live.clone().unwrap();
        let need = live.shown(&before).unwrap().clone();
        let mut file = desk::session("tutorial");
        file.needs[0].title = "まったく別の困りごと".into();
        desk.read_elsewhere(&file, answer);
        let book = desk.model.world.book.clone();
        let live = desk.model.screens.live.clone().unwrap();
        let now = live.shown(&book).expect("still the need that is presented");
        assert_eq!(now.no, need.no);
        if answer == Answer::Other {
            assert_eq!(now.title, need.title);
        }
        let [shown, _] = pictures(&desk);
        assert!(shown.contains(told), "{shown}");
        desk.keys("8<Enter>");
        let recorded = desk.book();
        assert!(recorded.pairings.keys().all(|id| id.need == need.no));
    }
}

#[test]
fn a_need_only_looked_at_is_left_when_its_number_becomes_another() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    let session = desk
        .model
        .world
        .book
        .sessions
        .values()
        .next()
        .unwrap()
        .clone();
    desk.model.screens.live.as_mut().unwrap().looking = Some(session.needs[1].no.clone());
    desk.wait(1);
    let mut file = desk::session("tutorial");
    file.needs[1].title = "まったく別の困りごと".into();
    desk.read_elsewhere(&file, Answer::Other);
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(live.looking, None);
    assert!(crate::view::screen(&desk.model, Lang::Ja).contains("変わりました"));
}
