//! Help (ヘルプ): all actions with their keys.

use super::part::{self, Part, QUERY_ROWS};
use crate::action::{Action, Chord, Group};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::help;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};

/// All actions with their keys, narrowed by a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// Group that is listed first: the actions of the current screen.
    pub group: Group,
    /// Words that a line must contain.
    pub query: Field,
    /// Scroll position.
    pub picker: Picker,
}

impl Help {
    /// Lists all actions, those of `group` first.
    pub fn new(group: Group) -> Self {
        Self {
            group,
            query: Field::default(),
            picker: Picker::default(),
        }
    }

    fn len(&self, ctx: &Ctx<'_>) -> usize {
        help::lines(&ctx.world().keys, self.group, self.query.text()).len()
    }
}

impl Part for Help {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        whole.centred(84, whole.height.saturating_sub(2))
    }

    fn is_public(&self) -> bool {
        true
    }

    fn holds_names(&self) -> bool {
        false
    }

    fn blocks(&self, action: Action) -> bool {
        action == Action::ShowHelp || !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        Some(Action::ShowHelp)
    }

    fn hints(&self) -> &'static [Action] {
        &[Action::Back, Action::PageDown, Action::PageUp]
    }

    fn word(&self, _: Action) -> Option<&'static str> {
        None
    }

    fn field(&self) -> Option<&Field> {
        Some(&self.query)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.query)
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {
        self.picker = Picker::default();
    }

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if self.query.text().is_empty() || ctx.is_second(Question::DropText) {
            ctx.close();
        }
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let (len, rows) = (self.len(ctx), part::rows(ctx, QUERY_ROWS));
        self.picker.scroll(step, len, rows);
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let (len, rows) = (self.len(ctx), part::rows(ctx, QUERY_ROWS));
        self.picker.settle_text(len, rows);
    }
}
