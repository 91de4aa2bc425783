//! 操作一覧

use crate::app::current;
use crate::app::desk::Desk;
use enishi::action::Action;
use enishi::app::overlay::Overlay;

#[test]
fn the_palette_finds_actions_in_both_languages_and_runs_them() {
    for script in [
        "<Ctrl+P>次の発表<Enter>",
        "<Ctrl+P>next need<Enter>",
        "<Ctrl+P>next-need<Enter>",
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys(script);
        assert_eq!(current(&desk).as_deref(), Some("N-01"), "{script}");
    }
    let mut desk = Desk::open("tutorial");
    desk.keys("<Ctrl+P>");
    let Some(Overlay::Palette(palette)) = desk.model.overlays.last() else {
        panic!("a palette");
    };
    for action in Action::ALL {
        let has_key = !desk.model.world.keys.chords(*action).is_empty();
        assert!(
            has_key || palette.found.contains(action),
            "{action:?} cannot be reached"
        );
    }
}
