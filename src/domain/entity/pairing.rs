//! A pairing (ペアリング): need x organisation, the core record. What may be recorded of it is decided in
//! [`crate::domain::rule::matching`].

mod change;

pub use change::{PairingChange, PurgedPairingChange, Side};

use crate::domain::code::{Level, Outcome, PairingStatus, Point};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::Upcast;
use crate::domain::recorded::stated::Stated;
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pairing: need x organisation within a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairingId {
    /// Session id.
    pub session: Clean,
    /// Need number.
    pub need: Clean,
    /// Organisation id.
    pub org: Clean,
}

as_text!(PairingId);

impl Key for PairingId {
    fn write(&self) -> String {
        join(&[&self.session, &self.need, &self.org])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, need, org] = split(text)?;
        Some(Self { session, need, org })
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.session)
    }

    fn need(&self) -> Option<&Clean> {
        Some(&self.need)
    }

    fn org(&self) -> Option<&Clean> {
        Some(&self.org)
    }

    fn person(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Need, &mut self.need);
        each(Numbered::Organisation, &mut self.org);
    }

    fn name(&self) -> Vec<Part<'_>> {
        vec![Part::Number(&self.need), Part::Org(&self.org)]
    }
}

/// Need x organisation, the core record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// Identity by meaning.
    pub id: PairingId,
    /// Badge numbers of the contact persons, in the order they came.
    pub persons: Vec<Clean>,
    /// How much the organisation wants it.
    pub level: Level,
    /// What each person was recorded with, and when: only where somebody stated a level.
    #[serde(default)]
    pub said: BTreeMap<Clean, (Level, Timestamp)>,
    /// How far it is.
    pub status: PairingStatus,
    /// Why it ended or waits.
    pub reason: Clean,
    /// Day of the last change of state.
    pub status_on: Option<Date>,
    /// メモ
    pub note: Clean,
    /// Next step of the hospital, with its day.
    pub next_hospital: (Clean, Option<Date>),
    /// Next step of the company, with its day.
    pub next_company: (Clean, Option<Date>),
    /// When it was first recorded.
    pub recorded_at: Timestamp,
    /// Its coordinator: who recorded it first, until somebody hands it over.
    pub coordinator: Clean,
    /// What is known of the project, as it stands in files.
    #[serde(default)]
    pub points: BTreeMap<Point, Clean>,
    /// What came of the meetings after the session, and what was said, by day.
    #[serde(default)]
    pub met: BTreeMap<Date, (Outcome, Clean)>,
    /// Id of the organisation that worked on the need before this one took over; empty: none did.
    #[serde(default)]
    pub predecessor: Clean,
}

impl Pairing {
    /// A pairing as it is when it is first recorded: 候補, without persons.
    pub fn new(id: PairingId, level: Level, recorded_at: Timestamp) -> Self {
        Self {
            id,
            persons: Vec::new(),
            level,
            said: BTreeMap::new(),
            status: PairingStatus::Candidate,
            reason: Clean::default(),
            status_on: None,
            note: Clean::default(),
            next_hospital: Default::default(),
            next_company: Default::default(),
            recorded_at,
            coordinator: Clean::default(),
            points: BTreeMap::new(),
            met: BTreeMap::new(),
            predecessor: Clean::default(),
        }
    }

    /// What was written about it, in the words of whoever did.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.note, &self.next_hospital.0, &self.next_company.0];
        let met = self.met.values().map(|(_, note)| note);
        own.into_iter()
            .chain(self.points.values())
            .chain(met)
            .map(Clean::as_str)
    }

    /// What is known of one point of the project; empty: nothing.
    pub fn point(&self, point: Point) -> &str {
        self.points.get(&point).map_or("", Clean::as_str)
    }
}

