//! The start screen.

use crate::app::desk::Desk;
use crate::view::shot::shot;
use enishi::app::Setup;

#[test]
fn start() {
    let mut desk = Desk::with(Setup::default());
    shot("start-first", &desk);
    desk.keys("原田<Enter>");
    let mut desk = Desk::open("regional");
    desk.keys("<Alt+0>");
    shot("start-recent", &desk);
    desk.send(enishi::app::Msg::Refused {
        path: "第12回.toml".into(),
        report: [
            "E012 ニーズ番号 N-01 が2回出てきます",
            "  3 | no = \"N-01\"",
            "    |      ^^^^^^ ここ",
        ]
        .map(Into::into)
        .into(),
    });
    shot("start-problems", &desk);
}
