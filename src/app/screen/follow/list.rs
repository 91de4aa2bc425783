//! What the follow-up screen shows of its list.

use super::line::{Key, Line, Section};
use super::state::Follow;
use super::view::View;
use super::width::{self, Widths};
use super::work::Work;
use crate::app::core::env::Env;
use crate::domain::book::Book;
use crate::words::Lang;

impl Follow {
    /// Makes the list anew where something it depends on changed, keeping the selected line selected. A long list is made
    /// in several turns, so that no key waits for it; until it is whole, the one before stays.
    pub(super) fn refresh(&mut self, (book, revision): (&Book, u64), env: Env<'_>, lang: Lang) {
        if self.stale || self.revision != revision || self.today != Some(env.today) {
            self.stale = false;
            self.revision = revision;
            self.today = Some(env.today);
            self.day = self.day.or(self.today);
            let folds = Section::ALL.iter().copied().filter(|section| {
                let first = section.folds();
                first.is_some_and(|first| first != self.turned.contains(section))
            });
            let how = (self.view, self.sort);
            let folds = folds.collect();
            let day = self.day.filter(|_| self.view == View::Calendar);
            let days = day.map(|day| self.days_shown(day));
            let work = Work::of(self.filter.text(), self.closed, how, folds, days);
            self.work = Some(work);
        }
        let Some(mut work) = self.work.take() else {
            return;
        };
        if work.go_on(book, env) {
            self.show(work);
            self.sessions = width::sessions(&self.lines, book);
            self.widths = Widths::of(&self.lines, book, &self.sessions, lang);
        } else {
            self.work = Some(work);
        }
    }

    /// A list that is whole.
    fn show(&mut self, work: Work) {
        let kept = self.line().map(Line::key);
        let counts = &work.counts;
        (self.overdue, self.due_today) = (counts.overdue, counts.due_today);
        (self.later, self.waiting) = (counts.later, counts.waiting);
        (self.deciding, self.broken) = (counts.deciding, counts.broken);
        self.all.clone_from(&counts.all);
        self.rules.clone_from(&work.rules);
        self.events.clone_from(&work.events);
        let (rows, heads) = work.done();
        self.found = heads
            .iter()
            .map(|(section, head)| (*section, head.count))
            .collect();
        self.lines.clear();
        let mut rows = rows.into_iter().peekable();
        for (section, head) in heads {
            self.lines.push(Line::Head(head));
            while let Some((_, line)) = rows.next_if(|((of, ..), _)| *of == section) {
                self.lines.push(line);
            }
        }
        if let Some(at) = kept.and_then(|kept| self.lines.iter().position(|l| l.is(&kept))) {
            self.picker.selected = at;
        }
        self.unmark_unseen();
        self.skip_head(true);
        self.span_days();
        if self.view == View::Calendar {
            self.select_on_day();
        }
    }

    /// Whether the list is still being made.
    pub fn is_at_work(&self) -> bool {
        self.work.is_some()
    }

    /// Moves off a heading whose lines are in sight.
    pub(super) fn skip_head(&mut self, down: bool) {
        self.picker.selected = self.picker.selected.min(self.lines.len().saturating_sub(1));
        let stops = |at: &usize| self.lines.get(*at).is_some_and(Line::stops);
        let now = self.picker.selected;
        let below = (now..self.lines.len()).find(stops);
        let above = (0..=now).rev().find(stops);
        let next = if down {
            below.or(above)
        } else {
            above.or(below)
        };
        if let Some(at) = next {
            self.picker.selected = at;
        }
    }

    /// Folds or opens the section of the selected line. Whether it can be.
    pub(super) fn fold(&mut self, fold: Option<bool>) -> bool {
        let here = self.picker.selected;
        let heads = self.lines.iter().take(here + 1).rev();
        let head = heads.into_iter().find_map(|line| match line {
            Line::Head(head) => Some(head),
            Line::Task { .. } | Line::Pairing { .. } | Line::Broken(_) => None,
        });
        let Some((section, Some(folded))) = head.map(|h| (h.section, h.folded)) else {
            return false;
        };
        if fold.is_some_and(|fold| fold == folded) || !self.filter.text().trim().is_empty() {
            return false;
        }
        if !self.turned.remove(&section) {
            self.turned.insert(section);
        }
        let is_head = |line: &Line| line.is(&Key::Head(section));
        self.picker.selected = self.lines.iter().position(is_head).unwrap_or(here);
        self.stale = true;
        true
    }
}
