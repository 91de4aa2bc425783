//! What the follow-up screen holds.

use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::code::Level;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::TaskId;
use crate::domain::rule::decision::Open;
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 今日やること: what can be done and is due, the latest first.
    Today,
    /// 決めること: pairings that wait for a decision.
    Decide,
    /// これから: what can be done and is not due yet.
    Later,
    /// 先の課題: what waits for other tasks.
    Waiting,
    /// ほかのペアリング: those that were decided on and go on.
    Going,
    /// 完了・不要・中止, and pairings that ended
    Closed,
}

impl Section {
    /// All, from top to bottom.
    pub const ALL: &'static [Self] = &[
        Self::Today,
        Self::Decide,
        Self::Later,
        Self::Waiting,
        Self::Going,
        Self::Closed,
    ];

    /// Whether it can be folded, and if so, whether it is at first.
    pub fn folds(self) -> Option<bool> {
        match self {
            Self::Today | Self::Decide | Self::Closed => None,
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
}

/// What a line is of, whatever stands around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Head(Section),
    Task(TaskId),
    Pairing(PairingId),
}

impl Line {
    pub(super) fn key(&self) -> Key {
        match self {
            Self::Head(head) => Key::Head(head.section),
            Self::Task { id, .. } => Key::Task(id.clone()),
            Self::Pairing { id, .. } => Key::Pairing(id.clone()),
        }
    }

    /// Whether the selection stops there: everywhere but on a heading whose lines are in sight.
    pub(super) fn stops(&self) -> bool {
        match self {
            Self::Head(head) => head.folded == Some(true),
            Self::Task { .. } | Self::Pairing { .. } => true,
        }
    }
}

/// The follow-up screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follow {
    /// The caret is in the filter.
    pub filtering: bool,
    /// Words that all must fit.
    pub filter: Field,
    /// Closed tasks too.
    pub closed: bool,
    /// What is listed.
    pub lines: Vec<Line>,
    /// Place in it.
    pub picker: Picker,
    /// Tasks that can be done and are past their day, before the filter.
    pub overdue: usize,
    /// Those that are due today.
    pub due_today: usize,
    /// Pairings that wait for a decision, before the filter.
    pub deciding: usize,
    /// Tasks that can be done and are not due yet, before the filter.
    pub later: usize,
    /// Tasks that wait for others, before the filter.
    pub waiting: usize,
    /// How many lines of each section the filter found.
    pub(super) found: BTreeMap<Section, usize>,
    /// How many there are without it.
    pub(super) all: BTreeMap<Section, usize>,
    /// Sections folded or opened by hand, unlike at first.
    pub(super) turned: BTreeSet<Section>,
    /// The filter or what is folded changed: the list must be made anew.
    pub(super) stale: bool,
    pub(super) today: Option<Date>,
    pub(super) revision: u64,
}

/// It is always there.
pub type State = Follow;

impl Follow {
    /// How many lines of a section the filter found, and of how many; they are the same where nothing is filtered.
    pub fn count(&self, section: Section) -> (usize, usize) {
        let of = |counts: &BTreeMap<Section, usize>| counts.get(&section).copied().unwrap_or(0);
        (of(&self.found), of(&self.all))
    }

    /// The selected line.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.picker.selected)
    }

    /// The selected task.
    pub fn selected(&self) -> Option<&TaskId> {
        match self.line() {
            Some(Line::Task { id, .. }) => Some(id),
            Some(Line::Head(..) | Line::Pairing { .. }) | None => None,
        }
    }

    /// The selected pairing, or that of the selected task.
    pub fn pairing(&self) -> Option<PairingId> {
        match self.line()? {
            Line::Task { id, .. } => id.pairing(),
            Line::Pairing { id, .. } => Some(id.clone()),
            Line::Head(..) => None,
        }
    }
}
