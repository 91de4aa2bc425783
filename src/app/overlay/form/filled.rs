//! What stands in a form when Enter is pressed.

use super::entry::Entry;
use super::wrong::{Wrong, wrong};
use crate::app::core::ctx::Ctx;
use crate::app::core::request::Purpose;
use crate::app::core::say::Say;
use crate::domain::date;
use crate::text::Clean;
use jiff::civil::Date;

/// What stands in a form.
pub(super) struct Filled<'a> {
    pub(super) purpose: &'a Purpose,
    pub(super) fields: &'a [Entry],
    /// The first text as it was recorded when the form was opened.
    pub(super) was: &'a Clean,
}

impl Filled<'_> {
    /// What stands in field `n` without blanks around it; empty if there is no such field.
    pub(super) fn text(&self, n: usize) -> &str {
        self.fields.get(n).map_or("", Entry::text)
    }

    /// All of them, each one line.
    pub(super) fn texts(&self) -> Vec<Clean> {
        let texts = self.fields.iter().map(|f| Clean::line(f.text()));
        texts.collect()
    }

    /// The day in field `n`; `Ok(None)` if it is empty.
    pub(super) fn any_day(&self, n: usize, ctx: &Ctx<'_>) -> Result<Option<Date>, Wrong> {
        let text = self.text(n);
        if text.is_empty() {
            return Ok(None);
        }
        date::typed(text, ctx.env.today, ctx.env.calendar)
            .map(Some)
            .ok_or_else(|| wrong(n, Say::BadDate))
    }

    /// The day in field `n`, which has to be there.
    pub(super) fn day(&self, n: usize, ctx: &Ctx<'_>) -> Result<Date, Wrong> {
        self.any_day(n, ctx)?.ok_or_else(|| wrong(n, Say::BadDate))
    }
}
