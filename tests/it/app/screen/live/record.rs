//! What is done to a record: F4, taking it back, putting it right.

use crate::app::desk::Desk;
use crate::app::{only, told};
use crate::view::picture;
use enishi::app::say::Say;
use enishi::domain::code::Level;
use enishi::domain::rule::matching::Warning;
use enishi::words::Lang;

#[test]
fn f4_never_acts_on_the_last_record_while_something_is_typed() {
    for typed in ["本", "10", "鉗子", "zzz", "999"] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>8<Enter>{typed}"));
        let ops = desk.store.ops().len();
        for keys in ["<F4>", "<F4><F4>", "<Ctrl+D>", "<F2>", "<Delete>"] {
            desk.keys(keys);
            assert_eq!(desk.store.ops().len(), ops, "{typed} {keys}");
            assert!(desk.model.overlays.is_empty(), "{typed} {keys}");
        }
        desk.keys("<F4>");
        assert!(
            matches!(
                told(&desk),
                Say::NotOnRecord { .. } | Say::NothingSelected | Say::PointFirst
            ),
            "{typed}: {:?}",
            told(&desk)
        );
    }
    // What is seen as selected is on record: that one it is, and it is said.
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter>12<Enter>8<F4>");
    let levels: Vec<Level> = desk.book().pairings.values().map(|p| p.level).collect();
    assert_eq!(levels, [Level::Discuss, Level::Interested]);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("N-01 x 星雲閣") && shown.contains("[要相談] にしました"),
        "{shown}"
    );
    // Where a need is selected, no record is.
    desk.keys("<Ctrl+U><Tab><F4>");
    assert_eq!(told(&desk), &Say::NoRecordSelected);
}

#[test]
fn declining_and_taking_back_ask_once_more_and_another_key_drops_the_question() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F4><F4><F4>");
    assert_eq!(only(&desk).level, Level::WantsMeeting);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("もう一度 F4"), "{shown}");
    desk.keys("<Ctrl+S><F4>");
    assert_eq!(only(&desk).level, Level::WantsMeeting, "asked anew");
    desk.keys("<F4>");
    assert_eq!(only(&desk).level, Level::Declined);
    desk.keys("<Delete>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("もう一度 Delete"), "{shown}");
    desk.keys("<Tab><Tab><Delete><Delete>");
    assert!(desk.book().pairings.is_empty());
    assert!(matches!(
        told(&desk),
        Say::Undone {
            redo: false,
            op: Some(_)
        }
    ));
    desk.keys("<Ctrl+Y>");
    assert_eq!(only(&desk).level, Level::Declined, "all of it comes back");
    assert_eq!(desk.book(), desk.model.world.book);
    // Chosen from the list by its name it is no slip.
    desk.keys("<Ctrl+Z><Enter>14<Enter>");
    assert_eq!(only(&desk).level, Level::Declined);
}

#[test]
fn delete_is_a_letter_of_the_text_while_there_is_one() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter>12<Home><Delete><Delete><Delete><Delete>");
    assert_eq!(desk.model.question(), None);
    assert_eq!(desk.model.screens.live.as_ref().unwrap().query.text(), "");
    assert_eq!(desk.book().pairings.len(), 1);
}

#[test]
fn any_record_is_taken_back_from_its_menu_but_not_a_confirmed_one() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F4>12<Enter><F5>15<Enter><Shift+F5>");
    // The older one of two, noticed later.
    desk.keys("<Tab><Tab><Home><Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("この記録を取り消す") && shown.contains("Delete"),
        "{shown}"
    );
    desk.keys("8");
    assert_eq!(
        desk.book().pairings.len(),
        3,
        "a digit alone takes nothing back"
    );
    desk.keys("<Enter>");
    let left: Vec<String> = desk
        .book()
        .pairings
        .keys()
        .map(|id| id.org.to_string())
        .collect();
    assert_eq!(left, ["wataboshi", "sazare"]);
    desk.keys("<Ctrl+D><Enter>8<Enter>");
    assert_eq!(told(&desk), &Say::ConfirmedStays);
    assert_eq!(desk.book().pairings.len(), 2);
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>滅菌条件を聞く<Enter><Delete><Delete>");
    assert!(desk.book().memos.is_empty());
}

#[test]
fn what_was_refused_is_not_the_beginning_of_the_next_number() {
    for (refused, next) in [("1", "8"), ("999", "8"), ("8 999", "12"), ("1234 8+", "12")] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>{refused}<Enter>"));
        assert!(desk.book().pairings.is_empty(), "{refused}");
        assert!(desk.book().memos.is_empty(), "{refused}");
        let menu = !desk.model.overlays.is_empty();
        desk.keys(if menu { "<Esc>" } else { "" });
        desk.keys(&format!("{next}<Enter>"));
        assert_eq!(only(&desk).persons, [next], "{refused}");
    }
}

#[test]
fn putting_right_onto_a_record_that_stands_loses_neither_memo_nor_level() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>12++<Enter><F2>あちらのメモ<Enter>8<Enter><F2>こちらのメモ<Enter>");
    desk.keys("<Enter>312<Enter>");
    let stands = only(&desk);
    assert_eq!(stands.level, Level::WantsMeeting);
    assert_eq!(stands.note.as_str(), "あちらのメモ\nこちらのメモ");
}

#[test]
fn a_wrong_partner_or_need_is_put_right_with_level_and_memo() {
    for (typed, need, org) in [
        ("12", "N-01", "wataboshi"),
        ("n5", "N-05", "seiunkaku"),
        ("早川 美咲", "N-01", "wataboshi"),
        ("綿帽子ケア用品株式会社", "N-01", "wataboshi"),
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!(
            "<F5>8+<Enter><F2>図面を待つ<Enter><Enter>3<paste:{typed}><Enter>"
        ));
        let pairing = only(&desk);
        assert_eq!(
            (&*pairing.id.need, &*pairing.id.org),
            (need, org),
            "{typed}"
        );
        assert_eq!(
            (pairing.level, &*pairing.note),
            (Level::Discuss, "図面を待つ")
        );
        assert!(
            matches!(told(&desk), Say::Corrected { .. }),
            "{:?}",
            told(&desk)
        );
        // The new one goes and the old one comes back.
        desk.keys("<Ctrl+Y>");
        assert_eq!(desk.book().pairings.len(), 2);
        assert_eq!(desk.book(), desk.model.world.book);
    }
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Enter>3999<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("「999」がありません"), "{shown}");
    desk.keys("<Ctrl+U>8<Enter>");
    assert_eq!(desk.book().pairings.len(), 1, "nothing to put right");
}

#[test]
fn somebody_of_a_hospital_that_presents_is_recorded_with_a_word_of_it() {
    let session = crate::app::desk::session("tutorial");
    let other = |n: &&enishi::domain::roster::Need| n.hospital != session.needs[0].hospital;
    let hospital = &session.needs.iter().find(other).unwrap().hospital;
    let doctor = session.people_of(hospital).next().unwrap().badge.clone();
    for typed in [doctor.to_string(), format!("8 {doctor}")] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>{typed}<Enter>"));
        let last = told(&desk);
        let presents = Warning::Presents;
        assert!(
            matches!(last, Say::Warned { warning, .. } if *warning == presents),
            "{typed}: {last:?}"
        );
        let shown = picture(&desk.model, Lang::Ja);
        assert!(shown.contains("発表する側の機関"), "{shown}");
    }
}
