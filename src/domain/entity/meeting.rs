//! A meeting (面談) of the presenters of a need with an organisation: when and at which table it is held, and what came of
//! it. A need and an organisation meet once in a session. The next steps agreed at the table stand with the pairing.

use super::pairing::{PairingId, Side};
use crate::domain::code::Outcome;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// Who meets: the same two as in a pairing.
pub type MeetingId = PairingId;

/// When and where a meeting is held. The time is what people were told: slots have other numbers when a list changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// When it begins.
    pub starts_at: Time,
    /// 卓番号
    pub table: Clean,
    /// Who sits there for the organisation, by badge.
    pub persons: Vec<Clean>,
}

/// A meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// When and where; `None`: it has no place, or lost it.
    pub seat: Option<Seat>,
    /// 確定: no filling and no repair moves it. Otherwise 案.
    pub fixed: bool,
    /// Why it sits where it cannot; empty: nothing stands against it, as far as somebody said.
    pub because: Clean,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Which side did not come, where it was not held for that.
    pub absent: Option<Side>,
    /// メモ
    pub note: Clean,
}

changes! {
    /// What happens to a meeting.
    pub enum MeetingChange {
        /// It gets a place, or another one, or loses it.
        #[kind("meeting-seated", creates = true, undoable = true)]
        Seated {
            /// When and where; `None`: nowhere.
            seat: Option<Seat>,
            /// Whether it is 確定.
            fixed: bool,
            /// Why it sits there although something stands against it; empty: nothing does.
            because: Clean,
        },
        /// 案 becomes 確定, or the other way round.
        #[kind("meeting-fixed", creates = false, undoable = true)]
        Fixed {
            /// Whether it is 確定.
            fixed: bool,
        },
        /// What came of it.
        #[kind("meeting-outcome", creates = true, undoable = true)]
        Outcome {
            /// What; `None`: taken back.
            outcome: Option<Outcome>,
            /// Which side did not come.
            absent: Option<Side>,
        },
        /// The memo of the meeting.
        #[kind("meeting-note", creates = false, undoable = true)]
        Note {
            /// The whole new text.
            note: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a seat.
    pub struct PurgedSeat {
        starts_at: Time,
        table: Kept,
        persons: Vec<Kept>,
    }
}

purged! {
    /// What a purge leaves of a change of a meeting.
    pub enum PurgedMeetingChange {
        Seated { seat: Option<PurgedSeat>, fixed: bool },
        Fixed { fixed: bool },
        Outcome { outcome: Option<Outcome>, absent: Option<Side> },
        Note {},
    }
}

impl Recorded for Meeting {
    type Key = MeetingId;
    type Change = MeetingChange;
    type Purged = PurgedMeetingChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &MeetingId, change: &MeetingChange, _: &By<'_>) -> Option<Self> {
        match change {
            MeetingChange::Seated { .. } | MeetingChange::Outcome { .. } => Some(Self::default()),
            MeetingChange::Fixed { .. } | MeetingChange::Note { .. } => None,
        }
    }

    fn step(&mut self, change: &MeetingChange, _: &By<'_>) {
        match change {
            MeetingChange::Seated {
                seat,
                fixed,
                because,
            } => {
                self.seat.clone_from(seat);
                self.fixed = *fixed;
                self.because.clone_from(because);
            }
            MeetingChange::Fixed { fixed } => self.fixed = *fixed,
            MeetingChange::Outcome { outcome, absent } => {
                self.outcome = *outcome;
                self.absent = *absent;
            }
            MeetingChange::Note { note } => self.note.clone_from(note),
        }
    }

    fn states(change: &MeetingChange) -> Vec<Stated> {
        match change {
            MeetingChange::Seated { seat, .. } => {
                let place = seat.as_ref().map(|s| (s.starts_at, s.table.clone()));
                Stated::one(Field::Seat, Value::Seat(place))
            }
            MeetingChange::Fixed { fixed } => Stated::one(Field::Fixed, Value::Fixed(*fixed)),
            MeetingChange::Outcome { outcome, .. } => {
                Stated::one(Field::Outcome, Value::Outcome(*outcome))
            }
            MeetingChange::Note { note } => Stated::one(Field::Note, Value::Text(note.clone())),
        }
    }

    fn with_text(change: &MeetingChange, text: &Clean) -> Option<MeetingChange> {
        match change {
            MeetingChange::Note { .. } => Some(MeetingChange::Note { note: text.clone() }),
            MeetingChange::Seated { .. }
            | MeetingChange::Fixed { .. }
            | MeetingChange::Outcome { .. } => None,
        }
    }

    fn purge(change: &MeetingChange) -> PurgedMeetingChange {
        match change {
            MeetingChange::Seated { seat, fixed, .. } => PurgedMeetingChange::Seated {
                seat: seat.as_ref().map(|seat| PurgedSeat {
                    starts_at: seat.starts_at,
                    table: Kept::text(&seat.table),
                    persons: Kept::texts(&seat.persons),
                }),
                fixed: *fixed,
            },
            MeetingChange::Fixed { fixed } => PurgedMeetingChange::Fixed { fixed: *fixed },
            MeetingChange::Outcome { outcome, absent } => PurgedMeetingChange::Outcome {
                outcome: *outcome,
                absent: *absent,
            },
            MeetingChange::Note { .. } => PurgedMeetingChange::Note {},
        }
    }

    fn forget(_: &MeetingId, change: &mut MeetingChange, _: &Clean) {
        match change {
            MeetingChange::Seated { .. }
            | MeetingChange::Fixed { .. }
            | MeetingChange::Outcome { .. }
            | MeetingChange::Note { .. } => {}
        }
    }

    fn numbers(change: &mut MeetingChange, each: &mut Each<'_>) {
        match change {
            MeetingChange::Seated { seat, .. } => {
                for badge in seat.iter_mut().flat_map(|seat| &mut seat.persons) {
                    each(Numbered::Attendee, badge);
                }
            }
            MeetingChange::Fixed { .. }
            | MeetingChange::Outcome { .. }
            | MeetingChange::Note { .. } => {}
        }
    }

    fn subject(change: &MeetingChange) -> Subject<'_> {
        match change {
            MeetingChange::Seated { seat, .. } => Subject {
                person: seat.as_ref().and_then(|seat| seat.persons.first()),
                ..Subject::default()
            },
            MeetingChange::Fixed { .. }
            | MeetingChange::Outcome { .. }
            | MeetingChange::Note { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &MeetingChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match change {
            MeetingChange::Seated {
                seat: Some(seat),
                fixed,
                because,
            } => {
                let time = seat.starts_at.strftime("%H:%M").to_string();
                let (table, why) = (seat.table.as_str(), because.replace('\n', " "));
                let state = fixed_word(words, *fixed);
                if why.is_empty() {
                    fl!(
                        words,
                        "op-meeting",
                        what = what,
                        time = time,
                        table = table,
                        state = state
                    )
                } else {
                    fl!(
                        words,
                        "op-meeting-why",
                        what = what,
                        time = time,
                        table = table,
                        state = state,
                        why = why
                    )
                }
            }
            MeetingChange::Seated {
                seat: None,
                because,
                ..
            } => {
                let why = because.replace('\n', " ");
                if why.is_empty() {
                    fl!(words, "op-meeting-out", what = what)
                } else {
                    fl!(words, "op-meeting-out-why", what = what, why = why)
                }
            }
            MeetingChange::Fixed { fixed } => fl!(
                words,
                "op-meeting-fixed",
                what = what,
                state = fixed_word(words, *fixed)
            ),
            MeetingChange::Outcome {
                outcome: Some(outcome),
                absent,
            } => {
                let outcome = words.pick(outcome.ja(), outcome.en());
                match absent {
                    None => fl!(words, "op-meeting-outcome", what = what, outcome = outcome),
                    Some(Side::Hospital) => {
                        fl!(
                            words,
                            "op-meeting-no-hospital",
                            what = what,
                            outcome = outcome
                        )
                    }
                    Some(Side::Company) => {
                        fl!(
                            words,
                            "op-meeting-no-company",
                            what = what,
                            outcome = outcome
                        )
                    }
                }
            }
            MeetingChange::Outcome { outcome: None, .. } => {
                fl!(words, "op-meeting-outcome-none", what = what)
            }
            MeetingChange::Note { note } => {
                let note = note.replace('\n', " ");
                fl!(words, "op-meeting-note", what = what, note = note)
            }
        }
    }
}

fn fixed_word(words: &Words, fixed: bool) -> &'static str {
    let (ja, en) = Value::fixed_words(fixed);
    words.pick(ja, en)
}

impl From<PurgedMeetingChange> for MeetingChange {
    fn from(purged: PurgedMeetingChange) -> Self {
        match purged {
            PurgedMeetingChange::Seated { seat, fixed } => Self::Seated {
                seat: seat.map(|seat| Seat {
                    starts_at: seat.starts_at,
                    table: seat.table.into(),
                    persons: seat.persons.into_iter().map(Clean::from).collect(),
                }),
                fixed,
                because: Clean::default(),
            },
            PurgedMeetingChange::Fixed { fixed } => Self::Fixed { fixed },
            PurgedMeetingChange::Outcome { outcome, absent } => Self::Outcome { outcome, absent },
            PurgedMeetingChange::Note {} => Self::Note {
                note: Clean::default(),
            },
        }
    }
}
