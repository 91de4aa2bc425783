//! The start screen.

use crate::app::current;
use crate::app::desk::Desk;
use crate::view::picture;
use enishi::app::Effect;
use enishi::app::Msg;
use enishi::app::Screen;
use enishi::app::Setup;
use enishi::app::overlay::Overlay;
use enishi::words::Lang;

#[test]
fn the_start_screen_opens_files_samples_and_recorded_sessions() {
    let mut desk = Desk::empty();
    desk.keys("<paste:'/tmp/第1回 会.toml'><Enter>");
    assert_eq!(
        desk.left.last(),
        Some(&Effect::OpenFile("/tmp/第1回 会.toml".into()))
    );
    desk.send(Msg::Refused {
        path: "/tmp/x.toml".into(),
        report: (0..100).map(|n| format!("行 {n}").into()).collect(),
    });
    desk.keys("<End><PageUp>");
    assert!(
        matches!(desk.model.overlays.last(), Some(Overlay::Problems(p)) if p.picker.offset > 50)
    );
    desk.keys("<Right><Left><Left><Esc><Esc>");
    assert!(desk.model.overlays.is_empty());

    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Alt+0><Enter>");
    assert_eq!(desk.model.screen, Screen::Live, "it goes on where it was");
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
}

#[test]
fn an_empty_record_is_led_and_a_sample_goes_into_a_record_of_its_own() {
    let mut desk = Desk::empty();
    desk.send(Msg::Loaded(Box::default()));
    desk.keys("1");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Form(_))));
    desk.keys("<Ctrl+U>会.toml<Enter>");
    assert_eq!(desk.left.last(), Some(&Effect::NewFile("会.toml".into())));
    desk.send(Msg::TemplateWritten {
        path: "会.toml".into(),
    });
    desk.keys("<Enter>");
    assert_eq!(desk.left.last(), Some(&Effect::OpenFile("会.toml".into())));

    let mut desk = Desk::empty();
    desk.send(Msg::Loaded(Box::default()));
    desk.keys("<Down><Down><Up><Enter>");
    assert!(desk.left.is_empty(), "the sample was opened, nothing else");
    // A digit in a place of a file is typed.
    desk.keys("/1<Enter>");
    assert_eq!(desk.left.last(), Some(&Effect::OpenFile("/1".into())));

    let mut desk = Desk::with(Setup {
        actor: Some("原田".into()),
        sample: true,
        ..Setup::default()
    });
    desk.keys("2");
    assert_eq!(
        desk.left.last(),
        Some(&Effect::LeaveSample { remove: false })
    );
    let before = desk.left.len();
    desk.keys("3");
    assert_eq!(desk.left.len(), before, "a digit takes nothing away");
    desk.keys("<Enter>");
    assert_eq!(
        desk.left.last(),
        Some(&Effect::LeaveSample { remove: true })
    );
    for screen in ["<Alt+0>", "<Alt+2>", "<Alt+5>"] {
        desk.keys(screen);
        let shown = crate::view::screen(&desk.model, Lang::Ja);
        assert!(shown.contains("見本"), "{screen}");
    }
}

#[test]
fn a_session_is_made_put_away_found_again_and_closed() {
    let mut desk = Desk::open("tutorial");
    desk.keys(
        "<Alt+0><Ctrl+N><paste:第2回 見本会><Tab><Ctrl+U>2027-03-01<Tab><paste:市民会館><Enter>",
    );
    let book = &desk.model.world.book;
    let made = book.sessions.values().find(|s| *s.title == *"第2回 見本会");
    let made = made.expect("a session").clone();
    assert_eq!(
        (made.held_on.to_string(), &*made.venue),
        ("2027-03-01".to_owned(), "市民会館")
    );
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(live.session, made.id, "it is open");
    desk.keys("<Alt+0>");
    // It is the newest one, and selected.
    desk.keys("<Delete>");
    assert!(picture(&desk.model, Lang::Ja).contains("片付けますか"));
    desk.keys("<Delete>");
    let is_listed = |desk: &Desk| picture(&desk.model, Lang::Ja).contains("2027");
    assert!(!is_listed(&desk));
    desk.keys("<Ctrl+T>");
    assert!(is_listed(&desk));
    desk.keys("<Ctrl+Z><Ctrl+T>");
    assert!(is_listed(&desk));
    assert_eq!(desk.book(), desk.model.world.book);
    desk.keys("<Alt+2><Ctrl+P>close-session<Enter>");
    assert!(desk.model.screens.live.is_none());
    assert_eq!(desk.model.screen, Screen::Start);
}
