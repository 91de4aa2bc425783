//! Values of options that are understood only beside the day of today.

use super::Workspace;
use crate::app::date_input;
use crate::shell::failure::{Failure, FailureKind};
use crate::words::fl;
use jiff::civil::Date;

impl Workspace {
    /// A day as the screen takes it: `12/10`, `+5`, `2026-12-10`.
    pub(in crate::shell) fn day(&self, option: &str, text: &str) -> Result<Date, Failure> {
        date_input::parse(text, self.today, &self.calendar).ok_or_else(|| {
            let what = format!("{option} {text}: {}", fl!(self.words, "say-bad-date"));
            Failure::new(FailureKind::Usage, what)
        })
    }
}
