//! The follow-up screen.

use crate::app::desk::Desk;
use crate::view::shot::SIZES;
use crate::view::shot::shot;

#[test]
fn follow() {
    for (width, height) in SIZES {
        let mut desk = Desk::open("regional").size(width, height);
        desk.keys("<F5><F5>ポンプ<Enter><Ctrl+D><F5>メディカル<Enter><Ctrl+D><Alt+5>");
        desk.now = "2026-12-01T09:00:00[Asia/Tokyo]".parse().unwrap();
        desk.wait(1);
        desk.keys("<Down>");
        shot(&format!("follow-{width}"), &desk);
        desk.keys("<Enter>");
        shot(&format!("follow-menu-{width}"), &desk);
    }
}
