//! What the rules look at: the catalogue, what was prepared and recorded, business days, the day.

use super::calendar::Calendar;
use super::template::Template;
use super::trigger::{self, Case, Released};
use crate::domain::book::Book;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::TaskId;
use crate::domain::roster::{Need, Session};
use jiff::ToSpan;
use jiff::civil::Date;
use std::borrow::Cow;

/// What the rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The catalogue.
    pub templates: &'a [Template],
    /// What was prepared.
    pub session: &'a Session,
    /// What is recorded.
    pub book: &'a Book,
    /// Business days.
    pub calendar: &'a Calendar,
    /// The day of the change.
    pub today: Date,
}

impl Facts<'_> {
    /// The template of a task; `None` for one in somebody's own words, or of another catalogue.
    pub fn template(&self, task: &TaskId) -> Option<&Template> {
        self.templates.iter().find(|t| *t.code == *task.code())
    }

    /// The last business day on which the need's idea still counts as new, for templates bound to it.
    pub(super) fn novelty_ends(&self, task: &TaskId) -> Option<Date> {
        let template = self.template(task)?;
        let first = self.session.recorded_need(&task.need)?.first_disclosed_on?;
        let until = first.checked_add(1.year()).ok()?;
        template.novelty.then(|| {
            if self.calendar.is_business_day(until) {
                until
            } else {
                self.calendar.add(until, -1)
            }
        })
    }

    /// What the triggers of a pairing look at.
    pub fn case<'b>(
        &'b self,
        pairing: &'b Pairing,
        need: &'b Need,
        released: Option<Released<'b>>,
    ) -> Case<'b> {
        Case {
            session: self.session,
            book: self.book,
            need,
            pairing,
            released,
        }
    }

    /// Whether somebody who works on the need holds a licence that is enough for its class (type 2 or better where the
    /// class is unknown).
    pub fn has_licence(&self, need: &Need, pairing: &Pairing) -> bool {
        trigger::has_licence(&self.case(pairing, need, None))
    }

    /// Business days of an organisation: those of all, without its own closing days.
    pub fn calendar_of(&self, org: &str) -> Cow<'_, Calendar> {
        let org = self.session.recorded_organisation(org);
        let closing = org.and_then(|o| o.note("closing_days"));
        match closing {
            Some(days) => Cow::Owned(self.calendar.closed_on(days)),
            None => Cow::Borrowed(self.calendar),
        }
    }
}
