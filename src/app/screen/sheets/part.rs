//! What the screen of the sheets answers to the program; without a session it is closed.

use super::state::{ASKED, Column, GRID, LINE, PEOPLE, Sheets, State};
use crate::action::{Action, Chord, Code, Group, Screen};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::request::{Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::roll::Listed;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::rule::{interest, reply};
use crate::text::Clean;

/// From here on there is room for the people beside the grid.
const WIDE: u16 = 80;

impl Sheets {
    fn place(&self, mut body: Area, layout: &mut Layout) {
        layout.put(LINE, body.cut_top(3));
        if self.guessing {
            layout.put(ASKED, body.cut_top(if body.width < 100 { 2 } else { 1 }));
        }
        if body.width < WIDE {
            let grid = self.in_grid || self.who.is_some();
            layout.put(if grid { GRID } else { PEOPLE }, body);
            return;
        }
        let people = body.cut_left(body.width / 3);
        layout.put(PEOPLE, people);
        layout.put(GRID, body);
    }

    fn cells(&self, book: &Book) -> Option<Vec<String>> {
        let session = self.session(book)?;
        let person = session.attendee(&self.selected()?.badge)?;
        let mut cells = vec![
            number::shown(&person.badge).to_owned(),
            person.name.to_string(),
            session.org_name(&person.org).to_string(),
        ];
        if let Some(need) = self.need(book).filter(|_| self.who.is_some()) {
            cells.push(session.need_told(&need.no).to_string());
            let wish = interest::of(book, session, person, &need.no);
            cells.push(wish.map_or("-", |w| w.level.ja()).to_owned());
            let reply = reply::of(book, &session.id, &need.no, &person.org);
            let verdict = reply.and_then(|r| r.verdict);
            cells.push(verdict.map_or("-", |v| v.ja()).to_owned());
        }
        Some(cells)
    }

    /// The first click on a line selects it, the second one is Enter.
    fn click_person(&mut self, at: usize, ctx: &mut Ctx<'_>) {
        if self.who.is_some() && !self.query.is_blank() {
            self.go_person(true, ctx);
            return;
        }
        let again = self.list.selected == at && self.pointed;
        if self.who.is_some() {
            if let Some((badge, _)) = self.people.get(at) {
                let badge = badge.clone();
                self.begin(badge);
            }
        } else {
            self.list.selected = at;
            self.pointed = true;
            if again {
                self.enter(ctx);
            }
        }
    }
}

impl Part for State {
    fn closed(&self) -> Option<Say> {
        self.is_none().then_some(Say::NoSession)
    }

    fn layout(&self, _: (u16, u16), body: Area, layout: &mut Layout) {
        if let Some(sheets) = self {
            sheets.place(body, layout);
        }
    }

    fn commands(&self, book: &Book) -> Vec<(Action, Option<Say>)> {
        let person = self.as_ref().and_then(|s| s.person(book));
        let nobody = person.is_none().then_some(Say::NothingSelected);
        vec![
            (Action::NextSheet, None),
            (Action::PreviousSheet, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::FocusSearch, None),
            (Action::ToggleClosed, None),
            (Action::Step, nobody),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::NextSheet,
            Action::NextPane,
            Action::Step,
            Action::Undo,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        let sheets = self.as_ref()?;
        match (action, &sheets.who) {
            (Action::Accept, None) => Some("hint-accept-sheet"),
            (Action::Accept, Some(_)) if sheets.in_grid => Some("hint-accept-box"),
            (Action::Accept, Some(_)) => Some("hint-accept-save"),
            (Action::Step, _) => Some(match sheets.column {
                Column::Company => "hint-step-level",
                Column::Hospital => "hint-step-reply",
            }),
            (Action::NextPane, _) if sheets.in_grid => Some("hint-pane-box"),
            (Action::NextPane, _) => Some("hint-pane-grid"),
            (Action::ToggleClosed, _) => Some("hint-toggle-handed-in"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Sheets
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.as_ref().map(|sheets| sheets.session.clone())
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        let selected = self.as_ref().and_then(Sheets::selected);
        selected.map(Subject::Person).ok_or(Say::NothingSelected)
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        self.as_ref()?.cells(book)
    }

    fn field(&self) -> Option<&Field> {
        let sheets = self.as_ref()?;
        (!sheets.in_grid).then_some(&sheets.query)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        let sheets = self.as_mut()?;
        (!sheets.in_grid).then_some(&mut sheets.query)
    }

    fn typed(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(sheets) = self {
            sheets.typed(ctx);
        }
    }

    fn catch(&mut self) {
        if let Some(sheets) = self {
            sheets.in_grid = false;
        }
    }

    /// In the grid a digit sets the cell, and left and right choose whose.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let Some(sheets) = self.as_mut().filter(|s| s.in_grid) else {
            return false;
        };
        let bare = chord == Chord::plain(chord.code);
        if bare && matches!(chord.code, Code::Left | Code::Right) {
            sheets.turn_column();
            return true;
        }
        let digit = chord.folded().typed().and_then(|c| c.to_digit(10));
        if let Some(digit) = digit {
            sheets.digit(digit, ctx);
        }
        digit.is_some()
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(sheets) = self {
            sheets.enter(ctx);
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        let Some(sheets) = self else {
            return;
        };
        if sheets.in_grid {
            sheets.in_grid = false;
        } else if !sheets.query.text().is_empty() {
            if ctx.is_second(Question::DropText) {
                sheets.query.clear();
            }
        } else {
            sheets.who = None;
        }
        sheets.refresh(ctx);
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let Some(sheets) = self else {
            return;
        };
        if sheets.in_grid {
            sheets.go_need(step, ctx);
        } else if sheets.who.is_some() {
            let next = matches!(step, Step::Down | Step::PageDown | Step::Last);
            sheets.go_person(next, ctx);
        } else {
            let len = sheets.people.len();
            sheets.list.go(step, len, ctx.layout.rows(PEOPLE));
            sheets.pointed = true;
        }
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(sheets) = self else {
            return;
        };
        match action {
            Action::NextSheet => sheets.go_open(ctx),
            Action::PreviousSheet => sheets.go_person(false, ctx),
            Action::NextPane | Action::PreviousPane => sheets.in_grid = !sheets.in_grid,
            Action::FocusSearch => sheets.in_grid = false,
            Action::ToggleClosed => {
                sheets.listed = sheets.listed.turned();
                let all = sheets.listed != Listed::Missing;
                ctx.tell(Say::Listed { all });
            }
            Action::Step => sheets.step_cell(ctx),
            _ => {}
        }
        sheets.refresh(ctx);
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let Some(sheets) = self else {
            return;
        };
        match (place.pane, place.row) {
            (LINE, _) => {
                sheets.in_grid = false;
                sheets.query.click(place.inner.width, place.column);
            }
            (PEOPLE, Some(row)) => {
                if let Some(at) = sheets.list.at(row, sheets.people.len()) {
                    sheets.in_grid = false;
                    sheets.click_person(at, ctx);
                }
            }
            (GRID, Some(row)) => {
                let needs = sheets.session(ctx.book()).map_or(0, |s| s.needs.len());
                // The first click opens the grid, in which every need stands.
                let row = row.checked_sub(1).filter(|_| sheets.in_grid);
                if let Some(at) = row.and_then(|row| sheets.needs.at(row, needs)) {
                    sheets.needs.selected = at;
                }
                sheets.in_grid = true;
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        let step = if up { Step::Up } else { Step::Down };
        let Some(sheets) = self else {
            return;
        };
        match place.pane {
            GRID => sheets.go_need(step, ctx),
            PEOPLE if sheets.who.is_none() => {
                let len = sheets.people.len();
                sheets.list.go(step, len, place.inner.height);
                sheets.pointed = true;
            }
            _ => {}
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let Some(sheets) = self else {
            ctx.ask(Request::Go(Screen::Start));
            return;
        };
        let now = ctx.env.now.timestamp();
        let question = ctx.world().again.question(now);
        sheets.guessing = matches!(question, Some(Question::Take { .. }));
        // Whose sheet it is may have left the list: somebody else came for them.
        if sheets.who.is_some() && sheets.person(ctx.book()).is_none() {
            sheets.who = None;
        }
        sheets.refresh(ctx);
        let people = sheets.people.len();
        sheets.list.settle(people, ctx.layout.rows(PEOPLE));
        let needs = sheets.session(ctx.book()).map_or(0, |s| s.needs.len());
        // A heading above the needs, and a row below that says more of the selected one.
        let rows = ctx.layout.rows(GRID).saturating_sub(2);
        sheets.needs.settle(needs, rows);
    }
}
