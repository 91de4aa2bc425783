//! What the program tells the user, as values: the view puts them into words, a test compares them.

use crate::domain::code::{Level, PairingStatus, TaskStatus};
use crate::domain::op::Op;
use crate::domain::pairing::Warning;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;

/// One thing told.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// Ready text from the world outside.
    Text(Clean),
    /// An organisation is recorded for the current need.
    Recorded {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// Its level.
        level: Level,
    },
    /// A further contact person of a recorded organisation.
    PersonAdded {
        /// Name of the person.
        person: Clean,
        /// Name of the organisation.
        org: Clean,
    },
    /// That is recorded already.
    NothingNew {
        /// Name of the organisation.
        org: Clean,
        /// Its level.
        level: Level,
    },
    /// Something the coordinator should know about an organisation just recorded.
    Warned {
        /// Name of the organisation.
        org: Clean,
        /// What.
        warning: Warning,
    },
    /// The hospital that presents the need cannot answer it.
    OwnHospital,
    /// No presentation has begun.
    NoNeedYet,
    /// The level was changed.
    LevelNow {
        /// Name of the organisation.
        org: Clean,
        /// New level.
        level: Level,
        /// Follow-up tasks that came with it.
        tasks: usize,
    },
    /// A memo was saved.
    NoteSaved,
    /// A free line was written down.
    MemoWritten,
    /// A patent belongs to the current need now.
    Tied {
        /// Need number.
        need: Clean,
        /// Document.
        doc: Clean,
    },
    /// It belonged to it already.
    AlreadyTied {
        /// Document.
        doc: Clean,
    },
    /// A presentation has begun.
    NeedNow {
        /// Need number.
        need: Clean,
    },
    /// The last presentation is over.
    Over,
    /// All presentations were over already.
    AlreadyOver,
    /// There is none before the first.
    AtFirst,
    /// The session has no needs.
    NoNeeds,
    /// A pairing is confirmed.
    Confirmed {
        /// Name of the organisation.
        org: Clean,
        /// Follow-up tasks opened.
        tasks: usize,
    },
    /// It was confirmed already.
    AlreadyConfirmed {
        /// Name of the organisation.
        org: Clean,
    },
    /// The state of a pairing was changed.
    StatusNow {
        /// Name of the organisation.
        org: Clean,
        /// New state.
        status: PairingStatus,
        /// Follow-up tasks opened.
        tasks: usize,
    },
    /// The state of a task was changed.
    TaskNow {
        /// Its title in both languages.
        title: (Clean, Clean),
        /// New state.
        status: TaskStatus,
        /// Follow-up tasks opened.
        tasks: usize,
    },
    /// A due date was changed.
    DueNow(Date),
    /// Not a date.
    BadDate,
    /// Tasks were opened.
    TasksOpened(usize),
    /// There was no task to open.
    NoTaskToOpen,
    /// A next step was noted.
    NextStepSaved,
    /// Undo or redo happened.
    Undone {
        /// Done again.
        redo: bool,
        /// First op of the action concerned.
        op: Option<Box<Op>>,
    },
    /// Nothing to take back or do again.
    NothingToUndo {
        /// It was a redo.
        redo: bool,
    },
    /// Saved until then.
    AllSaved,
    /// So many actions are not on the disk.
    NotSaved(usize),
    /// No line is selected.
    NothingSelected,
    /// A memo needs a record first.
    NoRecordYet,
    /// The answer came, and the line on which Enter was pressed is not in it.
    ChosenIsGone,
    /// This action does nothing here.
    NotHere,
    /// No session is open.
    NoSession,
    /// A half-typed text came back.
    DraftRestored,
    /// A half-typed text waits.
    DraftWaits,
    /// A line went to the clipboard.
    Copied,
    /// Not while the projector shows the screen.
    ProjectorOnly,
    /// A name is needed.
    NameNeeded,
    /// The search did not answer, so Enter did nothing.
    NoAnswer,
    /// Nothing changed.
    Unchanged,
}

impl Say {
    /// Whether everybody may read it: it names neither people nor what they said.
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::NeedNow { .. }
                | Self::Over
                | Self::AlreadyOver
                | Self::AtFirst
                | Self::NoNeeds
                | Self::ProjectorOnly
        )
    }

    /// Whether Ctrl+Z takes back what was told.
    pub fn is_undoable(&self) -> bool {
        matches!(
            self,
            Self::Recorded { .. }
                | Self::PersonAdded { .. }
                | Self::LevelNow { .. }
                | Self::NoteSaved
                | Self::MemoWritten
                | Self::Tied { .. }
                | Self::NeedNow { .. }
                | Self::Over
                | Self::Confirmed { .. }
                | Self::StatusNow { .. }
                | Self::TaskNow { .. }
                | Self::DueNow(_)
                | Self::TasksOpened(_)
                | Self::NextStepSaved
                | Self::Undone { redo: true, .. }
        )
    }
}

/// Something told, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What.
    pub say: Say,
    /// Stays until Esc.
    pub grave: bool,
    /// When.
    pub at: Timestamp,
}

/// All notices of this run; the newest is shown in the facts row for a while.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notices {
    /// Oldest first.
    pub log: Vec<Notice>,
    /// How many were not looked at in the list.
    pub unseen: usize,
    /// Shown now.
    toast: Option<Notice>,
}

/// How long a notice stays, in seconds.
const STAYS: i64 = 4;
/// More are not kept.
const KEPT: usize = 500;

impl Notices {
    /// Tells something.
    pub fn tell(&mut self, say: Say, grave: bool, at: Timestamp) {
        let notice = Notice { say, grave, at };
        if self.log.len() >= KEPT {
            self.log.remove(0);
        }
        self.log.push(notice.clone());
        if grave {
            self.unseen += 1;
        }
        if grave || !self.toast.as_ref().is_some_and(|t| t.grave) {
            self.toast = Some(notice);
        }
    }

    /// Tells something grave in several sentences; the first one, what happened, is shown.
    pub fn warn_all(&mut self, says: impl IntoIterator<Item = Say>, at: Timestamp) {
        let mut first = None;
        for say in says {
            self.tell(say, true, at);
            first = first.or_else(|| self.log.last().cloned());
        }
        self.toast = first.or(self.toast.take());
    }

    /// What the facts row shows.
    pub fn toast(&self) -> Option<&Notice> {
        self.toast.as_ref()
    }

    /// Takes the shown one away. Whether it would have stayed.
    pub fn dismiss(&mut self) -> bool {
        let grave = self.toast.take().is_some_and(|t| t.grave);
        if grave {
            self.unseen = self.unseen.saturating_sub(1);
        }
        grave
    }

    /// Lets the shown one go when its time has passed.
    pub fn tick(&mut self, now: Timestamp) {
        let gone = |t: &Notice| !t.grave && now.as_second() - t.at.as_second() >= STAYS;
        if self.toast.as_ref().is_some_and(gone) {
            self.toast = None;
        }
    }
}
