//! Presenting: beginning is not looking, F5 goes to what waits, and nothing is 発表済 that was not presented.

use crate::app::desk::Desk;
use crate::app::{current, only, told};
use crate::view::picture;
use enishi::app::say::Say;
use enishi::app::screen::live::Turnout;
use enishi::domain::code::Aside;
use enishi::words::Lang;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn turnout(desk: &Desk, no: &str) -> Turnout {
    let live = desk.model.screens.live.as_ref().unwrap();
    live.turnout(&desk.model.world.book, no)
}

#[test]
fn looking_at_a_need_begins_nothing_and_records_for_it() {
    for typed in ["n5", "N-05", "ｎ５", "n05"] {
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>");
        let ops = desk.store.ops().len();
        desk.keys(&format!("{typed}<Enter>"));
        assert_eq!(desk.store.ops().len(), ops, "{typed}");
        assert_eq!(current(&desk).as_deref(), Some("N-01"));
        let shown = picture(&desk.model, Lang::Ja);
        assert!(
            shown.contains("N-05 を見ています（記録先 N-05）"),
            "{shown}"
        );
        desk.keys("8<Enter>");
        assert_eq!(&*only(&desk).id.need, "N-05", "{typed}");
        desk.keys("<Esc>");
        let shown = picture(&desk.model, Lang::Ja);
        assert!(shown.contains("記録先 N-01"), "{shown}");
        assert_eq!(turnout(&desk, "N-05"), Turnout::Waiting);
    }
}

#[test]
fn f5_goes_to_what_waits_then_to_what_was_put_off_and_never_to_the_absent() {
    let mut desk = Desk::open("tutorial");
    let order: Vec<String> = {
        let session = crate::app::desk::session("tutorial");
        session.needs.iter().map(|n| n.no.to_string()).collect()
    };
    assert_eq!(order.len(), 6, "{order:?}");
    // The third one comes first, the second is absent, the first is put off.
    desk.keys("<Tab><Home><Down><Down><Enter>1<Enter>");
    assert_eq!(current(&desk), Some(order[2].clone()));
    desk.keys("<Home><Enter>2<Enter><Down>");
    desk.keys("<Home><Down><Enter>3<Enter>");
    assert_eq!(turnout(&desk, &order[0]), Turnout::Aside(Aside::Later));
    assert_eq!(turnout(&desk, &order[1]), Turnout::Aside(Aside::Absent));
    let mut went = Vec::new();
    for _ in 0..6 {
        desk.keys("<F5>");
        went.extend(current(&desk));
    }
    assert_eq!(went, [&*order[3], &*order[4], &*order[5], &*order[0]]);
    assert_eq!(told(&desk), &Say::AlreadyOver);
    assert_eq!(turnout(&desk, &order[1]), Turnout::Aside(Aside::Absent));
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn what_was_skipped_is_not_done() {
    let mut desk = Desk::open("tutorial");
    // F5 by mistake, and back: it waits again.
    desk.keys("<F5><F5><Shift+F5>");
    assert_eq!(turnout(&desk, "N-02"), Turnout::Waiting);
    // Absent after all: what is presented is put aside, and the next one comes.
    desk.keys("<F5><Tab><Enter>3<Enter>");
    assert_eq!(turnout(&desk, "N-02"), Turnout::Aside(Aside::Absent));
    assert_eq!(current(&desk), None);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("欠席"), "{shown}");
    desk.keys("<Esc><F5>");
    assert_ne!(current(&desk), None);
    assert_eq!(turnout(&desk, "N-01"), Turnout::Done);
    // With something recorded for it, it was presented.
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5><F5>8<Enter><Shift+F5>");
    assert_eq!(turnout(&desk, "N-02"), Turnout::Done);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Whatever is done to the order, and in whatever order: 発表済 is only what was once presented.
    #[test]
    fn nothing_is_done_that_was_not_presented(steps in prop::collection::vec((0..10_usize, 1..7_usize), 1..14)) {
        let mut desk = Desk::open("tutorial");
        let mut shown: BTreeSet<String> = BTreeSet::new();
        for (what, need) in steps {
            let script = match what {
                0..=2 => "<F5>".to_owned(),
                3 => "<Shift+F5>".to_owned(),
                4 => "<Ctrl+Z>".to_owned(),
                // 1 発表を始める 2 後回し 3 欠席 4 いっしょに 6 順番 9 待ちに戻す
                5 => format!("n{need}<Enter><Enter>1<Enter><Esc><Esc>"),
                6 => format!("n{need}<Enter><Enter>2<Enter><Esc><Esc>"),
                7 => format!("n{need}<Enter><Enter>3<Enter><Esc><Esc>"),
                8 => format!("n{need}<Enter><Enter>4<Enter><Esc><Esc>"),
                _ => format!("n{need}<Enter><Enter>60<Enter><Esc><Esc>"),
            };
            desk.keys(&script);
            let book = desk.book();
            let session = &desk.model.screens.live.as_ref().unwrap().session;
            let Some(progress) = book.progress.get(session) else {
                continue;
            };
            shown.extend(progress.now().map(ToString::to_string));
            for no in &progress.presented {
                prop_assert!(shown.contains(no.as_str()), "{no} after {script}");
            }
        }
    }
}
