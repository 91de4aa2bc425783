//! What happens to a pairing: the payloads of its ops, what they state, what a purge leaves of them, how they are told.

use crate::domain::code::{Level, Outcome, PairingStatus, Point};
use crate::domain::recorded::payload::changes;
use crate::domain::recorded::purged::{Harmless, Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
        /// Something becomes known of the project.
        #[kind("pairing-point", creates = false, undoable = true)]
        Point {
            /// What it is about.
            point: Point,
            /// As it stands in files; empty: it is taken away.
            value: Clean,
        },
        /// The two met once more, after the session.
        #[kind("pairing-met", creates = false, undoable = true)]
        Met {
            /// When.
            on: Date,
            /// What came of it; `None`: they did not meet on that day.
            outcome: Option<Outcome>,
            /// What was said.
            note: Clean,
        },
        /// It takes over from another organisation (連携企業の変更).
        #[kind("pairing-succeeds", creates = false, undoable = true)]
        Succeeds {
            /// Id of the organisation before; empty: none.
            org: Clean,
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
        Point { point: Point, value: Option<Kept> },
        Met { on: Date, outcome: Option<Outcome> },
        Succeeds { org: Kept },
    }
}

impl PairingChange {
    /// What it states, field by field.
    pub(super) fn states(&self) -> Vec<Stated> {
        match self {
            Self::Recorded { level, .. } => (level.iter())
                .flat_map(|level| Stated::one(Field::Level, Value::Level(*level)))
                .collect(),
            Self::Level { level } => Stated::one(Field::Level, Value::Level(*level)),
            Self::Note { note } => Stated::one(Field::Note, Value::Text(note.clone())),
            Self::Status { status, reason, .. } => {
                Stated::one(Field::Status, Value::Pairing(*status, reason.clone()))
            }
            Self::Next { side, text, on } => {
                let field = match side {
                    Side::Hospital => Field::NextHospital,
                    Side::Company => Field::NextCompany,
                };
                Stated::one(field, Value::Step(text.clone(), *on))
            }
            Self::Coordinator { name } => {
                Stated::one(Field::Coordinator, Value::Text(name.clone()))
            }
            Self::Point { point, value } => {
                Stated::one(Field::Point(*point), Value::Point(*point, value.clone()))
            }
            Self::Met { on, outcome, note } => {
                let value = Value::Met(*on, *outcome, note.clone());
                Stated::one(Field::Met(*on), value)
            }
            Self::Succeeds { org } => Stated::one(Field::Predecessor, Value::Text(org.clone())),
        }
    }

    /// What a purge leaves of it.
    pub(super) fn purge(&self) -> PurgedPairingChange {
        match self {
            Self::Recorded { person, level } => PurgedPairingChange::Recorded {
                person: person.as_ref().map(Kept::text),
                level: *level,
            },
            Self::Level { level } => PurgedPairingChange::Level { level: *level },
            Self::Note { .. } => PurgedPairingChange::Note {},
            Self::Status { status, on, .. } => PurgedPairingChange::Status {
                status: *status,
                on: *on,
            },
            Self::Next { side, on, .. } => PurgedPairingChange::Next {
                side: *side,
                on: *on,
            },
            Self::Coordinator { name } => PurgedPairingChange::Coordinator {
                name: Kept::text(name),
            },
            Self::Point { point, value } => PurgedPairingChange::Point {
                point: *point,
                value: point.is_code(value).then(|| Kept::text(value)),
            },
            Self::Met { on, outcome, .. } => PurgedPairingChange::Met {
                on: *on,
                outcome: *outcome,
            },
            Self::Succeeds { org } => PurgedPairingChange::Succeeds {
                org: Kept::text(org),
            },
        }
    }

    /// What it did, in a few words.
    pub(super) fn in_few_words(&self, words: &Words, what: &str) -> String {
        match self {
            Self::Recorded {
                level: Some(level), ..
            } => {
                let level = words.pick(level.ja(), level.en());
                fl!(words, "op-recorded", what = what, level = level)
            }
            Self::Recorded { level: None, .. } => {
                fl!(words, "op-recorded-unstated", what = what)
            }
            Self::Level { level } => {
                let level = words.pick(level.ja(), level.en());
                fl!(words, "op-level", what = what, level = level)
            }
            Self::Note { note } => fl!(words, "op-note", what = what, note = note.as_str()),
            Self::Status { status, .. } => {
                let status = words.pick(status.ja(), status.en());
                fl!(words, "op-status", what = what, status = status)
            }
            Self::Next { side, text, .. } => {
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
            Self::Coordinator { name } => {
                fl!(words, "op-coordinator", what = what, name = name.as_str())
            }
            Self::Point { .. } | Self::Met { .. } | Self::Succeeds { .. } => {
                self.of_project(words, what)
            }
        }
    }

    /// What it did, as a sentence with full names.
    pub(super) fn in_full(&self, words: &Words, what: &str, person: Option<&Clean>) -> String {
        match self {
            Self::Recorded { level: None, .. } => match person.map(Clean::as_str) {
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
            Self::Recorded {
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
            Self::Level { level } => {
                let level = words.pick(level.ja(), level.en());
                fl!(words, "summary-level", subject = what, level = level)
            }
            Self::Note { note } => {
                let note = note.replace('\n', " ");
                fl!(words, "summary-note", subject = what, note = note)
            }
            Self::Status { status, .. } => {
                let status = words.pick(status.ja(), status.en());
                fl!(words, "summary-status", subject = what, status = status)
            }
            Self::Next { text, .. } => {
                fl!(words, "summary-next", subject = what, text = text.as_str())
            }
            Self::Coordinator { name } => {
                fl!(words, "op-coordinator", what = what, name = name.as_str())
            }
            Self::Point { .. } | Self::Met { .. } | Self::Succeeds { .. } => {
                self.of_project(words, what)
            }
        }
    }

    /// What is stated of a project: which field, and what of it.
    fn of_project(&self, words: &Words, what: &str) -> String {
        let stated = self.states();
        let told = stated.first().map(|stated| {
            let field = words.pick(stated.field.ja(), stated.field.en());
            let value = stated.value.text(words.lang());
            fl!(
                words,
                "op-task-detail",
                what = what,
                field = field,
                value = value
            )
        });
        told.unwrap_or_default()
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
            PurgedPairingChange::Point { point, value } => Self::Point {
                point,
                value: value.map(Clean::from).unwrap_or_default(),
            },
            PurgedPairingChange::Met { on, outcome } => Self::Met {
                on,
                outcome,
                note: Clean::default(),
            },
            PurgedPairingChange::Succeeds { org } => Self::Succeeds { org: org.into() },
        }
    }
}
