//! What changes with time.

use crate::app::desk::Desk;

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
