//! How something prepared is found: by the number somebody typed, or by the key something was recorded with.

use super::{Attendee, Need, Organisation, Session};
use crate::domain::number;
use crate::text::Clean;

impl Session {
    /// By number as somebody writes it, in any width or case. What names a need by its key asks [`Self::recorded_need`]:
    /// once a list gives the number to another, the two are different needs.
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
    pub fn recorded_need(&self, no: &str) -> Option<&Need> {
        let mut all = self.needs.iter().chain(&self.withdrawn.needs);
        all.find(|n| *n.no == *no)
    }

    /// The organisation something was recorded with.
    pub fn recorded_organisation(&self, id: &str) -> Option<&Organisation> {
        let mut all = (self.organisations.iter()).chain(&self.withdrawn.organisations);
        all.find(|o| *o.id == *id)
    }

    /// The person something was recorded with.
    pub fn recorded_attendee(&self, badge: &str) -> Option<&Attendee> {
        let mut all = self.attendees.iter().chain(&self.withdrawn.attendees);
        all.find(|a| *a.badge == *badge)
    }

    /// By the key something was recorded with, or else by badge number as somebody writes it.
    pub fn attendee_meant(&self, badge: &str) -> Option<&Attendee> {
        let known = self.recorded_attendee(badge);
        known.or_else(|| self.attendee(badge))
    }

    /// A need's number for people. Where another one has or had the number, too, the title tells them apart.
    pub fn need_told(&self, no: &Clean) -> Clean {
        let mut all = self.needs.iter().chain(&self.withdrawn.needs);
        let shared = all.any(|n| n.no != *no && number::shown(&n.no) == number::shown(no));
        told(no, shared, self.recorded_need(no).map(|n| &n.title))
    }

    /// A badge number for people, with the name where somebody else has or had the number, too.
    pub fn badge_told(&self, badge: &Clean) -> Clean {
        let mut all = self.attendees.iter().chain(&self.withdrawn.attendees);
        let shared =
            all.any(|a| a.badge != *badge && number::shown(&a.badge) == number::shown(badge));
        told(
            badge,
            shared,
            self.recorded_attendee(badge).map(|a| &a.name),
        )
    }
}

fn told(key: &Clean, shared: bool, name: Option<&Clean>) -> Clean {
    let number = number::shown(key);
    match name.filter(|name| shared && !name.is_empty()) {
        Some(name) => Clean::line(&format!("{number} {name}")),
        None => Clean::line(number),
    }
}

/// By its number: exactly, or else as it is shown, in any width or case. What stands in the file goes before what a mark
/// tells apart.
fn find<'a, T>(items: &'a [T], number: &str, of: impl Fn(&T) -> &Clean) -> Option<&'a T> {
    items.iter().find(|i| *of(i) == *number).or_else(|| {
        let wanted = number::narrow(number);
        let mut all = items.iter();
        all.find(|i| number::narrow(number::shown(of(i))) == wanted)
    })
}
