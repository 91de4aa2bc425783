//! Leaving the laptop: the projector, the curtain, and who records next.

use crate::app::desk::Desk;
use crate::app::told;
use crate::view::screen;
use crate::view::screen::projector::{judge, marked};
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::app::{Effect, Msg};
use enishi::store::{LogFilter, Store};
use enishi::words::Lang;
use jiff::ToSpan;

fn later(desk: &mut Desk, seconds: i64) {
    desk.now = desk.now.checked_add(seconds.seconds()).unwrap();
    desk.send(Msg::Tick);
}

#[test]
fn the_projector_is_left_with_a_second_key_that_comes_soon() {
    let mut desk = marked();
    desk.keys("<Ctrl+P>toggle-projector<Enter><Esc>");
    let asked = screen(&desk.model, Lang::Ja);
    assert!(
        asked.contains("もう一度 Esc で投影を終わります。"),
        "{asked}"
    );
    judge(&desk, "asked");
    later(&mut desk, 10);
    let shown = screen(&desk.model, Lang::Ja);
    assert!(!shown.contains("もう一度"), "the question goes: {shown}");
    // Too late; and another key between takes it back.
    for keys in ["<Esc>", "<F5><Esc>", "あ<Esc>"] {
        desk.keys(keys);
        assert!(desk.model.projector, "{keys}");
    }
    desk.send(Msg::Click { x: 3, y: 3 });
    // The key that opened it asks as well.
    desk.keys("<Ctrl+P>toggle-projector<Enter>");
    assert!(desk.model.projector);
    desk.keys("<Esc>");
    assert!(!desk.model.projector);
}

#[test]
fn a_hidden_screen_shows_nothing_and_only_one_key_twice_brings_it_back() {
    let mut desk = marked();
    desk.keys("<F2>秘密の書きかけ<F12>");
    assert!(desk.model.hidden);
    let title = "月白";
    for (width, height) in [(60, 15), (80, 24), (120, 40), (20, 5)] {
        desk.send(Msg::Resize { width, height });
        judge(&desk, "hidden");
        let shown = screen(&desk.model, Lang::Ja);
        assert!(!shown.contains(title) && !shown.contains("N-0"), "{shown}");
    }
    desk.send(Msg::Resize {
        width: 120,
        height: 40,
    });
    let (ops, left) = (desk.store.ops().len(), desk.left.len());
    let overlay = desk.model.overlays.last().cloned();
    for key in [
        "<Esc>", "<Esc>", "<F12>", "<Ctrl+P>", "<Ctrl+Q>", "<Ctrl+Z>", "<F5>", "<Ctrl+C>", "あ",
        "q", "<Enter>", "<Esc>", "<Enter>", "1",
    ] {
        desk.keys(key);
        assert!(desk.model.hidden, "{key}");
        judge(&desk, key);
    }
    desk.send(Msg::Paste("秘密".into()));
    desk.send(Msg::Click { x: 30, y: 10 });
    desk.send(Msg::Trouble(vec!["秘密".into()]));
    desk.send(Msg::Refused {
        path: "秘密.toml".into(),
        report: vec!["秘密".into()],
    });
    judge(&desk, "news");
    assert_eq!((ops, left), (desk.store.ops().len(), desk.left.len()));
    desk.keys("<Enter>");
    let asked = screen(&desk.model, Lang::Ja);
    assert!(asked.contains("もう一度 Enter で戻ります"), "{asked}");
    later(&mut desk, 10);
    desk.keys("<Enter>");
    assert!(desk.model.hidden, "too late");
    desk.keys("<Enter>");
    assert!(!desk.model.hidden);
    // What was half typed is still there, under what came meanwhile.
    desk.keys("<Esc>");
    assert_eq!(desk.model.overlays.last().cloned(), overlay);
}

#[test]
fn nobody_hides_the_screen_while_it_is_projected() {
    let mut desk = marked();
    desk.keys("<Ctrl+P>toggle-projector<Enter><F12>");
    assert!(!desk.model.hidden);
    assert_eq!(told(&desk), &Say::ProjectorOnly);
}

#[test]
fn who_records_is_changed_with_one_action_and_undo_stays_with_whoever_did_it() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Shift+F12>");
    let shown = screen(&desk.model, Lang::Ja);
    assert!(shown.contains("原田"), "{shown}");
    desk.keys("-<Enter>");
    assert!(
        matches!(desk.model.overlays.last(), Some(Overlay::Form(_))),
        "no name"
    );
    desk.keys("<Backspace>山本<Enter>");
    assert_eq!(told(&desk), &Say::OperatorIs("山本".into()));
    assert!(matches!(desk.left.last(), Some(Effect::RememberActor(name)) if name == "山本"));
    desk.keys("<Ctrl+Z>");
    assert_eq!(told(&desk), &Say::NothingToUndo { redo: false });
    desk.keys("9<Enter>");
    let last = desk.store.log(&LogFilter::default()).unwrap();
    assert_eq!(&*last.last().unwrap().op.actor, "山本");
    // Nobody is forced to: Esc keeps who it is.
    desk.keys("<Shift+F12><Esc>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.model.world.actor.as_deref(), Some("山本"));
}
