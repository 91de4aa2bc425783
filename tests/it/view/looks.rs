//! Pictures of the screens, each read by a person before it was accepted.

use super::picture;
use crate::app::desk::Desk;
use enishi::app::Setup;
use enishi::view::paint;
use enishi::words::Lang;
use enishi::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

fn shot(name: &str, desk: &Desk) {
    let lang = desk.model.world.lang;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, picture(&desk.model, lang));
    });
}

fn english(name: &str) -> Desk {
    let mut desk = Desk::with(Setup {
        actor: Some("Harada".into()),
        lang: Lang::En,
        ..Setup::default()
    });
    desk.load(&crate::app::desk::session(name));
    desk
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn start() {
    let mut desk = Desk::with(Setup::default());
    shot("start-first", &desk);
    desk.keys("原田<Enter>");
    let mut desk = Desk::open("regional");
    desk.keys("<Alt+1>");
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

#[test]
fn lines_of_an_older_query_are_not_taken_for_the_answer() {
    let mut desk = Desk::open("regional");
    desk.keys("<F5>七夜");
    let answered = picture(&desk.model, Lang::Ja);
    assert!(answered.contains("候補  "), "{answered}");
    desk.slow = true;
    desk.keys("月");
    let waiting = picture(&desk.model, Lang::Ja);
    assert!(!waiting.contains("候補"), "{waiting}");
    assert!(waiting.contains("さがしています"), "{waiting}");
    let area = Rect::new(0, 0, desk.model.world.size.0, desk.model.world.size.1);
    let mut buffer = Buffer::empty(area);
    paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
    let y = waiting
        .lines()
        .position(|l| l.contains("七夜月メ"))
        .unwrap();
    let y = u16::try_from(y).unwrap();
    let left = (area.left()..area.right())
        .rfind(|&x| buffer[(x, y)].symbol() == "七")
        .unwrap();
    assert!(buffer[(left, y)].modifier.contains(Modifier::DIM));
}

#[test]
fn names_of_fields() {
    for (width, height) in SIZES {
        let mut desk = Desk::open("regional").size(width, height);
        desk.wait(0);
        desk.keys("<F5>会");
        shot(&format!("live-field-{width}"), &desk);
        desk.keys("<Esc>:");
        shot(&format!("live-fields-{width}"), &desk);
    }
}

#[test]
fn live() {
    for (width, height) in SIZES {
        let name = |what: &str| format!("live-{what}-{width}");
        let mut desk = Desk::open("regional").size(width, height);
        desk.wait(0);
        shot(&name("before"), &desk);
        desk.keys("<F5><F5>");
        desk.wait(2);
        shot(&name("card"), &desk);
        desk.keys("ポンプ");
        shot(&name("search"), &desk);
        desk.keys("<Enter><F4>次回までに滅菌条件を確認<Enter>メディカル<Enter><F2>膜の耐久性を聞きたい<Enter>");
        desk.wait(1);
        shot(&name("records"), &desk);
        desk.keys("<F2>");
        shot(&name("memo"), &desk);
        desk.keys("<Esc><Enter>");
        shot(&name("menu"), &desk);
    }
}

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
    desk.keys("<Esc>N-20<Enter><Ctrl+P>投影<Enter>");
    desk = desk.size(120, 40);
    desk.wait(1);
    shot("projector-120", &desk);
    let desk = desk.size(59, 14);
    shot("too-small", &desk);
}

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
