//! Makes the list of the follow-up screen, a piece in each turn. Works on the book alone.

use super::asked::Asked;
use super::line::{Head, Line, Section};
use super::view::{self, Order, Sort, View};
use crate::app::core::env::Env;
use crate::domain::book::Book;
use crate::domain::code::{Level, PairingStage, PairingStatus};
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::filter::Filter;
use crate::domain::roster::Session;
use crate::domain::rule::almanac::{self, Event};
use crate::domain::rule::check::{self, Finding};
use crate::domain::rule::decision;
use crate::domain::rule::facts::Facts;
use crate::domain::rule::stage;
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, RangeInclusive};

/// How many rows are looked at in one turn: a key waits no longer than they take.
const AT_ONCE: usize = 4096;
/// The same where a filter reads all their words.
const AT_ONCE_READ: usize = 1024;
/// Holding a pairing to the rules takes as long as looking at so many rows.
const RULES_COST: usize = 16;

/// Lines in their order; the number keeps apart what has the same place.
pub(super) type Rows = BTreeMap<(Section, Order, usize), Line>;

/// A list that is being made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Work {
    filter: Filter,
    /// What is closed is listed, too.
    closed: bool,
    view: View,
    sort: Sort,
    /// Sections of which only the heading is shown.
    folded: BTreeSet<Section>,
    next: Next,
    rows: Rows,
    tallies: BTreeMap<Section, Tally>,
    pub(super) counts: Counts,
    /// How many rules are broken for a pairing.
    pub(super) rules: BTreeMap<PairingId, usize>,
    /// The days for which the calendar looks up what falls on them.
    days: Option<RangeInclusive<Date>>,
    pub(super) events: BTreeMap<Date, Vec<Event>>,
    /// Counting business days walks the calendar; few days are the due date of many tasks.
    left: BTreeMap<Date, i32>,
}

/// What is looked at next.
#[derive(Clone, Debug, PartialEq)]
enum Next {
    Task(Option<TaskId>),
    Pairing(Option<PairingId>),
    /// The needs of the session after this one.
    Needs(Option<Clean>),
}

/// What there is before the filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counts {
    pub(super) overdue: usize,
    pub(super) due_today: usize,
    pub(super) deciding: usize,
    pub(super) broken: usize,
    pub(super) later: usize,
    pub(super) waiting: usize,
    /// How many lines each section has.
    pub(super) all: BTreeMap<Section, usize>,
}

/// What the heading of a section says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tally {
    count: usize,
    levels: BTreeMap<u8, (Level, usize)>,
    openers: BTreeMap<(Clean, Clean), usize>,
}

impl Work {
    /// Nothing is looked at yet.
    pub(super) fn of(
        filter: &str,
        closed: bool,
        (view, sort): (View, Sort),
        folded: BTreeSet<Section>,
        days: Option<RangeInclusive<Date>>,
    ) -> Self {
        let filter = Filter::words(filter);
        Self {
            // What the filter found is shown.
            folded: if filter.is_empty() {
                folded
            } else {
                BTreeSet::new()
            },
            filter,
            closed,
            view,
            sort,
            next: Next::Task(None),
            rows: Rows::default(),
            rules: BTreeMap::new(),
            days,
            events: BTreeMap::new(),
            tallies: BTreeMap::new(),
            counts: Counts::default(),
            left: BTreeMap::new(),
        }
    }

