//! Dates, times, numbers, yes and no.

use crate::domain::date;
use crate::intake::checks::Checks;
use crate::intake::column::Info;
use crate::intake::place::Example;
use crate::intake::problem::{Problem, Want};
use crate::intake::row::{Cell, Value};
use jiff::civil::{Date, Time};

impl Checks<'_, '_> {
    pub(super) fn date(&mut self, info: Info, cell: &Cell<'_>) -> Option<Date> {
        let meant = match &cell.value {
            Value::Date(date) => return Some(*date),
            Value::Time { .. } => None,
            Value::Moment { date, .. } => *date,
            Value::Text(s) => date::loose_date(s),
            Value::Whole(n) => date::loose_date(&n.digits),
            Value::Decimal(_) | Value::Flag(_) | Value::List(_) | Value::Group(_) => {
                self.wrong(info, cell, Want::Date);
                return None;
            }
        };
        let fix = meant.map(|date| self.report.origin.write(info.name, Example::Date(date)));
        let problem = Problem::BadDate {
            value: &cell.value.shown(),
            fix: fix.as_deref(),
        };
        self.report.add(cell.place, &problem);
        None
    }

    pub(super) fn time(&mut self, info: Info, cell: &Cell<'_>) -> Option<Time> {
        let meant = match &cell.value {
            Value::Time { time, .. } => return Some(*time),
            Value::Date(_) | Value::Moment { .. } => None,
            Value::Text(s) => date::loose_time(s),
            Value::Whole(n) => date::loose_time(&n.digits),
            Value::Decimal(_) | Value::Flag(_) | Value::List(_) | Value::Group(_) => {
                self.wrong(info, cell, Want::Time);
                return None;
            }
        };
        let fix = meant.map(|time| self.report.origin.write(info.name, Example::Time(time)));
        let problem = Problem::BadTime {
            value: &cell.value.shown(),
            fix: fix.as_deref(),
        };
        self.report.add(cell.place, &problem);
        None
    }

    /// A whole number within bounds.
    pub(super) fn count(&mut self, info: Info, cell: &Cell<'_>, min: u32, max: u32) -> Option<u32> {
        let Value::Whole(n) = &cell.value else {
            self.wrong(info, cell, Want::Number);
            return None;
        };
        let read = n
            .number
            .and_then(|n| u32::try_from(n).ok())
            .filter(|n| (min..=max).contains(n));
        if read.is_none() {
            let problem = Problem::OutOfRange {
                key: self.called(info),
                min,
                max,
            };
            self.report.add(cell.place, &problem);
        }
        read
    }

    pub(super) fn flag(&mut self, info: Info, cell: &Cell<'_>) -> Option<bool> {
        let Value::Flag(flag) = cell.value else {
            self.wrong(info, cell, Want::Flag);
            return None;
        };
        Some(flag)
    }
}
