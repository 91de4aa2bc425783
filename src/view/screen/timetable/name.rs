//! What a slot, a firm and a meeting are called.

use crate::app::screen::timetable::TimetableScreen;
use crate::domain::book::Book;
use crate::domain::entity::pairing::Side;
use crate::domain::number::shown;
use crate::text::Clean;
use jiff::civil::Time;

pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The badges of whoever sits at a meeting for its firm, and its short name.
pub(super) fn firm(book: &Book, screen: &TimetableScreen, need: &Clean, org: &Clean) -> String {
    let Some(session) = book.sessions.get(&screen.session) else {
        return shown(org).to_owned();
    };
    let name = session.recorded_organisation(org);
    let name = name.map_or(org, |o| o.short_name());
    let badges = screen.side(need, org, Side::Company);
    let badges: Vec<&str> = badges.iter().map(|badge| shown(badge)).collect();
    format!("{} {name}", badges.join(","))
        .trim_start()
        .to_owned()
}

/// Name of a need and a firm.
pub(super) fn pair(book: &Book, screen: &TimetableScreen, need: &Clean, org: &Clean) -> String {
    format!("{} x {}", shown(need), firm(book, screen, need, org))
}
