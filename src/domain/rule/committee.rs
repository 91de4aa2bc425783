//! Committees of a hospital: when they sit, and until when they take something in for a sitting.

use super::calendar::{Calendar, Closed};
use super::facts::Facts;
use crate::domain::code::Committee;
use crate::domain::number::narrow;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How a committee sits, read from what the hospital wrote, such as `毎月第2水曜（10営業日前）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sits {
    /// In which months.
    pub months: Months,
    /// The first, second … of these weekdays in a month; [`LAST`]: the last one.
    pub nth: Vec<i8>,
    /// 曜日
    pub weekday: Weekday,
    /// How many business days before it takes something in; `None`: not said.
    pub before: Option<i32>,
}

/// The last weekday of its kind in a month.
pub const LAST: i8 = 0;

/// Months in which a committee sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// 毎月
    Every,
    /// 偶数月
    Even,
    /// 奇数月
    Odd,
}

/// A sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The day it is held.
    pub on: Date,
    /// The last day on which something is taken in for it; `None`: not said.
    pub submit_by: Option<Date>,
    /// Why it is not on its usual day.
    pub moved: Option<Closed>,
}

impl Sits {
    /// Reads it; `None`: it says something else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = narrow(text);
        let months = if text.contains("毎月") {
            Months::Every
        } else if text.contains("偶数月") {
            Months::Even
        } else if text.contains("奇数月") {
            Months::Odd
        } else {
            return None;
        };
        let (head, rest) = text.split_once('曜')?;
        let weekday = match head.chars().next_back()? {
            '月' => Weekday::Monday,
            '火' => Weekday::Tuesday,
            '水' => Weekday::Wednesday,
            '木' => Weekday::Thursday,
            '金' => Weekday::Friday,
            '土' => Weekday::Saturday,
            '日' => Weekday::Sunday,
            _ => return None,
        };
        let mut nth: Vec<i8> = head
            .chars()
            .filter_map(|c| c.to_digit(10).and_then(|d| i8::try_from(d).ok()))
            .collect();
        if head.contains("最終") {
            nth.push(LAST);
        }
        let valid = !nth.is_empty() && nth.iter().all(|n| (LAST..=5).contains(n));
        valid.then_some(Self {
            months,
            nth,
            weekday,
            before: lead(rest),
        })
    }

    /// The earliest sitting for which something can still be handed in on `from`. `None`: none within three years.
    pub fn next(&self, calendar: &Calendar, from: Date) -> Option<Sitting> {
        let mut month = from.first_of_month();
        for _ in 0..36 {
            let mut days = self.days(month);
            days.sort_unstable();
            for usual in days {
                let moved = calendar.closed(usual);
                let on = calendar.add(usual, 0);
                let submit_by = self.before.map(|n| calendar.add(on, -n));
                if submit_by.unwrap_or(on) >= from {
                    return Some(Sitting {
                        on,
                        submit_by,
                        moved,
                    });
                }
            }
            month = month.checked_add(1.month()).ok()?;
        }
        None
    }

    fn days(&self, month: Date) -> Vec<Date> {
        let sits = match self.months {
            Months::Every => true,
            Months::Even => month.month() % 2 == 0,
            Months::Odd => month.month() % 2 == 1,
        };
        let nth = self.nth.iter().filter(|_| sits);
        nth.filter_map(|n| {
            let n = if *n == LAST { -1 } else { *n };
            month.nth_weekday_of_month(n, self.weekday).ok()
        })
        .collect()
    }
}

/// `10営業日前` or `2週間前`, which are ten business days.
fn lead(text: &str) -> Option<i32> {
    let before = |unit: &str| {
        let (head, _) = text.split_once(unit)?;
        let at = head.rfind(|c: char| !c.is_ascii_digit());
        let digits = at.map_or(head, |at| head.get(at..).unwrap_or_default());
        let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit());
        digits.parse::<i32>().ok().filter(|n| *n <= 250)
    };
    before("営業日前").or_else(|| before("週間前").map(|weeks| weeks * 5))
}

/// The next sitting of a committee of a hospital, if it says when it sits.
pub fn next_of(
    facts: &Facts<'_>,
    hospital: &str,
    committee: Committee,
    from: Date,
) -> Option<Sitting> {
    let key = match committee {
        Committee::Ethics => "ethics_meets",
        Committee::Coi => "coi_meets",
    };
    let said = facts.session.recorded_organisation(hospital)?.note(key)?;
    Sits::parse(said)?.next(&facts.calendar_of(hospital), from)
}