    /// Goes on for one turn. Whether the list is whole.
    pub(super) fn go_on(&mut self, book: &Book, env: Env<'_>) -> bool {
        let most = if self.filter.is_empty() {
            AT_ONCE
        } else {
            AT_ONCE_READ
        };
        let filter = std::mem::take(&mut self.filter);
        let mut asked = Asked::of(&filter);
        let mut left = most;
        if let Next::Task(last) = &self.next {
            let from = last.clone().map_or(Bound::Unbounded, Bound::Excluded);
            let some = book.tasks.range((from, Bound::Unbounded)).take(most);
            let mut last = None;
            for (id, task) in some {
                self.task(book, env, &mut asked, task);
                (last, left) = (Some(id), left - 1);
            }
            self.next = match last {
                Some(last) if left == 0 => Next::Task(Some(last.clone())),
                Some(_) | None => Next::Pairing(None),
            };
        }
        if left > 0
            && let Next::Pairing(last) = &self.next
        {
            let from = last.clone().map_or(Bound::Unbounded, Bound::Excluded);
            let mut all = book.pairings.range((from, Bound::Unbounded));
            let mut last = None;
            while left > 0
                && let Some((id, pairing)) = all.next()
            {
                let looked = self.pairing(book, env, &mut asked, pairing);
                (last, left) = (Some(id), left.saturating_sub(looked));
            }
            self.next = match last {
                Some(last) if left == 0 => Next::Pairing(Some(last.clone())),
                Some(_) | None => Next::Needs(None),
            };
        }
        let mut done = false;
        if left > 0
            && let Next::Needs(last) = &self.next
        {
            let from = last.clone().map_or(Bound::Unbounded, Bound::Excluded);
            let mut all = book.sessions.range((from, Bound::Unbounded));
            let mut last = None;
            while left > 0
                && let Some((id, session)) = all.next()
            {
                self.needs(&facts(book, env, session), &mut asked);
                left = left.saturating_sub(1 + session.needs.len());
                last = Some(id);
            }
            done = left > 0;
            if let Some(last) = last {
                self.next = Next::Needs(Some(last.clone()));
            }
        }
        self.filter = filter;
        done
    }

    /// The lines and the headings of their sections.
    pub(super) fn done(self) -> (Rows, BTreeMap<Section, Head>) {
        let folded = self.folded;
        let heads = self.tallies.into_iter().map(|(section, tally)| {
            let mut openers: Vec<_> = tally.openers.into_iter().collect();
            openers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let head = Head {
                section,
                count: tally.count,
                folded: section.folds().map(|_| folded.contains(&section)),
                levels: tally.levels.into_values().collect(),
                openers,
            };
            (section, head)
        });
        (self.rows, heads.collect())
    }

    /// Adds a line to its section.
    fn add(&mut self, book: &Book, section: Section, order: Order, line: Line) {
        let tally = self.tallies.entry(section).or_default();
        tally.count += 1;
        match &line {
            Line::Pairing { id, open: Some(_) } => {
                if let Some(pairing) = book.pairings.get(id) {
                    let rank = decision::rank(pairing.level);
                    tally.levels.entry(rank).or_insert((pairing.level, 0)).1 += 1;
                }
            }
            Line::Task {
                waits: Some(first), ..
            } => {
                if let Some(task) = opener(book, first) {
                    let title = (task.title_ja.clone(), task.title_en.clone());
                    *tally.openers.entry(title).or_default() += 1;
                }
            }
            Line::Task { waits: None, .. }
            | Line::Pairing { open: None, .. }
            | Line::Broken(_)
            | Line::Head(_) => {}
        }
        if !self.folded.contains(&section) {
            let number = self.rows.len();
            self.rows.insert((section, order, number), line);
        }
    }

    fn task(&mut self, book: &Book, env: Env<'_>, asked: &mut Asked<'_>, task: &Task) {
        let closed = task.status.is_closed();
        let remaining = *self
            .left
            .entry(task.due_on)
            .or_insert_with(|| env.calendar.remaining(env.today, task.due_on));
        let waits = book.waits_for(task);
        let counts = &mut self.counts;
        match (closed, waits, remaining) {
            (true, ..) => {}
            (false, Some(_), _) => counts.waiting += 1,
            (false, None, ..0) => counts.overdue += 1,
            (false, None, 0) => counts.due_today += 1,
            (false, None, _) => counts.later += 1,
        }
        if closed && !self.closed {
            return;
        }
        let section = match (self.view, closed, waits, remaining) {
            (View::Board, ..) => return,
            (View::Table, ..) => Section::Table,
            (View::Calendar, ..) => Section::Day(task.day()),
            (View::Today, true, ..) => Section::Closed,
            (View::Today, false, Some(_), _) => Section::Waiting,
            (View::Today, false, None, ..=0) => Section::Today,
            (View::Today, false, None, _) => Section::Later,
        };
        *self.counts.all.entry(section).or_default() += 1;
        if asked.fits_task(book, task, remaining, waits.is_some()) {
            let id = &task.id;
            let order = match self.view {
                View::Table => view::of_task(self.sort, task),
                View::Today | View::Board | View::Calendar => {
                    (0, Some(task.day()), None, id.need.clone(), id.org.clone())
                }
            };
            let line = Line::Task {
                id: id.clone(),
                remaining,
                waits: waits.map(|t| t.id.clone()),
            };
            self.add(book, section, order, line);
        }
    }

