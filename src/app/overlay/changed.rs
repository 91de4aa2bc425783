//! A session file in which numbers have other names than when something was recorded with them: asked number by number,
//! before anything is taken from the file.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::say::Say;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::reading::{Answer, Answers, Doubt};
use std::path::PathBuf;

/// Rows that one doubt takes.
pub const ROWS: u16 = 5;
/// Rows below the doubts.
pub const FOOT: u16 = 1;

/// What happened to each number.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The file.
    pub path: PathBuf,
    /// What was answered before.
    answers: Answers,
    /// What is asked, each with the answer chosen here.
    pub doubts: Vec<(Doubt, Option<Answer>)>,
    /// Selected doubt, and the first one shown.
    pub picker: Picker,
}

impl Changed {
    /// Nothing is chosen: neither answer is usual.
    pub fn new(path: PathBuf, answers: Answers, doubts: Vec<Doubt>) -> Self {
        Self {
            path,
            answers,
            doubts: doubts.into_iter().map(|doubt| (doubt, None)).collect(),
            picker: Picker::default(),
        }
    }

    /// How many are still open.
    pub fn open(&self) -> usize {
        self.doubts.iter().filter(|(_, a)| a.is_none()).count()
    }

    /// Takes an answer, where it is one of those that the doubt offers.
    fn choose(&mut self, answer: Answer) {
        if let Some((doubt, chosen)) = self.doubts.get_mut(self.picker.selected)
            && doubt.offers().contains(&answer)
        {
            *chosen = Some(answer);
            self.next();
        }
    }

    /// The file itself says otherwise where the old name stands under another number: that is asked once more.
    fn is_sure(&self, ctx: &mut Ctx<'_>) -> bool {
        let doubt = self
            .doubts
            .get(self.picker.selected)
            .map(|(doubt, _)| doubt);
        let doubt = doubt.filter(|d| d.offers().contains(&Answer::Corrected));
        let Some((doubt, under)) = doubt.and_then(|d| Some((d, d.now_under.clone()?))) else {
            return true;
        };
        ctx.is_second(Question::Corrected {
            old: doubt.old.clone(),
            number: doubt.number.clone(),
            under,
        })
    }

    /// Goes to the next one that is open, if there is one.
    fn next(&mut self) {
        let is_open = |at: usize| self.doubts.get(at).is_some_and(|(_, a)| a.is_none());
        if let Some(at) = self.picker.next_of(self.doubts.len(), is_open) {
            self.picker.selected = at;
        }
    }

    fn shown(ctx: &Ctx<'_>) -> u16 {
        part::rows(ctx, FOOT) / ROWS
    }
}

impl Part for Changed {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        let rows = u16::try_from(self.doubts.len()).unwrap_or(u16::MAX);
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
        let layers = [crate::app::core::keys::Layer::Global];
        if ctx.world().keys.action(&layers, chord) == Some(Action::NextMatch) {
            self.next();
            return true;
        }
        match chord.folded().typed() {
            Some('1') if !self.is_sure(ctx) => {}
            Some('1') => self.choose(Answer::Corrected),
            Some('2') => self.choose(Answer::Other),
            Some('3') => self.choose(Answer::Moved),
            _ => return false,
        }
        true
    }

    /// Goes on with the answers, once there is one for each.
    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if self.open() > 0 {
            ctx.tell(Say::AnswerFirst(self.open()));
            self.next();
            return;
        }
        let mut answers = self.answers.clone();
        for (doubt, answer) in &self.doubts {
            if let Some(answer) = answer {
                answers.settle(doubt, *answer);
            }
        }
        let path = self.path.clone();
        ctx.effect(Effect::OpenAnswered { path, answers });
        ctx.close();
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
        ctx.tell(Say::NothingTaken);
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker.go(step, self.doubts.len(), Self::shown(ctx));
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), _: &mut Ctx<'_>) {
        if let Some(at) = self.picker.at(row / ROWS, self.doubts.len()) {
            self.picker.selected = at;
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker.settle(self.doubts.len(), Self::shown(ctx));
    }
}
