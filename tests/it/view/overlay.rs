//! What lies over a screen.

use crate::app::desk::Desk;
use crate::view::shot::shot;

#[test]
fn over_the_screen() {
    let mut desk = Desk::open("regional");
    desk.keys("<F5><F5>ポンプ<Ctrl+O>");
    shot("details-80", &desk);
    desk.keys("<Esc><Esc><F1>");
    shot("help-80", &desk);
    desk.keys("<Esc><Ctrl+P>履歴");
    shot("palette-80", &desk);
    desk.keys("<Enter>");
    shot("history-80", &desk);
    desk.keys("<Esc><Ctrl+P>投影<Enter>");
    desk.wait(1);
    shot("projector-closed-80", &desk);
    desk.keys("<Esc><Esc><Ctrl+U><Ctrl+P>投影<Enter>");
    desk = desk.size(120, 40);
    desk.wait(1);
    shot("projector-120", &desk);
    let desk = desk.size(59, 14);
    shot("too-small", &desk);
}
