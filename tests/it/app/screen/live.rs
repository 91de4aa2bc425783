//! The live screen: what its keys record.

mod count;
mod day;
mod guess;
mod hits;
mod library;
mod present;
mod record;

use crate::app::current;
use crate::app::desk;
use crate::app::desk::Desk;
use crate::app::only;
use crate::app::told;
use enishi::app::Screen;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::app::screen::live::Turnout;
use enishi::domain::code::Level;
use enishi::domain::code::PairingStatus;
use enishi::domain::rule::matching::Warning;

#[test]
fn badge_and_enter_record_f4_steps_ctrl_z_takes_back() {
    let mut desk = Desk::open("tutorial");
    assert_eq!(desk.model.screen, Screen::Live);
    desk.keys("<F5>8<Enter>");
    let pairing = only(&desk);
    assert_eq!((&*pairing.id.need, &*pairing.id.org), ("N-01", "seiunkaku"));
    assert_eq!(
        (pairing.level, pairing.persons.len()),
        (Level::Interested, 1)
    );
    assert!(matches!(told(&desk), Say::Recorded { .. }));

    desk.keys("<F4><F4>");
    assert_eq!(only(&desk).level, Level::WantsMeeting);
    desk.keys("<Ctrl+Z>");
    assert_eq!(only(&desk).level, Level::Discuss);
    assert!(matches!(
        told(&desk),
        Say::Undone {
            redo: false,
            op: Some(_)
        }
    ));
    desk.keys("<Ctrl+Y>");
    assert_eq!(only(&desk).level, Level::WantsMeeting);
    desk.keys("<Ctrl+Z><Ctrl+Z><Ctrl+Z>");
    assert!(desk.book().pairings.is_empty());
    desk.keys("<Ctrl+Z>");
    assert_eq!(current(&desk), None, "the presentation, too, is taken back");
    desk.keys("<Ctrl+Z>");
    assert_eq!(told(&desk), &Say::NothingToUndo { redo: false });
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_second_person_joins_and_the_same_again_changes_nothing() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F4>9<Enter>");
    let pairing = only(&desk);
    assert_eq!(pairing.persons.len(), 2);
    assert_eq!(pairing.level, Level::Discuss, "a level once chosen stays");
    let before = desk.store.ops().len();
    desk.keys("9<Enter>");
    assert_eq!(desk.store.ops().len(), before);
    assert!(matches!(
        told(&desk),
        Say::NothingNew {
            level: Level::Discuss,
            ..
        }
    ));
    desk.keys("星雲閣<Down><Down><Enter>");
    assert_eq!(
        desk.store.ops().len(),
        before,
        "its organisation is on record, too"
    );
}

#[test]
fn without_a_presentation_enter_says_so_and_the_own_hospital_is_refused() {
    let mut desk = Desk::open("tutorial");
    desk.keys("8<Enter>");
    assert_eq!(told(&desk), &Say::NoNeedYet);
    desk.keys("<Esc><Esc><F5>4<Enter>");
    assert_eq!(told(&desk), &Say::OwnHospital);
    assert!(desk.book().pairings.is_empty());
}

#[test]
fn rivals_are_recorded_with_a_warning_that_stays() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter>10<Enter>");
    assert_eq!(desk.book().pairings.len(), 2);
    let toast = desk.model.world.notices.toast().expect("a warning");
    assert!(toast.grave);
    assert!(matches!(
        &toast.say,
        Say::Warned {
            warning: Warning::Rival { .. },
            ..
        }
    ));
    let gauge = desk
        .model
        .screens
        .live
        .as_ref()
        .unwrap()
        .gauge(&desk.model.world.book)
        .unwrap();
    assert_eq!(gauge.rivals.len(), 1);
    desk.wait(5);
    assert!(desk.model.world.notices.toast().is_some());
    desk.keys("<Esc>");
    assert!(desk.model.world.notices.toast().is_none());
}

#[test]
fn full_width_digits_name_a_badge_too() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>１０<Enter>");
    assert_eq!(&*only(&desk).persons[0], "10");
}

