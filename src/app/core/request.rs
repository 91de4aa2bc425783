//! What a screen or an overlay asks of the program around it, as plain values: it opens nothing and closes nothing
//! itself, and need not know what else there is.

use super::day_form::DayForm;
use super::marks::Marks;
use super::meeting_form::MeetingForm;
use super::msg::{HitRow, Msg};
use super::offered::{Heading, Offered};
use crate::action::{Action, Group, Screen};
use crate::domain::code::{PairingStatus, Point};
use crate::domain::entity::Entity;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::pairing::Side;
use crate::domain::entity::task::TaskId;
use crate::domain::entity::waiver::WaiverId;
use crate::domain::op::Hlc;
use crate::domain::reading::{Answers, Both, Doubt};
use crate::domain::rule::suggest::About;
use crate::domain::rule::task_status::Asks;
use crate::store::sqlite::offer::GoodCopy;
use crate::text::Clean;
use std::path::PathBuf;
use uuid::Uuid;

/// What is asked, carried out in order once the screen or overlay is done with the message.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Put something over the screen.
    Open(Opening),
    /// Take that overlay away.
    Close(OverlayId),
    /// Take all menus away: what was chosen in them is done.
    CloseMenus,
    /// Show a screen.
    Go(Screen),
    /// Carry out an action as if its key were pressed.
    Act(Action),
    /// Have what stands in the search box typed again.
    TypeAgain,
    /// Write what stands in the search box down as a memo.
    WriteMemo,
    /// Somebody was taken in at the desk, with this key: what was typed for them is done with.
    TakenIn(Clean),
    /// Record what is typed for these needs.
    RecordFor(Vec<Clean>),
    /// Have the sheet of this badge entered, and forget what is typed.
    SheetOf(Clean),
    /// Save the sheet with the marks that are typed.
    SaveSheet,
    /// Put these words into the filter of the board.
    Narrow(Clean),
    /// Write the record as a workbook; all of it, for the office, or what may leave.
    Workbook {
        /// All of it, marked as the office's own.
        is_internal: bool,
    },
    /// Leave the open session.
    CloseSession,
    /// Find out what becomes of the timetable when this side of a meeting does not come (no text), or is there at these
    /// times only.
    Replan(MeetingId, Side, Clean),
    /// Take these messages now, which had to wait.
    Replay(Vec<Msg>),
}

/// Names one open overlay: another one of its kind has another id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OverlayId(pub u64);

/// What to put over the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// できること of a thing.
    Menu(Subject),
    /// A numbered choice.
    Choice(Choice),
    /// Fields to fill in, with what is recorded in them.
    Edit(Purpose),
    /// Everything known of a thing.
    Details(Subject),
    /// The ops of an entity, or all.
    History(Option<Entity>),
    /// How things were right after an op.
    Past {
        /// The clock of the op.
        until: Hlc,
        /// What it is about.
        entity: Entity,
    },
    /// Who was introduced to whom.
    Provisions,
    /// 操作一覧, with what there is in it.
    Palette(Vec<(Heading, Offered)>),
    /// ヘルプ; the actions of this group come first.
    Help(Group),
    /// お知らせ一覧
    Notices,
    /// Taking lists in, from its first step.
    Import,
    /// Copies of a record that cannot be opened.
    Copies(Vec<GoodCopy>),
    /// What happened to the numbers of a session file.
    Changed {
        /// The file.
        path: PathBuf,
        /// What was answered already.
        answers: Box<Answers>,
        /// What is asked.
        doubts: Vec<Doubt>,
    },
    /// Which value holds of fields that a session file and somebody here changed.
    Sides {
        /// The file.
        path: PathBuf,
        /// What was answered already.
        answers: Box<Answers>,
        /// What is asked.
        both: Vec<Both>,
    },
    /// 提案 in a session.
    Suggestions(Clean, About),
    /// The report on a session file.
    Problems {
        /// The file.
        path: PathBuf,
        /// The report, line by line.
        report: Vec<Clean>,
    },
}

/// Something that can be pointed at. It names its session, so that it means the same whatever is opened later.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A pairing.
    Pairing(PairingId),
    /// A task.
    Task(TaskId),
    /// A free memo of a session.
    Memo(Clean, Uuid),
    /// A meeting.
    Meeting(MeetingId),
    /// A need of a session, by its number.
    Need(Clean, Clean),
    /// A person of a session, by their key, as the desk sees them.
    Person(AttendanceId),
    /// A line of the results in a session.
    Hit(Clean, Box<HitRow>),
}

