//! How something prepared is found: by the number somebody typed, or by the key something was recorded with.

use super::{Attendee, Need, Organisation, Session};
use crate::domain::number;
use crate::text::Clean;

impl Session {
    /// By number, in any width or case.
    pub fn need(&self, no: &str) -> Option<&Need> {
        find(&self.needs, no, |n| &n.no)
    }

    /// By id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        let exact = self.organisations.iter().find(|o| o.id == id);
        exact.or_else(|| {
            let shown = |o: &&Organisation| number::shown(&o.id) == id;
            self.organisations.iter().find(shown)
        })
    }

    /// By badge number, in any width.
    pub fn attendee(&self, badge: &str) -> Option<&Attendee> {
        find(&self.attendees, badge, |a| &a.badge)
    }

    /// By badge number as it is typed: exactly, or without its zeros. Digits and nothing else.
    pub fn attendee_typed(&self, typed: &str) -> Option<&Attendee> {
        let digits = number::narrow(typed);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.attendee(&digits).or_else(|| {
            let wanted = number::plain(&digits);
            let mut all = self.attendees.iter();
            all.find(|a| number::plain(&a.badge) == wanted)
        })
    }

    /// The need something was recorded with, whether it still stands in the file or not.
    pub fn recorded_need(&self, no: &Clean) -> Option<&Need> {
        let mut all = self.needs.iter().chain(&self.withdrawn.needs);
        all.find(|n| n.no == *no)
    }

    /// The organisation something was recorded with.
    pub fn recorded_organisation(&self, id: &Clean) -> Option<&Organisation> {
        let mut all = (self.organisations.iter()).chain(&self.withdrawn.organisations);
        all.find(|o| o.id == *id)
    }

    /// The person something was recorded with.
    pub fn recorded_attendee(&self, badge: &Clean) -> Option<&Attendee> {
        let mut all = self.attendees.iter().chain(&self.withdrawn.attendees);
        all.find(|a| a.badge == *badge)
    }
}

/// By its number: exactly, or else as it is shown, in any width or case.
fn find<'a, T>(items: &'a [T], number: &str, of: impl Fn(&T) -> &Clean) -> Option<&'a T> {
    items.iter().find(|i| *of(i) == *number).or_else(|| {
        let wanted = number::narrow(number);
        let mut all = items.iter();
        all.find(|i| number::narrow(number::shown(of(i))) == wanted)
    })
}
