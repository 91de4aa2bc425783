//! The calendar (暦): the arrows go from day to day, and what is due on the day is selected. A week is the same with one day
//! in a row.

use super::line::{Line, Section};
use super::state::Follow;
use super::view::Days;
use crate::app::widget::picker::Step;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::ops::RangeInclusive;

impl Follow {
    /// Whether a week is shown, one day in a row.
    pub fn is_week(&self) -> bool {
        self.days == Days::Week
    }

    /// From month to week and back.
    pub(super) fn switch_days(&mut self) {
        self.days = if self.is_week() {
            Days::Month
        } else {
            Days::Week
        };
        self.stale = true;
    }

    /// The days that are shown around a day: whole weeks from Monday, of its month or its own.
    pub fn days_shown(&self, day: Date) -> RangeInclusive<Date> {
        let (first, last) = if self.is_week() {
            (day, day)
        } else {
            (day.first_of_month(), day.last_of_month())
        };
        let before = i64::from(first.weekday().to_monday_zero_offset());
        let after = 6 - i64::from(last.weekday().to_monday_zero_offset());
        first.saturating_sub(before.days())..=last.saturating_add(after.days())
    }

    /// The lines of a day, each with its place in the list.
    pub fn lines_of(&self, day: Date) -> impl Iterator<Item = (usize, &Line)> {
        let range = self.spans.get(&day).cloned().unwrap_or_default();
        range.filter_map(|at| Some((at, self.lines.get(at)?)))
    }

    /// Notes where the lines of each day stand.
    pub(super) fn span_days(&mut self) {
        let spans = self.lines.iter().enumerate().filter_map(|(at, line)| {
            let Line::Head(head) = line else {
                return None;
            };
            let Section::Day(day) = head.section else {
                return None;
            };
            Some((day, at + 1..at + 1 + head.count))
        });
        self.spans = spans.collect();
    }

    /// Goes to a day, and to the first thing that is due on it.
    fn go_to(&mut self, day: Date) {
        let month = self
            .day
            .is_some_and(|now| now.first_of_month() == day.first_of_month());
        self.day = Some(day);
        // Sessions, committees and calls are looked up for the days shown.
        self.stale |= !month || self.is_week();
        self.select_on_day();
    }

    /// The first thing of the day is selected, unless another one of it is.
    pub(super) fn select_on_day(&mut self) {
        let Some(day) = self.day else {
            return;
        };
        let span = self
            .spans
            .get(&day)
            .filter(|span| !span.contains(&self.picker.selected));
        if let Some(span) = span {
            self.picker.selected = span.start;
        }
    }

    /// The next thing of the day, round and round.
    pub(super) fn next_of_day(&mut self) {
        let Some(day) = self.day else {
            return;
        };
        let all: Vec<usize> = self.lines_of(day).map(|(at, _)| at).collect();
        let next = all.iter().find(|at| **at > self.picker.selected);
        if let Some(at) = next.or(all.first()) {
            self.picker.selected = *at;
        }
    }

    /// The next day on which something is due.
    pub(super) fn next_busy_day(&mut self) -> bool {
        let later = self.spans.keys().copied().find(|day| Some(*day) > self.day);
        later.map(|day| self.go_to(day)).is_some()
    }

    /// One day earlier or later.
    pub(super) fn turn_day(&mut self, later: bool) {
        self.move_by(if later { 1.day() } else { -1.day() });
    }

    /// A week or a month earlier or later; in a week a day.
    pub(super) fn step_day(&mut self, step: Step) {
        let row = if self.is_week() { 1.day() } else { 7.days() };
        let page = if self.is_week() { 7.days() } else { 1.month() };
        let Some(day) = self.day else {
            return;
        };
        match step {
            Step::Up => self.move_by(-row),
            Step::Down => self.move_by(row),
            Step::PageUp => self.move_by(-page),
            Step::PageDown => self.move_by(page),
            Step::First => self.go_to(day.first_of_month()),
            Step::Last => self.go_to(day.last_of_month()),
        }
    }

    fn move_by(&mut self, span: Span) {
        if let Some(day) = self.day.and_then(|day| day.checked_add(span).ok()) {
            self.go_to(day);
        }
    }
}
