//! History (履歴): who changed what, and when.

use super::part::{self, Part, WHOLE_ROWS};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::{Effect, HistoryRow};
use crate::app::core::request::Opening;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::entity::Entity;

/// Changes of one entity or of the whole record.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Changes, newest first; `None` until the answer has arrived.
    pub rows: Option<Vec<HistoryRow>>,
    /// Selected change and scroll position.
    pub picker: Picker,
    /// They could not be read.
    pub is_unread: bool,
}

impl History {
    /// Asks for the history of an entity; `None` asks for everything.
    pub fn ask(entity: Option<Entity>, ctx: &mut Ctx<'_>) -> Self {
        ctx.effect(Effect::LoadHistory(entity));
        Self {
            rows: None,
            picker: Picker::default(),
            is_unread: false,
        }
    }

    fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }
}

impl Part for History {
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
        &[
            Action::Accept,
            Action::Back,
            Action::PageDown,
            Action::PageUp,
        ]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        (action == Action::Accept).then_some("hint-accept-then")
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
        let rows = self.rows.as_ref();
        if let Some(row) = rows.and_then(|rows| rows.get(self.picker.selected)) {
            ctx.open(Opening::Past {
                until: row.op.stamp.hlc,
                entity: row.op.entity.clone(),
            });
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker
            .go(step, self.len(), part::rows(ctx, WHOLE_ROWS));
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker.settle(self.len(), part::rows(ctx, WHOLE_ROWS));
    }
}
