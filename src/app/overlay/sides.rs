//! Fields that a session file and somebody at the program changed to different values: both are shown, and whichever is
//! chosen holds. The record holds until then.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::keys::Layer;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::say::Say;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::reading::{Answers, Both, Take};
use std::path::PathBuf;

/// Rows that one field takes.
pub const ROWS: u16 = 5;
/// Rows below the fields.
pub const FOOT: u16 = 1;

/// Which value holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    /// The file.
    path: PathBuf,
    /// What was answered before.
    answers: Answers,
    /// What is asked, each with what was chosen here.
    pub both: Vec<(Both, Option<Take>)>,
    /// Selected field, and the first one shown.
    pub picker: Picker,
}

impl Sides {
    /// Nothing is chosen.
    pub fn new(path: PathBuf, answers: Answers, both: Vec<Both>) -> Self {
        Self {
            path,
            answers,
            both: both.into_iter().map(|both| (both, None)).collect(),
            picker: Picker::default(),
        }
    }

    /// How many are still open.
    pub fn open(&self) -> usize {
        self.both.iter().filter(|(_, take)| take.is_none()).count()
    }

    fn choose(&mut self, take: Take) {
        if let Some((_, chosen)) = self.both.get_mut(self.picker.selected) {
            *chosen = Some(take);
            self.next();
        }
    }

    /// Goes to the next one that is open, if there is one.
    fn next(&mut self) {
        let is_open = |at: usize| self.both.get(at).is_some_and(|(_, t)| t.is_none());
        if let Some(at) = self.picker.next_of(self.both.len(), is_open) {
            self.picker.selected = at;
        }
    }

    fn shown(ctx: &Ctx<'_>) -> u16 {
        part::rows(ctx, FOOT) / ROWS
    }
}

impl Part for Sides {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        let rows = u16::try_from(self.both.len()).unwrap_or(u16::MAX);
        let rows = rows.saturating_mul(ROWS).saturating_add(2 + FOOT);
        whole.centred(76, rows)
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
        &[Action::Accept, Action::NextMatch, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextMatch => Some("hint-next-question"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let layers = [Layer::Global];
        if ctx.world().keys.action(&layers, chord) == Some(Action::NextMatch) {
            self.next();
            return true;
        }
        match chord.folded().typed() {
            Some('1') => self.choose(Take::File),
            Some('2') => self.choose(Take::Record),
            _ => return false,
        }
        true
    }

    /// Goes on with what was chosen; where nothing was, the record holds and it is asked again.
    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        let open = self.open();
        if open == self.both.len() {
            ctx.tell(Say::AnswerFirst(open));
            return;
        }
        let mut answers = self.answers.clone();
        for (both, take) in &self.both {
            if let Some(take) = take {
                let of = (both.entity.clone(), both.field.clone());
                answers.sides.each.insert(of, *take);
            }
        }
        let path = self.path.clone();
        ctx.effect(Effect::OpenAnswered { path, answers });
        ctx.close();
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
        ctx.tell(Say::RecordHolds(self.open()));
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker.go(step, self.both.len(), Self::shown(ctx));
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), _: &mut Ctx<'_>) {
        if let Some(at) = self.picker.at(row / ROWS, self.both.len()) {
            self.picker.selected = at;
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker.settle(self.both.len(), Self::shown(ctx));
    }
}
