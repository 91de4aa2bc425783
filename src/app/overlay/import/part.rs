//! The box of the import, as every overlay is asked.

use super::{FILES_HEAD, FOOT, Import, Stage};
use crate::action::{Action, Chord, Code, Screen};
use crate::app::core::ctx::Ctx;
use crate::app::core::importing::Import as Telling;
use crate::app::core::keys::Layer;
use crate::app::core::layout::Layout;
use crate::app::core::say::Say;
use crate::app::overlay::part::{self, Part};
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::reading::Answer;

impl Import {
    /// Rows above the list.
    pub fn head(&self) -> u16 {
        match self.stage {
            Stage::Files => FILES_HEAD,
            Stage::Columns => 1,
            Stage::To => 0,
            Stage::Trial => u16::try_from(self.trial.counts.len()).unwrap_or(0) + 1,
        }
    }

    fn rows(&self, ctx: &Ctx<'_>) -> u16 {
        let trouble = u16::try_from(self.trouble.len()).unwrap_or(u16::MAX);
        let own = self.head().saturating_add(FOOT).saturating_add(trouble);
        let fields = if self.stage == Stage::To { 4 } else { 0 };
        part::rows(ctx, own.saturating_add(fields))
    }
}

impl Part for Import {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        part::sheet(whole)
    }

    fn is_public(&self) -> bool {
        false
    }

    fn holds_names(&self) -> bool {
        true
    }

    fn blocks(&self, action: Action) -> bool {
        !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        None
    }

    fn hints(&self) -> &'static [Action] {
        match self.stage {
            // What F4 does here stands in the box: its name elsewhere, 関心度・状態, means nothing to a list.
            Stage::Files => &[Action::Accept, Action::Back],
            Stage::Columns | Stage::Trial => &[Action::Accept, Action::NextMatch, Action::Back],
            Stage::To => &[Action::Accept, Action::NextPane, Action::Back],
        }
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match (action, self.stage) {
            (Action::Accept, Stage::Files) => Some("hint-accept-choose"),
            (Action::Accept, Stage::Columns) => Some("hint-next-step"),
            (Action::Accept, Stage::Trial) => Some("hint-accept-import"),
            (Action::NextMatch, Stage::Trial) => Some("hint-next-doubtful"),
            (Action::NextMatch, _) => Some("hint-next-question"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&Field> {
        match self.stage {
            Stage::Files => Some(&self.path),
            Stage::To => self.focus.and_then(|at| self.fields.get(at)),
            Stage::Columns | Stage::Trial => None,
        }
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        match self.stage {
            Stage::Files => Some(&mut self.path),
            Stage::To => self.focus.and_then(|at| self.fields.get_mut(at)),
            Stage::Columns | Stage::Trial => None,
        }
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {
        self.trouble.clear();
    }

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        // While something is read only Esc counts; what is typed ahead would land in another step.
        let layers = [Layer::Global];
        let action = ctx.world().keys.action(&layers, chord);
        if self
            .wait
            .is_some_and(|wait| wait.rows > 0 || wait.is_writing)
        {
            return action.is_none_or(|a| a != Action::Back && !part::is_everywhere(a));
        }
        match action {
            Some(Action::Step) => {
                match self.stage {
                    Stage::Files => self.next_kind(),
                    Stage::Columns => self.next_field(true),
                    Stage::Trial => self.takes_doubtful = !self.takes_doubtful,
                    Stage::To => {}
                }
                return true;
            }
            Some(Action::NextMatch) => {
                self.next_open(ctx.book());
                return true;
            }
            Some(_) | None => {}
        }
        // On to the next step and back, by the keys that do so with presentations.
        let layers = [Layer::Screen(Screen::Live)];
        match ctx.world().keys.action(&layers, chord) {
            // What is being looked at comes first.
            Some(Action::NextNeed | Action::PreviousNeed) if self.wait.is_some() => return true,
            Some(Action::NextNeed) => {
                self.forward(ctx);
                return true;
            }
            Some(Action::PreviousNeed) => {
                // Only Esc closes the box.
                if self.stage != Stage::Files {
                    self.backward(ctx);
                }
                return true;
            }
            Some(_) | None => {}
        }
        let is_plain = !chord.ctrl && !chord.alt;
        match (self.stage, chord.code) {
            (Stage::Columns, Code::Left | Code::Right) if is_plain => {
                self.next_field(chord.code == Code::Right);
                true
            }
            (Stage::Trial, _) if is_plain && self.asks().is_some() => {
                match chord.folded().typed() {
                    Some('1') => self.answer_row(Answer::Corrected, ctx),
                    Some('2') => self.answer_row(Answer::Other, ctx),
                    Some(_) | None => false,
                }
            }
            (Stage::Files, Code::Delete)
                if self.path.is_blank() && self.picker.selected < self.files.len() =>
            {
                self.files.remove(self.picker.selected);
                self.said.clear();
                true
            }
            _ => false,
        }
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        // A place that is typed while a folder is looked at is looked at instead.
        let is_typed = self.stage == Stage::Files && !self.path.is_blank();
        if self.wait.is_none() || is_typed {
            self.go_on(ctx);
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if self.wait.is_some_and(|wait| wait.is_writing) {
            return;
        }
        if self.stop(ctx) {
            if self.stage == Stage::Files && self.entries.is_empty() {
                ctx.close();
            }
            ctx.tell(Say::Import(Telling::Nothing));
            return;
        }
        if self.stage == Stage::Files && !self.path.is_blank() {
            self.path.clear();
            return;
        }
        if self.focus.take().is_none() {
            self.backward(ctx);
        }
    }

    fn turn(&mut self, forward: bool) {
        if self.stage != Stage::To {
            return;
        }
        let last = self.fields.len() - 1;
        self.focus = match (self.focus, forward) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(at), true) => Some(at + 1).filter(|at| *at <= last),
            (Some(at), false) => at.checked_sub(1),
        };
        if self.focus.is_some() {
            (self.picker.selected, self.target) = (0, 0);
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let len = self.len(ctx.book());
        let rows = self.rows(ctx);
        self.focus = None;
        self.picker.go(step, len, rows);
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), ctx: &mut Ctx<'_>) {
        let len = self.len(ctx.book());
        let row = row.checked_sub(self.head());
        if let Some(at) = row.and_then(|row| self.picker.at(row, len)) {
            let again = self.picker.selected == at;
            self.picker.selected = at;
            self.focus = None;
            if again && self.stage == Stage::Files && self.wait.is_none() {
                self.path.clear();
                self.go_on(ctx);
            }
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.answers(ctx);
        let (len, rows) = (self.len(ctx.book()), self.rows(ctx));
        self.picker.settle(len, rows);
    }
}
