//! Every overlay of the list.

use super::keys::any_key;
use super::{SIZES, full, go, pictures, resize};
use crate::app::desk::Desk;
use enishi::action::{Action, Chord};
use enishi::app::overlay::{Overlay, OverlayKind};
use enishi::app::{Msg, Screen};
use enishi::config::Keymap;
use enishi::config::keymap::Layer;
use enishi::domain::entity::Entity;
use enishi::domain::entity::attendee::AttendeeId;
use enishi::domain::reading::{Both, Doubt, Thing};
use enishi::store::sqlite::offer::GoodCopy;
use proptest::prelude::*;

/// Opens an overlay of a kind over the live screen, as a user does.
fn open(desk: &mut Desk, kind: OverlayKind) {
    let keys = match kind {
        OverlayKind::Menu => "<Enter>",
        OverlayKind::Palette => "<Ctrl+P>",
        OverlayKind::Help => "<F1>",
        OverlayKind::NoticeList => "<Ctrl+P>show-notices<Enter>",
        OverlayKind::Details => "<Ctrl+O>",
        OverlayKind::Suggestions => "<Ctrl+P>show-suggestions<Enter>",
        OverlayKind::History => "<Ctrl+P>show-history<Enter>",
        OverlayKind::Answer => "<Ctrl+P>show-provisions<Enter>",
        OverlayKind::Import => "<Ctrl+P>import-lists<Enter>",
        OverlayKind::Form => "<F2>",
        // They come by themselves.
        OverlayKind::Problems | OverlayKind::Copies | OverlayKind::Changed | OverlayKind::Sides => {
            ""
        }
    };
    desk.keys(keys);
    if kind == OverlayKind::Copies {
        let copies = (0..9).map(|n| GoodCopy {
            path: format!("backups/enishi-{n}.db").into(),
            until: jiff::Timestamp::UNIX_EPOCH,
            sessions: 2,
            pairings: n,
            ops: 100 + n,
        });
        desk.send(Msg::Unread {
            why: vec!["データベースが壊れています。".into()],
            copies: copies.collect(),
        });
    }
    if kind == OverlayKind::Problems {
        desk.send(Msg::Refused {
            path: "第12回.toml".into(),
            report: (0..60).map(|n| format!("E012 行 {n}").into()).collect(),
        });
    }
    if kind == OverlayKind::Sides {
        let both = |n: usize| Both {
            entity: Entity::Attendee(AttendeeId {
                session: "kai".into(),
                number: n.to_string().into(),
            }),
            field: "dept".into(),
            before: "開発部".into(),
            file: "光学開発部".into(),
            record: "営業部".into(),
        };
        desk.send(Msg::BothChanged {
            path: "第12回.toml".into(),
            answers: Box::default(),
            both: (1..9).map(both).collect(),
        });
    }
    if kind == OverlayKind::Changed {
        let doubt = |n: usize| Doubt {
            thing: Thing::Attendee,
            number: format!("{n}").into(),
            old: "山川 一".into(),
            new: "代理 四郎".into(),
            pairings: Vec::new(),
            now_under: Some("30".into()),
            may_move: false,
            is_erased: n.is_multiple_of(2),
        };
        desk.send(Msg::Doubted {
            path: "第12回.toml".into(),
            answers: Box::default(),
            doubts: (1..9).map(doubt).collect(),
        });
    }
    let top = desk.model.overlays.last().map(Overlay::kind);
    assert_eq!(top, Some(kind));
}

pub(super) fn opened(kind: OverlayKind) -> Desk {
    let mut desk = full();
    assert!(go(&mut desk, Screen::Live));
    open(&mut desk, kind);
    desk
}

