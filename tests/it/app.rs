//! The functional core, driven by keys, with a store in memory behind it.

pub(crate) mod desk;
mod follow;
mod laws;
mod library;
mod mouse;

use desk::Desk;
use enishi::action::Action;
use enishi::app::msg::Effect;
use enishi::app::msg::{Answer, HitKind, HitRow, Why};
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::app::screen::live::{Focus, Turnout};
use enishi::app::{Msg, Screen, Setup};
use enishi::domain::book::Pairing;
use enishi::domain::code::{Level, PairingStatus};
use enishi::domain::pairing::Warning;
use enishi::store::Store;

fn current(desk: &Desk) -> Option<String> {
    let live = desk.model.screens.live.as_ref()?;
    live.current(&desk.model.world.book)
        .map(|n| n.no.to_string())
}

fn only(desk: &Desk) -> Pairing {
    let book = desk.book();
    assert_eq!(book.pairings.len(), 1, "{:?}", book.pairings.keys());
    book.pairings.into_values().next().unwrap()
}

fn told(desk: &Desk) -> &Say {
    &desk.model.world.notices.log.last().expect("a notice").say
}

#[test]
fn badge_and_enter_record_f4_steps_ctrl_z_takes_back() {
    let mut desk = Desk::open("tutorial");
    assert_eq!(desk.model.screen, Screen::Live);
    desk.keys("<F5>8<Enter>");
    let pairing = only(&desk);
    assert_eq!((&*pairing.id.need, &*pairing.id.org), ("N-01", "seiunkaku"));
    assert_eq!(
        (pairing.level, pairing.persons.len()),
        (Level::Interested, 1)
    );
    assert!(matches!(told(&desk), Say::Recorded { .. }));

    desk.keys("<F4><F4>");
    assert_eq!(only(&desk).level, Level::WantsMeeting);
    desk.keys("<Ctrl+Z>");
    assert_eq!(only(&desk).level, Level::Discuss);
    assert!(matches!(
        told(&desk),
        Say::Undone {
            redo: false,
            op: Some(_)
        }
    ));
    desk.keys("<Ctrl+Y>");
    assert_eq!(only(&desk).level, Level::WantsMeeting);
    desk.keys("<Ctrl+Z><Ctrl+Z><Ctrl+Z>");
    assert!(desk.book().pairings.is_empty());
    desk.keys("<Ctrl+Z>");
    assert_eq!(current(&desk), None, "the presentation, too, is taken back");
    desk.keys("<Ctrl+Z>");
    assert_eq!(told(&desk), &Say::NothingToUndo { redo: false });
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_second_person_joins_and_the_same_again_changes_nothing() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F4>9<Enter>");
    let pairing = only(&desk);
    assert_eq!(pairing.persons.len(), 2);
    assert_eq!(pairing.level, Level::Discuss, "a level once chosen stays");
    let before = desk.store.ops().len();
    desk.keys("9<Enter>");
    assert_eq!(desk.store.ops().len(), before);
    assert!(matches!(
        told(&desk),
        Say::NothingNew {
            level: Level::Discuss,
            ..
        }
    ));
    desk.keys("星雲閣<Down><Down><Enter>");
    assert_eq!(
        desk.store.ops().len(),
        before,
        "its organisation is on record, too"
    );
}

#[test]
fn without_a_presentation_enter_says_so_and_the_own_hospital_is_refused() {
    let mut desk = Desk::open("tutorial");
    desk.keys("8<Enter>");
    assert_eq!(told(&desk), &Say::NoNeedYet);
    desk.keys("<Esc><F5>4<Enter>");
    assert_eq!(told(&desk), &Say::OwnHospital);
    assert!(desk.book().pairings.is_empty());
}

#[test]
fn rivals_are_recorded_with_a_warning_that_stays() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter>10<Enter>");
    assert_eq!(desk.book().pairings.len(), 2);
    let toast = desk.model.world.notices.toast().expect("a warning");
    assert!(toast.grave);
    assert!(matches!(
        &toast.say,
        Say::Warned {
            warning: Warning::Rival { .. },
            ..
        }
    ));
    let gauge = desk
        .model
        .screens
        .live
        .as_ref()
        .unwrap()
        .gauge(&desk.model.world.book)
        .unwrap();
    assert_eq!(gauge.rivals.len(), 1);
    desk.wait(5);
    assert!(desk.model.world.notices.toast().is_some());
    desk.keys("<Esc>");
    assert!(desk.model.world.notices.toast().is_none());
}

#[test]
fn full_width_digits_name_a_badge_too() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>１０<Enter>");
    assert_eq!(&*only(&desk).persons[0], "10");
}

