//! What is told over the screen: it hides neither the record it is about nor its own reason.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::words::Lang;

#[test]
fn a_warning_leaves_the_record_that_it_is_about_in_sight() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::open("regional").size(width, height);
        desk.keys("<F5>27<Enter>");
        let shown = screen(&desk.model, Lang::Ja);
        assert!(shown.contains("取り消してください"), "{shown}");
        let record = |line: &str| line.contains("白帆総合") && line.contains("[関心]");
        assert!(shown.lines().any(record), "{width}x{height}: {shown}");
    }
}

#[test]
fn why_a_line_of_the_menu_is_off_stands_there_in_whole_sentences() {
    let mut desk = Desk::open("tutorial").size(60, 18);
    desk.keys("<F5>14<Enter><Ctrl+D><Tab><Tab><Enter>");
    let shown = screen(&desk.model, Lang::Ja);
    let off = shown
        .lines()
        .find(|line| line.contains("この記録を取り消す"));
    let off = off.unwrap_or_else(|| panic!("{shown}"));
    assert!(off.contains("確定した記録は取り消せません"), "{off}");
    assert!(!off.contains(".."), "{off}");
}
