//! What the follow-up screen holds.

use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::entity::task::TaskId;
use jiff::civil::Date;

/// Part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 今日やること: overdue first, then due today.
    Today,
    /// これから
    Later,
    /// 完了・不要・中止
    Closed,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Heading of a section with the number of its tasks.
    Head(Section, usize),
    /// A task.
    Task {
        /// Which.
        id: TaskId,
        /// Business days left; negative when overdue.
        remaining: i32,
        /// Waits for another task.
        blocked: bool,
    },
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
    /// Open tasks past their day, before the filter.
    pub overdue: usize,
    /// Open tasks, before the filter.
    pub open: usize,
    /// The filter changed: the list must be made anew.
    pub(super) stale: bool,
    pub(super) today: Option<Date>,
    pub(super) revision: u64,
}

/// It is always there.
pub type State = Follow;

impl Follow {
    /// The selected task.
    pub fn selected(&self) -> Option<&TaskId> {
        match self.lines.get(self.picker.selected) {
            Some(Line::Task { id, .. }) => Some(id),
            Some(Line::Head(..)) | None => None,
        }
    }
}
