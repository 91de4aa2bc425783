//! What the follow-up screen holds.

use super::line::{Line, Section};
use super::view::{Days, Sort, View};
use super::width::Widths;
use super::work::Work;
use crate::app::core::marks::Marks;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::TaskId;
use crate::domain::rule::almanac::Event;
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The follow-up screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follow {
    /// The caret is in the filter.
    pub filtering: bool,
    /// How the things are seen.
    pub view: View,
    /// By what the table is sorted.
    pub sort: Sort,
    /// The day that is looked at in the calendar.
    pub day: Option<Date>,
    /// How many days the calendar shows.
    pub days: Days,
    /// What falls on the days of the calendar.
    pub events: BTreeMap<Date, Vec<Event>>,
    /// What is marked in the table.
    pub marks: Marks,
    /// How many rules are broken for a pairing.
    pub rules: BTreeMap<PairingId, usize>,
    /// Words that all must fit.
    pub filter: Field,
    /// Closed tasks too.
    pub closed: bool,
    /// What is listed.
    pub lines: Vec<Line>,
    /// How wide it is.
    pub widths: Widths,
    /// A word for each session that is listed, where several are.
    pub sessions: BTreeMap<Clean, String>,
    /// Place in it.
    pub picker: Picker,
    /// Tasks that can be done and are past their day, before the filter.
    pub overdue: usize,
    /// Those that are due today.
    pub due_today: usize,
    /// Pairings that wait for a decision, before the filter.
    pub deciding: usize,
    /// Rules that are broken and not set aside, before the filter.
    pub broken: usize,
    /// Tasks that can be done and are not due yet, before the filter.
    pub later: usize,
    /// Tasks that wait for others, before the filter.
    pub waiting: usize,
    /// Where the lines of each day of the calendar stand.
    pub(super) spans: BTreeMap<Date, Range<usize>>,
    /// How many lines of each section the filter found.
    pub(super) found: BTreeMap<Section, usize>,
    /// How many there are without it.
    pub(super) all: BTreeMap<Section, usize>,
    /// Sections folded or opened by hand, unlike at first.
    pub(super) turned: BTreeSet<Section>,
    /// The filter or what is folded changed: the list must be made anew.
    pub(super) stale: bool,
    pub(super) today: Option<Date>,
    pub(super) revision: u64,
    /// The list that is being made, until it is whole.
    pub(super) work: Option<Work>,
}

/// It is always there.
pub type State = Follow;

impl Follow {
    /// Puts words into the filter.
    pub fn narrow(&mut self, words: &str) {
        self.filter = Field::recorded(words);
        self.filtering = false;
        self.stale = true;
    }

    /// How many lines of a section the filter found, and of how many; they are the same where nothing is filtered.
    pub fn count(&self, section: Section) -> (usize, usize) {
        let of = |counts: &BTreeMap<Section, usize>| counts.get(&section).copied().unwrap_or(0);
        (of(&self.found), of(&self.all))
    }

    /// Whether a line is marked.
    pub fn is_marked(&self, line: &Line) -> bool {
        match line {
            Line::Task { id, .. } => self.marks.tasks.contains(id),
            Line::Pairing { id, .. } => self.marks.pairings.contains(id),
            Line::Head(_) | Line::Broken(_) => false,
        }
    }

    /// Marks the selected row, or takes its mark away; rows of two sessions are not marked together. Whether it could be.
    pub(super) fn mark(&mut self) -> bool {
        let Some(line) = self.lines.get(self.picker.selected) else {
            return false;
        };
        let (session, marked) = (line.session(), self.is_marked(line));
        if !marked && self.marks.session().is_some_and(|of| Some(of) != session) {
            return false;
        }
        let marks = &mut self.marks;
        match line {
            Line::Task { id, .. } if marked => marks.tasks.remove(id),
            Line::Task { id, .. } => marks.tasks.insert(id.clone()),
            Line::Pairing { id, .. } if marked => marks.pairings.remove(id),
            Line::Pairing { id, .. } => marks.pairings.insert(id.clone()),
            Line::Head(_) | Line::Broken(_) => false,
        }
    }

    /// Takes the marks off what is not listed any more: nobody changes what they do not see.
    pub(super) fn unmark_unseen(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let mut seen = Marks::default();
        for line in self.lines.iter().filter(|line| self.is_marked(line)) {
            match line {
                Line::Task { id, .. } => seen.tasks.insert(id.clone()),
                Line::Pairing { id, .. } => seen.pairings.insert(id.clone()),
                Line::Head(_) | Line::Broken(_) => false,
            };
        }
        self.marks = seen;
    }

    /// The selected line.
    pub fn line(&self) -> Option<&Line> {
        let at = self.picker.selected;
        // On a day on which nothing is due nothing is selected.
        let day = self.day.filter(|_| self.view == View::Calendar);
        let is_of_day = |day| self.spans.get(&day).is_some_and(|span| span.contains(&at));
        self.lines.get(at).filter(|_| day.is_none_or(is_of_day))
    }

    /// The selected task.
    pub fn selected(&self) -> Option<&TaskId> {
        match self.line() {
            Some(Line::Task { id, .. }) => Some(id),
            Some(Line::Head(..) | Line::Pairing { .. } | Line::Broken(_)) | None => None,
        }
    }

    /// The selected pairing, or that of the selected task or rule.
    pub fn pairing(&self) -> Option<PairingId> {
        match self.line()? {
            Line::Task { id, .. } => id.pairing(),
            Line::Pairing { id, .. } => Some(id.clone()),
            Line::Broken(finding) => finding.id.pairing(),
            Line::Head(..) => None,
        }
    }
}
