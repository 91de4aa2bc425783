//! Clicks and the wheel.

use crate::app::current;
use crate::app::desk::Desk;
use crate::app::only;
use enishi::action::Action;
use enishi::app::Msg;
use enishi::app::Screen;
use enishi::app::overlay::Overlay;
use enishi::app::screen::live::Record;

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
    let click = at(&desk, NEEDS, 3);
    desk.send(click.clone());
    assert_eq!(
        current(&desk).as_deref(),
        Some("N-01"),
        "one click only looks"
    );
    desk.send(click);
    assert_eq!(current(&desk).as_deref(), Some("N-01"), "two ask");
    desk.keys("<Enter>");
    assert_eq!(current(&desk).as_deref(), Some("N-05"));
    desk.keys("<Shift+F5>");
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
    desk.send(Msg::Click { x: 50, y: 0 });
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
