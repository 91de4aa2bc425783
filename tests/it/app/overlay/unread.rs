//! What could not be read is never called empty, and never waited for in vain.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::Msg;
use enishi::words::Lang;

/// Opens an overlay by what it is called in the palette.
fn opened(desk: &mut Desk, name: &str) -> String {
    desk.keys("<Ctrl+P>").keys(name).keys("<Enter>");
    screen(&desk.model, Lang::Ja)
}

#[test]
fn the_history_and_the_introductions_say_that_the_record_was_not_read() {
    for action in ["履歴", "紹介の記録"] {
        // The record was never opened.
        let mut desk = Desk::open("tutorial");
        desk.slow = true;
        desk.send(Msg::Unread {
            why: vec!["データベースが壊れています。".into()],
            copies: Vec::new(),
        });
        desk.keys("<Esc>");
        let picture = opened(&mut desk, action);
        assert!(picture.contains("読めませんでした"), "{action:?} {picture}");

        // It was, and is not to be read now.
        let mut desk = Desk::open("tutorial");
        desk.slow = true;
        let picture = opened(&mut desk, action);
        assert!(picture.contains("読んでいます"), "{action:?} {picture}");
        desk.send(Msg::Unanswered(vec!["読み取りに失敗しました。".into()]));
        let picture = screen(&desk.model, Lang::Ja);
        assert!(picture.contains("読めませんでした"), "{action:?} {picture}");
        assert!(!picture.contains("読んでいます"), "{action:?} {picture}");
        assert!(picture.contains("読み取りに失敗"), "{action:?} {picture}");
    }
}

#[test]
fn the_start_screen_calls_no_record_empty_that_was_not_read() {
    let mut desk = Desk::empty();
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("開いています"), "{picture}");
    desk.send(Msg::Unread {
        why: vec!["データベースが壊れています。".into()],
        copies: Vec::new(),
    });
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("読めませんでした"), "{picture}");
}
