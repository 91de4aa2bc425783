//! Every screen of the list.

use super::keys::{any_key, go_keys};
use super::{SIZES, empty, full, go, pictures, resize, says_something};
use crate::view::screen::projector::{judge, marked};
use enishi::action::Action;
use enishi::app::Screen;
use enishi::app::command::Command;
use enishi::app::say::Say;
use enishi::config::Keymap;
use enishi::config::keymap::Layer;
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn every_screen_has_its_own_number_key_and_texts() {
    let numbers: BTreeSet<char> = Screen::ALL.iter().map(|s| s.number()).collect();
    assert_eq!(numbers.len(), Screen::ALL.len(), "two tabs have one number");
    let keymap = Keymap::default();
    for screen in Screen::ALL {
        let number = screen.number();
        let action = Some(Action::Go(*screen));
        let key = |s: String| s.parse().unwrap();
        assert_eq!(
            keymap.action(Layer::Global, key(format!("Alt+{number}"))),
            action
        );
        // Digits choose and are typed; they do not leave a screen.
        assert_eq!(keymap.action(Layer::List, key(number.to_string())), None);
        for lang in [Lang::Ja, Lang::En] {
            let words = Words::new(lang);
            for text in [
                format!("screen-{}", screen.name()),
                format!("action-{}", screen.go_name()),
            ] {
                assert!(words.has(&text), "{lang:?}: no text {text}");
            }
            let tab = words.text(&format!("screen-{}", screen.name()));
            assert!(tab.starts_with(&format!("{number} ")), "{lang:?}: {tab}");
        }
    }
}

#[test]
fn every_screen_opens_empty_and_full_in_every_size() {
    for screen in Screen::ALL {
        for (what, mut desk) in [("empty", empty()), ("full", full())] {
            if !go(&mut desk, *screen) {
                assert_eq!(what, "empty", "{screen:?} does not open");
                let why = desk.model.screens.part(*screen).closed();
                assert!(why.is_some(), "{screen:?} is open and cannot be gone to");
                let told = desk.model.world.notices.log.last().map(|n| n.say.clone());
                assert_eq!(told, why, "{screen:?} says why not");
                continue;
            }
            for size in SIZES {
                resize(&mut desk, size);
                for (lang, shown) in [Lang::Ja, Lang::En].into_iter().zip(pictures(&desk)) {
                    let what = format!("{screen:?} {what} {size:?} {lang:?}:\n{shown}");
                    assert!(says_something(&shown), "nothing is said: {what}");
                    let tab = Words::new(lang).text(&format!("screen-{}", screen.name()));
                    let close = tab.replacen(' ', "", 1);
                    let first = shown.lines().next().unwrap();
                    let here = [tab, close]
                        .iter()
                        .any(|t| first.contains(&format!("[{t}]")));
                    assert!(here, "its tab is not marked: {what}");
                }
            }
        }
    }
}

#[test]
fn every_screen_names_keys_that_work_there_in_the_hint_row() {
    for screen in Screen::ALL {
        let mut desk = full();
        assert!(go(&mut desk, *screen));
        // The focus may change the hints.
        for _ in 0..4 {
            let part = desk.model.part();
            let hints = part.hints();
            assert!(!hints.is_empty(), "{screen:?} names no key");
            let hidden =
                |a: &&Action| Command::new(&desk.model, **a).off() == Some(part.elsewhere());
            let wrong: Vec<_> = hints.iter().filter(hidden).collect();
            assert_eq!(
                wrong,
                Vec::<&Action>::new(),
                "{screen:?} does not have these"
            );
            for (lang, shown) in [Lang::Ja, Lang::En].into_iter().zip(pictures(&desk)) {
                let words = Words::new(lang);
                let first = Command::new(&desk.model, hints[0]).hint(&words);
                let row = shown.lines().last().unwrap();
                assert!(row.trim_start().starts_with(&first), "{screen:?}: {row}");
            }
            desk.keys("<Tab>");
        }
    }
}

