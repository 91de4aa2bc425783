//! The live screen.

use crate::app::desk::Desk;
use crate::view::picture;
use crate::view::shot::SIZES;
use crate::view::shot::shot;
use enishi::view::paint;
use enishi::words::Lang;
use enishi::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

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
        desk.keys("<Enter><F4>次回までに滅菌条件を確認<Enter><Enter>メディカル<Enter><F2>膜の耐久性を聞きたい<Enter><Enter>");
        desk.wait(1);
        shot(&name("records"), &desk);
        desk.keys("<F2>");
        shot(&name("memo"), &desk);
        desk.keys("<Esc><Enter>");
        shot(&name("menu"), &desk);
    }
}
