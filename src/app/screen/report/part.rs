//! What the report answers to the program.

use super::{FIGURES, Heading, Line, Opened, Period, RECORDS, State};
use crate::action::{Action, Chord, Code, Group};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::request::{Opening, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::help;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::text::Clean;
use crate::words::Lang;

impl State {
    /// The heading to the left or right; the outer ones are ends.
    fn turn(&mut self, right: bool) {
        let at = Heading::ALL.iter().position(|h| *h == self.heading);
        let at = at.unwrap_or(0);
        let to = if right {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        if let Some(heading) = to.and_then(|to| Heading::ALL.get(to)) {
            self.heading = *heading;
            self.picker.selected = 0;
            self.opened = None;
            self.arrange();
        }
    }
}

impl Part for State {
    fn closed(&self) -> Option<Say> {
        None
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        if self.opened.is_some() {
            layout.put(RECORDS, body.cut_bottom(body.height / 2));
        }
        layout.put(FIGURES, body);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        vec![(Action::ChangePeriod, None)]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::ChangePeriod,
            Action::ShowPalette,
            Action::Undo,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        match action {
            Action::Accept if self.opened.is_some() => Some("hint-accept-menu"),
            Action::Accept => Some("hint-accept-records"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Report
    }

    fn names_session(&self) -> bool {
        self.counted() == Period::Session
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.session.clone()
    }

    fn subject(&self, book: &Book) -> Result<Subject, Say> {
        self.record(book).ok_or(Say::NothingSelected)
    }

    fn row(&self, _: &Book) -> Option<Vec<String>> {
        let line = self.line()?;
        let name = match line {
            Line::Figure(measure) => measure.ja(),
            Line::Stage(stage) => stage.ja(),
            Line::Reason(text) => text,
            Line::Part(by, part) => by.part(part, help::words(Lang::Ja)),
        };
        Some(vec![name.to_owned(), self.behind(line).len().to_string()])
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn catch(&mut self) {}

    fn key(&mut self, chord: Chord, _: &mut Ctx<'_>) -> bool {
        if chord != Chord::plain(chord.code) {
            return false;
        }
        match chord.code {
            Code::Left => self.turn(false),
            Code::Right => self.turn(true),
            _ => return false,
        }
        true
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if self.opened.is_some() {
            match self.subject(ctx.book()) {
                Ok(subject) => ctx.open(Opening::Menu(subject)),
                Err(say) => ctx.tell(say),
            }
            return;
        }
        let rows = self.line().map(|line| self.behind(line).to_vec());
        match rows.filter(|rows| !rows.is_empty()) {
            Some(rows) => {
                self.opened = Some(Opened {
                    rows,
                    ..Opened::default()
                });
            }
            None => ctx.tell(Say::NothingSelected),
        }
    }

    fn back(&mut self, _: &mut Ctx<'_>) {
        self.opened = None;
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        match &mut self.opened {
            Some(opened) => {
                let rows = ctx.layout.rows(RECORDS);
                opened.picker.go(step, opened.rows.len(), rows);
            }
            None => self
                .picker
                .go(step, self.lines.len(), ctx.layout.rows(FIGURES)),
        }
    }

    fn act(&mut self, action: Action, _: &mut Ctx<'_>) {
        if action == Action::ChangePeriod {
            self.period = match self.counted() {
                Period::Session => Period::ThisYear,
                Period::ThisYear => Period::LastYear,
                Period::LastYear => Period::All,
                Period::All => Period::Session,
            };
            self.opened = None;
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let Some(row) = place.row else {
            return;
        };
        if place.pane == FIGURES {
            let Some(at) = self.picker.at(row, self.lines.len()) else {
                return;
            };
            let again = at == self.picker.selected && self.opened.is_none();
            self.picker.selected = at;
            self.opened = None;
            if again {
                self.accept(ctx);
            }
        } else if place.pane == RECORDS
            && let Some(opened) = &mut self.opened
            && let Some(at) = opened.picker.at(row, opened.rows.len())
        {
            let again = at == opened.picker.selected;
            opened.picker.selected = at;
            if again {
                self.accept(ctx);
            }
        }
    }

    fn wheel(&mut self, _: Place, up: bool, ctx: &mut Ctx<'_>) {
        self.step(if up { Step::Up } else { Step::Down }, ctx);
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.ask(ctx);
        let (figures, records) = (ctx.layout.rows(FIGURES), ctx.layout.rows(RECORDS));
        self.picker.settle(self.lines.len(), figures);
        if let Some(opened) = &mut self.opened {
            opened.picker.settle(opened.rows.len(), records);
        }
    }
}
