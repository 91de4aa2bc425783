//! Notices of this run (お知らせ一覧); the newest is selected first.

use super::part::{self, Part, WHOLE_ROWS};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};

/// The list of notices. The notices themselves are not part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeList {
    /// Selected notice and scroll position.
    pub picker: Picker,
}

impl NoticeList {
    /// Opens the list at the newest notice, and marks all notices as seen.
    pub fn open(ctx: &mut Ctx<'_>) -> Self {
        ctx.notices_are_seen();
        let selected = ctx.world().notices.log.len();
        Self {
            picker: Picker {
                selected,
                offset: 0,
            },
        }
    }
}

impl Part for NoticeList {
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
        Some(Action::ShowNotices)
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
        let (len, rows) = (ctx.world().notices.log.len(), part::rows(ctx, WHOLE_ROWS));
        self.picker.go(step, len, rows);
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let (len, rows) = (ctx.world().notices.log.len(), part::rows(ctx, WHOLE_ROWS));
        self.picker.settle(len, rows);
    }
}
