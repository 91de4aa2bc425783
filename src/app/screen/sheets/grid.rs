//! The grid of a person: a line for each need, where digits set what the company wants and what the hospital answers.

use super::state::{Column, GRID, Sheets};
use crate::app::change::day;
use crate::app::core::ctx::Ctx;
use crate::app::core::day::Day;
use crate::app::core::say::Say;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::{Level, Source, Verdict};
use crate::domain::entity::reply::ReplyId;
use crate::domain::roster::Need;
use crate::domain::rule::{interest, reply};
use crate::text::Clean;

/// What takes a mark or an answer out again.
const NOTHING: u32 = 0;

/// The level of a digit, as in the table of all.
fn level(digit: u32) -> Option<Level> {
    match digit {
        1 => Some(Level::Interested),
        2 => Some(Level::Discuss),
        3 => Some(Level::WantsMeeting),
        9 => Some(Level::Declined),
        _ => None,
    }
}

/// The answer of a digit.
fn verdict(digit: u32) -> Option<Verdict> {
    let at = usize::try_from(digit).unwrap_or(0).checked_sub(1)?;
    Verdict::ALL.get(at).copied()
}

impl Sheets {
    /// The need with the caret.
    pub fn need<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        self.session(book)?.needs.get(self.needs.selected)
    }

    /// The other column.
    pub(super) fn turn_column(&mut self) {
        self.column = match self.column {
            Column::Company => Column::Hospital,
            Column::Hospital => Column::Company,
        };
    }

    pub(super) fn go_need(&mut self, step: Step, ctx: &Ctx<'_>) {
        let needs = self.session(ctx.book()).map_or(0, |s| s.needs.len());
        // The last row says more of the selected need.
        let rows = ctx.layout.rows(GRID).saturating_sub(1);
        self.needs.go(step, needs, rows);
    }

    /// A digit in the grid.
    pub(super) fn digit(&mut self, digit: u32, ctx: &mut Ctx<'_>) {
        let is_none = digit == NOTHING;
        match (self.column, level(digit), verdict(digit)) {
            (Column::Company, level, _) if is_none || level.is_some() => {
                self.set_level(level, ctx);
            }
            (Column::Hospital, _, verdict) if is_none || verdict.is_some() => {
                self.set_verdict(verdict, ctx);
            }
            (Column::Company | Column::Hospital, ..) => ctx.tell(Say::NotHere),
        }
    }

    /// The next level or answer of the selected need. 関心なし and 不可 are said by their digits: nobody steps into them.
    pub(super) fn step_cell(&mut self, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        let Some((session, need)) = self.session(book).zip(self.need(book)) else {
            return;
        };
        let Some(person) = self.person(book) else {
            ctx.tell(Say::Day(Day::WhoseSheet));
            return;
        };
        match self.column {
            Column::Company => {
                let now = interest::of(book, session, person, &need.no).map(|w| w.level);
                let next = match now {
                    None | Some(Level::WantsMeeting | Level::Declined) => Level::Interested,
                    Some(Level::Interested) => Level::Discuss,
                    Some(Level::Discuss) => Level::WantsMeeting,
                };
                self.set_level(Some(next), ctx);
            }
            Column::Hospital => {
                let now = reply::of(book, &session.id, &need.no, &person.org);
                let next = match now.and_then(|r| r.verdict) {
                    Some(Verdict::Meet) => Verdict::Hold,
                    None | Some(Verdict::Hold | Verdict::Refuse) => Verdict::Meet,
                };
                self.set_verdict(Some(next), ctx);
            }
        }
    }

    fn cell(&self, ctx: &mut Ctx<'_>) -> Option<(Clean, Clean, Clean)> {
        let book = ctx.book();
        let cell = self.person(book).zip(self.need(book));
        let cell = cell.map(|(a, need)| (a.badge.clone(), a.org.clone(), need.no.clone()));
        if cell.is_none() {
            ctx.tell(Say::Day(Day::WhoseSheet));
        }
        cell
    }

    fn set_level(&self, level: Option<Level>, ctx: &mut Ctx<'_>) {
        if let Some((badge, _, need)) = self.cell(ctx) {
            day::set_wish(ctx, &self.session, (&badge, &need), level, Source::Sheet);
        }
    }

    /// 不可, and what comes after it, asks its reason.
    fn set_verdict(&self, verdict: Option<Verdict>, ctx: &mut Ctx<'_>) {
        let Some((_, org, need)) = self.cell(ctx) else {
            return;
        };
        let id = ReplyId {
            session: self.session.clone(),
            need,
            org,
        };
        day::answer(ctx, id, verdict);
    }
}
