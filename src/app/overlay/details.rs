//! Details (詳しく): all facts of one thing.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::request::Subject;
use crate::app::fact;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};

/// All facts of one thing, as a text to scroll.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// The thing whose facts are shown.
    pub subject: Subject,
    /// Scroll position.
    pub picker: Picker,
}

impl Details {
    /// Starts at the first line.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            picker: Picker::default(),
        }
    }

    fn len(&self, ctx: &Ctx<'_>) -> usize {
        let facts = fact::of(ctx.world(), &self.subject);
        fact::lines(&facts, part::area(ctx).inner().width, ctx.world().lang).len()
    }
}

impl Part for Details {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        part::sheet(whole)
    }

    fn is_public(&self) -> bool {
        false
    }

    fn holds_names(&self) -> bool {
        matches!(self.subject, Subject::Hit(..))
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
