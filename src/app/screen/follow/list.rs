//! What the follow-up screen lists, in which order. Works on the book alone.

use super::state::{Follow, Head, Key, Line, Section};
use crate::app::core::env::Env;
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::filter::{Filter, Words};
use crate::domain::rule::decision;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where a line stands within its section.
type Order<'a> = (u8, Option<Date>, Option<Timestamp>, &'a Clean, &'a Clean);

impl Follow {
    /// Makes the list anew where something it depends on changed, keeping the selected line selected.
    pub(super) fn refresh(&mut self, (book, revision): (&Book, u64), env: Env<'_>) {
        if !self.stale && self.revision == revision && self.today == Some(env.today) {
            return;
        }
        self.stale = false;
        self.revision = revision;
        self.today = Some(env.today);
        let kept = self.line().map(Line::key);
        let mut asked = Asked::of(self.filter.text());
        let mut rows: Vec<(Section, Order<'_>, Line)> = Vec::new();
        self.tasks(book, env, &mut asked, &mut rows);
        self.pairings(book, &mut asked, &mut rows);
        rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        self.lines.clear();
        self.found.clear();
        for (section, ..) in &rows {
            *self.found.entry(*section).or_default() += 1;
        }
        let mut rows = rows.into_iter().peekable();
        for section in Section::ALL {
            let mut of = Vec::new();
            while let Some((_, _, line)) = rows.next_if(|row| row.0 == *section) {
                of.push(line);
            }
            if of.is_empty() {
                continue;
            }
            let folded = (section.folds())
                .map(|first| first != self.turned.contains(section))
                // What the filter found is shown.
                .map(|folded| folded && asked.filter.is_empty());
            self.lines
                .push(Line::Head(head(book, *section, &of, folded)));
            if folded != Some(true) {
                self.lines.extend(of);
            }
        }
        if let Some(at) = kept.and_then(|kept| self.lines.iter().position(|l| l.key() == kept)) {
            self.picker.selected = at;
        }
        self.skip_head(true);
    }

    fn tasks<'a>(
        &mut self,
        book: &'a Book,
        env: Env<'_>,
        asked: &mut Asked<'a>,
        rows: &mut Vec<(Section, Order<'a>, Line)>,
    ) {
        // Counting business days walks the calendar; few days are the due date of many tasks.
        let mut left: BTreeMap<Date, i32> = BTreeMap::new();
        (self.overdue, self.due_today, self.later, self.waiting) = (0, 0, 0, 0);
        self.all.clear();
        for task in book.tasks.values() {
            let closed = task.status.is_closed();
            let remaining = *left
                .entry(task.due_on)
                .or_insert_with(|| env.calendar.remaining(env.today, task.due_on));
            let waits = book.waits_for(task);
            match (closed, waits, remaining) {
                (true, ..) => {}
                (false, Some(_), _) => self.waiting += 1,
                (false, None, ..0) => self.overdue += 1,
                (false, None, 0) => self.due_today += 1,
                (false, None, _) => self.later += 1,
            }
            if closed && !self.closed {
                continue;
            }
            let section = match (closed, waits, remaining) {
                (true, ..) => Section::Closed,
                (false, Some(_), _) => Section::Waiting,
                (false, None, ..=0) => Section::Today,
                (false, None, _) => Section::Later,
            };
            *self.all.entry(section).or_default() += 1;
            if asked.fits_task(book, task, remaining, waits.is_some()) {
                let order = (0, Some(task.day()), None, &task.id.need, &task.id.org);
                let line = Line::Task {
                    id: task.id.clone(),
                    remaining,
                    waits: waits.map(|t| t.id.clone()),
                };
                rows.push((section, order, line));
            }
        }
    }

    fn pairings<'a>(
        &mut self,
        book: &'a Book,
        asked: &mut Asked<'a>,
        rows: &mut Vec<(Section, Order<'a>, Line)>,
    ) {
        self.deciding = 0;
        for pairing in book.pairings.values() {
            let waits = decision::waits(pairing);
            let ended = pairing.status.is_closed() || pairing.level == Level::Declined;
            self.deciding += usize::from(waits);
            if ended && !waits && !self.closed {
                continue;
            }
            let section = match (waits, ended) {
                (true, _) => Section::Decide,
                (false, false) => Section::Going,
                (false, true) => Section::Closed,
            };
            *self.all.entry(section).or_default() += 1;
            if asked.fits_pairing(book, pairing) {
                let session = book.sessions.get(&pairing.id.session);
                let rank = if waits {
                    decision::rank(pairing.level)
                } else {
                    1
                };
                let id = &pairing.id;
                let order = (rank, None, Some(pairing.recorded_at), &id.need, &id.org);
                let line = Line::Pairing {
                    id: id.clone(),
                    open: waits.then(|| decision::open(session, book, pairing)),
                };
                rows.push((section, order, line));
            }
        }
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
            Line::Task { .. } | Line::Pairing { .. } => None,
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
        let is_head = |line: &Line| line.key() == Key::Head(section);
        self.picker.selected = self.lines.iter().position(is_head).unwrap_or(here);
        self.stale = true;
        true
    }
}

fn head(book: &Book, section: Section, of: &[Line], folded: Option<bool>) -> Head {
    let mut levels: BTreeMap<u8, (Level, usize)> = BTreeMap::new();
    let mut openers: BTreeMap<(&Clean, &Clean), usize> = BTreeMap::new();
    for line in of {
        match line {
            Line::Pairing { id, open: Some(_) } => {
                if let Some(pairing) = book.pairings.get(id) {
                    let rank = decision::rank(pairing.level);
                    levels.entry(rank).or_insert((pairing.level, 0)).1 += 1;
                }
            }
            Line::Task {
                waits: Some(first), ..
            } => {
                if let Some(task) = opener(book, first) {
                    *openers.entry((&task.title_ja, &task.title_en)).or_default() += 1;
                }
            }
            Line::Task { waits: None, .. } | Line::Pairing { open: None, .. } | Line::Head(_) => {}
        }
    }
    let title = |((ja, en), count): ((&Clean, &Clean), usize)| ((ja.clone(), en.clone()), count);
    let mut openers: Vec<_> = openers.into_iter().map(title).collect();
    openers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Head {
        section,
        count: of.len(),
        folded,
        levels: levels.into_values().collect(),
        openers,
    }
}

/// The task at the front of those that wait for one another: it can be done now.
fn opener<'a>(book: &'a Book, first: &TaskId) -> Option<&'a Task> {
    let mut task = book.tasks.get(first)?;
    // A chain is never longer than there are tasks; a circle of a hand-made catalogue ends it.
    for _ in 0..book.tasks.len() {
        match book.waits_for(task) {
            Some(before) => task = before,
            None => break,
        }
    }
    Some(task)
}

