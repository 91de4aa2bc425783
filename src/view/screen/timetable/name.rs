//! What a slot, a firm and a meeting are called.

use crate::app::screen::timetable::TimetableScreen;
use crate::domain::book::Book;
use crate::domain::number::shown;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::civil::Time;

pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Badge of the first person and short name.
pub(super) fn firm(session: Option<&Session>, org: &Clean) -> String {
    let Some(session) = session else {
        return shown(org).to_owned();
    };
    let name = session.recorded_organisation(org);
    let name = name.map_or(org, |o| o.short_name());
    let badge = session.people_of(org).next();
    match badge {
        Some(person) => format!("{} {name}", shown(&person.badge)),
        None => name.to_string(),
    }
}

/// Name of a need and a firm.
pub(super) fn pair(book: &Book, screen: &TimetableScreen, need: &Clean, org: &Clean) -> String {
    let session = book.sessions.get(&screen.session);
    format!("{} x {}", shown(need), firm(session, org))
}
