//! Good copies of a record that cannot be opened: one of them can be put in its place.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::store::sqlite::offer::GoodCopy;

/// Rows above the list: what happens on Enter.
pub const HEAD_ROWS: u16 = 3;

/// Copies to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// The newest first.
    pub found: Vec<GoodCopy>,
    /// Selected copy and scroll position.
    pub picker: Picker,
}

impl Copies {
    /// The newest one is selected.
    pub fn new(found: Vec<GoodCopy>) -> Self {
        Self {
            found,
            picker: Picker::default(),
        }
    }
}

impl Part for Copies {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        part::sheet(whole)
    }

    fn is_public(&self) -> bool {
        false
    }

    fn holds_names(&self) -> bool {
        false
    }

    fn blocks(&self, action: Action) -> bool {
        !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        None
    }

    fn hints(&self) -> &'static [Action] {
        &[Action::Accept, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        (action == Action::Accept).then_some("hint-accept-restore")
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
        if let Some(copy) = self.found.get(self.picker.selected) {
            ctx.effect(Effect::Restore(copy.path.clone()));
            ctx.close();
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker
            .go(step, self.found.len(), part::rows(ctx, HEAD_ROWS));
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker
            .settle(self.found.len(), part::rows(ctx, HEAD_ROWS));
    }
}
