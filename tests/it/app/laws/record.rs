//! What is recorded, whatever the order of keys; and where the parts of the screen are.

use super::keys::any_key;
use crate::app::desk::{self, Desk};
use enishi::app::{Msg, Setup};
use enishi::store::Store;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_screen_shows_what_the_store_has_and_undo_all_empties_it(script in prop::collection::vec(any_key(), 1..40)) {
        let mut desk = Desk::open("tutorial");
        let start = desk.book();
        for keys in &script {
            desk.keys(keys);
            prop_assert_eq!(&desk.book(), &desk.model.world.book, "after {}", keys);
        }
        let end = desk.book();
        let mut undone = 0;
        while desk.store.undo(&"原田".into(), desk.now.timestamp()).unwrap().is_some() {
            undone += 1;
        }
        prop_assert_eq!(desk.book(), start);
        for _ in 0..undone {
            prop_assert!(desk.store.redo(&"原田".into(), desk.now.timestamp()).unwrap().is_some());
        }
        prop_assert_eq!(desk.book(), end);
    }

    #[test]
    fn parts_of_the_screen_are_inside_it_and_apart(
        script in prop::collection::vec(any_key(), 0..12), width in 0u16..300, height in 0u16..100,
    ) {
        let mut desk = Desk::open("tutorial").size(width, height);
        for keys in &script {
            desk.keys(keys);
        }
        let layout = desk.model.layout();
        let mut all: Vec<_> = layout.panes().iter().map(|(_, a)| *a).collect();
        for (at, one) in all.iter().enumerate() {
            prop_assert!(one.right() <= width && one.bottom() <= height, "{one:?}");
            for other in &all[at + 1..] {
                let apart = one.right() <= other.x || other.right() <= one.x
                    || one.bottom() <= other.y || other.bottom() <= one.y;
                prop_assert!(apart, "{one:?} {other:?}");
            }
        }
        all.extend(layout.overlay);
        prop_assert!(all.iter().all(|a| a.right() <= width && a.bottom() <= height));
    }

    #[test]
    fn any_click_anywhere_is_survived(clicks in prop::collection::vec((0u16..130, 0u16..45, 0u8..3), 1..40)) {
        let mut desk = Desk::with(Setup { actor: Some("原田".into()), ..Setup::default() });
        desk.load(&desk::session("tutorial"));
        desk.send(Msg::Resize { width: 120, height: 40 });
        desk.keys("<F5>8<Enter>トビウオ");
        for (x, y, kind) in clicks {
            desk.send(match kind {
                0 => Msg::Wheel { x, y, up: x % 2 == 0 },
                _ => Msg::Click { x, y },
            });
            prop_assert_eq!(&desk.book(), &desk.model.world.book);
        }
    }
}
