//! Names of erased persons in a form: what is typed stays, and nothing of it is recorded without a question.

use super::{Entry, Form, day};
use crate::app::core::ctx::Ctx;
use crate::app::core::erased::Erased;
use crate::app::core::msg::Effect;
use crate::app::core::request::Purpose;
use crate::app::core::say::Say;

impl Form {
    /// Somebody was erased whom the text names: it stays, and is kept nowhere else. Whether it names them.
    pub fn let_go(&mut self, names: impl Fn(&str) -> bool, effects: &mut Vec<Effect>) -> bool {
        let named = self.is_kept_text() && self.fields.iter().any(|field| names(field.text()));
        if named {
            self.error = Some(Say::Erased(Erased::InText));
            effects.extend(self.without_draft());
        }
        named
    }

    /// Whether what is typed becomes part of the record.
    pub(super) fn is_kept_text(&self) -> bool {
        !matches!(
            self.purpose,
            Purpose::Actor
                | Purpose::Operator
                | Purpose::Settings
                | Purpose::NewFile
                | Purpose::FilterName(_)
        )
    }

    pub(super) fn names_gone(&self, ctx: &Ctx<'_>) -> bool {
        self.is_kept_text() && self.fields.iter().any(|field| ctx.names_gone(field.text()))
    }

    /// Whether somebody is to be recorded who has the name of a person who was erased.
    pub(super) fn has_erased_name(&self, ctx: &Ctx<'_>) -> bool {
        let Purpose::Day(form) = &self.purpose else {
            return false;
        };
        let texts: Vec<&str> = self.fields.iter().map(Entry::text).collect();
        day::somebody(form, &texts, ctx.book())
            .is_some_and(|(somebody, firm)| ctx.has_erased_name(&somebody, &firm))
    }
}
