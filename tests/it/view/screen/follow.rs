//! The follow-up screen.

use crate::app::desk::Desk;
use crate::view::shot::SIZES;
use crate::view::shot::shot;

#[test]
fn follow() {
    for (width, height) in SIZES {
        let mut desk = Desk::open("regional").size(width, height);
        // One confirmed, one that waits for a decision.
        desk.keys("<F5><F5>ポンプ<Enter><Enter><Ctrl+D><F5>40++<Enter><Alt+5>");
        assert_eq!(desk.model.screens.follow.deciding, 1);
        desk.now = "2026-12-18T09:00:00[Asia/Tokyo]".parse().unwrap();
        desk.wait(1);
        desk.keys("<Down>");
        shot(&format!("follow-{width}"), &desk);
        desk.keys("<Enter>");
        shot(&format!("follow-menu-{width}"), &desk);
    }
}
