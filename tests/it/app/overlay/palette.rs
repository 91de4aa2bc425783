//! 操作一覧

use crate::app::current;
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::action::Action;
use enishi::app::core::offered::Heading;
use enishi::app::overlay::Overlay;
use enishi::app::overlay::palette::{Line, Palette};
use enishi::app::say::Say;
use enishi::words::Lang;

fn shows(palette: &Palette, wanted: Action) -> bool {
    let is = |line: &Line| matches!(line, Line::Action((action, _)) if *action == wanted);
    palette.lines.iter().any(is)
}

#[test]
fn what_can_be_done_here_comes_first_and_what_cannot_says_why() {
    let mut desk = Desk::open("tutorial").size(80, 60);
    desk.keys("<F5><Ctrl+P>");
    let Some(Overlay::Palette(palette)) = desk.model.overlays.last() else {
        panic!("a palette");
    };
    let headings: Vec<Heading> = (palette.lines.iter())
        .filter_map(|line| match line {
            Line::Heading(heading, _) => Some(*heading),
            Line::Action(_) => None,
        })
        .collect();
    let mut sorted = headings.clone();
    sorted.sort();
    assert_eq!(headings, sorted);
    assert_eq!(headings[..2], [Heading::Here, Heading::NotNow]);
    let shown = picture(&desk.model, Lang::Ja);
    for text in [
        "ここで今できること",
        "いまはできないこと",
        "まだ記録がありません",
        "> 次の発表へ",
        "F5",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    // A heading is never selected, whichever way one goes.
    for key in [
        "<Up>",
        "<PageDown>",
        "<Down>",
        "<End>",
        "<PageUp>",
        "<Home>",
        "<Up>",
    ] {
        desk.keys(key);
        let Some(Overlay::Palette(palette)) = desk.model.overlays.last() else {
            panic!("a palette");
        };
        let line = &palette.lines[palette.picker.selected];
        assert!(matches!(line, Line::Action(_)), "{key}");
    }
}

#[test]
fn a_key_that_something_in_front_keeps_from_the_screen_says_so() {
    for open in ["<Enter>", "<F2>", "<F1>", "<Ctrl+P>", "<Ctrl+O>"] {
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>8<Enter>");
        desk.keys(open);
        assert!(!desk.model.overlays.is_empty(), "{open}");
        desk.keys("<F5>");
        assert_eq!(current(&desk).as_deref(), Some("N-01"), "{open}");
        assert_eq!(told(&desk), &Say::Covered, "{open}");
    }
}

#[test]
fn a_key_that_is_kept_from_the_screen_says_so_every_time() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Enter>");
    for _ in 0..2 {
        desk.keys("<Alt+5>");
        assert_eq!(told(&desk), &Say::Covered);
        assert!(desk.model.world.notices.toast().is_some(), "it is seen");
        desk.wait(1);
    }
}

#[test]
fn the_palette_finds_actions_in_both_languages_and_runs_them() {
    for script in [
        "<Ctrl+P>次の発表<Enter>",
        "<Ctrl+P>next need<Enter>",
        "<Ctrl+P>next-need<Enter>",
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys(script);
        assert_eq!(current(&desk).as_deref(), Some("N-01"), "{script}");
    }
    let mut desk = Desk::open("tutorial");
    desk.keys("<Ctrl+P>");
    let Some(Overlay::Palette(palette)) = desk.model.overlays.last() else {
        panic!("a palette");
    };
    for action in Action::ALL {
        let has_key = !desk.model.world.keys.chords(*action).is_empty();
        assert!(
            has_key || shows(palette, *action),
            "{action:?} cannot be reached"
        );
    }
}