#[test]
fn enter_waits_for_the_answer_to_what_is_typed() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    desk.slow = true;
    desk.keys("本間<Enter>齋藤<Enter>");
    assert!(
        desk.model.world.book.pairings.is_empty(),
        "nothing is guessed"
    );
    desk.answer();
    desk.answer();
    desk.answer();
    desk.slow = false;
    desk.answer();
    let persons: Vec<String> = desk
        .book()
        .pairings
        .values()
        .flat_map(|p| {
            p.persons
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(persons, ["10", "9"]);
}

#[test]
fn stale_answers_are_dropped() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    desk.slow = true;
    desk.keys("本間");
    let old = std::mem::take(&mut desk.waiting);
    desk.keys("<Backspace>田");
    let new = std::mem::take(&mut desk.waiting);
    desk.slow = false;
    desk.waiting = old;
    desk.answer();
    assert!(!desk.model.screens.live.as_ref().unwrap().is_answered());
    desk.waiting = new;
    desk.answer();
    assert!(desk.model.screens.live.as_ref().unwrap().is_answered());
}

#[test]
fn text_without_a_hit_becomes_a_memo_and_can_be_mended() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>次回までに滅菌条件を確認<Enter>");
    let book = desk.book();
    let memo = book.memos.values().next().unwrap();
    assert_eq!(
        (&*memo.text, memo.need.as_deref()),
        ("次回までに滅菌条件を確認", Some("N-01"))
    );
    desk.keys("<F2><Ctrl+U>滅菌条件<Enter>");
    assert_eq!(
        &*desk.book().memos.values().next().unwrap().text,
        "滅菌条件"
    );
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert!(desk.book().memos.is_empty());
}

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
    assert_eq!(told(&next), &Say::DraftWaits);
    next.keys("<F2>");
    assert_eq!(told(&next), &Say::DraftRestored);
    next.keys("を聞く<Enter>");
    assert_eq!(&*only(&next).note, "膜の耐久性を聞く");
    assert_eq!(next.store.note(slot).unwrap(), None);

    next.keys("<F2>違う<Esc>");
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
fn presentations_go_on_and_back_and_end() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<Shift+F5>");
    assert_eq!(told(&desk), &Say::AtFirst);
    desk.keys("<F5><F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-02"));
    let live = desk.model.screens.live.clone().unwrap();
    assert_eq!(live.turnout(&desk.model.world.book, "N-01"), Turnout::Done);
    assert_eq!(
        live.turnout(&desk.model.world.book, "N-03"),
        Turnout::Waiting
    );
    desk.keys("<Shift+F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
    desk.keys("<F5><F5><F5><F5><F5>");
    assert_eq!(current(&desk).as_deref(), Some("N-06"));
    desk.keys("<F5>");
    assert_eq!((current(&desk), told(&desk)), (None, &Say::Over));
    desk.keys("<F5>");
    assert_eq!(told(&desk), &Say::AlreadyOver);
    desk.keys("<Tab><Home><Down><Down><Enter>");
    assert_eq!(current(&desk).as_deref(), Some("N-05"));
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_need_in_the_results_becomes_the_current_one_and_a_patent_is_tied() {
    let mut desk = Desk::open("tutorial");
    desk.keys("N-03<Enter>");
    assert_eq!(current(&desk).as_deref(), Some("N-03"));
    let session = desk::session("tutorial");
    let free = session
        .patents
        .iter()
        .find(|p| p.needs.iter().all(|l| l.no != "N-03"))
        .unwrap();
    desk.keys(&format!("{}<Enter>", free.doc_no));
    assert_eq!(desk.book().ties.len(), 1);
    desk.keys(&format!("{}<Enter>", free.doc_no));
    assert!(matches!(told(&desk), Say::AlreadyTied { .. }));
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().ties.is_empty());
}

#[test]
fn confirming_brings_tasks_once_and_undo_takes_all_back() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Enter>");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    // A digit as an IME types it chooses, too.
    desk.keys("３");
    assert!(desk.model.overlays.is_empty());
    let book = desk.book();
    assert_eq!(only(&desk).status, PairingStatus::Confirmed);
    let tasks = book.tasks.len();
    assert!(tasks > 3, "{tasks}");
    assert!(matches!(told(&desk), Say::Confirmed { .. }));
    desk.keys("<Ctrl+D>");
    assert!(matches!(told(&desk), Say::AlreadyConfirmed { .. }));
    assert_eq!(desk.book().tasks.len(), tasks);
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().tasks.is_empty());
    assert_eq!(only(&desk).status, PairingStatus::Candidate);
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
fn the_start_screen_opens_files_samples_and_recorded_sessions() {
    let mut desk = Desk::empty();
    desk.keys("<paste:'/tmp/第1回 会.toml'><Enter>");
    assert_eq!(
        desk.left.last(),
        Some(&Effect::OpenFile("/tmp/第1回 会.toml".into()))
    );
    desk.send(Msg::Refused {
        path: "/tmp/x.toml".into(),
        report: (0..100).map(|n| format!("行 {n}").into()).collect(),
    });
    desk.keys("<End><PageUp>");
    assert!(
        matches!(desk.model.overlays.last(), Some(Overlay::Problems(p)) if p.picker.offset > 50)
    );
    desk.keys("<Right><Left><Left><Esc><Esc>");
    assert!(desk.model.overlays.is_empty());

    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><Alt+1><Enter>");
    assert_eq!(desk.model.screen, Screen::Live, "it goes on where it was");
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
}

