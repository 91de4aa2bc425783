//! Attendance (出欠): what a person did on the day, from the desk to the sheet that is handed in.

use crate::domain::code::{Paper, Presence};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::purged;
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttendanceId {
    /// Session id.
    pub session: Clean,
    /// The key of the attendee.
    pub badge: Clean,
}

as_text!(AttendanceId);

impl Key for AttendanceId {
    fn write(&self) -> String {
        join(&[&self.session, &self.badge])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, badge] = split(text)?;
        Some(Self { session, badge })
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.session)
    }

    fn need(&self) -> Option<&Clean> {
        None
    }

    fn org(&self) -> Option<&Clean> {
        None
    }

    fn person(&self) -> Option<&Clean> {
        Some(&self.badge)
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Attendee, &mut self.badge);
    }

    fn name(&self) -> Vec<Part<'_>> {
        vec![Part::Number(&self.badge)]
    }
}

/// What a person did on the day. Somebody of whom nothing is recorded is 未着.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// Whether they are in the room.
    pub presence: Presence,
    /// When they came.
    pub arrived_at: Option<Timestamp>,
    /// When they left.
    pub left_at: Option<Timestamp>,
    /// What was said of each paper, and when.
    pub papers: BTreeMap<Paper, (bool, Timestamp)>,
}

impl Default for Attendance {
    fn default() -> Self {
        Self {
            presence: Presence::Expected,
            arrived_at: None,
            left_at: None,
            papers: BTreeMap::new(),
        }
    }
}

impl Attendance {
    /// What was said of a paper; `None`: nothing.
    pub fn paper(&self, paper: Paper) -> Option<bool> {
        self.papers.get(&paper).map(|(done, _)| *done)
    }
}

changes! {
    /// What happens to somebody's attendance.
    pub enum AttendanceChange {
        /// They come, leave or stay away; `未着` takes back what was said.
        #[kind("attendance-presence", creates = true, undoable = true)]
        Presence {
            /// Which of these.
            presence: Presence,
        },
        /// A paper is signed, handed over or handed in, or is not.
        #[kind("attendance-paper", creates = true, undoable = true)]
        Paper {
            /// Which.
            paper: Paper,
            /// Whether it is.
            done: bool,
        },
    }
}

purged! {
    /// What a purge leaves of a change of an attendance.
    pub enum PurgedAttendanceChange {
        Presence { presence: Presence },
        Paper { paper: Paper, done: bool },
    }
}

impl Recorded for Attendance {
    type Key = AttendanceId;
    type Change = AttendanceChange;
    type Purged = PurgedAttendanceChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &AttendanceId, change: &AttendanceChange, _: &By<'_>) -> Option<Self> {
        match change {
            AttendanceChange::Presence { .. } | AttendanceChange::Paper { .. } => {
                Some(Self::default())
            }
        }
    }

    fn step(&mut self, change: &AttendanceChange, by: &By<'_>) {
        match change {
            AttendanceChange::Presence { presence } => {
                self.presence = *presence;
                match presence {
                    Presence::Expected | Presence::Absent => {
                        self.arrived_at = None;
                        self.left_at = None;
                    }
                    // Who is checked in twice came the first time.
                    Presence::Arrived => {
                        self.arrived_at = self.arrived_at.or(Some(by.at));
                        self.left_at = None;
                    }
                    Presence::Left => self.left_at = Some(by.at),
                }
            }
            AttendanceChange::Paper { paper, done } => {
                self.papers.insert(*paper, (*done, by.at));
            }
        }
    }

    fn states(change: &AttendanceChange) -> Vec<Stated> {
        match change {
            AttendanceChange::Presence { presence } => {
                Stated::one(Field::Presence, Value::Presence(*presence))
            }
            AttendanceChange::Paper { paper, done } => {
                Stated::one((*paper).into(), Value::Done(*done))
            }
        }
    }

    fn with_text(change: &AttendanceChange, _: &Clean) -> Option<AttendanceChange> {
        match change {
            AttendanceChange::Presence { .. } | AttendanceChange::Paper { .. } => None,
        }
    }

    fn purge(change: &AttendanceChange) -> PurgedAttendanceChange {
        match change {
            AttendanceChange::Presence { presence } => PurgedAttendanceChange::Presence {
                presence: *presence,
            },
            AttendanceChange::Paper { paper, done } => PurgedAttendanceChange::Paper {
                paper: *paper,
                done: *done,
            },
        }
    }

    fn forget(_: &AttendanceId, change: &mut AttendanceChange, _: &Clean) {
        match change {
            AttendanceChange::Presence { .. } | AttendanceChange::Paper { .. } => {}
        }
    }

    fn numbers(change: &mut AttendanceChange, _: &mut Each<'_>) {
        match change {
            AttendanceChange::Presence { .. } | AttendanceChange::Paper { .. } => {}
        }
    }

    fn subject(change: &AttendanceChange) -> Subject<'_> {
        match change {
            AttendanceChange::Presence { .. } | AttendanceChange::Paper { .. } => {
                Subject::default()
            }
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &AttendanceChange, telling: &Telling<'_>) -> String {
        let words = telling.words;
        let who = match (telling.length, telling.person) {
            (Length::Full, Some(person)) => format!("{} {person}", telling.what),
            (Length::Full, None) | (Length::Short, _) => telling.what.to_owned(),
        };
        match change {
            AttendanceChange::Presence { presence } => {
                let presence = words.pick(presence.ja(), presence.en());
                fl!(words, "op-presence", who = who, presence = presence)
            }
            AttendanceChange::Paper { paper, done } => {
                let paper = words.pick(paper.ja(), paper.en());
                if *done {
                    fl!(words, "op-paper", who = who, paper = paper)
                } else {
                    fl!(words, "op-paper-not", who = who, paper = paper)
                }
            }
        }
    }
}

impl From<PurgedAttendanceChange> for AttendanceChange {
    fn from(purged: PurgedAttendanceChange) -> Self {
        match purged {
            PurgedAttendanceChange::Presence { presence } => Self::Presence { presence },
            PurgedAttendanceChange::Paper { paper, done } => Self::Paper { paper, done },
        }
    }
}
