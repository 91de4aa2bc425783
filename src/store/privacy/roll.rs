//! Who is in the record. A badge number means one person only within one meeting; the same name at the same
//! organisation is one person wherever they are registered, unless something tells two of them apart.

use super::ERASED;
use super::namesake::{Details, Kin, bare, one_person};
use crate::domain::book::whole;
use crate::domain::entity::Entity;
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::entity::organisation::OrganisationChange;
use crate::domain::entity::session::SessionChange;
use crate::domain::mention::Identity;
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::prepared::Item;
use crate::domain::roster::{Attendee, Session};
use crate::store::Sessions;
use crate::text::Clean;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Session id and the key of the attendee there: the badge number, for a later person under it with a mark behind it.
pub type Seat = (Clean, Clean);

/// One person, with every version of them that the record holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Where they are registered.
    pub seats: BTreeSet<Seat>,
    /// As prepared, by session.
    pub prepared: Vec<(Clean, Attendee)>,
    /// Names of their organisations.
    pub firms: BTreeSet<String>,
    /// Titles and days of the meetings.
    pub meetings: BTreeSet<String>,
    /// The names of all other persons, and the readings of namesakes.
    pub others: BTreeSet<String>,
    /// Where others of the same name are registered.
    pub namesakes: BTreeSet<Seat>,
    /// Where others are registered whose name is another one and is read alike.
    pub read_alike: BTreeSet<Seat>,
    /// Addresses and numbers that namesakes have, too: they mean none of them.
    pub shared: BTreeSet<Clean>,
}

impl Person {
    /// Their newest name; empty where none is held.
    pub fn name(&self) -> Clean {
        let named = |a: &&Attendee| is_name(&a.name);
        let newest = self.prepared.iter().map(|(_, a)| a).rfind(named);
        newest.map(|a| a.name.clone()).unwrap_or_default()
    }

    /// All by which they are found in a text.
    pub fn identity(&self) -> Identity {
        let all = |of: fn(&Attendee) -> &Clean| {
            let texts: BTreeSet<String> = (self.prepared.iter())
                .map(|(_, a)| of(a))
                .filter(|text| is_name(text) && !self.shared.contains(*text))
                .map(ToString::to_string)
                .collect();
            texts.into_iter().collect()
        };
        Identity {
            names: all(|a| &a.name),
            kana: all(|a| &a.kana),
            mails: all(|a| &a.email),
            telephones: all(|a| &a.tel),
            firms: self.firms.iter().cloned().collect(),
        }
    }

    /// Whether this badge number in this session is theirs.
    pub fn sits(&self, session: Option<&Clean>, badge: &Clean) -> bool {
        let mut seats = self.seats.iter();
        seats.any(|(s, b)| Some(s) == session && b == badge)
    }
}

/// Everybody who was ever prepared or recorded.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    seats: BTreeMap<Seat, Seen>,
    meetings: BTreeMap<Clean, String>,
    /// What every organisation was called, by session and id.
    organisations: BTreeMap<Seat, BTreeSet<String>>,
    /// Titles and days as they are put together.
    headers: BTreeMap<Clean, Session>,
}

/// What is known of one seat, the newest version last.
#[derive(Clone, Debug, Default)]
struct Seen {
    versions: Vec<Attendee>,
    firms: BTreeSet<String>,
}

impl Seen {
    /// The versions of whoever sits here now: the number may have been another person's before.
    fn as_named_now(&self) -> impl Iterator<Item = &Attendee> {
        let newest = self.versions.iter().rfind(|a| is_name(&a.name));
        let name = newest.map(|a| bare(&a.name));
        let versions = self.versions.iter();
        versions.filter(move |a| Some(bare(&a.name)) == name)
    }

    /// Name and firm, folded: whom this seat belongs to. `None`: nobody whose name is held.
    fn key(&self) -> Option<(String, String)> {
        let newest = self.versions.iter().rfind(|a| is_name(&a.name))?;
        let firm = self.firms.last().map(|firm| bare(firm));
        Some((bare(&newest.name), firm.unwrap_or_default()))
    }
}

fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text != ERASED
}

