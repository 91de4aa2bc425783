//! Due dates and meetings as a calendar. A due date is a day, never an hour; a meeting is a time in UTC. Each has an
//! identity that stays, so that a calendar that reads the file again moves what it has.

use super::leave::LeftOut;
use super::tables::Seated;
use super::tables::{Asked, What, wanted_meetings, wanted_tasks};
use crate::domain::book::Book;
use crate::domain::recorded::key::Key;
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::Timestamp;

/// Seconds of the steps in which the number of a version grows.
const STEP: i64 = 60;

/// How far the clocks of the meetings are before UTC, in hours: they are held in Japan.
const JAPAN: i8 = 9;

/// Minutes of a meeting where the session does not say.
const MINUTES: u32 = 15;

/// Before this no calendar was written, in seconds: from here the number of a version of a meeting grows.
const FIRST: i64 = 1_735_689_600;

/// The calendar of meetings and of tasks that are not done, and what may not leave. Where neither is asked for, it
/// holds both.
pub fn write(book: &Book, asked: &Asked<'_>, now: Timestamp) -> (String, LeftOut) {
    let mut left_out = LeftOut::default();
    // The crate names itself in a new one, and a second PRODID is none.
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Enishi//Enishi//JA"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    let asks = |what: What| asked.what.contains(&what);
    let is_any = asks(What::Tasks) || asks(What::Timetable);
    if asks(What::Timetable) || !is_any {
        for seated in wanted_meetings(book, asked, &mut left_out) {
            if let Some(event) = meeting(book, seated, now) {
                calendar.push(event);
            }
        }
    }
    if is_any && !asks(What::Tasks) {
        return (calendar.done().to_string(), left_out);
    }
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
        let title = asked.reader.title(task, &mut left_out);
        let about: Vec<&str> = [title, org.as_str(), task.id.need.as_str()]
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

/// A meeting; none: its session is not known, so that nobody knows the day.
fn meeting(book: &Book, (id, meeting, seat): Seated<'_>, now: Timestamp) -> Option<Event> {
    let session = book.sessions.get(&id.session)?;
    let zone = jiff::tz::offset(JAPAN).to_time_zone();
    let begins = session.held_on.to_datetime(seat.starts_at);
    let begins = begins.to_zoned(zone).ok()?.timestamp();
    let mut slots = session.slots.iter();
    let slot = slots.find(|slot| slot.starts_at == Some(seat.starts_at));
    let ends = slot
        .and_then(|slot| slot.ends_at)
        .filter(|ends| *ends > seat.starts_at)
        .and_then(|ends| (ends - seat.starts_at).total(jiff::Unit::Minute).ok());
    #[expect(clippy::cast_possible_truncation, reason = "a day has 1,440 minutes")]
    let minutes = ends.map_or(
        i64::from(session.slot_minutes.unwrap_or(MINUTES)),
        |minutes| minutes as i64,
    );
    let ends = begins.checked_add(jiff::SignedDuration::from_mins(minutes));
    let utc = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut event = Event::new();
    event.uid(&format!("m{}@enishi", hex(&id.write())));
    let need = crate::domain::number::shown(&id.need);
    event.summary(&format!("面談 {need} x {}", session.org_name(&id.org)));
    event.location(&format!("{} 卓{}", session.venue, seat.table));
    event.append_property(("DTSTART", utc(begins).as_str()));
    event.append_property(("DTEND", utc(ends.ok()?).as_str()));
    event.append_property(("DTSTAMP", utc(now).as_str()));
    let version = (now.as_second() - FIRST) / STEP;
    event.append_property(("SEQUENCE", version.max(0).to_string().as_str()));
    let status = if meeting.fixed {
        "CONFIRMED"
    } else {
        "TENTATIVE"
    };
    event.append_property(("STATUS", status));
    Some(event.done())
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
