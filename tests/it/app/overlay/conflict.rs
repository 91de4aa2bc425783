//! What others stated at the same time is told, shown, and decided with one choice.

use crate::app::desk::Desk;
use crate::app::only;
use crate::app::told;
use enishi::app::Msg;
use enishi::app::overlay::Overlay;
use enishi::app::overlay::menu::Item;
use enishi::app::say::Say;
use enishi::domain::code::Level;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::recorded::stated::Value;
use enishi::store::{Draft, MemoryStore, Store};
use uuid::Uuid;

/// A pairing whose level and memo were changed here and on another laptop at the same time.
fn disputed() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter>");
    let pairing = only(&desk);
    let mut other = MemoryStore::new(Uuid::from_u128(7));
    other.merge(desk.store.ops().to_vec());
    desk.keys("<F4><F2>こちらのメモ<Enter>");
    let later = desk.now.timestamp();
    for change in [
        PairingChange::Level {
            level: Level::WantsMeeting,
        },
        PairingChange::Note {
            note: "あちらのメモ".into(),
        },
    ] {
        let draft = Draft {
            actor: "馬場".into(),
            scope: pairing.id.session.clone(),
            changes: vec![(Entity::Pairing(pairing.id.clone()), change.into())],
            action: None,
        };
        other.commit(&draft, later).unwrap();
    }
    let seen = desk.store.head().unwrap();
    desk.store.merge(other.ops().to_vec());
    let rows = desk.store.changes_since(seen).unwrap().rows;
    desk.send(Msg::Synced { rows });
    assert_eq!(desk.book(), desk.model.world.book);
    desk
}

fn items(desk: &Desk) -> Vec<Item> {
    match desk.model.overlays.last() {
        Some(Overlay::Menu(menu)) => menu.items.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_conflict_is_told_and_ends_with_one_choice() {
    let mut desk = disputed();
    assert!(matches!(told(&desk), Say::Conflicts(_, all) if all.len() == 2));
    desk.keys("<Enter>");
    let first: Vec<Item> = items(&desk).into_iter().take(5).collect();
    assert!(matches!(
        &first[..],
        [
            Item::Decide(..),
            Item::Decide(..),
            Item::Join(..),
            Item::Decide(..),
            Item::Decide(..)
        ]
    ));
    let Item::Decide(_, _, _, (chosen, _)) = &first[1] else {
        panic!("{first:?}");
    };
    desk.keys("2<Enter>");
    assert_eq!(told(&desk), &Say::Decided(chosen.clone()));
    assert_eq!(Value::Level(only(&desk).level), *chosen);
    desk.keys("<Enter>");
    assert!(matches!(items(&desk)[0], Item::Join(..)));
    desk.keys("1<Enter>");
    let note = only(&desk).note.to_string();
    assert!(note.contains("こちらのメモ") && note.contains("あちらのメモ"));
    assert!(desk.book().conflicts.is_empty());
    assert_eq!(desk.book(), desk.model.world.book);
    // What was decided is taken back like everything else, and the conflict is there again.
    desk.keys("<Ctrl+Z>");
    assert_eq!(desk.book().conflicts.len(), 1);
    assert_eq!(desk.book(), desk.model.world.book);
}
