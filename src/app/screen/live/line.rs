//! Badge numbers as they are typed on the live screen: `27`, `27+`, several in one line. Digits alone are a badge and
//! nothing else; from four digits on they may also be a number inside something.

use super::state::Live;
use crate::app::core::msg::{HitKind, HitRow, Why};
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::number::{narrow, plain};
use crate::domain::roster::Attendee;
use crate::domain::rule::matching::declared;
use crate::text::Clean;
use unicode_normalization::UnicodeNormalization;

/// From so many digits on a number may be one inside another field.
const INSIDE: usize = 4;

/// One badge of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The digits, narrow.
    pub digits: String,
    /// The badge of the session, if there is one.
    pub badge: Option<Clean>,
    /// The level typed behind it.
    pub level: Option<Level>,
}

/// The digits and the level of each part of a line; `None`: it is something else.
fn parts(text: &str) -> Option<Vec<(String, Option<Level>)>> {
    let text: String = text.nfkc().collect();
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '.' | '。' | ',' | '、'));
    let parts = parts.filter(|part| !part.is_empty()).map(|part| {
        let part = narrow(part);
        let digits = part.trim_end_matches(['+', '*', '-']);
        let level = match part.get(digits.len()..)? {
            "" => None,
            "+" => Some(Level::Discuss),
            "++" | "*" => Some(Level::WantsMeeting),
            "-" => Some(Level::Declined),
            _ => return None,
        };
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| (digits.to_owned(), level))
    });
    let parts: Option<Vec<_>> = parts.collect();
    parts.filter(|parts| !parts.is_empty())
}

impl Live {
    /// The badges typed, in order, each once; `None`: what is typed is no line of badges.
    pub fn marks(&self, book: &Book) -> Option<Vec<Mark>> {
        let session = self.session(book)?;
        let mut marks: Vec<Mark> = Vec::new();
        let parts = parts(self.query.text())?;
        let is_alone = parts.len() == 1;
        for (digits, level) in parts {
            let badge = session.attendee_typed(&digits);
            let badge = badge.map(|a| a.badge.clone());
            if badge.is_none() && is_alone && digits.len() >= INSIDE {
                return None;
            }
            // Of two marks for one badge the later holds.
            marks.retain(|m| badge.is_none() || m.badge != badge);
            marks.push(Mark {
                digits,
                badge,
                level,
            });
        }
        Some(marks)
    }

    /// The need whose number is typed.
    pub(super) fn need_no(&self, book: &Book) -> Option<Clean> {
        let typed = plain(self.query.text());
        let has_both = typed.starts_with(|c: char| !c.is_ascii_digit())
            && typed.ends_with(|c: char| c.is_ascii_digit());
        let needs = &self.session(book)?.needs;
        let mut same = needs.iter().filter(|n| plain(&n.no) == typed);
        match (same.next(), same.next()) {
            (Some(need), None) if has_both => Some(need.no.clone()),
            _ => None,
        }
    }

    /// The lines shown for badges: those that are typed, and for a single one those it may become.
    pub(super) fn mark_hits(&self, book: &Book, marks: &[Mark]) -> Vec<HitRow> {
        let Some(session) = self.session(book) else {
            return Vec::new();
        };
        let need = self.here_no(book);
        let row = |a: &Attendee, level: Option<Level>| HitRow {
            kind: HitKind::Attendee,
            id: a.badge.clone(),
            title: a.name.clone(),
            detail: session.org_name(&a.org).clone(),
            title_marks: Vec::new(),
            detail_marks: Vec::new(),
            why: Some(Why::Number),
            interest: level.or_else(|| declared(a, need.as_ref()?)),
        };
        let found = |mark: &Mark| {
            Some(row(
                session.recorded_attendee(mark.badge.as_ref()?)?,
                mark.level,
            ))
        };
        let mut rows: Vec<HitRow> = marks.iter().filter_map(found).collect();
        if let [one] = marks {
            let mut begun: Vec<&Attendee> = (session.attendees.iter())
                .filter(|a| Some(&a.badge) != one.badge.as_ref())
                .filter(|a| narrow(&a.badge).starts_with(&one.digits))
                .collect();
            begun.sort_by_key(|a| (a.badge.len(), a.badge.clone()));
            rows.extend(begun.into_iter().map(|a| row(a, one.level)));
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_with_a_level_behind_them_are_badges() {
        let line = |s| parts(s).map(|p| p.len());
        assert_eq!(
            parts("12 27+ ３１＋＋"),
            Some(vec![
                ("12".to_owned(), None),
                ("27".to_owned(), Some(Level::Discuss)),
                ("31".to_owned(), Some(Level::WantsMeeting)),
            ])
        );
        assert_eq!(
            parts("5ー"),
            Some(vec![("5".to_owned(), Some(Level::Declined))])
        );
        assert_eq!((line("3.7*"), line("1。2")), (Some(2), Some(2)));
        for other in [
            "",
            " ",
            "n12",
            "2099-000123",
            "27 -",
            "+",
            "12 止血",
            "27+++",
        ] {
            assert_eq!(parts(other), None, "{other}");
        }
        assert_eq!((plain("N-05"), plain("ｎ５")), ("N5".into(), "N5".into()));
    }
}
