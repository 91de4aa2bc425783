//! Palette (操作一覧): finds actions by their name in either language and runs them.

use super::part::{self, Part, QUERY_ROWS};
use crate::action::{Action, Chord};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::offered::{Heading, Offered};
use crate::app::core::request::Request;
use crate::app::help;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::text::fold;

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A heading, and how many actions stand under it.
    Heading(Heading, usize),
    /// An action.
    Action(Offered),
}

/// Actions whose names match a query; without one all, those of the screen first.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Words to look for.
    pub query: Field,
    /// What there is, with its heading.
    all: Vec<(Heading, Offered)>,
    /// What is shown.
    pub lines: Vec<Line>,
    /// Selected line and scroll position.
    pub picker: Picker,
}

impl Palette {
    /// An empty query, which matches all actions.
    pub fn new(all: Vec<(Heading, Offered)>) -> Self {
        let mut palette = Self {
            query: Field::default(),
            all,
            lines: Vec::new(),
            picker: Picker::default(),
        };
        palette.find();
        palette
    }

    /// The lines for the query, the first action selected.
    fn find(&mut self) {
        let terms: Vec<String> = self
            .query
            .text()
            .split_whitespace()
            .map(fold::key)
            .collect();
        let fits = |(heading, (action, off)): &(Heading, Offered)| {
            Some((
                help::rank(*action, &terms)?,
                *heading,
                (*action, off.clone()),
            ))
        };
        let mut found: Vec<_> = self.all.iter().filter_map(fits).collect();
        let is_asked = !terms.is_empty();
        found.sort_by_key(|(rank, heading, _)| (if is_asked { *rank } else { 0 }, *heading));
        let mut last = None;
        self.lines.clear();
        for (_, heading, offered) in &found {
            if !is_asked && last.replace(*heading) != Some(*heading) {
                let under = found.iter().filter(|(_, h, _)| h == heading).count();
                self.lines.push(Line::Heading(*heading, under));
            }
            self.lines.push(Line::Action(offered.clone()));
        }
        self.picker = Picker::default();
        self.leave_heading(true);
    }

    /// A heading is not selected: the line behind it is, or the one before it.
    fn leave_heading(&mut self, down: bool) {
        if let Some(Line::Heading(..)) = self.lines.get(self.picker.selected) {
            self.picker.selected = if down || self.picker.selected == 0 {
                self.picker.selected + 1
            } else {
                self.picker.selected - 1
            };
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

    fn holds_names(&self) -> bool {
        false
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
        self.find();
    }

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
        if let Some(Line::Action((action, _))) = self.lines.get(self.picker.selected) {
            ctx.ask(Request::Act(*action));
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if self.query.text().is_empty() || ctx.is_second(Question::DropText) {
            ctx.close();
        }
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let rows = part::rows(ctx, QUERY_ROWS);
        self.picker.go(step, self.lines.len(), rows);
        self.leave_heading(!matches!(step, Step::Up | Step::PageUp | Step::First));
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), ctx: &mut Ctx<'_>) {
        let row = row.checked_sub(QUERY_ROWS);
        let at = row.and_then(|r| self.picker.at(r, self.lines.len()));
        if let Some(at) = at
            && let Some(Line::Action(_)) = self.lines.get(at)
        {
            self.picker.selected = at;
            self.accept(ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let rows = part::rows(ctx, QUERY_ROWS);
        self.picker.settle(self.lines.len(), rows);
    }
}
