//! The order of the presentations, and what is put right in what was prepared: by hand, on the day.

use super::reception::{self, Company, after_last};
use crate::domain::book::{Book, whole};
use crate::domain::entity::attendee::{AttendeeChange, AttendeeId};
use crate::domain::entity::need::{NeedChange, NeedId};
use crate::domain::entity::organisation::{OrganisationChange, OrganisationId};
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Changes, Entity};
use crate::domain::meaning;
use crate::domain::number;
use crate::domain::recorded::prepared::{APART, Fields, Item, Prepared};
use crate::domain::roster::{Attendee, Need, Organisation, Session};
use crate::text::{Clean, fold};
use jiff::civil::{Date, Time};

/// Why nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such need in the session.
    #[error("no need {0}")]
    NoSuchNeed(Clean),
    /// Another need has this number.
    #[error("need {0} is there")]
    NumberTaken(Clean),
    /// A need has a number and a title.
    #[error("no number or title")]
    Nameless,
    /// The record says so already.
    #[error("already recorded")]
    AlreadyRecorded,
}

/// Where a need is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where<'a> {
    /// Before all others.
    First,
    /// Behind this one.
    After(&'a Clean),
}

/// Puts a need somewhere else in the order. Only where there is no room between its neighbours do others get a new place.
pub fn move_need(
    book: &Book,
    session: &Session,
    no: &Clean,
    to: Where<'_>,
) -> Result<Changes, Refusal> {
    let unknown = |no: &Clean| Refusal::NoSuchNeed(no.clone());
    let from = position(session, no).ok_or_else(|| unknown(no))?;
    let mut order: Vec<&Clean> = session.needs.iter().map(|n| &n.no).collect();
    let own = order.remove(from);
    let at = match to {
        Where::First => 0,
        Where::After(other) if other == no => return Err(Refusal::AlreadyRecorded),
        Where::After(other) => {
            let found = order.iter().position(|n| *n == other);
            found.ok_or_else(|| unknown(other))? + 1
        }
    };
    if at == from {
        return Err(Refusal::AlreadyRecorded);
    }
    order.insert(at, own);
    let place = |no: &Clean| {
        let key = NeedId {
            session: session.id.clone(),
            number: no.clone(),
        };
        book.needs.get(&key).map_or(0, Prepared::stands)
    };
    let before = at.checked_sub(1).and_then(|n| order.get(n));
    let before = before.map_or(0, |no| place(no));
    let after = order.get(at + 1).map(|no| place(no));
    let middle = after.map_or_else(
        || before.saturating_add(APART),
        |after| before + after.saturating_sub(before) / 2,
    );
    if before < middle && after.is_none_or(|after| middle < after) {
        return Ok(vec![put(session, no, middle)]);
    }
    let all = (1..).zip(&order);
    Ok(all.map(|(n, no)| put(session, no, n * APART)).collect())
}

fn position(session: &Session, no: &Clean) -> Option<usize> {
    session.needs.iter().position(|n| n.no == *no)
}

fn put(session: &Session, no: &Clean, place: u64) -> (Entity, crate::domain::entity::Change) {
    let change = NeedChange::Corrected {
        set: Fields::default(),
        place: Some(place),
    };
    (whole::need(&session.id, no), change.into())
}

/// A need that nobody prepared, at the end of the order.
pub fn add_need(
    book: &Book,
    session: &Session,
    new: &Need,
    hospital: Company<'_>,
) -> Result<(Clean, Changes), Refusal> {
    let mut changes = Changes::new();
    let found = reception::organisation(book, session, hospital, &mut changes);
    let (hospital, called) = found.map_err(|_| Refusal::Nameless)?;
    let new = &Need {
        hospital,
        ..new.clone()
    };
    let no = Clean::line(&number::narrow(&new.no));
    if no.is_empty() || new.title.trim().is_empty() {
        return Err(Refusal::Nameless);
    }
    if session.need(&no).is_some() {
        return Err(Refusal::NumberTaken(no));
    }
    let mark = meaning::mark(&no, &new.title, &called);
    let is_used = session.withdrawn.needs.iter().any(|n| n.no == no);
    let key = if is_used {
        Clean::line(&number::with_mark(&no, &mark))
    } else {
        no.clone()
    };
    let own = book.needs.iter().filter(|(id, _)| id.session == session.id);
    let change = NeedChange::Added {
        set: Fields::between(&Need::numbered(&new.no), new),
        place: Some(after_last(own)),
        mark: Some(mark).filter(|_| !is_used),
        listed: false,
    };
    changes.push((whole::need(&session.id, &key), change.into()));
    Ok((key, changes))
}

