//! The start screen.

use crate::app::current;
use crate::app::desk::Desk;
use enishi::app::Effect;
use enishi::app::Msg;
use enishi::app::Screen;
use enishi::app::overlay::Overlay;

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
    desk.keys("<F5>8<Enter><Alt+1><Enter>");
    assert_eq!(desk.model.screen, Screen::Live, "it goes on where it was");
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
}
