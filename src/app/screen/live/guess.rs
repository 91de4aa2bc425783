//! Whether a line of the results is what was typed or only a guess. A guess asks once more.

use super::state::Live;
use crate::app::core::again::Question;
use crate::app::core::msg::{HitKind, HitRow};
use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::roster::Session;
use crate::text::{Clean, fold};

/// The names under which something is looked for: its name, its reading, its short name, its number.
fn names<'a>(session: &'a Session, hit: &'a HitRow) -> Vec<&'a str> {
    match hit.kind {
        HitKind::Attendee => match session.recorded_attendee(&hit.id) {
            Some(person) => vec![&person.name, &person.kana],
            None => Vec::new(),
        },
        HitKind::Organisation => match session.recorded_organisation(&hit.id) {
            Some(org) => vec![&org.name, &org.kana, &org.short],
            None => Vec::new(),
        },
        HitKind::Need | HitKind::Patent | HitKind::Library => vec![&hit.id, &hit.title],
    }
}

impl Live {
    /// Which of some lines have the name that was typed.
    pub(super) fn as_typed(&self, book: &Book, lines: &[HitRow]) -> Vec<usize> {
        let Some(session) = self.session(book) else {
            return Vec::new();
        };
        let typed = fold::key(self.query.text());
        let is = |hit: &HitRow| {
            let mut names = names(session, hit).into_iter();
            names.any(|name| !name.is_empty() && fold::key(name) == typed)
        };
        let lines = lines.iter().enumerate();
        lines.filter(|(_, hit)| is(hit)).map(|(at, _)| at).collect()
    }

    /// Whether the selected line has the name that was typed, and no other line has it.
    pub(super) fn is_as_typed(&self, book: &Book) -> bool {
        self.as_typed(book, &self.hits) == [self.results.selected]
    }

    /// Whether several people are called by the word that is typed, and the selected one is one of them: which is meant
    /// nobody can guess.
    pub(super) fn is_shared(&self, book: &Book) -> bool {
        let Some(session) = self.session(book) else {
            return false;
        };
        let typed = fold::key(self.query.text());
        let is_called = |hit: &HitRow| {
            let words = names(session, hit)
                .into_iter()
                .flat_map(str::split_whitespace);
            hit.kind == HitKind::Attendee && words.map(fold::key).any(|word| word == typed)
        };
        let called = self.hits.iter().filter(|hit| is_called(hit)).count();
        called > 1 && self.hits.get(self.results.selected).is_some_and(is_called)
    }

    /// What is asked before a guess is taken.
    pub(super) fn guess(&self, book: &Book, hit: &HitRow) -> Question {
        let name = match hit.kind {
            HitKind::Attendee | HitKind::Organisation => hit.title.clone(),
            HitKind::Need | HitKind::Patent | HitKind::Library => {
                Clean::line(&format!("{} {}", number::shown(&hit.id), hit.title))
            }
        };
        let session = self.session(book);
        let person = session.and_then(|s| s.recorded_attendee(&hit.id));
        let person = person.filter(|_| hit.kind == HitKind::Attendee);
        let of = session
            .zip(person)
            .and_then(|(s, p)| s.recorded_organisation(&p.org));
        Question::Take {
            typed: Clean::line(self.query.text()),
            found: (hit.kind, hit.id.clone()),
            name,
            of: of.map_or_else(Clean::default, |o| o.short_name().clone()),
        }
    }
}
