//! What goes into `update` and what comes out of it, as plain values: a test compares them, a run can be replayed.

use super::importing::{Ask as Importing, Told};
use super::planning::{Answer as Planned, Ask};
use super::sharing::Sharing;
use crate::action::Chord;
use crate::config::edit::Setting;
use crate::config::settings::Colours;
use crate::domain::book::{Book, Current};
use crate::domain::code::Level;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::task::TaskId;
use crate::domain::op::{Hlc, Op};
use crate::domain::reading::{Answers, Both, Doubt};
use crate::domain::rule::report::{Report, Span};
use crate::domain::rule::suggest::{About, Answer as Suggested};
use crate::exchange::leave::LeftOut;
use crate::store::Recogniser;
use crate::store::privacy::provision::Provision;
use crate::store::sqlite::offer::GoodCopy;
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use uuid::Uuid;

/// What the world tells the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key, not folded.
    Key(Chord),
    /// Text pasted in one piece.
    Paste(String),
    /// The left button at a cell.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The wheel over a cell.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Away from the user.
        up: bool,
    },
    /// The size of the terminal.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// What is told or asked takes so many rows, as the view has measured it.
    Measured {
        /// Rows.
        told: u16,
    },
    /// Time has passed; sent once a second at most, and only while something on the screen depends on it.
    Tick,
    /// A session file was read; the model goes to the live screen.
    Opened {
        /// Its session is in the book.
        session: Clean,
        /// The file, for 読み直す.
        path: PathBuf,
    },
    /// A session file was refused or has warnings: rendered diagnostics, ready to show.
    Refused {
        /// The file.
        path: PathBuf,
        /// Lines of the report.
        report: Vec<Clean>,
    },
    /// The settings file was written; what it says now.
    SettingsWritten(Vec<String>),
    /// A template of a session file was written.
    TemplateWritten {
        /// The file.
        path: PathBuf,
    },
    /// Nothing was taken from a session file: numbers in it have other names than when something was recorded with them.
    Doubted {
        /// The file.
        path: PathBuf,
        /// What was answered already.
        answers: Box<Answers>,
        /// What is asked.
        doubts: Vec<Doubt>,
    },
    /// A session file was read; of these fields it and somebody here say different things, and the record holds.
    BothChanged {
        /// The file.
        path: PathBuf,
        /// What was answered already.
        answers: Box<Answers>,
        /// What is asked.
        both: Vec<Both>,
    },
    /// The open session file was changed by somebody.
    FileChanged(PathBuf),
    /// Everything recorded (at the start, and after another program changed much).
    Loaded(Box<Book>),
    /// A workbook was written.
    Exported {
        /// Where.
        path: Clean,
        /// What may not leave and is not in it.
        left_out: LeftOut,
    },
    /// The tasks whose day was counted from a doubtful date.
    DoubtfulDues(BTreeSet<TaskId>),
    /// A second copy holds a record where none is in its place.
    Offered(Vec<GoodCopy>),
    /// Some sessions, whole: before the others are read, and after things in them got other numbers.
    Begun(Box<Book>),
    /// The record cannot be opened.
    Unread {
        /// What happened and what to do, one sentence each.
        why: Vec<Clean>,
        /// Good copies of it, the newest first.
        copies: Vec<GoodCopy>,
    },
    /// An action of this program is on the disk.
    Saved {
        /// The number given with the effect.
        ticket: u64,
        /// The action.
        action: Uuid,
        /// New state of every entity touched.
        rows: Vec<(Entity, Option<Current>)>,
        /// Whether it was an undo or a redo, and what it concerned.
        undone: Option<Undone>,
    },
    /// Nothing to take back or to do again.
    NothingToUndo {
        /// The number given with the effect.
        ticket: u64,
        /// It was a redo.
        redo: bool,
    },
    /// An action could not be saved; it stays in the queue of the database thread.
    SaveFailed {
        /// The number given with the effect.
        ticket: u64,
        /// What happened and what to do, one sentence each.
        why: Vec<Clean>,
    },
    /// Another program changed the same database.
    Synced {
        /// New state of every entity touched.
        rows: Vec<(Entity, Option<Current>)>,
    },
    /// How the shared folder stands.
    Shared(Sharing),
    /// Answer of the search thread.
    Found {
        /// The generation of the query it answers; older ones are dropped.
        generation: u64,
        /// What was found.
        answer: Answer,
    },
    /// Answer of the thread that makes timetables.
    Planned {
        /// The generation of the question it answers; older ones are dropped.
        generation: u64,
        /// What was made.
        answer: Box<Planned>,
    },
    /// Answer to [`Effect::Suggest`].
    Suggested {
        /// The generation of the question it answers; older ones are dropped.
        generation: u64,
        /// What was found; `None`: the record could not be read.
        found: Option<Suggested>,
    },
    /// Answer to [`Effect::Hint`].
    Hinted {
        /// The generation of the question it answers; older ones are dropped.
        generation: u64,
        /// Need and company of each pair; `None`: the record could not be read.
        found: Option<BTreeSet<(Clean, Clean)>>,
    },
    /// Answer to [`Effect::Count`].
    Counted {
        /// The generation of the question it answers; older ones are dropped.
        generation: u64,
        /// The figures; `None`: the record could not be read.
        found: Option<Box<Report>>,
    },
    /// Answer to [`Effect::Import`].
    Import {
        /// The generation of the question it answers; older ones are dropped.
        generation: u64,
        /// What the thread says.
        told: Box<Told>,
    },
    /// Answer to [`Effect::LoadHistory`].
    History(Vec<HistoryRow>),
    /// Answer to [`Effect::LoadPast`]: everything of that session as it was.
    Past {
        /// The clock asked for.
        until: Hlc,
        /// What it was asked about.
        entity: Entity,
        /// The book then.
        book: Box<Book>,
    },
    /// What was asked of the record could not be read: what happened and what to do, one sentence each.
    Unanswered(Vec<Clean>),
    /// Answer to [`Effect::LoadProvisions`], oldest first.
    Provisions(Vec<Provision>),
    /// By which everybody is recognised who was erased.
    Erasures(Vec<Recogniser>),
    /// Answer to [`Effect::LoadDraft`], where there is one: a half-typed text a crash left behind.
    Draft {
        /// Which field, as in [`Effect::KeepDraft`].
        slot: Clean,
        /// Its text.
        text: String,
    },
    /// Something the user should know.
    Notice {
        /// How grave.
        grave: bool,
        /// The text.
        text: Clean,
    },
    /// Something went wrong: what happened and what to do, one sentence each.
    Trouble(Vec<Clean>),
    /// The terminal is gone, or a signal asks to leave.
    Hangup,
}

