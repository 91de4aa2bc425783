//! Searching on the live screen: waiting, order, names of fields.

use crate::app::desk::Desk;
use enishi::app::Msg;
use enishi::app::msg::Answer;
use enishi::app::msg::HitKind;
use enishi::app::msg::HitRow;
use enishi::app::msg::Why;
use enishi::app::screen::live::Focus;

#[test]
fn enter_waits_for_the_answer_to_what_is_typed() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    desk.slow = true;
    desk.keys("本間 陽子<Enter>齋藤 亮太<Enter>");
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
    desk.keys("<Ctrl+U>会社<Left><Right>");
    assert_eq!(query(&desk), "会社");
    desk.keys("<Ctrl+U>曇り comp<Right>");
    assert_eq!(query(&desk), "曇り company:");
    // A colon alone shows all names; typing narrows them; Tab and Enter take the first.
    desk.keys("<Ctrl+U>:");
    assert!(offers(&desk).len() > 15, "{:?}", offers(&desk));
    desk.keys("技<Tab>");
    assert_eq!(query(&desk), "技術:");
    desk.keys("<Ctrl+U>:特<Enter>");
    assert_eq!(query(&desk), "特許:");
    assert_eq!(
        desk.model.screens.live.as_ref().unwrap().focus,
        Focus::Search
    );
    assert!(desk.book().memos.is_empty());
    // Without an offer both keys do what they always do.
    desk.keys("<Ctrl+U>鉗子<Right><Tab>");
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

#[test]
fn kinds_stand_together_and_a_name_never_opens_a_need() {
    let mut desk = Desk::open("regional");
    desk.keys("<F5>ポンプ");
    let live = desk.model.screens.live.as_ref().unwrap();
    let kinds: Vec<HitKind> = live.hits.iter().map(|h| h.kind).collect();
    let mut groups = kinds.clone();
    groups.dedup();
    let mut once = groups.clone();
    once.sort();
    once.dedup();
    assert_eq!(groups.len(), once.len(), "{kinds:?}");
    assert_eq!(groups.last(), Some(&HitKind::Need));
}
