//! A session as it is now, as somebody would prepare it: for the next year, and for colleagues.

use super::interest;
use super::reception::{self, Came};
use crate::domain::book::Book;
use crate::domain::code::{Paper, Presence};
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::roster::{Attendee, Interest, Session, Withdrawn};
use crate::text::Clean;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// What had to get another number, because a file has each only once: as it was shown, and as it is written.
pub type Renumbered = Vec<(Clean, Clean)>;

/// The session with everything that was recorded of the day in the fields a file has for it. `None`: it is not known.
pub fn of(book: &Book, id: &Clean, zone: &TimeZone) -> Option<(Session, Renumbered)> {
    let mut session = book.sessions.get(id)?.clone();
    let before = session.clone();
    for person in &mut session.attendees {
        person.interests = wishes(book, &before, person);
        told(book, &before, person, zone);
    }
    let renumbered = number_anew(&mut session);
    Some((session, renumbered))
}

/// Puts numbers as a file has them in place of the keys of the record, and leaves out what no file has.
pub fn number_anew(session: &mut Session) -> Renumbered {
    session.withdrawn = Withdrawn::default();
    session.put_away = None;
    session.id = Clean::line(number::shown(&session.id));
    let mut renumbered = Renumbered::new();
    let mut numbers = Numbers::default();
    // First what keeps its number: a marked one is the later one.
    let mut keys: Vec<(Numbered, Clean)> = Vec::new();
    session.every_number(&mut |of, number| keys.push((of, number.clone())));
    keys.sort_by_key(|(_, key)| number::mark_of(key).is_some());
    for (of, key) in keys {
        if let Some(new) = numbers.take(of, &key) {
            renumbered.push((Clean::line(number::shown(&key)), new));
        }
    }
    session.every_number(&mut |of, number| {
        if let Some(written) = numbers.written.get(&(of, number.clone())) {
            number.clone_from(written);
        }
    });
    renumbered
}

/// The number that is written for each key.
#[derive(Default)]
struct Numbers {
    written: BTreeMap<(Numbered, Clean), Clean>,
    taken: BTreeSet<(Numbered, Clean)>,
}

impl Numbers {
    /// Gives a key its number; another one than it is shown with is answered.
    fn take(&mut self, of: Numbered, key: &Clean) -> Option<Clean> {
        if key.is_empty() || self.written.contains_key(&(of, key.clone())) {
            return None;
        }
        let shown = Clean::line(number::shown(key));
        let mut written = shown.clone();
        let mut more = 2;
        while self.taken.contains(&(of, written.clone())) {
            written = Clean::line(&format!("{shown}-{more}"));
            more += 1;
        }
        let is_another = written != shown;
        self.taken.insert((of, written.clone()));
        self.written.insert((of, key.clone()), written.clone());
        is_another.then_some(written)
    }
}

/// What a person wants of each need, whenever it was said.
fn wishes(book: &Book, session: &Session, person: &Attendee) -> Vec<Interest> {
    let needs = session.needs.iter();
    let found = needs.filter_map(|need| {
        let wish = interest::of(book, session, person, &need.no)?;
        Some(Interest {
            need: need.no.clone(),
            level: wish.level,
        })
    });
    found.collect()
}

/// Writes into the further fields of a person what they did on the day.
fn told(book: &Book, session: &Session, person: &mut Attendee, zone: &TimeZone) {
    let attendance = reception::attendance(book, &session.id, &person.badge);
    let presence = reception::presence(book, &session.id, &person.badge);
    let came = reception::came(book, &session.id, person);
    let word = match (presence, came) {
        (Presence::Arrived, Came::Registered) => Some(Presence::Arrived.ja()),
        (Presence::Arrived, Came::OnTheDay) => Some("当日"),
        (Presence::Arrived, Came::Substitute) => Some("代理"),
        (Presence::Absent, _) => Some(Presence::Absent.ja()),
        (Presence::Left, _) => Some(Presence::Left.ja()),
        (Presence::Expected, _) => None,
    };
    let time = |at: jiff::Timestamp| at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    let signed = |paper| {
        let papers = attendance.map(|a| &a.papers);
        let said = papers.and_then(|p| p.get(&paper)).filter(|(done, _)| *done);
        said.map(|(_, at)| at.to_zoned(zone.clone()).date().to_string())
    };
    let new = [
        ("attendance", word.map(str::to_owned)),
        (
            "arrived_at",
            attendance.and_then(|a| a.arrived_at).map(time),
        ),
        ("left_at", attendance.and_then(|a| a.left_at).map(time)),
        ("consent_on", signed(Paper::List)),
        ("nda_signed_on", signed(Paper::Nda)),
    ];
    for (name, text) in new {
        let Some(text) = text else { continue };
        let text = Clean::line(&text);
        match person.notes.iter_mut().find(|(own, _)| *own == *name) {
            Some((_, old)) => *old = text,
            None => person.notes.push((Clean::line(name), text)),
        }
    }
}