#[test]
fn text_without_a_hit_becomes_a_memo_and_can_be_mended() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>次回までに滅菌条件を確認<Enter><Enter>");
    let book = desk.book();
    let memo = book.memos.values().next().unwrap();
    assert_eq!(
        (&*memo.text, memo.need.as_deref()),
        ("次回までに滅菌条件を確認", Some("N-01"))
    );
    desk.keys("<F2><Ctrl+U>滅菌条件<Enter>");
    assert_eq!(
        &*desk.book().memos.values().next().unwrap().text,
        "滅菌条件"
    );
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert!(desk.book().memos.is_empty());
}

#[test]
fn presentations_go_on_and_back_and_end() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<Shift+F5>");
    assert_eq!(told(&desk), &Say::AtFirst);
    desk.keys("<F5><F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-02"));
    let live = desk.model.screens.live.clone().unwrap();
    assert_eq!(live.turnout(&desk.model.world.book, "N-01"), Turnout::Done);
    assert_eq!(
        live.turnout(&desk.model.world.book, "N-03"),
        Turnout::Waiting
    );
    desk.keys("<Shift+F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
    desk.keys("<F5><F5><F5><F5><F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-06"));
    desk.keys("<F5>");
    assert_eq!((current(&desk), told(&desk)), (None, &Say::Over));
    desk.keys("<F5>");
    assert_eq!(told(&desk), &Say::AlreadyOver);
    desk.keys("<Tab><Home><Down><Down><Enter>1<Enter>");
    assert_eq!(current(&desk).as_deref(), Some("N-05"));
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_patent_is_tied_to_the_need_that_is_looked_at() {
    let mut desk = Desk::open("tutorial");
    desk.keys("N-03<Enter>");
    assert_eq!(current(&desk), None, "to look is not to begin");
    let session = desk::session("tutorial");
    let free = session
        .patents
        .iter()
        .find(|p| p.needs.iter().all(|l| l.no != "N-03"))
        .unwrap();
    desk.keys(&format!("{}<Enter>", free.doc_no));
    assert_eq!(desk.book().ties.len(), 1);
    desk.keys(&format!("{}<Enter>", free.doc_no));
    assert!(matches!(told(&desk), Say::AlreadyTied { .. }));
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().ties.is_empty());
}

#[test]
fn confirming_brings_tasks_once_and_undo_takes_all_back() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Enter>");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    // A digit as an IME types it selects, too.
    desk.keys("４");
    assert_eq!(only(&desk).status, PairingStatus::Candidate);
    desk.keys("<Enter>");
    assert!(desk.model.overlays.is_empty());
    let book = desk.book();
    assert_eq!(only(&desk).status, PairingStatus::Confirmed);
    let tasks = book.tasks.len();
    assert!(tasks > 3, "{tasks}");
    assert!(matches!(told(&desk), Say::Confirmed { .. }));
    desk.keys("<Ctrl+D>");
    assert!(matches!(told(&desk), Say::AlreadyConfirmed { .. }));
    assert_eq!(desk.book().tasks.len(), tasks);
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().tasks.is_empty());
    assert_eq!(only(&desk).status, PairingStatus::Candidate);
}

#[test]
fn firms_of_the_records_are_whole_whichever_pane_has_the_focus() {
    for width in [60, 80, 100] {
        let mut desk = Desk::open("tutorial").size(width, 24);
        desk.keys("<F5>8<Enter><Ctrl+D><Esc>12++<Enter>");
        for keys in ["", "<Tab>", "<Tab>"] {
            desk.keys(keys);
            let seen = crate::view::picture(&desk.model, enishi::words::Lang::Ja);
            if width < 80 && !seen.contains("の記録 ──") {
                continue;
            }
            let book = desk.book();
            let session = book.sessions.values().next().unwrap();
            for id in book.pairings.keys() {
                let org = session.recorded_organisation(&id.org).unwrap();
                assert!(seen.contains(org.short_name().as_str()), "{width}: {seen}");
            }
        }
    }
}
