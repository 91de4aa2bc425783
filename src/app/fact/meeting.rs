//! Facts of a meeting: when and where, what came of it, whom the two met before, and their pairing.

use super::conflict::conflicts;
use super::line::{Fact, Label};
use super::pairing::pairing;
use crate::domain::book::Book;
use crate::domain::code::Outcome;
use crate::domain::entity::Entity;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::recorded::stated::Value;
use crate::domain::roster::Session;
use crate::domain::rule::meetings;
use crate::text::Clean;
use crate::words::Lang;
use jiff::tz::TimeZone;

pub(super) fn meeting(
    book: &Book,
    session: &Session,
    id: &MeetingId,
    zone: &TimeZone,
) -> Vec<Fact> {
    let mut facts = pairing(book, session, id, zone);
    let mut own = conflicts(book, &Entity::Meeting(id.clone()), zone);
    if let Some(meeting) = book.meetings.get(id) {
        if let Some(seat) = &meeting.seat {
            let place = Value::Seat(Some((seat.starts_at, seat.table.clone())));
            let (state, _) = Value::fixed_words(meeting.fixed);
            let because = if meeting.because.is_empty() {
                String::new()
            } else {
                format!("（{}）", meeting.because)
            };
            let text = format!("{} {state}{because}", place.text(Lang::Ja));
            own.push(Fact::new(Label::Meeting, Clean::line(&text)));
            let persons = seat.persons.iter();
            let names = persons.map(|badge| {
                let person = session.recorded_attendee(badge);
                person.map_or_else(|| badge.to_string(), |a| a.name.to_string())
            });
            let names: Vec<String> = names.collect();
            own.push(Fact::new(Label::People, Clean::line(&names.join("、"))));
        }
        let outcome = meeting.outcome.map_or("", Outcome::ja);
        own.push(Fact::new(Label::Outcome, Clean::line(outcome)));
        own.push(Fact::new(Label::Note, meeting.note.clone()));
    }
    for met in meetings::before(book, session, id) {
        let text = format!(
            "{} {} {} {}",
            met.on,
            met.session,
            met.need,
            met.outcome.ja()
        );
        own.push(Fact::new(Label::MetBefore, Clean::line(&text)));
    }
    // Below the name of the two.
    let at = facts.len().min(1);
    facts.splice(at..at, own);
    facts
}