/// What is to be counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// Chosen by the model, growing.
    pub generation: u64,
    /// Which sessions.
    pub span: Span,
    /// The day on which a task is late or not.
    pub today: Date,
}

/// What an undo or redo switched.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// `true`: done again.
    pub redo: bool,
    /// The first op of the action concerned, to tell what it was.
    pub op: Option<Box<Op>>,
}

/// What the search thread found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<HitRow>,
    /// How many records matched in all.
    pub matched: usize,
    /// All was searched. Otherwise only the meeting was, and another answer with the library follows.
    pub whole: bool,
}

/// One line of the result list, complete: drawing looks nothing up.
#[derive(Clone, Debug, PartialEq)]
pub struct HitRow {
    /// What it is.
    pub kind: HitKind,
    /// Badge, organisation id, need number or document number.
    pub id: Clean,
    /// Name or title.
    pub title: Clean,
    /// Organisation, technology, applicants …
    pub detail: Clean,
    /// Byte ranges of `title` to highlight.
    pub title_marks: Vec<Range<usize>>,
    /// Byte ranges of `detail` to highlight.
    pub detail_marks: Vec<Range<usize>>,
    /// Why it matched, where that is not visible.
    pub why: Option<Why>,
    /// Interest stated before the meeting for the current need.
    pub interest: Option<Level>,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// 参加者
    Attendee,
    /// 機関
    Organisation,
    /// ニーズ
    Need,
    /// 特許
    Patent,
    /// 特許一覧: a patent of the library.
    Library,
}

/// Why a hit matched, where the text does not show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// 読み
    Reading,
    /// 略称
    Synonym,
    /// 番号
    Number,
    /// 誤字
    Typo,
    /// 近い
    Near,
}

/// One line of the history of an entity or of all.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Nobody can say when it was.
    pub doubtful: bool,
    /// The op.
    pub op: Op,
    /// Its action is switched off.
    pub undone: bool,
}