/// The next number for a need that is added: as the others are written, one higher than the highest.
pub fn next_need(session: &Session) -> Clean {
    let all = session.needs.iter().chain(&session.withdrawn.needs);
    let split = |no: &str| {
        let no = number::shown(no).to_owned();
        let at = no.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (head, digits) = no.split_at(at);
        let n: u32 = digits.parse().ok()?;
        Some((n, head.to_owned(), digits.len()))
    };
    let last = all.filter_map(|n| split(&n.no)).max();
    let (n, head, width) = last.unwrap_or((0, "N-".to_owned(), 2));
    Clean::line(&format!("{head}{:0width$}", n + 1))
}

/// A person put right. Nothing: they are so already.
pub fn correct_attendee(book: &Book, id: &AttendeeId, new: &Attendee) -> Changes {
    let row = book.attendees.get(id);
    let set = row.map(|row| Fields::between(&row.now(), new));
    let set = set.filter(|set| !set.is_empty()).into_iter();
    let change = |set| AttendeeChange::Corrected { set, place: None };
    set.map(|set| (Entity::Attendee(id.clone()), change(set).into()))
        .collect()
}

/// A company or a hospital put right.
pub fn correct_organisation(book: &Book, id: &OrganisationId, new: &Organisation) -> Changes {
    let row = book.organisations.get(id);
    let set = row.map(|row| Fields::between(&row.now(), new));
    let set = set.filter(|set| !set.is_empty()).into_iter();
    let change = |set| OrganisationChange::Corrected { set, place: None };
    set.map(|set| (Entity::Organisation(id.clone()), change(set).into()))
        .collect()
}

/// A need put right; also another presenter.
pub fn correct_need(book: &Book, id: &NeedId, new: &Need) -> Changes {
    let row = book.needs.get(id);
    let set = row.map(|row| Fields::between(&row.now(), new));
    let set = set.filter(|set| !set.is_empty()).into_iter();
    let change = |set| NeedChange::Corrected { set, place: None };
    set.map(|set| (Entity::Need(id.clone()), change(set).into()))
        .collect()
}

/// A session that is begun by hand. Two that are made of the same title for the same day are one.
pub fn new_session(book: &Book, title: &Clean, held_on: Date, venue: &Clean) -> (Clean, Changes) {
    let mut of = format!("{held_on}/{}", fold::key(title));
    let mut id = Clean::line(&format!("{held_on}-{}", number::mark(&of)));
    while book.headers.contains_key(&id) {
        of.push('+');
        id = Clean::line(&format!("{held_on}-{}", number::mark(&of)));
    }
    let new = Session {
        id: id.clone(),
        title: title.clone(),
        held_on,
        venue: venue.clone(),
        ..Session::default()
    };
    let set = Fields::between(&Session::numbered(&id), &new);
    let change = SessionChange::Added { set };
    (id.clone(), vec![(Entity::Session(id), change.into())])
}

/// Puts a session away, or takes it out again.
pub fn put_away(book: &Book, id: &Clean, away: bool) -> Changes {
    correct_session(book, id, |session| {
        if session.put_away.unwrap_or(false) != away {
            session.put_away = Some(away);
        }
    })
}

/// When meetings are held, how long each takes, and at how many tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When the session begins, with its presentations.
    pub from: Time,
    /// When the last meeting is over.
    pub to: Time,
    /// Minutes of a meeting.
    pub minutes: u32,
    /// Tables.
    pub tables: u32,
}

/// The times of a session put right.
pub fn set_times(book: &Book, id: &Clean, times: Times) -> Changes {
    correct_session(book, id, |session| {
        session.starts_at = Some(times.from);
        session.ends_at = Some(times.to);
        session.slot_minutes = Some(times.minutes);
        session.tables = Some(times.tables);
    })
}

/// The session itself put right; nothing where it is so already.
fn correct_session(book: &Book, id: &Clean, correct: impl FnOnce(&mut Session)) -> Changes {
    let Some(row) = book.headers.get(id) else {
        return Changes::new();
    };
    let now = row.now();
    let mut new = now.clone();
    correct(&mut new);
    let set = Some(Fields::between(&now, &new)).filter(|set| !set.is_empty());
    let change = |set| SessionChange::Corrected { set };
    (set.into_iter())
        .map(|set| (Entity::Session(id.clone()), change(set).into()))
        .collect()
}
