//! A day that was counted while the clock was wrong: told where the task stands, and set anew.

use super::{later, of, select};
use crate::view::screen;
use enishi::app::Msg;
use enishi::domain::code::OwnerSide;
use enishi::words::Lang;
use std::collections::BTreeSet;

#[test]
fn it_is_told_in_the_list_and_the_card_and_set_anew_from_the_menu() {
    let mut desk = later();
    desk.keys("<End><Up><Right><Home>");
    let task = (desk.model.world.book.tasks.values())
        .find(|t| t.owner_side == OwnerSide::Support && t.depends_on.is_empty())
        .unwrap();
    let (id, wrong) = (task.id.clone(), task.due_on);
    assert_eq!(of(&desk, &id.template), id);
    desk.send(Msg::DoubtfulDues(BTreeSet::from([id.clone()])));
    desk.now = "2026-12-10T09:00:00[Asia/Tokyo]".parse().unwrap();
    desk.wait(0);
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        desk.send(Msg::Resize { width, height });
        select(&mut desk, &id);
        let shown = screen(&desk.model, Lang::Ja);
        assert!(shown.contains("日時不確か"), "{width}: {shown}");
    }
    desk.keys("<Ctrl+O>");
    let shown = screen(&desk.model, Lang::Ja);
    assert!(shown.contains("時計が合っていないとき"), "{shown}");
    desk.keys("<Esc><Enter>");
    let shown = screen(&desk.model, Lang::Ja);
    assert!(shown.contains("1  期限を決め直す"), "{shown}");
    // Counted from today, as a proposal; Enter takes it.
    desk.keys("1<Enter>");
    let now = &desk.model.world.book.tasks[&id];
    assert!(now.due_stated && now.due_on >= wrong, "{now:?}");
    let shown = screen(&desk.model, Lang::Ja);
    assert!(!shown.contains("日時不確か"), "{shown}");
    // Reading the record anew does not bring the mark back.
    let book = desk.book();
    desk.send(Msg::Loaded(Box::new(book)));
    assert!(!screen(&desk.model, Lang::Ja).contains("日時不確か"));
}
