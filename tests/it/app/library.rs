//! Patents of the library among what the meeting has.

use super::desk::Desk;
use enishi::app::Msg;
use enishi::app::msg::HitKind;
use enishi::app::msg::HitRow;

/// A desk on which something was typed, after these came as the answer.
fn answered(hits: &[(HitKind, &str)]) -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>sakana");
    let generation = desk.model.live.as_ref().unwrap().asked;
    let row = |&(kind, id): &(HitKind, &str)| HitRow {
        kind,
        id: id.into(),
        title: "深海魚の鱗を模した撥水膜".into(),
        detail: "架空水産株式会社".into(),
        title_marks: vec![],
        detail_marks: vec![],
        why: None,
        interest: None,
    };
    desk.send(Msg::Found {
        generation,
        hits: hits.iter().map(row).collect(),
        matched: hits.len(),
    });
    desk
}

#[test]
fn the_library_stands_behind_what_the_meeting_has() {
    let desk = answered(&[
        (HitKind::Library, "特開2099-000123"),
        (HitKind::Need, "N-02"),
        (HitKind::Patent, "特開2099-000456"),
    ]);
    let hits = &desk.model.live.as_ref().unwrap().hits;
    let kinds: Vec<HitKind> = hits.iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds, [HitKind::Patent, HitKind::Need, HitKind::Library]);
}

#[test]
fn a_patent_of_the_library_is_tied_with_enter() {
    let mut desk = answered(&[(HitKind::Library, "特開2099-000123")]);
    desk.keys("<Enter>");
    let book = desk.book();
    let tie = book.ties.keys().next().expect("a tie");
    assert_eq!((&*tie.1, &*tie.2), ("N-01", "特開2099-000123"));
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().ties.is_empty());
}
