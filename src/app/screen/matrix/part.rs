//! What the matrix answers to the program; without a session it is closed.

use super::state::{FILTER, GAPS, GRID, Matrix, State, columns, titles};
use crate::action::{Action, Chord, Code, Group};
use crate::app::change::{day, meeting};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::meet::Meet;
use crate::app::core::msg::Effect;
use crate::app::core::request::{Choice, Opening, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::screen::matrix::state::CELL;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::{Level, Verdict};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::reply::ReplyId;
use crate::domain::number::shown;
use crate::text::Clean;

impl Matrix {
    /// A digit in a cell records it.
    fn digit(&self, digit: char, ctx: &mut Ctx<'_>) {
        let Some((row, column)) = self.cell() else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        let (need, org) = (&row.need, &column.org);
        let unused = Say::Meet(Meet::UnusedDigit {
            digit,
            hospital: self.hospital,
        });
        if self.hospital {
            let verdict = match digit {
                '3' => Some(Verdict::Meet),
                '1' => Some(Verdict::Hold),
                '9' => Some(Verdict::Refuse),
                '0' => None,
                _ => return ctx.tell(unused),
            };
            let id = ReplyId {
                session: self.session.clone(),
                need: need.clone(),
                org: org.clone(),
            };
            day::answer(ctx, id, verdict);
            return;
        }
        let level = match digit {
            '1' => Some(Level::Interested),
            '2' => Some(Level::Discuss),
            '3' => Some(Level::WantsMeeting),
            '9' => Some(Level::Declined),
            '0' => None,
            _ => return ctx.tell(unused),
        };
        if let Err(why) = meeting::set_interest(ctx, &self.session, (need, org), level) {
            ctx.tell(why);
        }
    }

    fn pairing(&self) -> Option<PairingId> {
        let (row, column) = self.cell()?;
        Some(PairingId {
            session: self.session.clone(),
            need: row.need.clone(),
            org: column.org.clone(),
        })
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let is_new = std::mem::replace(&mut self.visit, ctx.world().visit) != ctx.world().visit;
        if is_new {
            self.hospital = false;
        }
        if is_new || self.hint_asked == 0 {
            self.hint_asked = ctx.next_generation();
            ctx.effect(Effect::Hint {
                generation: self.hint_asked,
                session: self.session.clone(),
            });
        }
        self.refresh(ctx.book(), ctx.world().revision);
        self.row.settle(self.rows.len(), sight(ctx.layout));
        self.column.settle(self.columns.len(), columns(ctx.layout));
    }

    /// A step to the side; whether the key is one.
    fn aside(&mut self, chord: Chord, ctx: &Ctx<'_>) -> bool {
        let step = match chord.code {
            Code::Left => Step::Up,
            Code::Right => Step::Down,
            _ => return false,
        };
        if chord != Chord::plain(chord.code) {
            return false;
        }
        self.column
            .go(step, self.columns.len(), columns(ctx.layout));
        true
    }
}

/// How many needs are in sight: below the headings, above the sums.
fn sight(layout: &Layout) -> u16 {
    layout.rows(GRID).saturating_sub(2)
}

impl Part for State {
    fn closed(&self) -> Option<Say> {
        self.is_none().then_some(Say::NoSession)
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        let filters = self
            .as_ref()
            .is_some_and(|m| m.filtering || !m.filter.is_blank());
        if filters {
            layout.put(FILTER, body.cut_top(3));
        }
        if body.height >= 12 {
            layout.put(GAPS, body.cut_top(4));
        }
        layout.put(GRID, body);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        vec![
            (Action::FocusSearch, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::NextMatch, None),
            (Action::SwitchSide, None),
            (Action::ChangeOrder, None),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::SwitchSide,
            Action::FocusSearch,
            Action::NextMatch,
            Action::ChangeOrder,
            Action::Undo,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        let is_filtering = self.as_ref().is_some_and(|m| m.filtering);
        match action {
            Action::Accept if is_filtering => Some("hint-accept-found"),
            Action::Accept => Some("hint-accept-menu"),
            Action::NextMatch => Some("hint-next-gap"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Matrix
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.as_ref().map(|m| m.session.clone())
    }

    fn subject(&self, book: &Book) -> Result<Subject, Say> {
        let matrix = self.as_ref().ok_or(Say::NoSession)?;
        let (row, _) = matrix.cell().ok_or(Say::NothingSelected)?;
        let pairing = matrix.pairing().filter(|id| book.pairings.contains_key(id));
        Ok(match pairing {
            Some(id) => Subject::Pairing(id),
            None => Subject::Need(matrix.session.clone(), row.need.clone()),
        })
    }

    fn row(&self, _: &Book) -> Option<Vec<String>> {
        let matrix = self.as_ref()?;
        let (row, column) = matrix.cell()?;
        let pair = matrix.pair(row, column);
        let level = pair.and_then(|p| p.level).map_or("-", Level::ja);
        let verdict = pair.and_then(|p| p.verdict).map_or("未回答", Verdict::ja);
        Some(vec![
            shown(&row.need).to_owned(),
            row.title.to_string(),
            column.label.to_string(),
            column.name.to_string(),
            level.to_owned(),
            verdict.to_owned(),
        ])
    }

    fn field(&self) -> Option<&Field> {
        self.as_ref().filter(|m| m.filtering).map(|m| &m.filter)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        let matrix = self.as_mut().filter(|m| m.filtering);
        matrix.map(|m| &mut m.filter)
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {
        if let Some(matrix) = self {
            matrix.stale = true;
        }
    }

    fn catch(&mut self) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let Some(matrix) = self.as_mut().filter(|m| !m.filtering) else {
            return false;
        };
        if let Some(digit) = chord.folded().typed().filter(char::is_ascii_digit) {
            matrix.digit(digit, ctx);
            return true;
        }
        matrix.aside(chord, ctx)
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        let Some(matrix) = self.as_mut() else {
            return;
        };
        if matrix.filtering {
            matrix.filtering = false;
            (matrix.row.selected, matrix.column.selected) = (0, 0);
            return;
        }
        let Some(id) = matrix.pairing() else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        // What is selected is a cell: what can be done with the need is another thing, and would begin its presentation.
        ctx.open(if ctx.book().pairings.contains_key(&id) {
            Opening::Menu(Subject::Pairing(id))
        } else {
            Opening::Choice(Choice::Suggested(id))
        });
    }

    fn back(&mut self, _: &mut Ctx<'_>) {
        if let Some(matrix) = self {
            if !matrix.filtering {
                matrix.filter.clear();
                matrix.stale = true;
            }
            matrix.filtering = false;
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        if let Some(matrix) = self {
            let len = matrix.rows.len();
            matrix.row.go(step, len, sight(ctx.layout));
        }
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(matrix) = self else {
            return;
        };
        match action {
            Action::FocusSearch => matrix.filtering = true,
            Action::NextPane | Action::PreviousPane => matrix.filtering = !matrix.filtering,
            Action::NextMatch if matrix.next_gap() => {}
            Action::NextMatch => ctx.tell(Say::Meet(Meet::NothingLeft)),
            Action::SwitchSide => {
                matrix.hospital = !matrix.hospital;
                let hospital = matrix.hospital;
                ctx.tell(Say::Meet(Meet::SideIs { hospital }));
            }
            Action::ChangeOrder => {
                matrix.order = matrix.order.next();
                matrix.stale = true;
            }
            _ => {}
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let Some(matrix) = self else {
            return;
        };
        match (place.pane, place.row) {
            (FILTER, _) => {
                matrix.filtering = true;
                matrix.filter.click(place.inner.width, place.column);
            }
            (GRID, Some(line)) => {
                matrix.filtering = false;
                if let Some(at) = line
                    .checked_sub(1)
                    .and_then(|r| matrix.row.at(r, matrix.rows.len()))
                {
                    matrix.row.selected = at;
                }
                let left = titles(place.inner.width);
                if let Some(x) = place.column.checked_sub(left).map(|x| x / CELL)
                    && x < columns(ctx.layout)
                    && let Some(at) = matrix.column.at(x, matrix.columns.len())
                {
                    matrix.column.selected = at;
                }
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if place.pane == GRID {
            self.step(if up { Step::Up } else { Step::Down }, ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(matrix) = self {
            matrix.settle(ctx);
        }
    }
}
