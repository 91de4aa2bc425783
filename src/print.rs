//! Floor 2: the printed pages, as HTML that needs no network and no program but a browser. A page holds what its readers
//! may know: titles of needs by disclosure, and nobody who was erased.

mod badge;
mod fit;
mod page;
mod qr;
mod reception;
mod sheet;
pub mod timetable;

pub use badge::badges;
pub use reception::reception;
pub use sheet::sheets;

use crate::domain::code::Disclosure;
use crate::domain::entity::session::ERASED;
use crate::domain::number;
use crate::domain::roster::{Attendee, Need, Session};
use crate::domain::rule::scan;
use crate::text::Clean;

/// Everybody with a badge in the order of the badges, as a stack of paper lies. Persons who were erased have none.
pub fn attendees(session: &Session) -> Vec<&Attendee> {
    let mut all: Vec<&Attendee> = (session.attendees.iter())
        .filter(|a| a.name != ERASED)
        .collect();
    all.sort_by_cached_key(|a| badge_order(&a.badge));
    all
}

/// Numbers by their value, then everything else by its letters.
fn badge_order(badge: &str) -> (bool, u64, String) {
    let badge = number::narrow(number::shown(badge));
    let value = badge.parse().ok();
    (value.is_none(), value.unwrap_or(0), badge)
}

/// The code for a hand scanner. `None`: the badge has none, or it would be read as somebody else's.
pub fn scan_code(session: &Session, person: &Attendee) -> Option<String> {
    let code = scan::code(&person.badge)?;
    let read = session.attendee_typed(&scan::badge(&code)?)?;
    (read.badge == person.badge).then_some(code)
}

/// The title of a need where readers who may see this much may know it.
fn title_up_to(need: &Need, level: Disclosure) -> Option<&Clean> {
    let own = need.disclosure.unwrap_or(Disclosure::Closed);
    (own <= level).then_some(&need.title)
}