/// What the program asks the world to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save one action. Answered by [`Msg::Saved`] or [`Msg::SaveFailed`]; order is kept.
    Commit {
        /// Chosen by the model.
        ticket: u64,
        /// Scope of the stream: the session id.
        scope: Clean,
        /// What changes.
        changes: Vec<(Entity, Change)>,
    },
    /// Take the newest own action back.
    Undo {
        /// Chosen by the model.
        ticket: u64,
    },
    /// Take everything back that is on record of one thing.
    TakeBack {
        /// Chosen by the model.
        ticket: u64,
        /// The thing.
        entity: Entity,
        /// Something else was recorded in its place, which was told.
        replaced: bool,
    },
    /// Do again what was last taken back.
    Redo {
        /// Chosen by the model.
        ticket: u64,
    },
    /// Save what waits once more.
    RetrySave,
    /// Search; older queries are dropped. Answered by [`Msg::Found`].
    Search {
        /// Chosen by the model, growing.
        generation: u64,
        /// As typed.
        query: String,
        /// The session searched.
        session: Clean,
        /// The need presented now; its patents come first.
        need: Option<Clean>,
        /// How many lines at most.
        limit: usize,
    },
    /// Look who could answer a need, or which needs an organisation could answer. Answered by [`Msg::Suggested`].
    Suggest {
        /// Chosen by the model, growing.
        generation: u64,
        /// The session.
        session: Clean,
        /// What is asked about.
        about: About,
        /// What is confirmed of the need by now (求める技術).
        seeking: Vec<Clean>,
    },
    /// Look which companies suit which needs, for the matrix. Answered by [`Msg::Hinted`].
    Hint {
        /// Chosen by the model, growing.
        generation: u64,
        /// The session.
        session: Clean,
    },
    /// Count the report. Answered by [`Msg::Counted`].
    Count(Box<Count>),
    /// Make timetables; older questions are dropped. Answered by [`Msg::Planned`].
    Plan(Box<Ask>),
    /// Nobody waits for the timetables of questions before this number any more.
    StopPlanning(u64),
    /// Look at files, read lists, take them in. Answered by [`Msg::Import`].
    Import(Box<Importing>),
    /// Read a session file. Answered by [`Msg::Opened`] or [`Msg::Refused`].
    OpenFile(PathBuf),
    /// Read a session file again, with what was answered where numbers in it have other names. An empty path: the sample
    /// session.
    OpenAnswered {
        /// The file.
        path: PathBuf,
        /// The answers.
        answers: Answers,
    },
    /// Open the sample session that comes with the program, in a record of its own.
    OpenSample,
    /// Back from the sample to the real record.
    LeaveSample {
        /// Take the record of the sample away.
        remove: bool,
    },
    /// Write a filter of the board into the settings file under this name, or take it out.
    SaveFilter(Clean, Option<Clean>),
    /// Write these into the settings file. Answered by [`Msg::SettingsWritten`].
    SaveSettings(Vec<(Setting, String)>),
    /// Write a template of a session file. Answered by [`Msg::TemplateWritten`].
    NewFile(PathBuf),
    /// Open a session of the book without its file.
    OpenRecorded(Clean),
    /// Ops of an entity, or of all, newest last. Answered by [`Msg::History`].
    LoadHistory(Option<Entity>),
    /// What was known when the clock said that, right after that op. Answered by [`Msg::Past`].
    LoadPast {
        /// The clock of an op.
        until: Hlc,
        /// What it is about.
        entity: Entity,
    },
    /// Who was introduced to whom. Answered by [`Msg::Provisions`].
    LoadProvisions,
    /// Keep half-typed input, so that a crash does not lose it; empty text removes it.
    KeepDraft {
        /// Which field.
        slot: Clean,
        /// Its text.
        text: String,
    },
    /// Is there half-typed text of this field? Answered by [`Msg::Draft`] if so.
    LoadDraft {
        /// Which field.
        slot: Clean,
    },
    /// Write the actor into the settings.
    RememberActor(Clean),
    /// Put this copy in the place of the record, which is kept. Answered by [`Msg::Loaded`] or [`Msg::Trouble`].
    Restore(PathBuf),
    /// Write the colours into the settings.
    RememberColours(Colours),
    /// Put a text into the clipboard.
    Copy(Clean),
    /// Paint everything anew.
    Redraw,
    /// Write what is recorded as a workbook into a folder, under a name that is free.
    ExportWorkbook {
        /// Of this session alone.
        session: Option<Clean>,
        /// Where; none: no session file is open.
        folder: Option<PathBuf>,
        /// All of it, marked as the office's own; else what may leave.
        is_internal: bool,
    },
    /// Leave.
    Quit,
}