#[test]
fn letters_are_commands_only_outside_text() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>u");
    assert_eq!(desk.model.screens.live.as_ref().unwrap().query.text(), "u");
    desk.keys("<Esc><Tab>ｊ");
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(
        (live.focus, live.looking.as_deref()),
        (Focus::Needs, Some("N-02"))
    );
    desk.keys("？");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Help(_))));
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
            has_key || palette.found.contains(action),
            "{action:?} cannot be reached"
        );
    }
}

#[test]
fn what_cannot_be_saved_stays_visible_and_goes_when_it_is() {
    let mut desk = Desk::open("tutorial");
    desk.slow = true;
    desk.keys("<F5>8<Enter>");
    assert_eq!(
        desk.model.world.ledger.unsaved(),
        2,
        "shown at once, not yet saved"
    );
    assert_eq!(desk.model.world.book.pairings.len(), 1);
    desk.send(Msg::SaveFailed {
        ticket: 1,
        why: vec!["ディスクがいっぱいです。".into()],
    });
    assert_eq!(desk.model.world.ledger.failed(), 1);
    desk.keys("<F9>");
    assert!(desk.waiting.contains(&Effect::RetrySave));
    desk.answer();
    assert_eq!(
        (
            desk.model.world.ledger.unsaved(),
            desk.model.world.ledger.failed()
        ),
        (0, 0)
    );
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn names_of_fields_are_offered_and_completed() {
    let mut desk = Desk::open("tutorial");
    let query = |desk: &Desk| {
        desk.model
            .screens
            .live
            .as_ref()
            .unwrap()
            .query
            .text()
            .to_owned()
    };
    let offers = |desk: &Desk| desk.model.screens.live.as_ref().unwrap().offers();
    // What is typed stays a search until the name is asked for.
    desk.keys("会社");
    assert_eq!(
        (query(&desk), offers(&desk)),
        ("会社".to_owned(), vec!["会社"])
    );
    desk.keys("<Right>");
    assert_eq!((query(&desk), offers(&desk)), ("会社:".to_owned(), vec![]));
    // A caret inside the text moves as ever.
    desk.keys("<Esc>会社<Left><Right>");
    assert_eq!(query(&desk), "会社");
    desk.keys("<Esc>曇り comp<Right>");
    assert_eq!(query(&desk), "曇り company:");
    // A colon alone shows all names; typing narrows them; Tab and Enter take the first.
    desk.keys("<Esc>:");
    assert!(offers(&desk).len() > 15, "{:?}", offers(&desk));
    desk.keys("技<Tab>");
    assert_eq!(query(&desk), "技術:");
    desk.keys("<Esc>:特<Enter>");
    assert_eq!(query(&desk), "特許:");
    assert_eq!(
        desk.model.screens.live.as_ref().unwrap().focus,
        Focus::Search
    );
    assert!(desk.book().memos.is_empty());
    // Without an offer both keys do what they always do.
    desk.keys("<Esc>鉗子<Right><Tab>");
    assert_eq!(query(&desk), "鉗子");
    assert_ne!(
        desk.model.screens.live.as_ref().unwrap().focus,
        Focus::Search
    );
}

#[test]
fn kinds_stand_together_and_what_is_only_near_stands_last() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>nanika");
    let row = |kind, id: &str, why| HitRow {
        kind,
        id: id.into(),
        title: id.into(),
        detail: "".into(),
        title_marks: vec![],
        detail_marks: vec![],
        why,
        interest: None,
    };
    let hits = vec![
        row(HitKind::Organisation, "a", Some(Why::Reading)),
        row(HitKind::Patent, "b", None),
        row(HitKind::Organisation, "c", None),
        row(HitKind::Organisation, "d", Some(Why::Typo)),
        row(HitKind::Patent, "e", Some(Why::Synonym)),
    ];
    let generation = desk.model.screens.live.as_ref().unwrap().asked;
    desk.send(Msg::Found {
        generation,
        answer: Answer {
            hits,
            matched: 5,
            whole: true,
        },
    });
    let hits = &desk.model.screens.live.as_ref().unwrap().hits;
    let order: String = hits.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(order, "acbed");
}
