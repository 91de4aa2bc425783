//! Where keys go.

use crate::app::desk::Desk;
use enishi::app::overlay::Overlay;
use enishi::app::screen::live::Focus;

#[test]
fn letters_are_commands_only_outside_text() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>u");
    assert_eq!(desk.model.screens.live.as_ref().unwrap().query.text(), "u");
    desk.keys("<Esc><Tab>ｊ");
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(
        (live.focus, live.looking.as_deref()),
        (Focus::Needs, Some("N-02"))
    );
    desk.keys("？");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Help(_))));
}
