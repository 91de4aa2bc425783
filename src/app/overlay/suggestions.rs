//! Suggestions (提案): who could answer a need, or which needs an organisation could answer, with the reasons.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::request::{Choice, Opening};
use crate::app::core::say::Say;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::entity::pairing::PairingId;
use crate::domain::rule::suggest::{About, Proposed};
use crate::text::Clean;

/// Rows below the list: the reasons of the selected one.
pub const REASON_ROWS: u16 = 5;

/// What could be answered by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// The session.
    pub session: Clean,
    /// What is asked about.
    pub about: About,
    /// The best first, whoever must not be proposed last; `None` until the answer has arrived.
    pub found: Option<Vec<Proposed>>,
    /// The record could not be read.
    pub is_unread: bool,
    /// Selected line and scroll position.
    pub picker: Picker,
    generation: u64,
}

impl Suggestions {
    /// Asks for them; the thread answers.
    pub fn ask(session: Clean, about: About, ctx: &mut Ctx<'_>) -> Self {
        let generation = ctx.next_generation();
        ctx.effect(Effect::Suggest {
            generation,
            session: session.clone(),
            about: about.clone(),
        });
        Self {
            session,
            about,
            found: None,
            is_unread: false,
            picker: Picker::default(),
            generation,
        }
    }

    /// Whether this is the question of that number; answers to older ones are dropped.
    pub fn asked(&self, generation: u64) -> bool {
        generation == self.generation
    }

    /// The answer; `None`: the record could not be read.
    pub fn answered(&mut self, found: Option<Vec<Proposed>>) {
        self.is_unread = found.is_none();
        self.found = found;
    }

    /// The selected one.
    pub fn selected(&self) -> Option<&Proposed> {
        self.found.as_ref()?.get(self.picker.selected)
    }

    fn len(&self) -> usize {
        self.found.as_ref().map_or(0, Vec::len)
    }
}

impl Part for Suggestions {
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
        Some(Action::ShowSuggestions)
    }

    fn hints(&self) -> &'static [Action] {
        &[Action::Accept, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        (action == Action::Accept).then_some("hint-accept-menu")
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
        let Some(one) = self.selected() else {
            return;
        };
        if one.suggestion.blocked.is_some() {
            ctx.tell(Say::NotProposed);
            return;
        }
        ctx.open(Opening::Choice(Choice::Suggested(PairingId {
            session: self.session.clone(),
            need: one.need.clone(),
            org: one.suggestion.org.clone(),
        })));
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker
            .go(step, self.len(), part::rows(ctx, REASON_ROWS));
    }

    fn click(&mut self, _: Area, at: (u16, u16), _: &mut Ctx<'_>) {
        let line = self.picker.offset + usize::from(at.0);
        if line < self.len() {
            self.picker.selected = line;
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker.settle(self.len(), part::rows(ctx, REASON_ROWS));
    }
}