/// What the filter asks for; the words of a pairing are folded once for all its tasks.
struct Asked<'a> {
    filter: Filter,
    known: BTreeMap<(&'a Clean, &'a Clean, &'a Clean), Words>,
}

impl<'a> Asked<'a> {
    fn of(text: &str) -> Self {
        let filter = Filter::words(text);
        let known = BTreeMap::new();
        Self { filter, known }
    }

    fn fits(
        &mut self,
        book: &'a Book,
        of: (&'a Clean, &'a Clean, &'a Clean),
        own: &[&str],
    ) -> bool {
        let (session, need, org) = of;
        let known = self
            .known
            .entry(of)
            .or_insert_with(|| Words::of(book, session, need, org));
        self.filter.fits(known, own)
    }

    fn fits_task(&mut self, book: &'a Book, task: &'a Task, remaining: i32, waits: bool) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let mut own: Vec<&str> = vec![
            &task.title_ja,
            &task.title_en,
            task.owner_side.ja(),
            task.owner_side.en(),
            task.status.ja(),
            task.status.en(),
            &task.note,
        ];
        if !task.id.is_own() {
            own.push(&task.id.template);
        }
        if remaining < 0 && !task.status.is_closed() {
            own.extend(["超過", "期限切れ", "overdue"]);
        }
        if remaining == 0 {
            own.extend(["今日", "today"]);
        }
        if waits {
            own.extend(["前の課題待ち", "先行待ち", "blocked", "waiting"]);
        }
        let id = &task.id;
        self.fits(book, (&id.session, &id.need, &id.org), &own)
    }

    fn fits_pairing(&mut self, book: &'a Book, pairing: &'a Pairing) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let mut own: Vec<&str> = vec![
            pairing.level.ja(),
            pairing.level.en(),
            pairing.status.code(),
            pairing.status.ja(),
            pairing.status.en(),
            &pairing.note,
            &pairing.next_hospital.0,
            &pairing.next_company.0,
        ];
        let session = book.sessions.get(&pairing.id.session);
        let people = pairing.persons.iter();
        let people = people.filter_map(|badge| session?.recorded_attendee(badge));
        own.extend(people.flat_map(|person| [person.name.as_str(), person.kana.as_str()]));
        let id = &pairing.id;
        self.fits(book, (&id.session, &id.need, &id.org), &own)
    }
}
