//! The follow-up screen (フォロー): the tasks that are due, over all sessions.

mod list;
mod state;

pub use state::{Follow, Line, Section, State};

use super::part::Part;
use crate::action::{Action, Chord, Group};
use crate::app::change;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Pane, Place};
use crate::app::core::request::{Choice, Opening, Purpose, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::PairingStatus;
use crate::domain::entity::pairing::Side;
use crate::domain::entity::task::TaskId;
use crate::text::Clean;

/// Filter of the tasks.
pub const FILTER: Pane = Pane("filter");
/// Tasks.
pub const TASKS: Pane = Pane("tasks");
/// The pairing of the selected task.
pub const DETAIL: Pane = Pane("detail");

impl Follow {
    /// F3 goes to the next task that is overdue, round and round.
    fn next_overdue(&mut self, ctx: &mut Ctx<'_>) {
        let late = |line: &Line| matches!(line, Line::Task { remaining, .. } if *remaining < 0);
        let now = self.picker.selected;
        let mut order = (now + 1..self.lines.len()).chain(0..=now);
        match order.find(|at| self.lines.get(*at).is_some_and(late)) {
            Some(at) => self.picker.selected = at,
            None => ctx.tell(Say::Unchanged),
        }
    }

    fn open_menu(&self, ctx: &mut Ctx<'_>) {
        match self.subject(ctx.book()) {
            Ok(subject) => ctx.open(Opening::Menu(subject)),
            Err(say) => ctx.tell(say),
        }
    }
}

impl Part for Follow {
    fn closed(&self) -> Option<Say> {
        None
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        layout.put(FILTER, body.cut_top(3));
        let detail = (body.height * 2 / 5).clamp(6, 18);
        let detail = body.cut_bottom(detail);
        layout.put(TASKS, body);
        layout.put(DETAIL, detail);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        let selected = self.selected();
        let no_task = selected.is_none().then_some(Say::NothingSelected);
        let no_pairing = || match selected {
            None => Some(Say::NothingSelected),
            // A task of the whole session belongs to no pairing.
            Some(id) => id.pairing().is_none().then_some(Say::NotHere),
        };
        vec![
            (Action::FocusSearch, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::ToggleClosed, None),
            (Action::Step, no_task.clone()),
            (Action::EditMemo, no_task.clone()),
            (Action::EditDue, no_task.clone()),
            (Action::NextMatch, no_task),
            (Action::EditStatus, no_pairing()),
            (Action::ConfirmPairing, no_pairing()),
            (Action::DeclinePairing, no_pairing()),
            (Action::EditNextHospital, no_pairing()),
            (Action::EditNextCompany, no_pairing()),
            (Action::AddTask, no_pairing()),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::EditMemo,
            Action::Step,
            Action::FocusSearch,
            Action::Undo,
            Action::ToggleClosed,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn group(&self) -> Group {
        Group::Follow
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.selected().map(|id| id.session.clone())
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        let selected = self.selected().ok_or(Say::NothingSelected)?;
        Ok(Subject::Task(selected.clone()))
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        let id = self.selected()?;
        let task = book.tasks.get(id)?;
        let session = book.sessions.get(&id.session);
        Some(vec![
            task.due_on.to_string(),
            task.title_ja.to_string(),
            id.need.to_string(),
            session.map_or_else(|| id.org.to_string(), |s| s.org_name(&id.org).to_string()),
            task.owner_side.ja().to_owned(),
            task.status.ja().to_owned(),
            task.note.to_string(),
        ])
    }

    fn field(&self) -> Option<&Field> {
        self.filtering.then_some(&self.filter)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.filtering.then_some(&mut self.filter)
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {
        self.stale = true;
    }

    fn catch(&mut self) {}

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if self.filtering {
            self.filtering = false;
        } else {
            self.open_menu(ctx);
        }
    }

    fn back(&mut self, _: &mut Ctx<'_>) {
        if self.filtering {
            self.filtering = false;
        } else if !self.filter.text().is_empty() {
            self.filter.clear();
            self.stale = true;
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let len = self.lines.len();
        self.picker.go(step, len, ctx.layout.rows(TASKS));
        let down = matches!(step, Step::Down | Step::PageDown | Step::First);
        self.skip_head(down);
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        match action {
            Action::FocusSearch => self.filtering = true,
            Action::NextPane | Action::PreviousPane => self.filtering = !self.filtering,
            Action::ToggleClosed => {
                self.closed = !self.closed;
                self.stale = true;
            }
            Action::NextMatch => self.next_overdue(ctx),
            _ => {
                if let Some(id) = self.selected() {
                    act_on(action, id, ctx);
                }
            }
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        match (place.pane, place.row) {
            (FILTER, _) => {
                self.filtering = true;
                self.filter.click(place.inner.width, place.column);
            }
            (TASKS, Some(row)) => {
                let len = self.lines.len();
                // The first row is the heading of the columns.
                let at = row.checked_sub(1).and_then(|r| self.picker.at(r, len));
                self.filtering = false;
                let task = |at: &usize| matches!(self.lines.get(*at), Some(Line::Task { .. }));
                if let Some(at) = at.filter(task) {
                    let again = self.picker.selected == at;
                    self.picker.selected = at;
                    if again {
                        self.open_menu(ctx);
                    }
                }
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if place.pane == TASKS {
            self.step(if up { Step::Up } else { Step::Down }, ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.refresh((ctx.book(), ctx.world().revision), ctx.env);
        // One line more is kept in sight above, so that a heading scrolls with its first task.
        let height = ctx.layout.rows(TASKS).saturating_sub(1);
        self.picker.settle(self.lines.len(), height);
        if self.picker.selected == 1 {
            self.picker.offset = 0;
        }
    }
}

/// What is done to the selected task, or to its pairing.
fn act_on(action: Action, id: &TaskId, ctx: &mut Ctx<'_>) {
    match action {
        Action::Step => {
            let next = ctx.book().tasks.get(id).map(|t| t.status.next());
            if let Some(next) = next {
                change::task::set_status(ctx, id, next);
            }
            return;
        }
        Action::EditMemo => {
            ctx.open(Opening::Edit(Purpose::TaskNote(id.clone())));
            return;
        }
        Action::EditDue => {
            ctx.open(Opening::Edit(Purpose::Due(id.clone())));
            return;
        }
        _ => {}
    }
    let Some(id) = id.pairing() else {
        return;
    };
    match action {
        Action::EditStatus => ctx.open(Opening::Choice(Choice::PairingStatus(id))),
        Action::ConfirmPairing => change::pairing::confirm(ctx, &id),
        Action::DeclinePairing => {
            ctx.open(Opening::Choice(Choice::Reason(id, PairingStatus::Declined)));
        }
        Action::EditNextHospital => ctx.open(Opening::Edit(Purpose::Next(id, Side::Hospital))),
        Action::EditNextCompany => ctx.open(Opening::Edit(Purpose::Next(id, Side::Company))),
        Action::AddTask => ctx.open(Opening::Choice(Choice::Task(id))),
        _ => {}
    }
}
