//! Forms, and what is kept of them.

use crate::app::desk::Desk;
use crate::app::only;
use crate::app::told;
use enishi::app::Effect;
use enishi::app::Msg;
use enishi::app::Setup;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::config::edit::Setting;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::PairingChange;
use enishi::store::{Draft, Store};

#[test]
fn half_typed_memos_survive_a_crash() {
    let slot = "note:tsukishiro-2026/N-01/seiunkaku";
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F2>膜の耐久性");
    assert_eq!(
        desk.store.note(slot).unwrap().as_deref(),
        Some("膜の耐久性")
    );

    // The program dies here; another one opens the same record.
    let book = desk.book();
    let mut next = Desk::empty();
    std::mem::swap(&mut next.store, &mut desk.store);
    next.send(Msg::Loaded(Box::new(book)));
    next.send(Msg::Opened {
        session: "tsukishiro-2026".into(),
        path: "x.toml".into(),
    });
    let what = "N-01 x 星雲閣メディカル株式会社".into();
    assert_eq!(told(&next), &Say::DraftWaits { what });
    next.keys("<F2>");
    assert_eq!(told(&next), &Say::DraftRestored);
    next.keys("を聞く<Enter>");
    assert_eq!(&*only(&next).note, "膜の耐久性を聞く");
    assert_eq!(next.store.note(slot).unwrap(), None);

    next.keys("<F2>違う<Esc>");
    assert!(next.store.note(slot).unwrap().is_some(), "one Esc asks");
    next.keys("<Esc>");
    assert_eq!(&*only(&next).note, "膜の耐久性を聞く", "Esc drops it");
    assert_eq!(
        (
            next.store.note(slot).unwrap(),
            next.store.note("open").unwrap()
        ),
        (None, None)
    );
}

#[test]
fn the_first_start_asks_who_works_here() {
    let mut desk = Desk::with(Setup::default());
    desk.keys("<Esc><Enter>");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Form(_))));
    desk.keys("<paste:原田\n>　沙織<Enter>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.model.world.actor.as_deref(), Some("原田　沙織"));
    assert!(matches!(desk.left.last(), Some(Effect::RememberActor(name)) if name == "原田　沙織"));
}

#[test]
fn a_memo_of_any_allowed_length_is_taken_and_a_longer_one_refused_at_once() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F2>");
    let long = "あ".repeat(9_999);
    desk.keys(&format!("<paste:{long}>いう"));
    assert_eq!(
        told(&desk),
        &Say::TooLong {
            most: 10_000,
            over: 1
        }
    );
    desk.keys("<Enter>");
    assert_eq!(&*only(&desk).note, long + "い");
}

#[test]
fn settings_are_changed_on_the_screen_all_or_none() {
    let mut desk = Desk::with(Setup {
        actor: Some("原田".into()),
        settings: ["原田", "", "08-13", "", "", "", "", "", "auto"]
            .map(str::to_owned)
            .to_vec(),
        ..Setup::default()
    });
    desk.send(Msg::Loaded(Box::default()));
    // 自治体 is the third answer; Enter saves from any field.
    desk.keys("4<Tab>3<Tab>、ほげ<Enter>");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("it stays open");
    };
    assert_eq!(form.error, Some(Say::BadSetting(Setting::Closing)));
    assert!(desk.left.is_empty(), "nothing of it was saved");
    assert_eq!(form.focus, 2, "the caret is where it is wrong");
    desk.keys("<Ctrl+U>08-13、2026-12-28<Enter>");
    let saved = vec![
        (Setting::Office, "municipality".to_owned()),
        (Setting::Closing, "08-13、2026-12-28".to_owned()),
    ];
    assert_eq!(desk.left.last(), Some(&Effect::SaveSettings(saved)));
}

#[test]
fn a_memo_that_another_window_changed_meanwhile_is_kept_beside_the_own_one() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F2>最初<Enter>");
    desk.keys("<F2>、こちら");
    let seen = desk.store.head().unwrap();
    let id = only(&desk).id.clone();
    let draft = Draft {
        actor: "馬場".into(),
        scope: id.session.clone(),
        changes: vec![(
            Entity::Pairing(id),
            PairingChange::Note {
                note: "最初、あちら".into(),
            }
            .into(),
        )],
        action: None,
    };
    desk.store.commit(&draft, desk.now.timestamp()).unwrap();
    let rows = desk.store.changes_since(seen).unwrap().rows;
    desk.send(Msg::Synced { rows });
    desk.keys("<Enter>");
    assert_eq!(told(&desk), &Say::NoteJoined);
    assert_eq!(&*only(&desk).note, "最初、あちら\n最初、こちら");
}
