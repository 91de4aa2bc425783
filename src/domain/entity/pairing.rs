//! A pairing (ペアリング): need x organisation, the core record. What may be recorded of it is decided in
//! [`crate::domain::rule::matching`].

use crate::domain::code::{Level, PairingStatus};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Harmless, Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
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
        }
    }
}

/// Which of the two sides of a pairing acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 病院側
    Hospital,
    /// 企業側
    Company,
}

impl Harmless for Side {}

changes! {
    /// What happens to a pairing.
    pub enum PairingChange {
        /// Somebody wants to work on the need. Repeated for further persons of the organisation.
        #[kind("pairing-recorded", creates = true, undoable = true)]
        Recorded {
            /// Badge number of the contact person.
            person: Option<Clean>,
            /// How much; `None`: nobody said so, which is shown as 関心 and overwrites nothing.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            level: Option<Level>,
        },
        /// The level is stepped.
        #[kind("pairing-level", creates = false, undoable = true)]
        Level {
            /// How much.
            level: Level,
        },
        /// The memo of the pairing.
        #[kind("pairing-note", creates = false, undoable = true)]
        Note {
            /// The whole new text.
            note: Clean,
        },
        /// The pairing goes on, is confirmed or ends.
        #[kind("pairing-status", creates = false, undoable = true)]
        Status {
            /// New state.
            status: PairingStatus,
            /// Why, where it ends or is put off.
            reason: Clean,
            /// Day of the change.
            on: Date,
        },
        /// What a side does next.
        #[kind("pairing-next", creates = false, undoable = true)]
        Next {
            /// Whose step.
            side: Side,
            /// The step; empty when there is none.
            text: Clean,
            /// By when.
            on: Option<Date>,
        },
        /// Another coordinator goes on with it.
        #[kind("pairing-coordinator", creates = false, undoable = true)]
        Coordinator {
            /// Who.
            name: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a pairing.
    pub enum PurgedPairingChange {
        Recorded { person: Option<Kept>, level: Option<Level> },
        Level { level: Level },
        Note {},
        Status { status: PairingStatus, on: Date },
        Next { side: Side, on: Option<Date> },
        Coordinator { name: Kept },
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
            | PairingChange::Coordinator { .. } => None,
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
        }
    }

    fn states(change: &PairingChange) -> Vec<Stated> {
        match change {
            PairingChange::Recorded { level, .. } => (level.iter())
                .flat_map(|level| Stated::one(Field::Level, Value::Level(*level)))
                .collect(),
            PairingChange::Level { level } => Stated::one(Field::Level, Value::Level(*level)),
            PairingChange::Note { note } => Stated::one(Field::Note, Value::Text(note.clone())),
            PairingChange::Status { status, reason, .. } => {
                Stated::one(Field::Status, Value::Pairing(*status, reason.clone()))
            }
            PairingChange::Next { side, text, on } => {
                let field = match side {
                    Side::Hospital => Field::NextHospital,
                    Side::Company => Field::NextCompany,
                };
                Stated::one(field, Value::Step(text.clone(), *on))
            }
            PairingChange::Coordinator { name } => {
                Stated::one(Field::Coordinator, Value::Text(name.clone()))
            }
        }
    }

    fn with_text(change: &PairingChange, text: &Clean) -> Option<PairingChange> {
        match change {
            PairingChange::Note { .. } => Some(PairingChange::Note { note: text.clone() }),
            PairingChange::Recorded { .. }
            | PairingChange::Level { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. } => None,
        }
    }

    fn purge(change: &PairingChange) -> PurgedPairingChange {
        match change {
            PairingChange::Recorded { person, level } => PurgedPairingChange::Recorded {
                person: person.as_ref().map(Kept::text),
                level: *level,
            },
            PairingChange::Level { level } => PurgedPairingChange::Level { level: *level },
            PairingChange::Note { .. } => PurgedPairingChange::Note {},
            PairingChange::Status { status, on, .. } => PurgedPairingChange::Status {
                status: *status,
                on: *on,
            },
            PairingChange::Next { side, on, .. } => PurgedPairingChange::Next {
                side: *side,
                on: *on,
            },
            PairingChange::Coordinator { name } => PurgedPairingChange::Coordinator {
                name: Kept::text(name),
            },
        }
    }

    fn forget(_: &PairingId, change: &mut PairingChange, _: &Clean) {
        match change {
            PairingChange::Recorded { .. }
            | PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. } => {}
        }
    }

    fn numbers(change: &mut PairingChange, each: &mut Each<'_>) {
        match change {
            PairingChange::Recorded { person, .. } => {
                if let Some(badge) = person {
                    each(Numbered::Attendee, badge);
                }
            }
            PairingChange::Level { .. }
            | PairingChange::Note { .. }
            | PairingChange::Status { .. }
            | PairingChange::Next { .. }
            | PairingChange::Coordinator { .. } => {}
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
            | PairingChange::Coordinator { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &PairingChange, telling: &Telling<'_>) -> String {
        match telling.length {
            Length::Short => in_few_words(change, telling.words, telling.what),
            Length::Full => in_full(change, telling.words, telling.what, telling.person),
        }
    }
}

fn in_few_words(change: &PairingChange, words: &Words, what: &str) -> String {
    match change {
        PairingChange::Recorded {
            level: Some(level), ..
        } => {
            let level = words.pick(level.ja(), level.en());
            fl!(words, "op-recorded", what = what, level = level)
        }
        PairingChange::Recorded { level: None, .. } => {
            fl!(words, "op-recorded-unstated", what = what)
        }
        PairingChange::Level { level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(words, "op-level", what = what, level = level)
        }
        PairingChange::Note { note } => fl!(words, "op-note", what = what, note = note.as_str()),
        PairingChange::Status { status, .. } => {
            let status = words.pick(status.ja(), status.en());
            fl!(words, "op-status", what = what, status = status)
        }
        PairingChange::Next { side, text, .. } => {
            let side = match side {
                Side::Hospital => fl!(words, "label-next-hospital"),
                Side::Company => fl!(words, "label-next-company"),
            };
            fl!(
                words,
                "op-next",
                what = what,
                side = side,
                text = text.as_str()
            )
        }
        PairingChange::Coordinator { name } => {
            fl!(words, "op-coordinator", what = what, name = name.as_str())
        }
    }
}

fn in_full(change: &PairingChange, words: &Words, what: &str, person: Option<&Clean>) -> String {
    match change {
        PairingChange::Recorded { level: None, .. } => match person.map(Clean::as_str) {
            Some(name) => {
                fl!(
                    words,
                    "summary-recorded-unstated-by",
                    subject = what,
                    name = name
                )
            }
            None => fl!(words, "summary-recorded-unstated", subject = what),
        },
        PairingChange::Recorded {
            level: Some(level), ..
        } => {
            let level = words.pick(level.ja(), level.en());
            match person.map(Clean::as_str) {
                Some(name) => fl!(
                    words,
                    "summary-recorded-by",
                    subject = what,
                    level = level,
                    name = name
                ),
                None => fl!(words, "summary-recorded", subject = what, level = level),
            }
        }
        PairingChange::Level { level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(words, "summary-level", subject = what, level = level)
        }
        PairingChange::Note { note } => {
            let note = note.replace('\n', " ");
            fl!(words, "summary-note", subject = what, note = note)
        }
        PairingChange::Status { status, .. } => {
            let status = words.pick(status.ja(), status.en());
            fl!(words, "summary-status", subject = what, status = status)
        }
        PairingChange::Next { text, .. } => {
            fl!(words, "summary-next", subject = what, text = text.as_str())
        }
        PairingChange::Coordinator { name } => {
            fl!(words, "op-coordinator", what = what, name = name.as_str())
        }
    }
}

impl From<PurgedPairingChange> for PairingChange {
    fn from(purged: PurgedPairingChange) -> Self {
        match purged {
            PurgedPairingChange::Recorded { person, level } => Self::Recorded {
                person: person.map(Clean::from),
                level,
            },
            PurgedPairingChange::Level { level } => Self::Level { level },
            PurgedPairingChange::Note {} => Self::Note {
                note: Clean::default(),
            },
            PurgedPairingChange::Status { status, on } => Self::Status {
                status,
                reason: Clean::default(),
                on,
            },
            PurgedPairingChange::Next { side, on } => Self::Next {
                side,
                text: Clean::default(),
                on,
            },
            PurgedPairingChange::Coordinator { name } => Self::Coordinator { name: name.into() },
        }
    }
}
