//! Which tasks the follow-up screen lists, in which order. Works on the book alone.

use super::state::{Follow, Line, Section};
use crate::app::core::env::Env;
use crate::domain::book::Book;
use crate::domain::entity::task::Task;
use crate::domain::roster::Session;
use crate::text::fold;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Follow {
    /// Makes the list anew where something it depends on changed, keeping the selected task selected.
    pub(super) fn refresh(&mut self, (book, revision): (&Book, u64), env: Env<'_>) {
        if !self.stale && self.revision == revision && self.today == Some(env.today) {
            return;
        }
        self.stale = false;
        self.revision = revision;
        self.today = Some(env.today);
        let kept = self.selected().cloned();
        let terms: Vec<String> = (self.filter.text().split_whitespace())
            .map(fold::key)
            .filter(|t| !t.is_empty())
            .collect();
        // Counting business days walks the calendar; few days are the due date of many tasks.
        let mut left: BTreeMap<Date, i32> = BTreeMap::new();
        let mut rows: Vec<(Section, Date, &Task, i32, bool)> = Vec::new();
        (self.open, self.overdue) = (0, 0);
        for task in book.tasks.values() {
            let closed = task.status.is_closed();
            let remaining = *left
                .entry(task.due_on)
                .or_insert_with(|| env.calendar.remaining(env.today, task.due_on));
            if !closed {
                self.open += 1;
                self.overdue += usize::from(remaining < 0);
            }
            if closed && !self.closed {
                continue;
            }
            let section = match (closed, remaining) {
                (true, _) => Section::Closed,
                (false, ..=0) => Section::Today,
                (false, _) => Section::Later,
            };
            let blocked = book.is_blocked(task);
            if terms.is_empty() || matches(&terms, book, task, remaining, blocked) {
                rows.push((section, task.due_on, task, remaining, blocked));
            }
        }
        rows.sort_by(|a, b| (a.0, a.1, a.4, &a.2.id).cmp(&(b.0, b.1, b.4, &b.2.id)));
        self.lines.clear();
        for section in [Section::Today, Section::Later, Section::Closed] {
            let mut of = rows.iter().filter(|r| r.0 == section).peekable();
            if of.peek().is_none() {
                continue;
            }
            let head = self.lines.len();
            self.lines.push(Line::Head(section, 0));
            self.lines
                .extend(of.map(|(_, _, task, remaining, blocked)| Line::Task {
                    id: task.id.clone(),
                    remaining: *remaining,
                    blocked: *blocked,
                }));
            let count = self.lines.len() - head - 1;
            if let Some(line) = self.lines.get_mut(head) {
                *line = Line::Head(section, count);
            }
        }
        let is_kept =
            |line: &Line| matches!(line, Line::Task { id, .. } if Some(id) == kept.as_ref());
        if let Some(at) = self.lines.iter().position(is_kept) {
            self.picker.selected = at;
        }
        self.skip_head(true);
    }

    /// Moves off a heading.
    pub(super) fn skip_head(&mut self, down: bool) {
        self.picker.selected = self.picker.selected.min(self.lines.len().saturating_sub(1));
        let is_task = |at: &usize| matches!(self.lines.get(*at), Some(Line::Task { .. }));
        let now = self.picker.selected;
        let below = (now..self.lines.len()).find(is_task);
        let above = (0..=now).rev().find(is_task);
        let next = if down {
            below.or(above)
        } else {
            above.or(below)
        };
        if let Some(at) = next {
            self.picker.selected = at;
        }
    }
}

/// Whether every term stands somewhere in what the line says.
fn matches(terms: &[String], book: &Book, task: &Task, remaining: i32, blocked: bool) -> bool {
    let session = book.sessions.get(&task.id.session);
    let need = session.and_then(|s| s.recorded_need(&task.id.need));
    let org = session.and_then(|s: &Session| s.recorded_organisation(&task.id.org));
    let mut words: Vec<&str> = vec![
        &task.title_ja,
        &task.title_en,
        task.owner_side.ja(),
        task.owner_side.en(),
        task.status.ja(),
        task.status.en(),
        &task.id.need,
        &task.id.org,
        &task.id.template,
        &task.id.session,
        &task.note,
    ];
    if let Some(session) = session {
        words.push(&session.title);
    }
    if let Some(need) = need {
        words.extend([need.title.as_str(), need.department.as_str()]);
    }
    if let Some(org) = org {
        words.extend([org.name.as_str(), org.short.as_str(), org.kana.as_str()]);
    }
    if remaining < 0 && !task.status.is_closed() {
        words.extend(["超過", "期限切れ", "overdue"]);
    }
    if remaining == 0 {
        words.extend(["今日", "today"]);
    }
    if blocked {
        words.extend(["先行待ち", "blocked", "waiting"]);
    }
    let folded: Vec<String> = words.iter().map(|w| fold::key(w)).collect();
    terms
        .iter()
        .all(|t| folded.iter().any(|w| w.contains(t.as_str())))
}
