//! Dates, times, numbers, yes and no.

use super::{Spot, Table, shown};
use crate::session::dates;
use crate::session::problem::{Problem, Want};
use jiff::civil::{Date, Time};
use toml::de::DeValue;

impl Table<'_, '_, '_, '_> {
    /// A date.
    pub(in crate::session) fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        let (fix, written) = match value.get_ref() {
            DeValue::Datetime(d) => match dates::date_of(d) {
                Some(date) => return Some(date),
                None => (dates::some_date_of(d), shown(value.get_ref())),
            },
            DeValue::String(s) => (dates::loose_date(s), s.to_string()),
            DeValue::Integer(n) => (dates::loose_date(n.as_str()), n.to_string()),
            _ => {
                self.wrong(key, value, Want::Date);
                return None;
            }
        };
        let fixed = fix.map(|d| format!("{key} = {d}"));
        let problem = Problem::BadDate {
            value: &written,
            fix: fixed.as_deref(),
        };
        self.report.add(&value.span(), &problem);
        None
    }

    /// A time of day.
    pub(in crate::session) fn time(&mut self, key: &'static str) -> Option<Time> {
        let value = self.get(key)?;
        let (fix, written) = match value.get_ref() {
            DeValue::Datetime(d) => match dates::time_of(d) {
                Some(time) => return Some(time),
                None => (None, shown(value.get_ref())),
            },
            DeValue::String(s) => (dates::loose_time(s), s.to_string()),
            DeValue::Integer(n) => (dates::loose_time(n.as_str()), n.to_string()),
            _ => {
                self.wrong(key, value, Want::Time);
                return None;
            }
        };
        let fixed = fix.map(|t| format!("{key} = {}", t.strftime("%H:%M:%S")));
        let problem = Problem::BadTime {
            value: &written,
            fix: fixed.as_deref(),
        };
        self.report.add(&value.span(), &problem);
        None
    }

    /// A whole number within bounds.
    pub(in crate::session) fn count(
        &mut self,
        key: &'static str,
        min: u32,
        max: u32,
    ) -> Option<u32> {
        let value = self.get(key)?;
        let DeValue::Integer(n) = value.get_ref() else {
            self.wrong(key, value, Want::Number);
            return None;
        };
        let read = u32::from_str_radix(n.as_str(), n.radix())
            .ok()
            .filter(|n| (min..=max).contains(n));
        if read.is_none() {
            let problem = Problem::OutOfRange { key, min, max };
            self.report.add(&value.span(), &problem);
        }
        read
    }

    /// Yes or no.
    pub(in crate::session) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let DeValue::Boolean(b) = value.get_ref() else {
            self.wrong(key, value, Want::Flag);
            return None;
        };
        Some(*b)
    }

    /// A date in a field that is only shown, written in any way.
    pub(in crate::session) fn peek_date(&self, key: &str) -> Option<Spot<Date>> {
        let value = self.map.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(d) => dates::some_date_of(d),
            DeValue::String(s) => dates::loose_date(s),
            _ => None,
        };
        Some((date?, value.span()))
    }
}
