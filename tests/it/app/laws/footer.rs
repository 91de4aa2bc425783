//! The row of keys, and the keys themselves: each is named by what it does on the screen it stands on, and each that the
//! table has anywhere does something or says why not.

use super::{empty, full, go, pictures};
use crate::app::desk::Desk;
use enishi::action::{Action, Chord};
use enishi::app::Screen;
use enishi::config::Keymap;
use enishi::config::keymap::Layer;
use enishi::domain::code::Presence;
use enishi::domain::rule::reception;
use std::collections::BTreeSet;

/// What an action that means something else from screen to screen is called, where it stands in the footer.
fn called(screen: Screen, action: Action) -> Option<&'static [&'static str]> {
    let words: &[&str] = match (screen, action) {
        (Screen::Start, Action::Accept) => &["決定"],
        (Screen::Reception, Action::Accept) => &["できること", "受付"],
        (Screen::Reception, Action::Step) => {
            &["欠席にする", "退出にする", "未着に戻す", "来場に戻す"]
        }
        (Screen::Reception, Action::NextMatch) => &["次の未着"],
        (Screen::Live, Action::Accept) => &["できること", "記録"],
        (Screen::Live, Action::Step) => &["関心度"],
        (Screen::Live | Screen::Follow, Action::EditMemo) => &["メモ", "メモ・期限", "規則を外す"],
        (Screen::Sheets, Action::Accept) => &["この方の関心表へ", "保存して次へ", "入力に戻る"],
        (Screen::Sheets, Action::Step) => &["関心度", "病院の返事"],
        (Screen::Timetable, Action::Accept) => &["できること", "会の時間と卓", "交換してみる"],
        (Screen::Timetable, Action::Step) => &["案・確定"],
        (Screen::Timetable, Action::EditMemo) => &["動かす"],
        (Screen::Timetable, Action::NextMatch) => &["次の重複・希望"],
        (Screen::Follow, Action::Accept) => &["できること", "絞り込む", "開く・たたむ"],
        (Screen::Follow, Action::Step) => &["状態", "関心度"],
        (Screen::Follow, Action::NextMatch) => &["次の超過", "次の予定日"],
        (Screen::Matrix, Action::Accept) => &["できること", "絞り込む"],
        (Screen::Matrix, Action::NextMatch) => &["次のすき間"],
        (Screen::Report, Action::Accept) => &["もとの記録", "できること"],
        _ => return None,
    };
    Some(words)
}

/// Whether an action means something else from screen to screen.
fn is_many(action: Action) -> bool {
    matches!(
        action,
        Action::Accept | Action::Step | Action::EditMemo | Action::NextMatch
    )
}

#[test]
fn every_key_in_the_footer_is_named_by_what_it_does_there() {
    for screen in Screen::ALL {
        let mut desk = full();
        assert!(go(&mut desk, *screen));
        desk = desk.size(200, 40);
        for _ in 0..4 {
            let [shown, _] = pictures(&desk);
            let row = shown.lines().last().unwrap();
            let parts: Vec<&str> = row.split("  ").map(str::trim).collect();
            for action in desk.model.part().hints().iter().filter(|a| is_many(**a)) {
                let words = called(*screen, *action);
                let words = words.unwrap_or_else(|| panic!("{screen:?} {action:?} has no name"));
                let key = desk.model.world.keys.first(*action);
                let here = parts
                    .iter()
                    .find_map(|part| part.strip_prefix(&format!("{key} ")));
                let here = here.unwrap_or_else(|| panic!("{screen:?}: no {key} in {row}"));
                assert!(words.contains(&here), "{screen:?} {key}: {here}");
            }
            desk.keys("<Tab>");
        }
    }
}

#[test]
fn at_the_desk_the_key_of_absence_says_so_and_asks() {
    let mut desk = full();
    assert!(go(&mut desk, Screen::Reception));
    let presence = |desk: &Desk| {
        let part = desk.model.screens.reception.as_ref().unwrap();
        let badge = part.selected().unwrap().badge;
        reception::presence(&desk.model.world.book, &part.session, &badge)
    };
    assert_eq!(presence(&desk), Presence::Expected);
    assert!(pictures(&desk)[0].contains("F4 欠席にする"));
    let before = desk.store.ops().len();
    desk.keys("<F4>");
    assert_eq!(desk.store.ops().len(), before, "one key only asks");
    let shown = pictures(&desk)[0].replace('\n', "");
    assert!(shown.contains("もう一度 F4 で"), "{shown}");
    desk.keys("<F4>");
    assert_eq!(presence(&desk), Presence::Absent);
    assert!(pictures(&desk)[0].contains("F4 未着に戻す"));
    assert!(pictures(&desk)[0].contains("Ctrl+Z"), "how to take it back");
    desk.keys("<F4>");
    assert_eq!(
        presence(&desk),
        Presence::Expected,
        "back without a question"
    );
}

/// All chords of the table but those of letters, which are typed.
fn chords() -> BTreeSet<Chord> {
    let keymap = Keymap::default();
    let bound = keymap.bindings().iter();
    let bound = bound.filter(|b| b.layer != Layer::List && !b.action.moves());
    bound.map(|b| b.chord).collect()
}

#[test]
fn every_key_of_the_table_acts_or_says_why_not_on_every_screen() {
    let mut silent = Vec::new();
    let at = |screen: Screen, what: &str| {
        let mut desk = if what == "empty" { empty() } else { full() };
        go(&mut desk, screen).then_some(desk)
    };
    for screen in Screen::ALL {
        for what in ["empty", "full"] {
            let mut kept = None;
            for chord in chords() {
                let Some(mut desk) = kept.take().or_else(|| at(*screen, what)) else {
                    break;
                };
                let before = pictures(&desk);
                let (told, left) = (desk.model.world.notices.log.len(), desk.left.len());
                desk.keys(&format!("<{chord}>"));
                let says = desk.model.world.notices.log.len() > told;
                let after = pictures(&desk);
                let acted = says || desk.left.len() > left || desk.model.hidden || after != before;
                let action = desk.model.world.keys.action(&[Layer::Global], chord);
                // Where one is already, Esc, and the box that has the caret, ask for nothing.
                let is_here = action == Some(Action::Go(*screen)) || action == Some(Action::Back);
                let is_box = action == Some(Action::FocusSearch) && desk.model.is_typing();
                // A key of the text in the box stays one.
                let is_text =
                    chord == "Delete".parse().unwrap() || chord == "Right".parse().unwrap();
                let is_ring = matches!(action, Some(Action::NextScreen | Action::PreviousScreen));
                let may_be_silent = is_here || is_box || is_text || (is_ring && what == "empty");
                if !acted && !may_be_silent {
                    silent.push(format!("{screen:?} {what}: {chord}"));
                }
                // A desk on which nothing happened serves for the next key.
                let is_same = desk.model.overlays.is_empty() && !desk.model.hidden;
                let said_no = says && desk.left.len() == left && !desk.model.projector;
                if is_same && said_no && desk.model.screen == *screen {
                    desk.wait(1);
                    kept = Some(desk);
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
