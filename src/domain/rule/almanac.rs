//! What falls on days besides tasks: sessions, sittings of committees with the last day to hand in, calls for subsidies.

use super::calendar::Calendar;
use super::call::Call;
use super::committee;
use super::facts::Facts;
use crate::domain::code::{Committee, OrgKind};
use crate::text::Clean;
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Something that falls on a day.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A session is held.
    Session(Clean),
    /// A committee of a hospital sits.
    Sitting(Committee, Clean),
    /// The last day to hand something in for a sitting.
    HandIn(Committee, Clean),
    /// A call for subsidies closes.
    Call(Clean),
    /// The day by which e-Rad wants the application of a call.
    ERad(Clean),
}

/// What a session brings on these days.
pub fn of_session(facts: &Facts<'_>, days: &RangeInclusive<Date>) -> Vec<(Date, Event)> {
    let mut found = Vec::new();
    let title = facts.session.title.clone();
    found.push((facts.session.held_on, Event::Session(title)));
    let all = facts.session.organisations.iter();
    for org in all.filter(|org| org.kinds.contains(&OrgKind::Hospital)) {
        for committee in Committee::ALL.iter().copied() {
            let mut from = *days.start();
            // Each sitting is later than the one before; a month has a few of them.
            while let Some(sitting) = committee::next_of(facts, &org.id, committee, from) {
                let name = org.short_name().clone();
                found.push((sitting.on, Event::Sitting(committee, name.clone())));
                let last = sitting.submit_by.unwrap_or(sitting.on);
                found.extend(
                    sitting
                        .submit_by
                        .map(|day| (day, Event::HandIn(committee, name))),
                );
                match last.tomorrow() {
                    Ok(next) if next > from && next <= *days.end() => from = next,
                    Ok(_) | Err(_) => break,
                }
            }
        }
    }
    found.retain(|(day, _)| days.contains(day));
    found
}

/// What the calls for subsidies bring on these days.
pub fn of_calls(
    calls: &[Call],
    calendar: &Calendar,
    days: &RangeInclusive<Date>,
) -> Vec<(Date, Event)> {
    let mut found = Vec::new();
    // A made-up call shows how one is written; nobody applies for it.
    for call in calls.iter().filter(|call| !call.sample) {
        found.push((call.closes_on, Event::Call(call.name.clone())));
        let e_rad = call.e_rad_by(calendar);
        found.extend(e_rad.map(|day| (day, Event::ERad(call.name.clone()))));
    }
    found.retain(|(day, _)| days.contains(day));
    found
}
