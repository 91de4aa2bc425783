//! Patents of the library among what the meeting has.

use crate::app::desk::Desk;
use crate::view::picture;
use enishi::app::Msg;
use enishi::app::msg::Answer;
use enishi::app::msg::HitKind;
use enishi::app::msg::HitRow;
use enishi::view::paint;
use enishi::words::Lang;
use enishi::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// A desk on which something was typed, after these came as the answer.
fn answered(hits: &[(HitKind, &str)]) -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>sakana");
    answer(&mut desk, true, hits);
    desk
}

fn answer(desk: &mut Desk, whole: bool, hits: &[(HitKind, &str)]) {
    let generation = desk.model.screens.live.as_ref().unwrap().asked;
    let row = |&(kind, id): &(HitKind, &str)| HitRow {
        kind,
        id: id.into(),
        title: format!("深海魚の鱗を模した撥水膜 {id}").as_str().into(),
        detail: "架空水産株式会社".into(),
        title_marks: vec![],
        detail_marks: vec![],
        why: None,
        interest: None,
    };
    let answer = Answer {
        hits: hits.iter().map(row).collect(),
        matched: hits.len(),
        whole,
    };
    desk.send(Msg::Found { generation, answer });
}

fn ids(desk: &Desk) -> Vec<&str> {
    let hits = &desk.model.screens.live.as_ref().unwrap().hits;
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// Whether a text, of narrow characters, is faded on the screen.
fn faded(desk: &Desk, text: &str) -> bool {
    let area = Rect::new(0, 0, desk.model.world.size.0, desk.model.world.size.1);
    let mut buffer = Buffer::empty(area);
    paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
    let symbol = |x, y| buffer[(x, y)].symbol();
    let row = |y| (0..area.width).map(|x| symbol(x, y)).collect::<String>();
    let y = (0..area.height).find(|&y| row(y).contains(text)).unwrap();
    let last = text.chars().last().map(String::from).unwrap();
    let x = (0..area.width).rfind(|&x| symbol(x, y) == last).unwrap();
    buffer[(x, y)].modifier.contains(Modifier::DIM)
}

const OLD: (HitKind, &str) = (HitKind::Library, "特開2099-000123");
const NEW: (HitKind, &str) = (HitKind::Library, "特開2099-000789");
const NEED: (HitKind, &str) = (HitKind::Need, "N-02");
const PATENT: (HitKind, &str) = (HitKind::Patent, "特開2099-000456");

#[test]
fn what_the_meeting_has_is_shown_before_the_library_was_searched() {
    let mut desk = answered(&[PATENT, OLD]);
    desk.slow = true;
    desk.keys("g");
    answer(&mut desk, false, &[PATENT, NEED]);
    assert_eq!(ids(&desk), [PATENT.1, NEED.1, OLD.1]);
    let shown = picture(&desk.model, Lang::Ja);
    let title = "候補  ニーズ1  特許1  特許一覧をさがしています";
    assert!(shown.contains(title), "{shown}");
    assert!(!faded(&desk, "2099-000456") && faded(&desk, "2099-000123"));
    desk.slow = false;
    answer(&mut desk, true, &[PATENT, NEED, NEW]);
    assert_eq!(ids(&desk), [PATENT.1, NEED.1, NEW.1]);
    assert!(!faded(&desk, "2099-000789") && !picture(&desk.model, Lang::Ja).contains(title));
}

#[test]
fn enter_on_a_line_of_the_meeting_waits_for_no_library() {
    let mut desk = answered(&[PATENT]);
    desk.slow = true;
    desk.keys("g");
    answer(&mut desk, false, &[PATENT, NEED]);
    desk.slow = false;
    desk.keys("<Down><Enter>");
    // Enter on a need looks at it.
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(live.looking.as_deref(), Some(NEED.1));
}

#[test]
fn enter_on_an_old_line_waits_and_does_nothing_if_the_line_is_gone() {
    let typed = || {
        let mut desk = answered(&[PATENT, OLD]);
        desk.slow = true;
        desk.keys("g");
        answer(&mut desk, false, &[]);
        assert_eq!(ids(&desk), [OLD.1]);
        desk.keys("<Enter>");
        assert!(desk.model.screens.live.as_ref().unwrap().held.is_some());
        desk.slow = false;
        desk
    };
    // Nobody went to the old line: the first of the new ones is meant.
    let mut desk = typed();
    answer(&mut desk, true, &[NEW]);
    let tied = |desk: &Desk| {
        desk.book()
            .ties
            .keys()
            .map(|t| t.2.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(tied(&desk), [""; 0], "a guess asks");
    desk.keys("<Enter>");
    assert_eq!(tied(&desk), [NEW.1]);

    let mut desk = answered(&[PATENT, OLD, NEW]);
    desk.slow = true;
    desk.keys("g");
    answer(&mut desk, false, &[]);
    desk.keys("<Down><Enter>");
    desk.slow = false;
    answer(&mut desk, true, &[OLD]);
    assert_eq!(tied(&desk), [""; 0]);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("選んだ行はもうありません"), "{shown}");
}

#[test]
fn whoever_went_on_to_a_line_stays_on_it_when_the_rest_comes() {
    let mut desk = answered(&[PATENT, OLD, NEW]);
    let chosen = |desk: &Desk| {
        let live = desk.model.screens.live.as_ref().unwrap();
        live.hits[live.results.selected].id.to_string()
    };
    desk.slow = true;
    desk.keys("g");
    answer(&mut desk, false, &[]);
    desk.keys("<Down>");
    answer(&mut desk, true, &[PATENT, OLD, NEW]);
    assert_eq!(chosen(&desk), NEW.1);
    // What is answered is not taken back to a part of it.
    answer(&mut desk, false, &[PATENT]);
    assert_eq!(ids(&desk).len(), 3);
    assert!(!picture(&desk.model, Lang::Ja).contains("さがしています"));
    desk.keys("h");
    assert_eq!(
        desk.model.screens.live.as_ref().unwrap().results.selected,
        0
    );
}

#[test]
fn the_library_stands_behind_what_the_meeting_has() {
    let desk = answered(&[
        (HitKind::Library, "特開2099-000123"),
        (HitKind::Need, "N-02"),
        (HitKind::Patent, "特開2099-000456"),
    ]);
    assert_eq!(ids(&desk), ["特開2099-000456", "N-02", "特開2099-000123"]);
}

#[test]
fn a_patent_of_the_library_is_tied_with_enter() {
    let mut desk = answered(&[(HitKind::Library, "特開2099-000123")]);
    desk.keys("<Enter><Enter>");
    let book = desk.book();
    let tie = book.ties.keys().next().expect("a tie");
    assert_eq!((&*tie.1, &*tie.2), ("N-01", "特開2099-000123"));
    desk.keys("<Ctrl+Z>");
    assert!(desk.book().ties.is_empty());
}
