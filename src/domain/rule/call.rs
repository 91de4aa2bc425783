//! A call for subsidies (公募): when it closes, and what has to be done how long before.

use super::calendar::Calendar;
use crate::text::Clean;
use jiff::civil::{Date, Time};
use serde::Deserialize;

/// How many business days before the end the application is to be ready, unless the call says otherwise.
const READY_BEFORE: u32 = 10;

/// How many business days before the end a registration in e-Rad is to be asked for: two weeks.
const E_RAD_BEFORE: i32 = 10;

/// A call for subsidies. Each has its own day and hour, so that both have to be there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// What it is called.
    pub name: Clean,
    /// Who gives.
    pub office: Clean,
    /// The first day; not every call says.
    #[serde(default)]
    pub opens_on: Option<Date>,
    /// The last day …
    pub closes_on: Date,
    /// … and the hour on it.
    pub closes_at: Time,
    /// Whether applicants have to be registered in e-Rad.
    #[serde(default)]
    pub e_rad: bool,
    /// How many business days before the end the application is to be ready.
    #[serde(default = "ready_before")]
    pub ready_before: u32,
    /// What else matters, such as who may apply.
    #[serde(default)]
    pub note: Clean,
    /// Where it stands.
    #[serde(default)]
    pub url: Clean,
    /// Made up, to show how one is written.
    #[serde(default)]
    pub sample: bool,
    /// When somebody looked it up.
    pub checked_on: Date,
}

fn ready_before() -> u32 {
    READY_BEFORE
}

impl Call {
    /// By when the application is to be ready.
    pub fn ready_by(&self, calendar: &Calendar) -> Date {
        let days = i32::try_from(self.ready_before).unwrap_or(i32::MAX);
        calendar.add(self.closes_on, -days)
    }

    /// By when the registration in e-Rad is to be asked for.
    pub fn e_rad_by(&self, calendar: &Calendar) -> Option<Date> {
        (self.e_rad).then(|| calendar.add(self.closes_on, -E_RAD_BEFORE))
    }

    /// Whether it has closed.
    pub fn is_over(&self, today: Date) -> bool {
        self.closes_on < today
    }
}
