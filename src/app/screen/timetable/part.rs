//! What the timetable answers to the program; without a session it is closed.

use super::state::{
    Below, CALLS, Focus, GRID, PROPOSALS, SLOT, State, TimetableScreen, UNMET, shown_tables,
};
use crate::action::{Action, Chord, Code, Group};
use crate::app::change::meeting;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Pane, Place};
use crate::app::core::meet::Meet;
use crate::app::core::meeting_form::MeetingForm;
use crate::app::core::request::{Opening, Purpose, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::Outcome;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::number::shown;
use crate::text::Clean;

impl TimetableScreen {
    /// A digit says what came of a meeting that has begun.
    fn digit(&self, digit: char, ctx: &mut Ctx<'_>) {
        let Some(entry) = self.selected().filter(|_| self.focus == Focus::Grid) else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        let begun = self.gathered.as_ref().map_or(0, |g| g.begun);
        let at = digit.to_digit(10).and_then(|n| usize::try_from(n).ok());
        let outcome = at
            .and_then(|n| n.checked_sub(1))
            .and_then(|n| Outcome::ALL.get(n));
        match (outcome, digit) {
            (Some(_), _) | (None, '0') if entry.placed.slot >= begun => {
                ctx.tell(Say::Meet(Meet::NotBegun));
            }
            (Some(outcome), _) => meeting::set_outcome(ctx, &entry.id, Some(*outcome), None),
            (None, '0') => meeting::set_outcome(ctx, &entry.id, None, None),
            (None, _) => ctx.tell(Say::Unchanged),
        }
    }

    fn id(&self) -> Option<&MeetingId> {
        self.selected()
            .filter(|_| self.focus == Focus::Grid)
            .map(|e| &e.id)
    }

    /// F3: the next conflict, then the next wish, round and round.
    fn next(&mut self, ctx: &mut Ctx<'_>) {
        let place = |e: &super::Entry| (e.placed.slot, e.placed.table.clone());
        let mut bad: Vec<_> = (self.entries.iter())
            .filter(|e| !e.rules.is_empty())
            .map(|e| (place(e), e.id.clone()))
            .collect();
        bad.sort();
        let now = self.selected().map(|e| (place(e), e.id.clone()));
        let in_grid = self.focus == Focus::Grid;
        let next = bad
            .iter()
            .find(|b| !in_grid || now.as_ref().is_none_or(|now| *b > now));
        let (len, below) = (self.unmet.len(), self.below_picker.selected);
        if let Some((_, id)) = next.filter(|_| in_grid || below + 1 >= len) {
            self.point(&id.clone());
        } else if len > 0 && self.proposed.is_none() {
            self.below = Below::Unmet;
            self.below_picker.selected = if in_grid { 0 } else { (below + 1) % len };
            self.focus = Focus::Below;
        } else if let Some((_, id)) = bad.first() {
            self.point(&id.clone());
        } else {
            ctx.tell(Say::Meet(Meet::NothingLeft));
        }
    }

    /// Left and right; whether the key is one.
    fn aside(&mut self, chord: Chord, ctx: &Ctx<'_>) -> bool {
        let step = match chord.code {
            Code::Left => Step::Up,
            Code::Right => Step::Down,
            _ => return false,
        };
        if chord != Chord::plain(chord.code) || self.focus != Focus::Grid {
            return false;
        }
        let in_cell = self.at(self.slot.selected, self.table.selected).count();
        // Two meetings in one cell are two stops.
        if self.carried.is_none() && step == Step::Down && self.nth + 1 < in_cell {
            self.nth += 1;
            return true;
        }
        self.nth = 0;
        let tables = self.tables();
        self.table.go(step, tables, shown_tables(ctx.layout));
        true
    }

    /// The tables, and one more where a meeting sits at none of them.
    fn tables(&self) -> usize {
        let Ok(gathered) = &self.gathered else {
            return 0;
        };
        let desks = gathered.desks.len();
        let is_elsewhere = self.cells.keys().any(|(_, table)| *table >= desks);
        desks + usize::from(is_elsewhere)
    }

    fn slots(&self) -> usize {
        self.gathered.as_ref().map_or(0, |g| g.starts.len())
    }

    fn below_pane(&self) -> Pane {
        match (&self.proposed, self.below) {
            (Some(_), _) => PROPOSALS,
            (None, Below::Unmet) => UNMET,
            (None, Below::Calls) => CALLS,
        }
    }

    /// How many lines below are in sight; a wish takes two, with its exchange.
    fn below_rows(&self, layout: &Layout) -> u16 {
        let rows = layout.rows(self.below_pane());
        match self.below_pane() {
            UNMET => (rows / 2).max(1),
            _ => rows,
        }
    }

    fn edit_times(&self, ctx: &mut Ctx<'_>) {
        let form = MeetingForm::Times(self.session.clone());
        ctx.open(Opening::Edit(Purpose::Meeting(form)));
    }

    fn enter(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(id) = self.carried.clone() {
            self.put_down(id, ctx);
            return;
        }
        match self.focus {
            Focus::Below if self.proposed.is_some() => self.take_proposed(ctx),
            Focus::Below if self.below == Below::Unmet => self.exchange(ctx),
            Focus::Below => {
                let id = self
                    .calls()
                    .get(self.below_picker.selected)
                    .map(|e| e.id.clone());
                if let Some(id) = id {
                    self.point(&id);
                }
            }
            Focus::Grid => match (self.id(), &self.gathered) {
                (Some(id), _) => ctx.open(Opening::Menu(Subject::Meeting(id.clone()))),
                // What is missing can be said here and now.
                (None, Err(_)) => self.edit_times(ctx),
                (None, Ok(_)) => ctx.tell(Say::NothingSelected),
            },
        }
    }
}

impl Part for State {
    fn closed(&self) -> Option<Say> {
        self.is_none().then_some(Say::NoSession)
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        let pane = self.as_ref().map_or(UNMET, TimetableScreen::below_pane);
        let below = (body.height * 2 / 5).clamp(4, 9);
        let below = body.cut_bottom(below);
        layout.put(GRID, body);
        layout.put(pane, below);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        let screen = self.as_ref();
        let nothing = || Some(Say::NothingSelected);
        let id = screen.and_then(TimetableScreen::id);
        let no_meeting = if id.is_some() { None } else { nothing() };
        let wish = screen.and_then(TimetableScreen::selected_wish);
        let carries = screen.is_some_and(|s| s.carried.is_some());
        let can_carry = id.is_some() || wish.is_some() || carries;
        vec![
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::NextMatch, None),
            (Action::MakeTimetable, None),
            (Action::EditTimes, None),
            (Action::ShowCalls, None),
            (Action::EditMemo, if can_carry { None } else { nothing() }),
            (Action::Step, no_meeting.clone()),
            (Action::TakeBack, no_meeting),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::MakeTimetable,
            Action::EditMemo,
            Action::Step,
            Action::NextMatch,
            Action::ShowCalls,
            Action::Undo,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        let screen = self.as_ref()?;
        let carries = screen.carried.is_some();
        match action {
            Action::Accept if carries => Some("hint-accept-put-down"),
            Action::Accept => Some(match (screen.focus, screen.below) {
                (Focus::Below, _) if screen.proposed.is_some() => "hint-accept-proposal",
                (Focus::Below, Below::Unmet) => "hint-accept-exchange",
                (Focus::Below, Below::Calls) => "hint-accept-show",
                (Focus::Grid, _) if screen.gathered.is_err() => "hint-accept-times",
                (Focus::Grid, _) => "hint-accept-menu",
            }),
            Action::EditMemo if carries => Some("hint-carry-no-more"),
            Action::EditMemo => Some("hint-carry"),
            Action::Step => Some("hint-step-fixed"),
            Action::NextMatch => Some("hint-next-conflict"),
            Action::TakeBack => Some("hint-unseat"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Timetable
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.as_ref().map(|s| s.session.clone())
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        let screen = self.as_ref().ok_or(Say::NoSession)?;
        let id = screen.id().ok_or(Say::NothingSelected)?;
        Ok(Subject::Meeting(id.clone()))
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        let screen = self.as_ref()?;
        let session = book.sessions.get(&screen.session)?;
        let calls = screen.calls();
        let entry = match (screen.focus, screen.below) {
            (Focus::Below, Below::Calls) => calls.get(screen.below_picker.selected).copied(),
            (Focus::Below, Below::Unmet) => None,
            (Focus::Grid, _) => screen.selected(),
        }?;
        let gathered = screen.gathered.as_ref().ok()?;
        let time = gathered.starts_at(entry.placed.slot)?.strftime("%H:%M");
        let table = entry.placed.table.as_deref().unwrap_or_default();
        let org = session.org_name(&entry.id.org);
        Some(vec![
            time.to_string(),
            format!("卓{table}"),
            org.to_string(),
            shown(&entry.id.need).to_owned(),
        ])
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn catch(&mut self) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let Some(screen) = self else {
            return false;
        };
        let digit = chord.folded().typed().filter(char::is_ascii_digit);
        if let Some(digit) = digit {
            let at = digit.to_digit(10).and_then(|n| usize::try_from(n).ok());
            match (&mut screen.proposed, at.and_then(|n| n.checked_sub(1))) {
                // As in a menu, a digit selects what records.
                (Some(proposed), Some(at)) if at < proposed.choices.len() => {
                    proposed.picker.selected = at;
                }
                (Some(_), _) => {}
                (None, _) => screen.digit(digit, ctx),
            }
            return true;
        }
        screen.aside(chord, ctx)
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(screen) = self {
            screen.enter(ctx);
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(screen) = self {
            if screen.carried.take().is_some() {
                return;
            }
            if screen.proposed.is_some() {
                screen.drop_proposed(ctx);
            } else {
                screen.focus = Focus::Grid;
                screen.below = Below::Unmet;
            }
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let Some(screen) = self else {
            return;
        };
        match screen.focus {
            Focus::Grid => {
                screen.nth = 0;
                let rows = ctx.layout.rows(GRID).saturating_sub(1);
                let slots = screen.slots();
                screen.slot.go(step, slots, rows);
            }
            Focus::Below => {
                let (len, rows) = (screen.below_len(), screen.below_rows(ctx.layout));
                match &mut screen.proposed {
                    Some(proposed) => proposed.picker.go(step, len, len.try_into().unwrap_or(1)),
                    None => screen.below_picker.go(step, len, rows),
                }
            }
        }
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(screen) = self else {
            return;
        };
        match action {
            Action::NextPane | Action::PreviousPane => {
                screen.focus = match screen.focus {
                    Focus::Grid => Focus::Below,
                    Focus::Below => Focus::Grid,
                };
            }
            Action::NextMatch => screen.next(ctx),
            Action::MakeTimetable => screen.make(ctx),
            Action::EditTimes => screen.edit_times(ctx),
            Action::ShowCalls => {
                screen.below = match screen.below {
                    Below::Unmet => Below::Calls,
                    Below::Calls => Below::Unmet,
                };
                screen.below_picker.selected = 0;
            }
            Action::EditMemo => screen.carry(ctx),
            Action::Step => {
                if let Some(id) = screen.id().cloned() {
                    meeting::step_fixed(ctx, &id);
                }
            }
            Action::TakeBack => {
                let begun = screen.gathered.as_ref().map_or(0, |g| g.begun);
                let over = screen
                    .selected()
                    .is_some_and(|e| e.placed.slot < begun || e.outcome.is_some());
                if over {
                    ctx.tell(Say::Meet(Meet::Begun));
                } else if let Some(id) = screen.id().cloned() {
                    meeting::unseat(ctx, &id);
                }
            }
            _ => {}
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let Some(screen) = self else {
            return;
        };
        match (place.pane, place.row) {
            (GRID, Some(row)) => {
                let slots = screen.slots();
                let Some(slot) = row.checked_sub(1).and_then(|r| screen.slot.at(r, slots)) else {
                    return;
                };
                let shown = shown_tables(ctx.layout);
                let each = (place.inner.width.saturating_sub(SLOT) / shown).max(1);
                let column = place.column.saturating_sub(SLOT) / each;
                let tables = screen.tables();
                let table = screen.table.at(column.min(shown - 1), tables);
                let Some(table) = table else {
                    return;
                };
                let again = (screen.slot.selected, screen.table.selected) == (slot, table)
                    && screen.focus == Focus::Grid;
                (screen.slot.selected, screen.table.selected) = (slot, table);
                screen.focus = Focus::Grid;
                if again {
                    screen.enter(ctx);
                }
            }
            (UNMET | CALLS | PROPOSALS, _) => screen.focus = Focus::Below,
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        let step = if up { Step::Up } else { Step::Down };
        if let Some(screen) = self {
            screen.focus = if place.pane == GRID {
                Focus::Grid
            } else {
                Focus::Below
            };
        }
        self.step(step, ctx);
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let Some(screen) = self else {
            return;
        };
        let (book, revision) = (ctx.book(), ctx.world().revision);
        let had = !screen.entries.is_empty();
        if screen.refresh(book, revision, (ctx.env.today, ctx.env.now)) {
            if !had {
                screen.select_first();
            }
            screen.ask_reasons(ctx);
        }
        let rows = ctx.layout.rows(GRID).saturating_sub(1);
        let (slots, tables) = (screen.slots(), screen.tables());
        screen.slot.settle(slots, rows);
        screen.table.settle(tables, shown_tables(ctx.layout));
        let (len, rows) = (screen.below_len(), screen.below_rows(ctx.layout));
        screen.below_picker.settle(len, rows);
    }
}
