//! The report on a session file that was refused or has warnings.

use super::part::{self, Part};
use crate::action::{Action, Chord, Code};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::text::{Clean, width};
use std::path::PathBuf;

/// Columns that one key scrolls the report sideways.
const SIDEWAYS: usize = 16;

/// The report on a session file that was refused or has warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    /// Path of the session file.
    pub path: PathBuf,
    /// Lines of the report.
    pub report: Vec<Clean>,
    /// Columns scrolled out of sight at the left. Lines are not wrapped, because then the marks under an excerpt would
    /// be in the wrong place.
    pub shift: usize,
    /// Scroll position.
    pub picker: Picker,
}

impl Problems {
    /// Starts at the first line.
    pub fn new(path: PathBuf, report: Vec<Clean>) -> Self {
        Self {
            path,
            report,
            shift: 0,
            picker: Picker::default(),
        }
    }
}

impl Part for Problems {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        whole
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

    fn key(&mut self, chord: Chord, _: &mut Ctx<'_>) -> bool {
        let widest = self.report.iter().map(|line| width(line)).max();
        let last = widest.unwrap_or(0).saturating_sub(SIDEWAYS);
        match chord.code {
            Code::Left => self.shift = self.shift.saturating_sub(SIDEWAYS),
            Code::Right => self.shift = (self.shift + SIDEWAYS).min(last),
            _ => return false,
        }
        true
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker
            .scroll(step, self.report.len(), part::rows(ctx, 0));
    }

    fn click(&mut self, _: Area, _: (u16, u16), _: &mut Ctx<'_>) {}

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let rows = part::rows(ctx, 0);
        self.picker.settle_text(self.report.len(), rows);
    }
}
