//! Everything that a timetable of a session depends on, looked up once.

use super::slots::{Missing, desks, slots};
use crate::domain::book::Book;
use crate::domain::code::{Level, Presence, Verdict};
use crate::domain::entity::meeting::{Meeting, MeetingId};
use crate::domain::roster::{Attendee, Desk, Session};
use crate::domain::rule::availability::{self, Named};
use crate::domain::rule::timetable::Meeting as Placed;
use crate::domain::rule::timetable::problem::{
    Company, Fixed, MOST_SLOTS, Need, Person, Problem, Side, Table, Weights, Wish,
};
use crate::domain::rule::wishes::{self, Pair, Wishes};
use crate::domain::rule::{interest, reception};
use crate::text::Clean;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The text of the list in which it is said when somebody can meet.
pub const AVAILABILITY: &str = "availability";

/// Everything that a timetable of a session depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// When each slot begins.
    pub starts: Vec<Time>,
    /// How long a slot is, in minutes.
    pub minutes: u32,
    /// The tables.
    pub desks: Vec<Desk>,
    /// Who wishes to meet whom, and what stands.
    pub problem: Problem,
    /// Every meeting that has a place, in the slots of the problem.
    pub booked: Vec<Placed>,
    /// Whose availability cannot be read, and what it says. They count as free.
    pub unread: Vec<(Clean, Clean)>,
    /// Slots that have begun.
    pub begun: usize,
}

/// What is recorded of the meetings of a session.
pub fn of_session<'b>(
    book: &'b Book,
    session: &Clean,
) -> impl Iterator<Item = (&'b MeetingId, &'b Meeting)> + use<'b> {
    let from = MeetingId {
        session: session.clone(),
        need: Clean::default(),
        org: Clean::default(),
    };
    let session = session.clone();
    let found = book.meetings.range(from..);
    found.take_while(move |(id, _)| id.session == session)
}

/// Puts everything together. `now` is the time of day, where the session is held today.
pub fn gather(
    book: &Book,
    session: &Session,
    zone: &TimeZone,
    now: Option<Time>,
) -> Result<Gathered, Missing> {
    let (mut starts, minutes) = slots(session)?;
    let desks = desks(session);
    if desks.is_empty() {
        return Err(Missing::Tables);
    }
    // What people were told holds, even if the list of slots has changed since.
    let seats = of_session(book, &session.id).filter_map(|(_, m)| m.seat.as_ref());
    starts.extend(seats.map(|seat| seat.starts_at));
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(MOST_SLOTS);
    let wishes = wishes::of(book, session);
    let mut gathered = Gathered {
        begun: now.map_or(0, |now| starts.iter().filter(|s| **s <= now).count()),
        problem: Problem {
            name: session.id.clone(),
            slots: starts.len(),
            slot_minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
            weights: Weights::default(),
            ..Problem::default()
        },
        starts,
        minutes,
        desks,
        ..Gathered::default()
    };
    gathered.places(session);
    gathered.people(book, session, zone);
    gathered.wishes(book, session, &wishes);
    gathered.problem.rivals = rivals(session);
    Ok(gathered)
}

fn rivals(session: &Session) -> Vec<(Clean, Clean)> {
    let mut pairs = BTreeSet::new();
    for firm in &session.organisations {
        for other in &firm.competitors {
            let (a, b) = (&firm.id, other);
            let pair = if a < b { (a, b) } else { (b, a) };
            pairs.insert((pair.0.clone(), pair.1.clone()));
        }
    }
    pairs.into_iter().collect()
}

impl Gathered {
    fn places(&mut self, session: &Session) {
        let all: Vec<usize> = (0..self.starts.len()).collect();
        let mut zones: Vec<&Clean> = self.desks.iter().map(|d| &d.zone).collect();
        zones.sort_unstable();
        zones.dedup();
        for desk in &self.desks {
            let zone = zones.iter().position(|z| **z == desk.zone).unwrap_or(0);
            self.problem.tables.push(Table {
                id: desk.no.clone(),
                zone: u32::try_from(zone).unwrap_or(0),
                slots: all.clone(),
                home: !desk.hospital.is_empty(),
            });
        }
        // The needs of a hospital share its tables in turn.
        let mut turn: BTreeMap<&Clean, usize> = BTreeMap::new();
        for need in &session.needs {
            let own = || self.desks.iter().filter(|d| d.hospital == need.hospital);
            let own = || own().filter(|d| !d.hospital.is_empty());
            let count = own().count();
            let at = turn.entry(&need.hospital).or_default();
            let table = own().nth(*at % count.max(1)).map(|d| d.no.clone());
            *at += 1;
            let presenter = presenter(session, &need.presenter);
            self.problem.needs.push(Need {
                id: need.no.clone(),
                presenters: presenter.into_iter().collect(),
                max_meetings: session.most_per_need.unwrap_or(u32::MAX),
                table,
            });
        }
    }

