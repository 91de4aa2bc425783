//! Another language, other borders.

use crate::app::desk::Desk;
use crate::view::shot::english;
use crate::view::shot::shot;

#[test]
fn in_english() {
    let mut desk = english("tutorial");
    desk.keys("<F5>8<Enter><Ctrl+D>10<Enter>");
    desk.keys("<Esc>");
    desk.wait(1);
    shot("english-live-80", &desk);
    desk.keys("<Alt+5>");
    desk.wait(1);
    shot("english-follow-80", &desk);
    desk.keys("<F1>");
    shot("english-help-80", &desk);
}

#[test]
fn with_ascii_borders() {
    let mut desk = Desk::open("tutorial");
    desk.model.world.look.ascii = true;
    desk.keys("<F5>8<Enter>");
    desk.wait(1);
    shot("ascii-80", &desk);
}