#[test]
fn what_a_screen_says_of_its_commands_is_what_their_keys_are_answered() {
    for screen in Screen::ALL {
        for mut desk in [empty(), full()] {
            if !go(&mut desk, *screen) {
                continue;
            }
            let commands = desk.model.part().commands(&desk.model.world.book);
            let names: BTreeSet<Action> = commands.iter().map(|(a, _)| *a).collect();
            assert_eq!(names.len(), commands.len(), "{screen:?} names one twice");
            for (action, off) in commands {
                let command = Command::new(&desk.model, action);
                assert_eq!(command.off(), off, "{screen:?} {action:?}");
                let Some(off) = off else {
                    continue;
                };
                let before = desk.store.ops().len();
                desk.keys(&format!("<Ctrl+P>{}<Enter>", action.name()));
                let told = desk.model.world.notices.log.last().map(|n| n.say.clone());
                assert_eq!(told, Some(off), "{screen:?} {action:?}");
                assert_eq!(desk.store.ops().len(), before);
                assert!(desk.model.overlays.is_empty(), "{screen:?} {action:?}");
            }
        }
    }
}

#[test]
fn every_screen_hides_what_is_not_public_behind_the_projector() {
    for screen in Screen::ALL {
        let mut desk = marked();
        assert!(go(&mut desk, *screen));
        desk.keys("<Ctrl+P>toggle-projector<Enter>");
        assert!(desk.model.projector, "{screen:?}");
        // It may also be on from before.
        desk.model.screen = *screen;
        for size in SIZES {
            resize(&mut desk, size);
            judge(&desk, &format!("{screen:?} {size:?}"));
        }
        desk.keys("<F2>");
        let told = desk.model.world.notices.log.last().map(|n| n.say.clone());
        assert_eq!(told, Some(Say::ProjectorOnly), "{screen:?}");
        judge(&desk, &format!("{screen:?} after a key"));
        desk.keys("<Esc>");
        assert!(desk.model.projector, "{screen:?}: one Esc only asks");
        desk.keys("<Esc>");
        assert!(!desk.model.projector, "{screen:?}: Esc leads back");
    }
}

#[test]
fn the_screens_are_a_ring_of_those_that_are_open() {
    for mut desk in [empty(), full()] {
        let open = |s: &&Screen| desk.model.screens.part(**s).closed().is_none();
        let ring: Vec<Screen> = Screen::ALL.iter().filter(open).copied().collect();
        assert!(go(&mut desk, ring[0]));
        for screen in ring.iter().cycle().skip(1).take(ring.len()) {
            desk.keys("<Ctrl+PageDown>");
            assert_eq!(desk.model.screen, *screen);
        }
        for screen in ring.iter().rev() {
            desk.keys("<Ctrl+PageUp>");
            assert_eq!(desk.model.screen, *screen);
        }
    }
}

/// Whether a pattern names one of an enumeration. `Layer::Screen` and its like are others; `$` is a list at work.
fn names(pattern: &str, enumeration: &str) -> bool {
    let around: Vec<&str> = pattern.split(enumeration).collect();
    around.windows(2).any(|w| {
        let (before, after) = (w[0].chars().last(), w[1].chars().next());
        !before.is_some_and(char::is_alphanumeric) && after != Some('$')
    })
}

/// Where one is matched by name, the next one would be forgotten; the two lists make the only matches.
#[test]
fn no_code_but_the_lists_tells_screens_or_overlays_apart() {
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))];
    let mut bad = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for (n, line) in text.lines().enumerate() {
                let arm = line.contains("=>") || line.trim_start().starts_with('|');
                let pattern = line.split("=>").next().unwrap_or_default();
                let lists = ["Screen::", "Overlay::", "OverlayKind::"];
                let names = lists.iter().any(|list| names(pattern, list));
                if arm && names {
                    bad.push(format!("{}:{}: {line}", path.display(), n + 1));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_screen_survives_any_key_at_the_least_size_and_on_the_projector(
        start in prop::sample::select(go_keys()), script in prop::collection::vec(any_key(), 1..25),
        large: bool, projector: bool,
    ) {
        let mut desk = full();
        desk.keys(&start);
        resize(&mut desk, if large { SIZES[2] } else { SIZES[0] });
        if projector {
            desk.keys("<Ctrl+P>toggle-projector<Enter>");
        }
        for keys in &script {
            desk.keys(keys);
            pictures(&desk);
            prop_assert_eq!(&desk.book(), &desk.model.world.book, "after {}", keys);
        }
    }
}
