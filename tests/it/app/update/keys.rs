//! Where keys go.

use crate::app::desk::Desk;
use crate::app::told;
use enishi::app::Msg;
use enishi::app::Screen;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::app::screen::live::Focus;

#[test]
fn on_the_live_screen_letters_go_to_the_box_from_every_pane() {
    for pane in ["", "<Tab>", "<Tab><Tab>", "<Tab><Down>"] {
        for typed in ["suzuki", "117", "u", "ｊ", "？", "/", ":", "G", "5", "止血"] {
            let mut desk = Desk::open("tutorial");
            desk.keys("<F5>8<Enter>");
            let ops = desk.store.ops().len();
            desk.keys(pane);
            desk.keys(typed);
            let live = desk.model.screens.live.as_ref().unwrap();
            assert_eq!(live.query.text(), typed, "{pane}");
            assert_eq!(live.focus, Focus::Search, "{pane} {typed}");
            assert_eq!(desk.store.ops().len(), ops, "{pane} {typed}");
            assert_eq!(desk.model.screen, Screen::Live);
            assert!(desk.model.overlays.is_empty());
        }
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>");
        desk.keys(pane);
        desk.send(Msg::Paste("鈴木".into()));
        let live = desk.model.screens.live.as_ref().unwrap();
        assert_eq!(live.query.text(), "鈴木", "{pane}");
    }
}

#[test]
fn letters_are_commands_in_other_lists() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<Alt+5>？");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Help(_))));
}

#[test]
fn what_is_typed_over_a_menu_goes_nowhere_and_that_is_told_once() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Enter>");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    desk.keys("suzuki");
    assert_eq!(told(&desk), &Say::NothingTyped);
    let log = &desk.model.world.notices.log;
    let told = log.iter().filter(|n| n.say == Say::NothingTyped).count();
    assert_eq!(told, 1);
    desk.keys("<Esc>");
    assert_eq!(desk.model.screens.live.as_ref().unwrap().query.text(), "");
}
