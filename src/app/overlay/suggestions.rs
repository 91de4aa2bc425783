//! Suggestions (提案): who could answer a need, or which needs an organisation could answer, with the reasons.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::change::day;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::request::{Choice, Opening};
use crate::app::core::say::Say;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::book::Book;
use crate::domain::entity::pairing::PairingId;
use crate::domain::roster::Need;
use crate::domain::rule::suggest::{About, Answer, Proposed, Sought};
use crate::text::Clean;

/// Rows below the list: the reasons of the selected one.
pub const REASON_ROWS: u16 = 5;

/// Rows above the list: what the need seeks, and what its digits do.
pub const SOUGHT_ROWS: u16 = 2;

/// What could be answered by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// The session.
    pub session: Clean,
    /// What is asked about.
    pub about: About,
    /// The best first, whoever must not be proposed last; `None` until the answer has arrived.
    pub found: Option<Vec<Proposed>>,
    /// What the need seeks, each with its digit; empty where an organisation is asked about.
    pub sought: Vec<Sought>,
    /// The record could not be read.
    pub is_unread: bool,
    /// Selected line and scroll position.
    pub picker: Picker,
    generation: u64,
}

impl Suggestions {
    /// Asks for them; the thread answers.
    pub fn ask(session: Clean, about: About, ctx: &mut Ctx<'_>) -> Self {
        let mut asked = Self {
            session,
            about,
            found: None,
            sought: Vec::new(),
            is_unread: false,
            picker: Picker::default(),
            generation: 0,
        };
        asked.send(ctx);
        asked
    }

    /// Asks with what is confirmed of the need by now.
    fn send(&mut self, ctx: &mut Ctx<'_>) {
        self.generation = ctx.next_generation();
        let need = self.need(ctx.book());
        let seeking = need.map(|need| need.seeking_tech.clone());
        ctx.effect(Effect::Suggest {
            generation: self.generation,
            session: self.session.clone(),
            about: self.about.clone(),
            seeking: seeking.unwrap_or_default(),
        });
    }

    /// The need that is asked about.
    fn need<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        match &self.about {
            About::Need(no) => book.sessions.get(&self.session)?.need(no),
            About::Firm(_) => None,
        }
    }

    /// A digit confirms what the need seeks, or takes that back; the suggestions are looked for anew.
    fn confirm(&mut self, digit: usize, ctx: &mut Ctx<'_>) -> bool {
        let sought = digit.checked_sub(1).and_then(|at| self.sought.get(at));
        let (Some(sought), Some(need)) = (sought, self.need(ctx.book())) else {
            return false;
        };
        let mut new = need.clone();
        if sought.is_confirmed {
            new.seeking_tech.retain(|name| *name != sought.name);
        } else {
            new.seeking_tech.push(sought.name.clone());
        }
        let key = need.no.clone();
        if day::correct_need(ctx, &self.session, &key, &new) {
            self.send(ctx);
        }
        true
    }

    /// Rows of the list.
    fn rows(&self, ctx: &Ctx<'_>) -> u16 {
        part::rows(ctx, REASON_ROWS + self.head())
    }

    /// Rows above the list.
    pub fn head(&self) -> u16 {
        if self.sought.is_empty() {
            0
        } else {
            SOUGHT_ROWS
        }
    }

    /// Whether this is the question of that number; answers to older ones are dropped.
    pub fn asked(&self, generation: u64) -> bool {
        generation == self.generation
    }

    /// The answer; `None`: the record could not be read.
    pub fn answered(&mut self, found: Option<Answer>) {
        self.is_unread = found.is_none();
        self.sought = found.as_ref().map(|f| f.sought.clone()).unwrap_or_default();
        self.found = found.map(|found| found.proposed);
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

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let typed = chord.folded().typed();
        let digit = typed.and_then(|c| c.to_digit(10));
        let digit = digit.and_then(|digit| usize::try_from(digit).ok());
        digit.is_some_and(|digit| self.confirm(digit, ctx))
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
        let rows = self.rows(ctx);
        self.picker.go(step, self.len(), rows);
    }

    fn click(&mut self, _: Area, at: (u16, u16), _: &mut Ctx<'_>) {
        let Some(row) = at.0.checked_sub(self.head()) else {
            return;
        };
        let line = self.picker.offset + usize::from(row);
        if line < self.len() {
            self.picker.selected = line;
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let rows = self.rows(ctx);
        self.picker.settle(self.len(), rows);
    }
}
