//! Days that options name, which are understood only beside the day of today.

use super::Workspace;
use crate::domain::date;
use crate::shell::failure::{Failure, FailureKind};
use crate::words::fl;
use jiff::civil::Date;

impl Workspace {
    /// A day as the screen takes it: `12/10`, `+5`, `2026-12-10`.
    pub(in crate::shell) fn day(
        &self,
        option: &str,
        text: Option<&str>,
    ) -> Result<Option<Date>, Failure> {
        let read = |text: &str| date::typed(text, self.today, &self.calendar);
        self.read_day(option, text, read)
    }

    /// A day that lies behind: without a year it is the last one.
    pub(in crate::shell) fn past_day(
        &self,
        option: &str,
        text: Option<&str>,
    ) -> Result<Option<Date>, Failure> {
        self.read_day(option, text, |text| date::past(text, self.today))
    }

    /// What is no day in any year was refused before; here it is one like 2/29 that this year does not have.
    fn read_day(
        &self,
        option: &str,
        text: Option<&str>,
        read: impl Fn(&str) -> Option<Date>,
    ) -> Result<Option<Date>, Failure> {
        let Some(text) = text else {
            return Ok(None);
        };
        let w = &self.words;
        let refused = || {
            let what = fl!(w, "refused-value", arg = option, value = text);
            let failure = Failure::new(FailureKind::Usage, what);
            let failure = failure.because(fl!(w, "refused-no-such-day"));
            failure.hint(fl!(w, "refused-no-such-day-how"))
        };
        read(text).map(Some).ok_or_else(refused)
    }
}
