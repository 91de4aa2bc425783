//! The functional core, driven by keys, with a store in memory behind it.

pub(crate) mod afternoon;
mod core;
pub(crate) mod desk;
pub(crate) mod laws;
mod model;
mod overlay;
pub(crate) mod screen;
mod tabs;
mod update;

use desk::Desk;
use enishi::app::say::Say;
use enishi::domain::entity::pairing::Pairing;

/// Number of the need presented now.
fn current(desk: &Desk) -> Option<String> {
    let live = desk.model.screens.live.as_ref()?;
    live.current(&desk.model.world.book)
        .map(|n| n.no.to_string())
}

/// The only pairing on record.
fn only(desk: &Desk) -> Pairing {
    let book = desk.book();
    assert_eq!(book.pairings.len(), 1, "{:?}", book.pairings.keys());
    book.pairings.into_values().next().unwrap()
}

/// What was told last.
fn told(desk: &Desk) -> &Say {
    &desk.model.world.notices.log.last().expect("a notice").say
}
