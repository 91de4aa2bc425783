//! The lines of the follow-up list.

use crate::domain::code::{Level, PairingStage};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::TaskId;
use crate::domain::entity::waiver::WaiverId;
use crate::domain::rule::check::Finding;
use crate::domain::rule::decision::Open;
use crate::text::Clean;
use jiff::civil::Date;

/// Part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 今日やること: what can be done and is due, the latest first.
    Today,
    /// 決めること: pairings that wait for a decision.
    Decide,
    /// これから: what can be done and is not due yet.
    Later,
    /// 確かめる規則: rules that are broken and not set aside.
    Broken,
    /// 先の課題: what waits for other tasks.
    Waiting,
    /// ほかのペアリング: those that were decided on and go on.
    Going,
    /// A column of the board: the pairings at a stage.
    Stage(PairingStage),
    /// What is due on a day of the calendar.
    Day(Date),
    /// The rows of the table.
    Table,
    /// 完了・不要・中止, and pairings that ended
    Closed,
}

impl Section {
    /// Those of 今日, from top to bottom.
    pub const ALL: &'static [Self] = &[
        Self::Today,
        Self::Decide,
        Self::Later,
        Self::Broken,
        Self::Waiting,
        Self::Going,
        Self::Closed,
    ];

    /// Whether it can be folded, and if so, whether it is at first.
    pub fn folds(self) -> Option<bool> {
        match self {
            Self::Today
            | Self::Decide
            | Self::Broken
            | Self::Stage(_)
            | Self::Day(_)
            | Self::Table
            | Self::Closed => None,
            Self::Later => Some(false),
            Self::Waiting | Self::Going => Some(true),
        }
    }
}

/// Heading of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Of which.
    pub section: Section,
    /// How many lines belong to it, shown or not.
    pub count: usize,
    /// Whether they are folded away; `None`: they never are.
    pub folded: Option<bool>,
    /// What waits for a decision, by level.
    pub levels: Vec<(Level, usize)>,
    /// Which tasks open those that wait: title in both languages, and how many it opens in the end.
    pub openers: Vec<((Clean, Clean), usize)>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Heading of a section.
    Head(Head),
    /// A task.
    Task {
        /// Which.
        id: TaskId,
        /// Business days left; negative when overdue.
        remaining: i32,
        /// The task it waits for.
        waits: Option<TaskId>,
    },
    /// A pairing.
    Pairing {
        /// Which.
        id: PairingId,
        /// What is open about it, where it waits for a decision.
        open: Option<Vec<Open>>,
    },
    /// A rule that is broken.
    Broken(Box<Finding>),
}

/// What a line is of, whatever stands around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Head(Section),
    Task(TaskId),
    Pairing(PairingId),
    Broken(WaiverId),
}

impl Line {
    /// The session of what it is of.
    pub(super) fn session(&self) -> Option<&Clean> {
        match self {
            Self::Task { id, .. } => Some(&id.session),
            Self::Pairing { id, .. } => Some(&id.session),
            Self::Broken(finding) => Some(&finding.id.session),
            Self::Head(_) => None,
        }
    }

    pub(super) fn key(&self) -> Key {
        match self {
            Self::Head(head) => Key::Head(head.section),
            Self::Task { id, .. } => Key::Task(id.clone()),
            Self::Pairing { id, .. } => Key::Pairing(id.clone()),
            Self::Broken(finding) => Key::Broken(finding.id.clone()),
        }
    }

    pub(super) fn is(&self, key: &Key) -> bool {
        match (self, key) {
            (Self::Head(head), Key::Head(section)) => head.section == *section,
            (Self::Task { id, .. }, Key::Task(of)) => id == of,
            (Self::Pairing { id, .. }, Key::Pairing(of)) => id == of,
            (Self::Broken(finding), Key::Broken(of)) => finding.id == *of,
            (Self::Head(_) | Self::Task { .. } | Self::Pairing { .. } | Self::Broken(_), _) => {
                false
            }
        }
    }

    /// Whether the selection stops there: everywhere but on a heading whose lines are in sight.
    pub(super) fn stops(&self) -> bool {
        match self {
            Self::Head(head) => head.folded == Some(true),
            Self::Task { .. } | Self::Pairing { .. } | Self::Broken(_) => true,
        }
    }
}
