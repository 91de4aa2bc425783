//! A session file whose numbers have other names: asked on the screen, one by one.

use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::Effect;
use enishi::app::Msg;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::domain::reading::{Answer, Doubt, Thing};
use enishi::words::Lang;

fn doubt(thing: Thing, old: &str, new: &str) -> Doubt {
    Doubt {
        thing,
        number: "1".into(),
        old: old.into(),
        new: new.into(),
        pairings: Vec::new(),
        now_under: None,
        may_move: false,
        is_erased: false,
    }
}

fn asked() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.send(Msg::Doubted {
        path: "kai.toml".into(),
        answers: Box::default(),
        doubts: vec![
            doubt(Thing::Organisation, "甲製作所", "乙製作所"),
            doubt(Thing::Attendee, "山川 一", "山河 一"),
        ],
    });
    desk
}

#[test]
fn each_number_is_answered_by_itself_and_opening_goes_on_with_the_answers() {
    let mut desk = asked();
    let shown = picture(&desk.model, Lang::Ja);
    for text in [
        "甲製作所",
        "乙製作所",
        "山川 一",
        "山河 一",
        "機関 1",
        "参加者 1",
        "選ぶ 2",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    // Nothing is chosen beforehand: Enter opens nothing.
    desk.keys("<Enter>");
    assert_eq!(told(&desk), &Say::AnswerFirst(2));
    assert!(
        !desk
            .left
            .iter()
            .any(|e| matches!(e, Effect::OpenAnswered { .. }))
    );
    // The one with the same number that is something else has an answer of its own.
    desk.keys("<Home>2<F3>１<Enter>");
    assert!(desk.model.overlays.is_empty());
    let Some(Effect::OpenAnswered { path, answers }) = desk.left.last() else {
        panic!("{:?}", desk.left);
    };
    assert_eq!(path.to_str(), Some("kai.toml"));
    assert_eq!(answers.of(Thing::Organisation, "1"), Some(Answer::Other));
    assert_eq!(answers.of(Thing::Attendee, "１"), Some(Answer::Corrected));
    assert_eq!(answers.of(Thing::Need, "1"), None);
}

#[test]
fn later_takes_nothing_and_says_so() {
    let mut desk = asked();
    let ops = desk.store.ops().len();
    desk.keys("2<Esc>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(told(&desk), &Say::NothingTaken);
    assert_eq!(desk.store.ops().len(), ops);
    assert!(
        !desk
            .left
            .iter()
            .any(|e| matches!(e, Effect::OpenAnswered { .. }))
    );
    assert!(!matches!(
        desk.model.overlays.last(),
        Some(Overlay::Changed(_))
    ));
}

#[test]
fn a_correction_that_the_file_contradicts_is_asked_once_more() {
    let mut desk = Desk::open("tutorial");
    let exchanged = Doubt {
        now_under: Some("12".into()),
        may_move: false,
        ..doubt(Thing::Attendee, "山川 一", "代理 四郎")
    };
    desk.send(Msg::Doubted {
        path: "kai.toml".into(),
        answers: Box::default(),
        doubts: vec![exchanged],
    });
    let open = |desk: &Desk| match desk.model.overlays.last() {
        Some(Overlay::Changed(changed)) => changed.open(),
        other => panic!("{other:?}"),
    };
    desk.keys("1");
    assert_eq!(open(&desk), 1, "one key is not enough");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("12 にあります"), "{shown}");
    desk.keys("1");
    assert_eq!(open(&desk), 0);
    // The other answer is what the file says.
    desk.keys("2");
    assert_eq!(open(&desk), 0);
}