impl Subject {
    /// What the record calls it; needs and lines of the results have no history of their own.
    pub fn entity(&self) -> Option<Entity> {
        match self {
            Self::Pairing(id) => Some(Entity::Pairing(id.clone())),
            Self::Task(id) => Some(Entity::Task(id.clone())),
            Self::Memo(session, id) => Some(Entity::Memo((session.clone(), *id))),
            Self::Person(id) => Some(Entity::Attendance(id.clone())),
            Self::Meeting(id) => Some(Entity::Meeting(id.clone())),
            Self::Need(..) | Self::Hit(..) => None,
        }
    }
}

/// What is chosen from a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Whether the background of the terminal is dark.
    Background,
    /// For whom a workbook of the record is.
    Workbook,
    /// What to do with a badge number that does not exist in a session.
    NoSuchBadge(Clean, Clean),
    /// Whether one number on a sheet of interests, typed alone, is the badge of somebody whose sheet is out or a mark on
    /// the sheet that is entered: whose it is, the badge, the need.
    BadgeOrNeed(AttendanceId, Clean, Clean),
    /// For which of the needs presented together a record is, with the last answer.
    Together(Vec<Clean>, Vec<Clean>),
    /// What to do with a badge number that nobody has who comes to the desk.
    NobodyHere(Clean, Clean),
    /// The level of a pairing.
    Level(PairingId),
    /// The state of a task.
    TaskStatus(TaskId),
    /// The state of a pairing.
    PairingStatus(PairingId),
    /// Why a pairing ends in that state.
    Reason(PairingId, PairingStatus),
    /// A task of the catalogue that the pairing does not have.
    Task(PairingId),
    /// What to do with a suggestion: whom, and for which need.
    Suggested(PairingId),
    /// How a pairing goes on that nobody decided on.
    Decision(PairingId),
    /// What to do about a rule that is broken.
    Broken(WaiverId),
    /// The rules that are broken for a pairing or set aside.
    Rules(PairingId),
    /// The filters of the board that have a name; these words are typed now.
    Filters(Clean),
    /// What is known of the project of a pairing.
    Project(PairingId),
    /// The value of one point of a project.
    Point(PairingId, Point),
    /// The sheet of shared goals and roles, which both sides tick.
    Shared(PairingId),
    /// What to do with all that is marked.
    Marked(Marks),
    /// What becomes of so many open tasks of a pairing that ends in that state for that reason.
    OpenTasks(PairingId, PairingStatus, Clean, usize),
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Who works here, asked once.
    Actor,
    /// Where a template of a session file is written.
    NewFile,
    /// What the settings file says.
    Settings,
    /// Who works here from now on.
    Operator,
    /// Who or which need a pairing should have been recorded with.
    Correction(PairingId),
    /// Memo of a pairing.
    PairingNote(PairingId),
    /// Text of a free memo of a session.
    MemoText(Clean, Uuid),
    /// Note of a task.
    TaskNote(TaskId),
    /// Due date of a task.
    Due(TaskId),
    /// Due date of all these tasks.
    DueOfAll(Vec<TaskId>),
    /// The end of a task, with what has to be asked.
    Finish(TaskId, Asks),
    /// Counterpart, document and days of a task.
    TaskDetails(TaskId),
    /// Why a broken rule is set aside.
    Overrule(WaiverId),
    /// A task of a pairing in somebody's own words.
    OwnTask(PairingId),
    /// What is known of the project of a pairing, in words.
    Points(PairingId, PointForm),
    /// A meeting after the session: day, outcome, what was said.
    Met(PairingId),
    /// Who goes on where the company of a pairing changes.
    Successor(PairingId),
    /// Next step of a side: text and day.
    Next(PairingId, Side),
    /// Something of the day itself.
    Day(DayForm),
    /// What these words of the filter of the board are called.
    FilterName(Clean),
    /// A session that is begun by hand: title, day, venue.
    NewSession,
    /// Something of the meetings.
    Meeting(MeetingForm),
}

/// Which points of a project a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointForm {
    /// Who is in charge, with which means.
    Terms,
    /// The five lines of the sheet of shared goals and roles.
    Shared,
    /// What was learned of one that ended.
    Lessons,
}

impl PointForm {
    /// The points, from top to bottom.
    pub fn points(self) -> &'static [Point] {
        match self {
            Self::Terms => &[
                Point::OwnerHospital,
                Point::OwnerCompany,
                Point::ResourceHospital,
                Point::ResourceCompany,
                Point::Amount,
            ],
            Self::Shared => &[
                Point::Data,
                Point::Drift,
                Point::Rights,
                Point::Science,
                Point::Making,
            ],
            Self::Lessons => &[Point::Lessons],
        }
    }
}

/// What is asked of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// その時の内容: by the clock of an op.
    Then(Hlc),
    /// 紹介の記録
    Provisions,
}