    fn people(&mut self, book: &Book, session: &Session, zone: &TimeZone) {
        let named: Vec<Named<'_>> = (self.starts.iter())
            .map(|start| {
                let slot = session.slots.iter().find(|s| s.starts_at == Some(*start));
                Named {
                    no: slot.map_or("", |s| s.no.as_str()),
                    starts_at: *start,
                }
            })
            .collect();
        let presenting: BTreeSet<Clean> = (self.problem.needs.iter())
            .flat_map(|n| n.presenters.iter().cloned())
            .collect();
        let in_a_row = session.most_in_a_row.unwrap_or(u32::MAX);
        let mut known = BTreeSet::new();
        let mut persons = Vec::new();
        let mut unread = Vec::new();
        for person in &session.attendees {
            let text = note(person, AVAILABILITY);
            let free = availability::read(text, &named).unwrap_or_else(|| {
                unread.push((person.badge.clone(), text.clone()));
                (0..named.len()).collect()
            });
            let slots = there(book, session, person, zone);
            let slots = free.into_iter().filter(|at| {
                let start = self.starts.get(*at);
                start.is_some_and(|start| slots.holds(*start))
            });
            known.insert(person.badge.clone());
            persons.push(Person {
                id: person.badge.clone(),
                side: if presenting.contains(&person.badge) {
                    Side::Hospital
                } else {
                    Side::Company
                },
                slots: slots.collect(),
                max_consecutive: in_a_row,
            });
        }
        for id in presenting.difference(&known) {
            persons.push(Person {
                id: id.clone(),
                side: Side::Hospital,
                slots: (0..named.len()).collect(),
                max_consecutive: in_a_row,
            });
        }
        drop(named);
        (self.problem.persons, self.unread) = (persons, unread);
    }

