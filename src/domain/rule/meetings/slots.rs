//! When and where meetings can be held, as the session says.

use crate::domain::roster::{Desk, Session};
use crate::domain::rule::timetable::problem::MOST_SLOTS;
use crate::text::Clean;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, ToSpan};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Why there is no timetable: what the session does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Neither slots nor the minutes of a meeting with a beginning and an end.
    #[error("no times")]
    Times,
    /// No tables.
    #[error("no tables")]
    Tables,
    /// More slots than a timetable can have.
    #[error("{0} slots")]
    TooManySlots(usize),
}

/// What the time of day is, where the session is held today. Before that day nothing has begun, after it everything has.
pub fn begun_at(session: &Session, today: Date, time: Time) -> Option<Time> {
    match today.cmp(&session.held_on) {
        Ordering::Less => None,
        Ordering::Equal => Some(time),
        Ordering::Greater => Some(Time::MAX),
    }
}

/// The slots of a session, by when they begin, and how long one is.
pub fn slots(session: &Session) -> Result<(Vec<Time>, u32), Missing> {
    let listed: BTreeSet<Time> = session.slots.iter().filter_map(|s| s.starts_at).collect();
    let (starts, minutes): (Vec<Time>, u32) = if listed.is_empty() {
        let minutes = session.slot_minutes.filter(|m| *m > 0);
        let minutes = minutes.ok_or(Missing::Times)?;
        let (from, to) = session
            .starts_at
            .zip(session.ends_at)
            .ok_or(Missing::Times)?;
        let talks = u32::try_from(session.needs.len()).unwrap_or(u32::MAX);
        let talks = talks.saturating_mul(session.present_minutes.unwrap_or(0));
        // Meetings follow the presentations, at a time people can remember.
        let mut at = minutes_of(from).saturating_add(talks).div_ceil(5) * 5;
        let mut starts = Vec::new();
        while at.saturating_add(minutes) <= minutes_of(to) {
            starts.extend(time_of(at));
            at += minutes;
        }
        (starts, minutes)
    } else {
        let first = session
            .slots
            .iter()
            .find_map(|s| s.starts_at.zip(s.ends_at));
        let told = first.map(|(from, to)| minutes_of(to).saturating_sub(minutes_of(from)));
        let starts: Vec<Time> = listed.into_iter().collect();
        let between = (starts.iter().zip(starts.iter().skip(1)))
            .map(|(a, b)| minutes_of(*b) - minutes_of(*a))
            .min();
        let minutes = session.slot_minutes.or(told).or(between).unwrap_or(10);
        (starts, minutes)
    };
    if starts.is_empty() {
        return Err(Missing::Times);
    }
    if starts.len() > MOST_SLOTS {
        return Err(Missing::TooManySlots(starts.len()));
    }
    Ok((starts, minutes))
}

fn minutes_of(time: Time) -> u32 {
    let (hour, minute) = (time.hour(), time.minute());
    u32::try_from(hour).unwrap_or(0) * 60 + u32::try_from(minute).unwrap_or(0)
}

fn time_of(minutes: u32) -> Option<Time> {
    let hour = i8::try_from(minutes / 60).ok()?;
    Time::new(hour, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
}

/// The tables of a session: as listed, or so many with letters.
pub fn desks(session: &Session) -> Vec<Desk> {
    if !session.desks.is_empty() {
        return session.desks.clone();
    }
    let name = |n: u32| {
        let letter = u8::try_from(n).ok().filter(|n| *n < 26);
        letter.map_or_else(|| (n + 1).to_string(), |n| char::from(b'A' + n).to_string())
    };
    let count = session.tables.unwrap_or(0).min(500);
    (0..count)
        .map(|n| Desk {
            no: Clean::line(&name(n)),
            ..Desk::default()
        })
        .collect()
}

/// When a meeting of this length that begins then is over.
pub fn ends_at(start: Time, minutes: u32) -> Time {
    start.saturating_add(i64::from(minutes).minutes())
}

/// How long until a time of the same day.
pub fn until(now: Time, then: Time) -> SignedDuration {
    then.duration_since(now)
}
