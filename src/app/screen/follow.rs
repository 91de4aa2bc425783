//! The follow-up screen (フォロー): what can be done now and what waits for a decision, over all sessions.

mod acts;
mod asked;
mod board;
mod line;
mod list;
mod month;
mod name;
mod state;
mod view;
mod width;
mod work;

pub use board::columns_in;
pub use line::{Head, Line, Section};
pub use state::{Follow, State};
pub use view::{Sort, View, next_day, next_task};
pub use width::{DUE, NEED, STATE, Widths};

use super::part::Part;
use crate::action::{Action, Chord, Code, Group};
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Pane, Place};
use crate::app::core::marks::Marks;
use crate::app::core::request::{Choice, Opening, Purpose, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::help;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::number;
use crate::text::Clean;
use crate::words::Lang;
use acts::{act_on_pairing, act_on_task};

/// Filter of the tasks.
pub const FILTER: Pane = Pane("filter");
/// Tasks.
pub const TASKS: Pane = Pane("tasks");
/// The pairing of the selected line; a narrow screen has no room for it.
pub const DETAIL: Pane = Pane("detail");

/// Rows of the heading of a column of the board, of one of its cards, and of what tells which stages are not in sight.
pub const HEADING: u16 = 1;
/// See [`HEADING`].
pub const CARD: u16 = 2;
/// See [`HEADING`].
pub const FOLDED: u16 = 1;

/// Lines below the calendar, with the day itself.
pub const DAY_ROWS: u16 = 4;

/// Below so many columns a line of the list takes two rows.
const WIDE: u16 = 80;

impl Follow {
    /// How many rows a line of the list takes: two where in one something would be cut that tells lines apart.
    pub fn rows(&self, layout: &Layout) -> u16 {
        let width = layout.get(TASKS).width;
        let is_narrow = width < WIDE || layout.get(TASKS).inner().width < self.widths.least();
        if is_narrow { 2 } else { 1 }
    }

    /// How many rows a card of the board takes: of several sessions each is named.
    pub fn card_rows(&self) -> u16 {
        CARD + u16::from(!self.sessions.is_empty())
    }

    /// F3 goes to the next task that is overdue or rule that is broken, round and round.
    fn next_overdue(&mut self, ctx: &mut Ctx<'_>) {
        let late = |line: &Line| match line {
            Line::Task { remaining, .. } => *remaining < 0,
            Line::Broken(_) => true,
            Line::Head(_) | Line::Pairing { .. } => false,
        };
        let is_late = |at: usize| self.lines.get(at).is_some_and(late);
        match self.picker.next_of(self.lines.len(), is_late) {
            Some(at) if at != self.picker.selected => self.picker.selected = at,
            Some(_) | None => ctx.tell(Say::Unchanged),
        }
    }

    /// Enter: what can be done with the selected line, or what a heading hides.
    fn enter(&mut self, ctx: &mut Ctx<'_>) {
        if self.view == View::Table && !self.marks.is_empty() {
            ctx.open(Opening::Choice(Choice::Marked(self.marks.clone())));
            return;
        }
        match self.line() {
            Some(Line::Head(_)) => {
                self.fold(None);
            }
            Some(Line::Pairing { id, open: Some(_) }) => {
                ctx.open(Opening::Choice(Choice::Decision(id.clone())));
            }
            Some(Line::Broken(finding)) => {
                ctx.open(Opening::Choice(Choice::Broken(finding.id.clone())));
            }
            None if self.view == View::Calendar => ctx.tell(Say::Board(Board::NothingOnDay)),
            Some(Line::Task { .. } | Line::Pairing { open: None, .. }) | None => {
                match self.subject(ctx.book()) {
                    Ok(subject) => ctx.open(Opening::Menu(subject)),
                    Err(say) => ctx.tell(say),
                }
            }
        }
    }

    /// Marks the selected row and goes on to the next, or tells why it cannot be.
    fn toggle_mark(&mut self, ctx: &mut Ctx<'_>) {
        if !self.mark() {
            let taken_off = self.line().is_some_and(|line| !self.is_marked(line));
            let other = self
                .marks
                .session()
                .zip(self.line().and_then(Line::session));
            if taken_off && other.is_some_and(|(of, here)| of != here) {
                ctx.tell(Say::Board(Board::OtherSession));
                return;
            }
        }
        self.step(Step::Down, ctx);
    }

    /// Why marks and sorting are for the table.
    fn in_table(&self) -> Option<Say> {
        (self.view != View::Table).then_some(Say::Board(Board::TableOnly))
    }

    /// Why nothing is sorted; the calendar goes from month to week instead.
    fn in_rows(&self) -> Option<Say> {
        self.in_table().filter(|_| self.view != View::Calendar)
    }

    /// The filters that have a name, and what can be done with the one that is typed.
    fn saved_filters(&mut self, ctx: &mut Ctx<'_>) {
        let typed = Clean::line(self.filter.text());
        ctx.open(Opening::Choice(Choice::Filters(typed)));
    }

    /// How many lines of the list are in sight.
    fn sight(&self, layout: &Layout) -> u16 {
        layout.rows(TASKS) / self.rows(layout)
    }
}

impl Part for Follow {
    fn closed(&self) -> Option<Say> {
        None
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        layout.put(FILTER, body.cut_top(3));
        if body.width < WIDE || self.view == View::Calendar {
            layout.put(TASKS, body);
            return;
        }
        let detail = (body.height * 2 / 5).clamp(6, 18);
        let detail = body.cut_bottom(detail);
        layout.put(TASKS, body);
        layout.put(DETAIL, detail);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        let nothing = match self.line() {
            Some(Line::Head(_)) | None => Some(Say::NothingSelected),
            Some(Line::Task { .. } | Line::Pairing { .. } | Line::Broken(_)) => None,
        };
        let no_task = || match self.line() {
            // A pairing has no day of its own, and neither has a rule.
            Some(Line::Pairing { .. } | Line::Broken(_)) => Some(Say::NotHere),
            Some(Line::Head(_) | Line::Task { .. }) | None => nothing.clone(),
        };
        let no_pairing = || match (&nothing, self.pairing()) {
            // A task of the whole session belongs to no pairing.
            (None, None) => Some(Say::NotHere),
            (nothing, _) => nothing.clone(),
        };
        let no_state = || match self.line() {
            // A rule is set aside with a reason, not stepped.
            Some(Line::Broken(_)) => Some(Say::NotHere),
            Some(Line::Head(_) | Line::Task { .. } | Line::Pairing { .. }) | None => {
                nothing.clone()
            }
        };
        vec![
            (Action::FocusSearch, None),
            (Action::SavedFilters, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::ToggleClosed, None),
            (Action::SwitchView, None),
            (
                Action::ToggleMark,
                self.in_table().or_else(|| nothing.clone()),
            ),
            (Action::ChangeOrder, self.in_rows()),
            (Action::Step, no_state()),
            (Action::EditMemo, nothing.clone()),
            (Action::EditDue, no_task()),
            (Action::NextMatch, None),
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
            Action::SwitchView,
            Action::FocusSearch,
            Action::AddTask,
            Action::Undo,
            Action::ToggleClosed,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        self.name_of(action)
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
        self.line()?.session().cloned()
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        match self.line() {
            Some(Line::Task { id, .. }) => Ok(Subject::Task(id.clone())),
            Some(Line::Pairing { id, .. }) => Ok(Subject::Pairing(id.clone())),
            Some(Line::Broken(finding)) => Ok(match finding.id.pairing() {
                Some(id) => Subject::Pairing(id),
                None => Subject::Need(finding.id.session.clone(), finding.id.need.clone()),
            }),
            Some(Line::Head(_)) | None => Err(Say::NothingSelected),
        }
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        let org = |session: &Clean, org: &Clean| {
            let known = book.sessions.get(session);
            known.map_or_else(|| org.to_string(), |s| s.org_name(org).to_string())
        };
        let need = |session: &Clean, no: &Clean| {
            let known = book.sessions.get(session);
            known.map_or_else(
                || number::shown(no).to_owned(),
                |s| s.need_told(no).to_string(),
            )
        };
        let id = match self.line()? {
            Line::Task { id, .. } => id,
            Line::Pairing { id, .. } => {
                let pairing = book.pairings.get(id)?;
                return Some(vec![
                    pairing.level.ja().to_owned(),
                    need(&id.session, &id.need),
                    org(&id.session, &id.org),
                    pairing.status.ja().to_owned(),
                    pairing.note.to_string(),
                ]);
            }
            Line::Broken(finding) => {
                let id = &finding.id;
                let w = help::words(Lang::Ja);
                return Some(vec![
                    finding.rule.ja().to_owned(),
                    need(&id.session, &id.need),
                    org(&id.session, &id.org),
                    finding.message(w),
                ]);
            }
            Line::Head(_) => return None,
        };
        let task = book.tasks.get(id)?;
        Some(vec![
            task.day().to_string(),
            task.title_ja.to_string(),
            need(&id.session, &id.need),
            org(&id.session, &id.org),
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

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        if self.filtering || chord != Chord::plain(chord.code) {
            return false;
        }
        match (self.view, chord.code) {
            (View::Board, Code::Left | Code::Right) => {
                self.turn(chord.code == Code::Right);
                return true;
            }
            (View::Calendar, Code::Left | Code::Right) => {
                self.turn_day(chord.code == Code::Right);
                return true;
            }
            (View::Table, Code::Char(' ')) => {
                self.toggle_mark(ctx);
                return true;
            }
            _ => {}
        }
        let fold = match chord.code {
            Code::Left => Some(true),
            Code::Right => Some(false),
            _ => None,
        };
        fold.is_some_and(|fold| self.fold(Some(fold)))
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if self.filtering {
            self.filtering = false;
        } else {
            self.enter(ctx);
        }
    }

    fn back(&mut self, _: &mut Ctx<'_>) {
        if self.filtering {
            self.filtering = false;
        } else if !self.filter.text().is_empty() {
            self.filter.clear();
            self.stale = true;
        } else {
            self.marks = Marks::default();
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        if self.view == View::Board {
            let rows = ctx.layout.rows(TASKS).saturating_sub(HEADING + FOLDED);
            self.step_in_column(step, usize::from(rows / self.card_rows()));
            return;
        }
        if self.view == View::Calendar {
            self.step_day(step);
            return;
        }
        let len = self.lines.len();
        let sight = self.sight(ctx.layout);
        self.picker.go(step, len, sight);
        let down = matches!(step, Step::Down | Step::PageDown | Step::First);
        self.skip_head(down);
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        match action {
            Action::SavedFilters => self.saved_filters(ctx),
            Action::FocusSearch => self.filtering = true,
            Action::NextPane if self.view == View::Calendar && !self.filtering => {
                self.next_of_day();
            }
            Action::NextPane | Action::PreviousPane => self.filtering = !self.filtering,
            Action::ToggleClosed => {
                self.closed = !self.closed;
                self.stale = true;
                ctx.tell(Say::Listed { all: self.closed });
            }
            Action::NextMatch if self.view == View::Calendar => {
                if !self.next_busy_day() {
                    ctx.tell(Say::Unchanged);
                }
            }
            Action::NextMatch => self.next_overdue(ctx),
            Action::ChangeOrder if self.view == View::Calendar => {
                self.switch_days();
            }
            Action::SwitchView => {
                self.view = self.view.next();
                self.stale = true;
            }
            Action::ChangeOrder => {
                self.sort = self.sort.next();
                self.stale = true;
            }
            Action::ToggleMark => self.toggle_mark(ctx),
            _ => match self.line() {
                Some(Line::Task { id, .. }) => act_on_task(action, id, ctx),
                Some(Line::Pairing { id, .. }) => act_on_pairing(action, id, ctx),
                Some(Line::Broken(finding)) => match finding.id.pairing() {
                    _ if action == Action::EditMemo => {
                        ctx.open(Opening::Edit(Purpose::Overrule(finding.id.clone())));
                    }
                    Some(id) => act_on_pairing(action, &id, ctx),
                    None => {}
                },
                Some(Line::Head(_)) | None => {}
            },
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
                let at = self.picker.at(row / self.rows(ctx.layout), len);
                self.filtering = false;
                let stops = |at: &usize| self.lines.get(*at).is_some_and(Line::stops);
                if let Some(at) = at.filter(stops) {
                    let again = self.picker.selected == at;
                    self.picker.selected = at;
                    if again {
                        self.enter(ctx);
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
        let lang = ctx.world().lang;
        self.refresh((ctx.book(), ctx.world().revision), ctx.env, lang);
        let sight = self.sight(ctx.layout);
        self.picker.settle(self.lines.len(), sight);
        // The heading above the first line stays in sight with it.
        if self.picker.selected == 1 && sight > 1 {
            self.picker.offset = 0;
        }
    }
}
