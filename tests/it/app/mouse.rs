//! Clicks, the wheel, the order of results and what changes with time.

use super::desk::Desk;
use super::{current, only};
use enishi::action::Action;
use enishi::app::overlay::Overlay;
use enishi::app::screen::live::Record;
use enishi::app::{Msg, Screen};

#[test]
fn clicks_and_the_wheel_do_the_obvious() {
    use enishi::app::screen::live::{NEEDS, RECORDS, RESULTS};
    let mut desk = Desk::open("tutorial").size(120, 40);
    desk.keys("<F5>8<Enter>本間");
    let at = |desk: &Desk, pane, row| {
        let area = desk.model.layout().get(pane).inner();
        Msg::Click {
            x: area.x + 3,
            y: area.y + row,
        }
    };
    let click = at(&desk, RESULTS, 0);
    desk.send(click);
    assert_eq!(
        only(&desk).persons.len(),
        2,
        "the selected line is recorded"
    );
    let click = at(&desk, NEEDS, 2);
    desk.send(click.clone());
    assert_eq!(
        current(&desk).as_deref(),
        Some("N-01"),
        "one click only looks"
    );
    desk.send(click);
    assert_eq!(current(&desk).as_deref(), Some("N-05"));
    desk.keys("<Shift+F5><Shift+F5>");
    let click = at(&desk, RECORDS, 1);
    desk.send(click.clone());
    assert!(matches!(
        desk.model.screens.live.as_ref().unwrap().record,
        Some(Record::Pairing(_))
    ));
    desk.send(click);
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    desk.send(Msg::Click { x: 0, y: 0 });
    assert!(
        desk.model.overlays.is_empty(),
        "a click beside it closes it"
    );
    desk.send(Msg::Click { x: 26, y: 0 });
    assert_eq!(desk.model.screen, Screen::Follow);
}

#[test]
fn a_click_on_a_key_hint_is_its_key() {
    use enishi::app::{help, hint, layout::HINTS};
    let mut desk = Desk::open("tutorial");
    let row = desk.model.layout().get(HINTS);
    let hints = hint::hints(&desk.model, help::words(desk.model.world.lang), row);
    let next = hints
        .iter()
        .find(|h| h.action == Action::NextNeed)
        .expect("a hint");
    desk.send(Msg::Click {
        x: next.x + 1,
        y: row.y,
    });
    assert_eq!(current(&desk).as_deref(), Some("N-01"));
}

#[test]
fn kinds_stand_together_and_a_name_never_opens_a_need() {
    use enishi::app::msg::HitKind;
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

#[test]
fn the_screen_wakes_when_something_on_it_changes() {
    use std::time::Duration;
    let mut desk = Desk::open("tutorial");
    desk.wait(1);
    let idle = desk.model.wake_in();
    assert!(
        idle > Duration::from_secs(1) && idle <= Duration::from_mins(1),
        "{idle:?}"
    );
    desk.keys("<F5>");
    assert_eq!(desk.model.wake_in(), Duration::from_secs(1));
    assert!(desk.model.world.notices.toast().is_some());
    desk.wait(8);
    assert!(
        desk.model.world.notices.toast().is_none(),
        "a notice goes by itself"
    );
    let left = desk
        .model
        .seconds_left()
        .expect("a presentation has its time");
    assert!((-65..=-59).contains(&left), "7 minutes and 8 spent: {left}");
    desk.keys("<Alt+5>");
    assert!(
        desk.model.wake_in() > Duration::from_secs(1),
        "nothing ticks where no timer is shown"
    );
}