impl Roll {
    /// From ops, the oldest first.
    pub fn read<'a>(ops: impl Iterator<Item = &'a Op>) -> Self {
        let mut roll = Self::default();
        for op in ops {
            roll.meet(op);
        }
        roll.name_firms();
        roll
    }

    fn meet(&mut self, op: &Op) {
        if let (Some(session), Some(id)) = (whole::loaded(op), op.entity.session()) {
            self.headers.insert(id.clone(), session.clone());
            for org in &session.organisations {
                let names = self.organisations.entry((id.clone(), org.id.clone()));
                names.or_default().insert(org.name.to_string());
            }
            for person in &session.attendees {
                self.meet_person((id.clone(), person.badge.clone()), person.clone());
            }
        }
        if let (
            Entity::Session(id),
            Some(
                SessionChange::Read { set }
                | SessionChange::Added { set }
                | SessionChange::Corrected { set },
            ),
        ) = (&op.entity, op.change.session())
        {
            set.put_into(self.headers.entry(id.clone()).or_default());
        }
        if let (
            Entity::Organisation(key),
            Some(
                OrganisationChange::Read { set, .. }
                | OrganisationChange::Added { set, .. }
                | OrganisationChange::Corrected { set, .. },
            ),
        ) = (&op.entity, op.change.organisation())
        {
            let name = set.alone().name.to_string();
            let names = (self.organisations).entry((key.session.clone(), key.number.clone()));
            names
                .or_default()
                .extend((!name.is_empty()).then_some(name));
        }
        if let (
            Entity::Attendee(key),
            Some(
                AttendeeChange::Read { set, .. }
                | AttendeeChange::Added { set, .. }
                | AttendeeChange::Corrected { set, .. },
            ),
        ) = (&op.entity, op.change.attendee())
        {
            let seat = (key.session.clone(), key.number.clone());
            // What an op leaves out is as it was before.
            let before = self.seats.get(&seat).and_then(|seen| seen.versions.last());
            let mut person = match before {
                Some(before) => before.clone(),
                None => Attendee::numbered(&key.number),
            };
            set.put_into(&mut person);
            self.meet_person(seat, person);
        }
        let badge = op.change.subject(&op.entity).person;
        if let (Some(badge), Some(session)) = (badge, op.entity.session()) {
            let seat = (session.clone(), badge.clone());
            self.seats.entry(seat).or_default();
        }
    }

    fn meet_person(&mut self, seat: Seat, person: Attendee) {
        let seen = self.seats.entry(seat).or_default();
        // The newest stands last, also where somebody became again what they were.
        seen.versions.retain(|version| *version != person);
        seen.versions.push(person);
    }

    /// Once everything is met: whom everybody came from, by every name of it.
    fn name_firms(&mut self) {
        for ((session, _), seen) in &mut self.seats {
            for org in seen
                .versions
                .iter()
                .map(|a| &a.org)
                .filter(|org| !org.is_empty())
            {
                match self.organisations.get(&(session.clone(), org.clone())) {
                    Some(names) => seen
                        .firms
                        .extend(names.iter().filter(|n| is_name(n)).cloned()),
                    None => seen.firms.extend([org.to_string()]),
                }
            }
        }
        let about = self.headers.iter();
        let about = about.map(|(id, s)| (id.clone(), format!("{} {}", s.title, s.held_on)));
        self.meetings = about.collect();
    }

    /// The newest name at a seat, with every name of the firm; `None`: none is held.
    pub fn sitting(&self, seat: &Seat) -> Option<(&Clean, &BTreeSet<String>)> {
        let seen = self.seats.get(seat)?;
        let newest = seen.versions.iter().rfind(|a| is_name(&a.name))?;
        Some((&newest.name, &seen.firms))
    }

    /// Every seat, whether or not a name is held.
    pub fn seats(&self) -> impl Iterator<Item = &Seat> {
        self.seats.keys()
    }

    /// Whether somebody sat here who was erased.
    pub fn is_erased(&self, seat: &Seat) -> bool {
        let versions = self.seats.get(seat).map(|seen| seen.versions.as_slice());
        let mut versions = versions.unwrap_or_default().iter();
        self.entry(seat).is_none() && versions.any(|a| a.name == ERASED)
    }

    /// Every seat of which a name is held.
    pub fn occupied(&self) -> impl Iterator<Item = &Seat> {
        let seats = self.seats.keys();
        seats.filter(|seat| self.sitting(seat).is_some())
    }

    /// Who a badge number means; several where it means another one in each meeting.
    pub fn with_badge(&self, scope: &Sessions, badge: &Clean) -> Vec<Person> {
        self.persons(|(session, own), _| {
            let within = match scope {
                Sessions::All => true,
                Sessions::One(id) => id == session || number::shown(session) == id.as_str(),
            };
            // With a mark behind it, or with one that is empty, a number means one of those who had it.
            let exactly = badge.as_str().strip_suffix('~');
            let is_meant = match exactly {
                Some(exactly) => own.as_str() == exactly,
                None => own == badge || number::shown(own) == badge.as_str(),
            };
            within && is_meant
        })
    }

    /// Everybody whose name holds this text.
    pub fn named(&self, name: &str) -> Vec<Person> {
        let name = bare(name);
        if name.is_empty() {
            return Vec::new();
        }
        self.persons(|_, seen| {
            let mut texts = seen.versions.iter().flat_map(|a| [&a.name, &a.kana]);
            texts.any(|text| bare(text).contains(&name))
        })
    }

    /// Everybody who was ever registered for a session.
    pub fn of_session(&self, session: &Clean) -> Vec<Person> {
        self.persons(|(own, _), _| own == session)
    }

    /// Who sits at these places.
    pub fn at(&self, seats: &[Seat]) -> Person {
        let own = self.seats.iter().filter(|(seat, _)| seats.contains(seat));
        let own: BTreeMap<&Seat, &Seen> = own.collect();
        let mut person = self.person(&own);
        person.seats.extend(seats.iter().cloned());
        person
    }

    fn persons(&self, wanted: impl Fn(&Seat, &Seen) -> bool) -> Vec<Person> {
        let mut done: BTreeSet<&Seat> = BTreeSet::new();
        let mut found = Vec::new();
        for (seat, seen) in self.seats.iter().filter(|(seat, seen)| wanted(seat, seen)) {
            if done.contains(seat) {
                continue;
            }
            let own = self.one_with(seat, seen);
            done.extend(own.keys().copied());
            found.push(self.person(&own));
        }
        found
    }

    /// Every place where whoever sits here is registered.
    fn one_with<'a>(&'a self, seat: &'a Seat, seen: &'a Seen) -> BTreeMap<&'a Seat, &'a Seen> {
        let mut alike = vec![(seat, seen)];
        let key = seen.key();
        // Without an organisation the same name may be anybody.
        if let Some(shared) = key.as_ref().filter(|(_, firm)| !firm.is_empty()) {
            let others = self.seats.iter();
            let others = others
                .filter(|(other, seen)| *other != seat && seen.key().as_ref() == Some(shared));
            alike.extend(others);
        }
        let details: Vec<Details> = (alike.iter())
            .map(|(_, seen)| Details::of(seen.as_named_now()))
            .collect();
        let kin = |a: usize, b: usize| match (alike.get(a), alike.get(b)) {
            (Some((one, _)), Some((other, _))) if a != b => {
                let (Some(own), Some(theirs)) = (details.get(a), details.get(b)) else {
                    return Kin::Another;
                };
                own.kin(theirs, one.0 == other.0)
            }
            _ => Kin::Same,
        };
        let own = one_person(alike.len(), &kin);
        let own = own.into_iter().filter_map(|at| alike.get(at).copied());
        own.collect()
    }

    /// What is known of whoever sits here, the newest version.
    pub fn entry(&self, seat: &Seat) -> Option<&Attendee> {
        let seen = self.seats.get(seat)?;
        seen.versions.iter().rfind(|a| is_name(&a.name))
    }

    fn person(&self, own: &BTreeMap<&Seat, &Seen>) -> Person {
        let mut person = Person::default();
        for ((session, badge), seen) in own {
            person.seats.insert((session.clone(), badge.clone()));
            let versions = seen.versions.iter().cloned();
            person
                .prepared
                .extend(versions.map(|a| (session.clone(), a)));
            person.firms.extend(seen.firms.iter().cloned());
            person.meetings.extend(self.meetings.get(session).cloned());
        }
        let others = self
            .seats
            .iter()
            .filter(|(seat, _)| !own.contains_key(seat));
        let own = |of: fn(&Attendee) -> &Clean| {
            let texts = person.prepared.iter().map(|(_, a)| of(a));
            let texts = texts.filter(|text| is_name(text));
            texts.map(|text| bare(text)).collect::<BTreeSet<String>>()
        };
        let (own_names, own_kana) = (own(|a| &a.name), own(|a| &a.kana));
        for (seat, seen) in others {
            let versions = seen.versions.iter().filter(|a| is_name(&a.name));
            for version in versions {
                person.others.insert(version.name.to_string());
                if own_names.contains(&bare(&version.name)) {
                    person.namesakes.insert(seat.clone());
                    let kana = Some(version.kana.to_string()).filter(|kana| is_name(kana));
                    person.others.extend(kana);
                    let common = [&version.email, &version.tel].into_iter();
                    person.shared.extend(common.cloned());
                } else if own_kana.contains(&bare(&version.kana)) {
                    // A reading alone is no identity.
                    person.read_alike.insert(seat.clone());
                    person.others.insert(version.kana.to_string());
                }
            }
        }
        person
    }
}
