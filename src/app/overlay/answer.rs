//! The answer to a question about the record: an earlier state, or who was introduced to whom.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::request::Question;
use crate::app::fact::{self, Fact};
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::entity::Entity;
use crate::domain::op::Hlc;

/// A question about the record, and its answer as soon as it has arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// The answer; `None` until it has arrived.
    pub facts: Option<Vec<Fact>>,
    /// Scroll position.
    pub picker: Picker,
    /// It could not be read.
    pub is_unread: bool,
}

impl Answer {
    fn waiting(question: Question) -> Self {
        Self {
            question,
            facts: None,
            picker: Picker::default(),
            is_unread: false,
        }
    }

    /// Asks for the state right after the op with the clock value `until`.
    pub fn ask_past(until: Hlc, entity: Entity, ctx: &mut Ctx<'_>) -> Self {
        ctx.effect(Effect::LoadPast { until, entity });
        Self::waiting(Question::Then(until))
    }

    /// Asks who was introduced to whom.
    pub fn ask_provisions(ctx: &mut Ctx<'_>) -> Self {
        ctx.effect(Effect::LoadProvisions);
        Self::waiting(Question::Provisions)
    }

    fn len(&self, ctx: &Ctx<'_>) -> usize {
        let facts = self.facts.as_deref().unwrap_or_default();
        fact::lines(facts, part::area(ctx).inner().width, ctx.world().lang).len()
    }
}

impl Part for Answer {
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
        &[Action::Back, Action::PageDown, Action::PageUp]
    }

    fn word(&self, _: Action) -> Option<&'static str> {
        None
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let (len, rows) = (self.len(ctx), part::rows(ctx, 0));
        self.picker.scroll(step, len, rows);
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let (len, rows) = (self.len(ctx), part::rows(ctx, 0));
        self.picker.settle_text(len, rows);
    }
}
