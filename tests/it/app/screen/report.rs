//! The report: figures, and the records behind each.

use crate::app::desk::Desk;
use crate::view::picture;
use enishi::app::Effect;
use enishi::app::overlay::Overlay;
use enishi::app::screen::report::{Answer, Heading, Period, State};
use enishi::domain::rule::report::{By, Counted, Measure};
use enishi::words::Lang;

fn open() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F5>10<Enter><Alt+7>");
    desk
}

fn state(desk: &Desk) -> &State {
    &desk.model.screens.report
}

fn count(desk: &Desk, measure: Measure) -> usize {
    state(desk).report().unwrap().count(measure)
}

#[test]
fn enter_on_a_figure_opens_its_records_and_enter_there_what_can_be_done() {
    let mut desk = open();
    assert_eq!(count(&desk, Measure::Pairings), 2);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("[流れ]") && shown.contains("ペアリング"),
        "{shown}"
    );
    desk.keys("<Down><Down><Enter>");
    let opened = state(&desk).opened.as_ref().unwrap();
    assert_eq!(opened.rows.len(), 2);
    assert!(
        opened
            .rows
            .iter()
            .all(|row| matches!(row, Counted::Pairing(_)))
    );
    assert!(picture(&desk.model, Lang::Ja).contains("もとの記録 2件"));
    desk.keys("<Down><Enter>");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    desk.keys("<Esc><Esc>");
    assert!(state(&desk).opened.is_none());
    // A figure without records opens nothing.
    desk.keys("<End><Enter>");
    assert_eq!(count(&desk, Measure::Overdue), 0);
    assert!(state(&desk).opened.is_none());
}

#[test]
fn headings_and_periods_change_what_is_counted() {
    let mut desk = open();
    desk.keys("<Right><Right><Right>");
    for by in By::ALL {
        assert_eq!(state(&desk).heading, Heading::By(*by));
        assert!(!state(&desk).lines.is_empty(), "{by:?}");
        let all = state(&desk).report().unwrap().by(*by);
        let pairings = all.filter_map(|(_, f)| f.get(&Measure::Pairings));
        let pairings: usize = pairings.map(Vec::len).sum();
        assert!(pairings >= 2, "{by:?}");
        // Each of its numbers opens its records, and its heading is in sight.
        let shown = picture(&desk.model, Lang::Ja);
        assert_eq!(shown.matches('[').count(), shown.matches(']').count());
        desk.keys("<Enter>");
        assert!(state(&desk).opened.is_some(), "{by:?}: {shown}");
        desk.keys("<Esc><Right>");
    }
    desk.keys("<Right>");
    assert_eq!(state(&desk).heading, Heading::By(By::Coordinator));
    assert_eq!(state(&desk).counted(), Period::Session);
    desk.keys("<Ctrl+G>");
    assert_eq!(state(&desk).year(desk.now.date()), Some(2026));
    desk.keys("<Ctrl+G>");
    assert_eq!(state(&desk).year(desk.now.date()), Some(2025));
    assert!(state(&desk).report().unwrap().sessions.is_empty());
    assert!(picture(&desk.model, Lang::Ja).contains("Ctrl+G"));
    desk.keys("<Ctrl+G>");
    assert_eq!(state(&desk).counted(), Period::All);
    assert_eq!(count(&desk, Measure::Pairings), 2);
}

#[test]
fn counting_is_asked_of_another_thread_and_an_old_answer_is_dropped() {
    let mut desk = open();
    desk.slow = true;
    desk.keys("<Ctrl+G>");
    let asked = desk
        .waiting
        .iter()
        .filter(|e| matches!(e, Effect::Count(_)));
    assert_eq!(asked.count(), 1);
    let found = state(&desk).report().cloned().map(Box::new);
    desk.send(enishi::app::Msg::Counted {
        generation: 0,
        found: None,
    });
    assert!(matches!(state(&desk).answer, Answer::Found(_)), "{found:?}");
}