#[test]
fn every_overlay_opens_names_its_keys_and_closes_with_esc() {
    for kind in OverlayKind::ALL {
        for size in SIZES {
            let mut desk = opened(*kind);
            desk.keys("<Esc>");
            resize(&mut desk, size);
            let before = pictures(&desk);
            open(&mut desk, *kind);
            let layout = desk.model.layout();
            let area = layout.overlay.expect("a box");
            assert!(
                area.right() <= size.0 && area.bottom() <= size.1 - 2,
                "{kind:?}"
            );
            assert!(!area.inner().is_empty(), "{kind:?} {size:?}");
            let part = desk.model.overlays.last().unwrap().part();
            assert!(!part.hints().is_empty(), "{kind:?} names no key");
            let after = pictures(&desk);
            assert_ne!(before, after, "{kind:?} {size:?} shows nothing");
            let esc = after[0].lines().last().unwrap().to_owned();
            assert!(esc.contains("Esc"), "{kind:?}: {esc}");
            desk.keys("<Esc>");
            assert!(desk.model.overlays.is_empty(), "{kind:?} stays");
        }
    }
}

/// What the overlay does with these itself is another matter.
fn is_its_own(action: Action) -> bool {
    let turns = [Action::Back, Action::NextPane, Action::PreviousPane];
    action.moves() || turns.contains(&action)
}

/// The actions an overlay may be asked for, with a key that is no typing.
fn asked() -> Vec<(Action, Chord)> {
    let keymap = Keymap::default();
    let layers = [Layer::Screen(Screen::Live), Layer::Global];
    let key = |action: &Action| {
        let mut chords = layers.iter().flat_map(|l| keymap.chords(*l, *action));
        Some((*action, chords.find(|c| c.typed().is_none())?))
    };
    let asked = Action::ALL.iter().filter(|a| !is_its_own(**a));
    asked.filter_map(key).collect()
}

#[test]
fn every_overlay_blocks_what_it_says_and_nothing_else() {
    let seen = |desk: &Desk| {
        let model = &desk.model;
        let below = format!("{:?} {:?}", model.screen, model.screens);
        (below, desk.store.ops().len(), desk.left.len())
    };
    for kind in OverlayKind::ALL {
        let mut desk = opened(*kind);
        for (action, chord) in asked() {
            let what = format!("{kind:?} {action:?}");
            let part = desk.model.overlays.last().unwrap().part();
            let (blocks, toggle) = (part.blocks(action), part.toggle() == Some(action));
            let (before, told) = (seen(&desk), desk.model.world.notices.log.len());
            desk.send(Msg::Key(chord));
            let top = desk.model.overlays.last().map(Overlay::kind);
            if blocks && !toggle {
                assert_eq!(before, seen(&desk), "{what}");
                assert_eq!(top, Some(*kind), "{what}");
                continue;
            }
            if toggle {
                assert_eq!(top, None, "{what} closes");
            } else {
                let acted = desk.left.len() > before.2
                    || desk.model.hidden
                    || desk.model.world.notices.log.len() > told
                    || top != Some(*kind);
                assert!(acted, "{what} is let through");
            }
            desk = opened(*kind);
        }
    }
}

#[test]
fn an_overlay_that_comes_meanwhile_is_the_one_that_esc_closes() {
    for below in OverlayKind::ALL
        .iter()
        .filter(|k| **k != OverlayKind::Problems)
    {
        let mut desk = opened(*below);
        open(&mut desk, OverlayKind::Problems);
        desk.keys("<Esc>");
        let top = desk.model.overlays.last().map(Overlay::kind);
        assert_eq!(top, Some(*below), "the right layer went");
    }
}

#[test]
fn no_overlay_moves_what_is_below_it() {
    for kind in OverlayKind::ALL {
        let mut desk = opened(*kind);
        let with = desk.model.layout();
        desk.keys("<Esc>");
        // What is told on the way takes rows of its own.
        desk.model.world.told = 1;
        assert_eq!(with.panes(), desk.model.layout().panes(), "{kind:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_overlay_survives_any_key(
        kind in prop::sample::select(OverlayKind::ALL), script in prop::collection::vec(any_key(), 1..15), large: bool,
    ) {
        let mut desk = opened(kind);
        resize(&mut desk, if large { SIZES[2] } else { SIZES[0] });
        for keys in &script {
            desk.keys(keys);
            pictures(&desk);
            prop_assert_eq!(&desk.book(), &desk.model.world.book, "after {}", keys);
        }
    }
}
