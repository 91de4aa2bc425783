//! Due dates as a calendar: each a day, never an hour, with an identity that stays, so that a calendar that reads the file
//! again moves what it has.

use super::tables::{Asked, wanted_tasks};
use crate::domain::book::Book;
use crate::domain::recorded::key::Key;
use icalendar::{Calendar, Component, Event};
use jiff::Timestamp;

/// Seconds of the steps in which the number of a version grows.
const STEP: i64 = 60;

/// The calendar of tasks that are not done, and how many may not leave.
pub fn write(book: &Book, asked: &Asked<'_>, now: Timestamp) -> (String, usize) {
    let mut left_out = 0;
    let mut calendar = Calendar::new();
    calendar.append_property(("PRODID", "-//Enishi//Enishi//JA"));
    calendar.append_property(("METHOD", "PUBLISH"));
    for task in wanted_tasks(book, asked, &mut left_out) {
        if task.status.is_closed() {
            continue;
        }
        let session = book.sessions.get(&task.id.session);
        let org = session.map_or(&task.id.org, |s| s.org_name(&task.id.org));
        let version = (now.as_second() - task.opened_at.as_second()) / STEP;
        let day = task.due_on.strftime("%Y%m%d").to_string();
        let next = task.due_on.tomorrow().unwrap_or(task.due_on);
        let mut event = Event::new();
        let about: Vec<&str> = [task.title_ja.as_str(), org.as_str(), task.id.need.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect();
        event.uid(&format!("{}@enishi", hex(&task.id.write())));
        event.summary(&about.join(" "));
        event.append_property(all_day("DTSTART", &day));
        event.append_property(all_day("DTEND", &next.strftime("%Y%m%d").to_string()));
        event.append_property((
            "DTSTAMP",
            now.strftime("%Y%m%dT%H%M%SZ").to_string().as_str(),
        ));
        event.append_property(("SEQUENCE", version.max(0).to_string().as_str()));
        event.append_property(("TRANSP", "TRANSPARENT"));
        event.append_property(("CATEGORIES", task.owner_side.ja()));
        calendar.push(event.done());
    }
    (calendar.done().to_string(), left_out)
}

fn all_day(name: &str, day: &str) -> icalendar::Property {
    icalendar::Property::new(name, day)
        .add_parameter("VALUE", "DATE")
        .done()
}

/// An id in letters that every calendar takes.
fn hex(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
