//! The ways to see the same things on フォロー, and what each lists.

use crate::domain::book::Book;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::Task;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;

/// Where a line stands within its section.
pub(super) type Order = (u8, Option<Date>, Option<Timestamp>, Clean, Clean);

/// A way to see them; Ctrl+G goes to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// 今日: what can be done now and what waits for a decision.
    #[default]
    Today,
    /// 板: the stages as columns, the pairings as cards.
    Board,
    /// 表: tasks and pairings as rows that can be sorted, marked and changed together.
    Table,
    /// 暦: days, with what is due and what falls on them.
    Calendar,
}

impl View {
    /// All, in the order of Ctrl+G.
    pub const ALL: &'static [Self] = &[Self::Today, Self::Board, Self::Table, Self::Calendar];

    /// The next one, round and round.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Today => Self::Board,
            Self::Board => Self::Table,
            Self::Table => Self::Calendar,
            Self::Calendar => Self::Today,
        }
    }
}

/// How many days the calendar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// 月
    #[default]
    Month,
    /// 週
    Week,
}

/// By what the rows of the table are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// 期限
    #[default]
    Due,
    /// ニーズ
    Need,
    /// 会社
    Org,
    /// 状態
    Status,
}

impl Sort {
    /// The next one, round and round.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Due => Self::Need,
            Self::Need => Self::Org,
            Self::Org => Self::Status,
            Self::Status => Self::Due,
        }
    }
}

/// The row of a task.
pub(super) fn of_task(sort: Sort, task: &Task) -> Order {
    let rank = TaskStatus::ALL.iter().position(|s| *s == task.status);
    let id = &task.id;
    order(sort, Some(task.day()), rank, (&id.need, &id.org))
}

/// The row of a pairing, which stands below the tasks of its state.
pub(super) fn of_pairing(sort: Sort, pairing: &Pairing) -> Order {
    let rank = PairingStatus::ALL.iter().position(|s| *s == pairing.status);
    let rank = rank.map(|at| at + TaskStatus::ALL.len());
    let id = &pairing.id;
    order(sort, next_day(pairing), rank, (&id.need, &id.org))
}

/// The card of a pairing: what is due first stands on top.
pub(super) fn of_card(book: &Book, pairing: &Pairing) -> Order {
    let task = next_task(book, pairing).map(|t| t.due_on);
    let day = [task, next_day(pairing)].into_iter().flatten().min();
    let id = &pairing.id;
    order(Sort::Due, day, None, (&id.need, &id.org))
}

fn order(
    sort: Sort,
    day: Option<Date>,
    rank: Option<usize>,
    (need, org): (&Clean, &Clean),
) -> Order {
    let (need, org) = (need.clone(), org.clone());
    // What has no day stands below what has one.
    let dated = u8::from(day.is_none());
    match sort {
        Sort::Due => (dated, day, None, need, org),
        Sort::Need => (0, None, None, need, org),
        Sort::Org => (0, None, None, org, need),
        Sort::Status => {
            let rank = rank.and_then(|at| u8::try_from(at).ok());
            (rank.unwrap_or(u8::MAX), day, None, need, org)
        }
    }
}

/// The day of the next step of a pairing, whichever side is first.
pub fn next_day(pairing: &Pairing) -> Option<Date> {
    let days = [pairing.next_hospital.1, pairing.next_company.1];
    days.into_iter().flatten().min()
}

/// The task of a pairing that can be done now and is due first.
pub fn next_task<'a>(book: &'a Book, pairing: &Pairing) -> Option<&'a Task> {
    let all = book.tasks_of(&pairing.id);
    let open = all.filter(|t| !t.status.is_closed() && !book.is_blocked(t));
    open.min_by_key(|t| t.due_on)
}
