//! Lists that are longer than their box say how much is above and how much below.

use super::overlays::opened;
use super::{go, pictures, resize};
use crate::app::desk::{Desk, session};
use enishi::app::overlay::OverlayKind;
use enishi::app::{Msg, Screen};

/// A meeting of a region at the size of a small window: more of everything than is in sight.
fn long() -> Desk {
    let mut desk = Desk::empty();
    let mut earlier = session("tutorial");
    for n in 1..12 {
        earlier.id = format!("earlier-{n}").as_str().into();
        earlier.title = format!("越白 医工連携ニーズ発表会 第{n}回").as_str().into();
        desk.load(&earlier);
    }
    let mut session = session("regional");
    session.title = "越白 医工連携ニーズ発表会 第12回".into();
    desk.load(&session);
    desk.left.clear();
    desk.keys("<Alt+2><F5>");
    for badges in [
        "31 32 33 34 35 36",
        "41 42 43 44 45 46",
        "61 62 63 64 65 66",
    ] {
        desk.keys(&format!("{badges}<Enter><Esc>"));
    }
    for _ in 0..3 {
        desk.keys("<Ctrl+D><Tab><Tab><Up><Tab>");
    }
    for n in 0..30 {
        desk.send(Msg::Notice {
            grave: false,
            text: format!("{n}番目の知らせ").as_str().into(),
        });
    }
    desk.wait(1);
    resize(&mut desk, (60, 18));
    desk
}

/// Keys that put the focus into each list of a screen.
fn lists(screen: Screen) -> &'static [&'static str] {
    match screen {
        Screen::Start | Screen::Reception | Screen::Matrix => &[""],
        Screen::Live => &["医", "<Tab>", "<Tab><Tab>"],
        Screen::Sheets => &["", "31<Enter><Tab>"],
        Screen::Timetable => &["", "<Tab>"],
        Screen::Follow => &["", "<Ctrl+G>", "<Ctrl+G><Ctrl+G>"],
        Screen::Report => &["<Enter>"],
    }
}

fn says(shown: &str, words: &[&str]) -> bool {
    shown
        .lines()
        .skip(1)
        .any(|row| words.iter().any(|w| row.contains(w)))
}

#[test]
fn every_list_that_goes_on_says_how_much_is_above_and_below() {
    for screen in Screen::ALL {
        for keys in lists(*screen) {
            let mut desk = long();
            assert!(go(&mut desk, *screen));
            desk.keys(keys);
            for _ in 0..60 {
                desk.keys("<PageUp>");
            }
            let [top, _] = pictures(&desk);
            assert!(
                says(&top, &["下にあと", "続き（あと"]),
                "{screen:?} {keys}:\n{top}"
            );
            for _ in 0..60 {
                desk.keys("<PageDown>");
            }
            let [end, _] = pictures(&desk);
            assert!(says(&end, &["上に"]), "{screen:?} {keys}:\n{end}");
        }
    }
}

/// What is longer than its box, or how many lines it has at most.
fn is_long(kind: OverlayKind) -> bool {
    match kind {
        OverlayKind::Menu
        | OverlayKind::Palette
        | OverlayKind::Help
        | OverlayKind::NoticeList
        | OverlayKind::History
        | OverlayKind::Problems
        | OverlayKind::Changed
        | OverlayKind::Sides => true,
        // Of these a meeting has few lines.
        OverlayKind::Details
        | OverlayKind::Suggestions
        | OverlayKind::Answer
        | OverlayKind::Import
        | OverlayKind::Form
        | OverlayKind::Copies => false,
    }
}

#[test]
fn every_overlay_that_goes_on_says_so() {
    for kind in OverlayKind::ALL.iter().filter(|kind| is_long(**kind)) {
        let mut desk = opened(*kind);
        for n in 0..40 {
            desk.send(Msg::Notice {
                grave: false,
                text: format!("{n}番目の知らせ").as_str().into(),
            });
        }
        desk.wait(1);
        resize(&mut desk, (60, 15));
        for _ in 0..60 {
            desk.keys("<PageUp>");
        }
        let [top, _] = pictures(&desk);
        assert!(says(&top, &["下にあと"]), "{kind:?}:\n{top}");
        for _ in 0..60 {
            desk.keys("<PageDown>");
        }
        let [end, _] = pictures(&desk);
        assert!(says(&end, &["上に"]), "{kind:?}:\n{end}");
    }
}

#[test]
fn a_form_that_is_longer_than_the_window_shows_the_field_with_the_caret() {
    let mut desk = opened(OverlayKind::Form);
    desk.keys("<Esc><Ctrl+P>show-settings<Enter>");
    resize(&mut desk, (60, 15));
    assert!(
        says(&pictures(&desk)[0], &["下にあと"]),
        "{}",
        pictures(&desk)[0]
    );
    desk.keys("<Shift+Tab>");
    let [shown, _] = pictures(&desk);
    assert!(
        shown.contains("画面の色") && says(&shown, &["上に"]),
        "{shown}"
    );
}

#[test]
fn of_several_sessions_each_line_of_the_follow_up_names_its_own() {
    for size in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::empty();
        let mut session = session("tutorial");
        for (id, title) in [("eleven", "月代の会 第11回"), ("twelve", "月代の会 第12回")]
        {
            session.id = id.into();
            session.title = title.into();
            desk.load(&session);
            desk.keys("<Alt+2><F5>8<Enter><Esc>10<Enter><Ctrl+D><Esc><Esc>");
        }
        resize(&mut desk, size);
        desk.keys("<Alt+5>");
        for view in 0..3 {
            let [shown, _] = pictures(&desk);
            for word in ["第11回", "第12回"] {
                assert!(shown.contains(word), "{size:?} {view} {word}:\n{shown}");
            }
            desk.keys("<Ctrl+G>");
        }
        // Of one session nothing is said.
        let mut desk = Desk::open("tutorial").size(size.0, size.1);
        desk.keys("<F5>8<Enter><Ctrl+D><Alt+5>");
        assert!(desk.model.screens.follow.sessions.is_empty());
    }
}

#[test]
fn the_calendar_shows_today_whatever_the_size() {
    for size in [(60, 15), (60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::open("tutorial").size(size.0, size.1);
        desk.keys("<F5>8<Enter><Ctrl+D>");
        desk.now = "2026-11-30T09:00:00[Asia/Tokyo]".parse().unwrap();
        desk.wait(1);
        desk.keys("<Alt+5><Ctrl+G><Ctrl+G><Ctrl+G>");
        let [shown, _] = pictures(&desk);
        assert!(shown.contains(">30"), "{size:?}:\n{shown}");
        assert!(shown.contains("11/30(月)"), "{size:?}:\n{shown}");
    }
}
