//! Palette (操作一覧): finds actions by their name in either language and runs them.

use super::part::{self, Part, QUERY_ROWS};
use crate::action::{Action, Chord, Group};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::request::Request;
use crate::app::help;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::text::fold;

/// Actions whose names match a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Words to look for.
    pub query: Field,
    /// Actions that match, best first.
    pub found: Vec<Action>,
    /// Selected action and scroll position.
    pub picker: Picker,
}

impl Default for Palette {
    fn default() -> Self {
        Self::new()
    }
}

impl Palette {
    /// An empty query, which matches all actions.
    pub fn new() -> Self {
        Self {
            query: Field::default(),
            found: fitting("").collect(),
            picker: Picker::default(),
        }
    }
}

impl Part for Palette {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        whole.centred(64, 20)
    }

    fn is_public(&self) -> bool {
        true
    }

    fn blocks(&self, action: Action) -> bool {
        action == Action::ShowPalette || !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        Some(Action::ShowPalette)
    }

    fn hints(&self) -> &'static [Action] {
        &[Action::Accept, Action::Back]
    }

    fn field(&self) -> Option<&Field> {
        Some(&self.query)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.query)
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {
        self.found = fitting(self.query.text()).collect();
        self.picker = Picker::default();
    }

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
        if let Some(action) = self.found.get(self.picker.selected) {
            ctx.ask(Request::Act(*action));
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let rows = part::rows(ctx, QUERY_ROWS);
        self.picker.go(step, self.found.len(), rows);
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), ctx: &mut Ctx<'_>) {
        let row = row.checked_sub(QUERY_ROWS);
        if let Some(at) = row.and_then(|r| self.picker.at(r, self.found.len())) {
            self.picker.selected = at;
            self.accept(ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let rows = part::rows(ctx, QUERY_ROWS);
        self.picker.settle(self.found.len(), rows);
    }
}

/// Actions whose names match the query, best first. Moves within a list are left out, because nobody looks them up.
fn fitting(query: &str) -> impl Iterator<Item = Action> {
    let terms: Vec<String> = query.split_whitespace().map(fold::key).collect();
    let mut found: Vec<(usize, Action)> = (Action::ALL.iter())
        .filter(|a| !matches!(a, Action::Accept | Action::Back | Action::ShowPalette))
        .filter(|a| a.group() != Group::Move || matches!(a, Action::Go(_)))
        .filter_map(|a| Some((help::rank(*a, &terms)?, *a)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, a)| a)
}