    fn wishes(&mut self, book: &Book, session: &Session, wishes: &Wishes) {
        let booked: BTreeMap<(&Clean, &Clean), &Meeting> = of_session(book, &session.id)
            .filter(|(_, m)| m.seat.is_some())
            .map(|(id, m)| ((&id.need, &id.org), m))
            .collect();
        let needs: BTreeSet<&Clean> = session.needs.iter().map(|n| &n.no).collect();
        let free: BTreeSet<&Clean> = (self.problem.persons.iter())
            .filter(|p| !p.slots.is_empty())
            .map(|p| &p.id)
            .collect();
        let mut of_firm: BTreeMap<&Clean, Vec<&Attendee>> = BTreeMap::new();
        for person in &session.attendees {
            of_firm.entry(&person.org).or_default().push(person);
        }
        let mut pairs: BTreeSet<(&Clean, &Clean)> = wishes.keys().map(|(n, o)| (n, o)).collect();
        pairs.extend(booked.keys().copied());
        let mut firms: BTreeSet<&Clean> = BTreeSet::new();
        let (mut asked, mut extra) = (Vec::new(), BTreeSet::new());
        let none = Pair::default();
        for (need, org) in pairs {
            let pair = wishes.get(&(need.clone(), org.clone())).unwrap_or(&none);
            let meeting = booked.get(&(need, org));
            let is_known = needs.contains(need) && session.organisation(org).is_some();
            // A no of either side is final; what is booked all the same is shown with it.
            let says_no = pair.level == Some(Level::Declined);
            let presents = session.recorded_need(need);
            let is_own = presents.is_some_and(|n| n.hospital == *org);
            let wanted = is_known
                && !says_no
                && !is_own
                && (pair.level.is_some()
                    || matches!(pair.verdict, Some(v) if v != Verdict::Refuse));
            if !wanted && meeting.is_none() {
                continue;
            }
            if !needs.contains(need) {
                extra.insert(need);
            }
            firms.insert(org);
            let people = of_firm.get(org).map_or(&[][..], Vec::as_slice);
            let here = |badge: &&Clean| free.contains(badge);
            let mut sent: Vec<Clean> = pair.keenest().filter(here).cloned().collect();
            if sent.is_empty() {
                let told = meeting.and_then(|m| m.seat.as_ref());
                let told = told.iter().flat_map(|seat| &seat.persons);
                sent.extend(told.filter(here).cloned());
            }
            if sent.is_empty() {
                let any = people.iter().map(|p| &p.badge);
                let found = any.clone().find(here).or_else(|| any.clone().next());
                sent.extend(found.cloned());
            }
            asked.push(Wish {
                need: need.clone(),
                company: org.clone(),
                company_level: if says_no {
                    0
                } else {
                    pair.level
                        .map_or(0, |l| i8::try_from(interest::rank(l)).unwrap_or(0))
                },
                hospital_level: match pair.verdict {
                    Some(Verdict::Meet) => 3,
                    Some(Verdict::Hold) => 1,
                    Some(Verdict::Refuse) => -1,
                    None => 0,
                },
                persons: sent,
            });
        }
        for need in extra {
            self.problem.needs.push(Need {
                id: need.clone(),
                presenters: Vec::new(),
                max_meetings: session.most_per_need.unwrap_or(u32::MAX),
                table: None,
            });
        }
        self.problem.companies = (firms.into_iter())
            .map(|id| Company {
                id: id.clone(),
                parallel: of_firm.get(id).is_some_and(|all| all.len() > 1),
                max_meetings: session.most_per_company.unwrap_or(u32::MAX),
            })
            .collect();
        self.problem.wishes = asked;
        for (id, meeting) in of_session(book, &session.id) {
            let Some(seat) = &meeting.seat else {
                continue;
            };
            let Some(slot) = self.starts.iter().position(|s| *s == seat.starts_at) else {
                continue;
            };
            self.booked.push(Placed {
                need: id.need.clone(),
                company: id.org.clone(),
                slot,
                table: Some(seat.table.clone()),
            });
            let stands = meeting.fixed || meeting.outcome.is_some() || slot < self.begun;
            if stands {
                self.problem.fixed.push(Fixed {
                    need: id.need.clone(),
                    company: id.org.clone(),
                    slot,
                    table: Some(seat.table.clone()),
                });
            }
        }
    }
}

/// Who presents: a badge of the list, or the name as it was written. Whoever came instead counts.
fn presenter(session: &Session, presenter: &Clean) -> Option<Clean> {
    if presenter.is_empty() {
        return None;
    }
    let found = session.recorded_attendee(presenter);
    let found = found.or_else(|| session.attendee(presenter));
    Some(match found {
        Some(person) if !person.replaced_by.is_empty() => person.replaced_by.clone(),
        Some(person) => person.badge.clone(),
        None => presenter.clone(),
    })
}

/// A further field of somebody; empty where the list does not say.
pub fn note<'a>(person: &'a Attendee, name: &str) -> &'a Clean {
    static NONE: std::sync::LazyLock<Clean> = std::sync::LazyLock::new(Clean::default);
    let found = person.notes.iter().find(|(key, _)| *key == *name);
    found.map_or(&*NONE, |(_, text)| text)
}

/// When somebody is in the room.
enum There {
    Always,
    Until(Time),
    Never,
}

impl There {
    fn holds(&self, start: Time) -> bool {
        match self {
            Self::Always => true,
            Self::Until(time) => start < *time,
            Self::Never => false,
        }
    }
}

fn there(book: &Book, session: &Session, person: &Attendee, zone: &TimeZone) -> There {
    let said = reception::attendance(book, &session.id, &person.badge);
    let Some(said) = said else {
        return There::Always;
    };
    match said.presence {
        Presence::Expected | Presence::Arrived => There::Always,
        Presence::Absent => There::Never,
        Presence::Left => match said.left_at {
            // Whoever left on another day than this is not here.
            Some(at) if at.to_zoned(zone.clone()).date() == session.held_on => {
                There::Until(at.to_zoned(zone.clone()).time())
            }
            Some(_) | None => There::Never,
        },
    }
}
