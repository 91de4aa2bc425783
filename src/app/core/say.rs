//! What the program tells the user, as values: the view puts them into words, a test compares them.

use super::board::Board;
use super::day::Day;
use super::erased::Erased;
use super::files::Files;
use super::importing::Import;
use super::meet::Meet;
use crate::config::edit::Setting;
use crate::domain::code::{Aside, Level, PairingStatus, TaskStatus};
use crate::domain::conflict::Conflict;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::domain::recorded::stated::Value;
use crate::domain::rule::matching::Warning;
use crate::text::Clean;
use jiff::civil::Date;

/// How many follow-up tasks were opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Those that can be done now.
    pub now: usize,
    /// Those that wait for others.
    pub later: usize,
}

/// One thing told.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// Others stated something else than what stands here.
    Conflicts(Box<Entity>, Vec<Conflict>),
    /// One value holds from now on.
    Decided(Value),
    /// Something of the day itself.
    Day(Day),
    /// Something of the meetings.
    Meet(Meet),
    /// Something of rules, details of tasks, and several things at once.
    Board(Board),
    /// Something of files that leave or come in.
    Files(Files),
    /// Something of persons who were erased.
    Erased(Erased),
    /// Something of taking lists in.
    Import(Import),
    /// The open session file was changed by somebody.
    FileChanged,
    /// The session file was read again.
    FileRead,
    /// The session was not opened from a file.
    NoFile,
    /// Of so many fields the record holds, and it is asked again.
    RecordHolds(usize),
    /// Ready text from the world outside.
    Text(Clean),
    /// It must not be proposed for the need.
    NotProposed,
    /// An organisation is recorded for the current need.
    Recorded {
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// Its level.
        level: Level,
    },
    /// Several badges are recorded, with their levels.
    RecordedAll(Vec<(Clean, Level)>),
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
        /// Need number.
        need: Clean,
        /// Name of the organisation.
        org: Clean,
        /// New level.
        level: Level,
        /// Follow-up tasks that came with it.
        tasks: Opened,
    },
    /// A memo was saved.
    NoteSaved,
    /// A memo was saved below what somebody else wrote into it meanwhile.
    NoteJoined,
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
        /// The need whose presentation ended with it.
        done: Option<Clean>,
    },
    /// A need is not presented in its turn, or waits again.
    NeedAside {
        /// Need number.
        need: Clean,
        /// Why not; `None`: it waits.
        how: Option<Aside>,
    },
    /// The need that is recorded for does not stand in a list that was read meanwhile. It stays the one.
    NeedWithdrawn {
        /// Need number.
        need: Clean,
        /// Its title.
        title: Clean,
    },
    /// Several laptops gave a number to different things.
    SharedNumber {
        /// The number.
        number: Clean,
        /// What they call it.
        names: Vec<Clean>,
    },
    /// The number of the need that is recorded for has another title.
    NeedRenamed {
        /// Need number.
        need: Clean,
        /// The title it had.
        old: Clean,
        /// The title it has.
        new: Clean,
    },
    /// A need is looked at, and recorded for, without being presented.
    LookingAt {
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
        tasks: Opened,
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
        tasks: Opened,
        /// Follow-up tasks that ended with it.
        stopped: usize,
    },
    /// The state of a task was changed.
    TaskNow {
        /// Its title in both languages.
        title: (Clean, Clean),
        /// New state.
        status: TaskStatus,
        /// Follow-up tasks opened.
        tasks: Opened,
        /// Tasks whose day moved with it.
        moved: usize,
    },
    /// A due date was changed, and with it those of so many tasks that wait.
    DueNow(Date, usize),
    /// Not a date.
    BadDate,
    /// What was typed or pasted does not fit into the field, and nothing of it went in.
    TooLong {
        /// Most characters of the field.
        most: usize,
        /// How many were too many.
        over: usize,
    },
    /// A reason is needed.
    ReasonNeeded,
    /// A text is needed.
    TextNeeded,
    /// Tasks were opened.
    TasksOpened(Opened),
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
    /// The line of the results is not on record.
    NotOnRecord {
        /// What it is called.
        name: Clean,
    },
    /// What is typed names nothing for certain: somebody has to point at a line.
    PointFirst,
    /// A need is selected and no record.
    NoRecordSelected,
    /// A memo has neither level nor state.
    MemoHasNone,
    /// What was typed went nowhere.
    NothingTyped,
    /// Done only on the screen, over which something is open.
    Covered,
    /// A record that is confirmed is not taken back; it is ended.
    ConfirmedStays,
    /// So many questions have no answer yet.
    AnswerFirst(usize),
    /// Nothing was taken from the file; it is asked again when it is opened.
    NothingTaken,
    /// It is so already.
    AlreadySo,
    /// A record was put right.
    Corrected {
        /// Need number now.
        need: Clean,
        /// Name of the organisation now.
        org: Clean,
    },
    /// No badge, need or name like that.
    NotFound(Clean),
    /// The answer came, and the line on which Enter was pressed is not in it.
    ChosenIsGone,
    /// The list shows all there is from now on, or only some of it.
    Listed {
        /// All.
        all: bool,
    },
    /// Nothing is typed or found through which a key could go.
    NoHits,
    /// This action does nothing here.
    NotHere,
    /// This key does something on other screens only.
    KeyElsewhere {
        /// As it is shown.
        key: Clean,
    },
    /// No session is open.
    NoSession,
    /// A half-typed text came back.
    DraftRestored,
    /// A half-typed text waits.
    DraftWaits {
        /// What the text is about.
        what: Clean,
    },
    /// A line went to the clipboard.
    Copied,
    /// Not while the projector shows the screen.
    ProjectorOnly,
    /// Whoever records from now on.
    OperatorIs(Clean),
    /// Settings were written.
    SettingsSaved,
    /// What was typed for a setting cannot be used.
    BadSetting(Setting),
    /// A template of a session file is there; its place stands in the field for opening it.
    TemplateWritten,
    /// The other record can be opened when everything of this one is saved.
    SaveFirst,
    /// A file name is needed.
    FileNameNeeded,
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
        if let Self::Day(day) = self {
            return day.is_public();
        }
        matches!(
            self,
            Self::NeedNow { .. }
                | Self::NeedAside { .. }
                | Self::Over
                | Self::AlreadyOver
                | Self::AtFirst
                | Self::NoNeeds
                | Self::ProjectorOnly
        )
    }

    /// Whether Ctrl+Z takes back what was told.
    pub fn is_undoable(&self) -> bool {
        if let Self::Day(day) = self {
            return day.is_undoable();
        }
        if let Self::Meet(meet) = self {
            return meet.is_undoable();
        }
        if let Self::Board(board) = self {
            return board.is_undoable();
        }
        matches!(
            self,
            Self::Recorded { .. }
                | Self::RecordedAll(_)
                | Self::PersonAdded { .. }
                | Self::LevelNow { .. }
                | Self::NoteSaved
                | Self::NoteJoined
                | Self::MemoWritten
                | Self::Tied { .. }
                | Self::NeedNow { .. }
                | Self::NeedAside { .. }
                | Self::Over
                | Self::Confirmed { .. }
                | Self::StatusNow { .. }
                | Self::TaskNow { .. }
                | Self::DueNow(..)
                | Self::Decided(_)
                | Self::TasksOpened(_)
                | Self::NextStepSaved
                | Self::Undone { redo: true, .. }
        )
    }
}