impl Recorded for Pairing {
    type Key = PairingId;
    type Change = PairingChange;
    type Purged = PurgedPairingChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(id: &PairingId, change: &PairingChange, by: &By<'_>) -> Option<Self> {
        match change {
            PairingChange::Recorded { level, .. } => Some(Self {
                coordinator: by.actor.clone(),
                ..Self::new(id.clone(), level.unwrap_or(Level::Interested), by.at)
            }),
            PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. }
            | PairingChange::Point { .. }
            | PairingChange::Met { .. }
            | PairingChange::Succeeds { .. } => None,
        }
    }

    fn step(&mut self, change: &PairingChange, by: &By<'_>) {
        match change {
            PairingChange::Recorded { person, level } => {
                if let Some(level) = level {
                    self.level = *level;
                }
                if let (Some(badge), Some(level)) = (person, level) {
                    self.said.insert(badge.clone(), (*level, by.at));
                }
                if let Some(badge) = person
                    && !self.persons.contains(badge)
                {
                    self.persons.push(badge.clone());
                }
            }
            PairingChange::Level { level } => {
                self.level = *level;
                // The only person is the one who is meant.
                if let [badge] = self.persons.as_slice() {
                    self.said.insert(badge.clone(), (*level, by.at));
                }
            }
            PairingChange::Note { note } => self.note.clone_from(note),
            PairingChange::Status { status, reason, on } => {
                self.status = *status;
                self.reason.clone_from(reason);
                self.status_on = Some(*on);
            }
            PairingChange::Next { side, text, on } => {
                let next = (text.clone(), *on);
                match side {
                    Side::Hospital => self.next_hospital = next,
                    Side::Company => self.next_company = next,
                }
            }
            PairingChange::Coordinator { name } => self.coordinator.clone_from(name),
            PairingChange::Point { point, value } if value.is_empty() => {
                self.points.remove(point);
            }
            PairingChange::Point { point, value } => {
                self.points.insert(*point, value.clone());
            }
            PairingChange::Met { on, outcome, note } => match outcome {
                Some(outcome) => {
                    self.met.insert(*on, (*outcome, note.clone()));
                }
                None => {
                    self.met.remove(on);
                }
            },
            PairingChange::Succeeds { org } => self.predecessor.clone_from(org),
        }
    }

    fn states(change: &PairingChange) -> Vec<Stated> {
        change.states()
    }

    fn with_text(change: &PairingChange, text: &Clean) -> Option<PairingChange> {
        match change {
            PairingChange::Note { .. } => Some(PairingChange::Note { note: text.clone() }),
            PairingChange::Recorded { .. }
            | PairingChange::Level { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. }
            | PairingChange::Point { .. }
            | PairingChange::Met { .. }
            | PairingChange::Succeeds { .. } => None,
        }
    }

    fn purge(change: &PairingChange) -> PurgedPairingChange {
        change.purge()
    }

    fn forget(_: &PairingId, change: &mut PairingChange, _: &Clean) {
        match change {
            PairingChange::Recorded { .. }
            | PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. }
            | PairingChange::Point { .. }
            | PairingChange::Met { .. }
            | PairingChange::Succeeds { .. } => {}
        }
    }

    fn numbers(change: &mut PairingChange, each: &mut Each<'_>) {
        match change {
            PairingChange::Recorded { person, .. } => {
                if let Some(badge) = person {
                    each(Numbered::Attendee, badge);
                }
            }
            PairingChange::Succeeds { org } => {
                if !org.is_empty() {
                    each(Numbered::Organisation, org);
                }
            }
            PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. }
            | PairingChange::Point { .. }
            | PairingChange::Met { .. } => {}
        }
    }

    fn subject(change: &PairingChange) -> Subject<'_> {
        match change {
            PairingChange::Recorded { person, .. } => Subject {
                person: person.as_ref(),
                ..Subject::default()
            },
            PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. }
            | PairingChange::Point { .. }
            | PairingChange::Met { .. }
            | PairingChange::Succeeds { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &PairingChange, telling: &Telling<'_>) -> String {
        match telling.length {
            Length::Short => change.in_few_words(telling.words, telling.what),
            Length::Full => change.in_full(telling.words, telling.what, telling.person),
        }
    }
}