    /// The rules that are broken for the needs of a session.
    fn needs(&mut self, facts: &Facts<'_>, asked: &mut Asked<'_>) {
        for (day, event) in self
            .days
            .iter()
            .flat_map(|days| almanac::of_session(facts, days))
        {
            self.events.entry(day).or_default().push(event);
        }
        for need in &facts.session.needs {
            for finding in check::of_need(facts, &need.no) {
                self.broken(facts.book, asked, finding);
            }
        }
    }

    fn broken(&mut self, book: &Book, asked: &mut Asked<'_>, finding: Finding) {
        if finding.overruled.is_some() {
            return;
        }
        self.counts.broken += 1;
        if let Some(id) = finding.id.pairing() {
            *self.rules.entry(id).or_default() += 1;
        }
        if self.view != View::Today {
            return;
        }
        *self.counts.all.entry(Section::Broken).or_default() += 1;
        if asked.fits_rule(book, &finding) {
            let id = &finding.id;
            let order = (0, None, None, id.need.clone(), id.org.clone());
            self.add(
                book,
                Section::Broken,
                order,
                Line::Broken(Box::new(finding)),
            );
        }
    }

    /// Lists a pairing, and the rules that are broken for it. How many rows that was as much work as.
    fn pairing(
        &mut self,
        book: &Book,
        env: Env<'_>,
        asked: &mut Asked<'_>,
        pairing: &Pairing,
    ) -> usize {
        let session = book.sessions.get(&pairing.id.session);
        let mut looked = 1;
        if let Some(session) = session.filter(|_| is_held_to_rules(pairing)) {
            looked = RULES_COST;
            for finding in check::of_pairing(&facts(book, env, session), &pairing.id) {
                self.broken(book, asked, finding);
            }
        }
        let stage = session.filter(|_| self.view == View::Board).map_or_else(
            || stage::of_status(pairing.status),
            |session| stage::of(&facts(book, env, session), pairing),
        );
        self.of_pairing(book, asked, pairing, stage);
        looked
    }

    fn of_pairing(
        &mut self,
        book: &Book,
        asked: &mut Asked<'_>,
        pairing: &Pairing,
        stage: PairingStage,
    ) {
        let waits = decision::waits(pairing);
        let ended = pairing.status.is_closed() || pairing.level == Level::Declined;
        self.counts.deciding += usize::from(waits);
        if ended && !waits && !self.closed {
            return;
        }
        let section = match (self.view, waits, ended) {
            (View::Calendar, ..) => match view::next_day(pairing) {
                Some(day) => Section::Day(day),
                None => return,
            },
            (View::Table, ..) => Section::Table,
            (View::Board | View::Today, false, true) => Section::Closed,
            (View::Board, ..) => Section::Stage(stage),
            (View::Today, true, _) => Section::Decide,
            (View::Today, false, false) => Section::Going,
        };
        *self.counts.all.entry(section).or_default() += 1;
        if asked.fits_pairing(book, pairing) {
            let session = book.sessions.get(&pairing.id.session);
            let rank = if waits {
                decision::rank(pairing.level)
            } else {
                1
            };
            let id = &pairing.id;
            let at = Some(pairing.recorded_at);
            let order = match self.view {
                View::Table => view::of_pairing(self.sort, pairing),
                View::Board => view::of_card(book, pairing),
                View::Today | View::Calendar => (rank, None, at, id.need.clone(), id.org.clone()),
            };
            let line = Line::Pairing {
                id: id.clone(),
                open: waits.then(|| decision::open(session, book, pairing)),
            };
            self.add(book, section, order, line);
        }
    }
}

/// What the rules look at in a session.
fn facts<'a>(book: &'a Book, env: Env<'a>, session: &'a Session) -> Facts<'a> {
    Facts {
        templates: env.templates,
        session,
        book,
        calendar: env.calendar,
        today: env.today,
    }
}

/// What has ended is over, but for a change of company that asks for the successor.
fn is_held_to_rules(pairing: &Pairing) -> bool {
    let ended = pairing.status.is_closed() || pairing.level == Level::Declined;
    !ended || pairing.status == PairingStatus::PartnerChange
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
