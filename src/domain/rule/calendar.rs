//! Japanese business days: hospitals and companies count "10 days from today" without weekends and holidays.

use crate::domain::number::narrow;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// The calendar of business days. Weekends, national holidays, the days around New Year and the user's own closing days
/// are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    closing: BTreeSet<Date>,
    yearly: BTreeSet<(i8, i8)>,
    /// First and last day (month, day) around New Year; `None`: this house works.
    year_end: Option<YearEnd>,
}

/// First and last day of the closing days around New Year, as (month, day).
pub type YearEnd = ((i8, i8), (i8, i8));

/// 12/29 to 1/3, as offices of the state close.
pub const YEAR_END: YearEnd = ((12, 29), (1, 3));

/// A day on which somebody is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Once.
    Once(Date),
    /// In every year: month and day.
    Yearly(i8, i8),
}

impl Closing {
    /// Reads `08-13`, `8/13` or `8月13日` of every year, or `2026-12-28` once.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<i16> = text
            .trim()
            .split(['-', '/', '年', '月', '日'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let small = |n: i16| i8::try_from(n).ok();
        match numbers.as_slice() {
            [month, day] => {
                // 2024 is a leap year, so that 2/29 is accepted.
                Date::new(2024, small(*month)?, small(*day)?).ok()?;
                Some(Self::Yearly(small(*month)?, small(*day)?))
            }
            [year, month, day] => Date::new(*year, small(*month)?, small(*day)?)
                .ok()
                .map(Self::Once),
            _ => None,
        }
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            closing: BTreeSet::new(),
            yearly: BTreeSet::new(),
            year_end: Some(YEAR_END),
        }
    }
}

impl Calendar {
    /// A calendar with closing days of the user: single dates, and days (month, day) that return every year.
    pub fn new(
        closing: impl IntoIterator<Item = Date>,
        yearly: impl IntoIterator<Item = (i8, i8)>,
    ) -> Self {
        Self {
            closing: closing.into_iter().collect(),
            yearly: yearly.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The same with other days around New Year.
    #[must_use]
    pub fn with_year_end(self, year_end: Option<YearEnd>) -> Self {
        Self { year_end, ..self }
    }

    /// The same with the closing days of a house besides, as its field has them: `8/13、8/14、2026-12-28`. What is no
    /// day there is left out.
    #[must_use]
    pub fn closed_on(&self, days: &str) -> Self {
        let mut house = self.clone();
        for day in days.split([',', '、', '，', ' ', '　', '\n']) {
            match Closing::parse(&narrow(day)) {
                Some(Closing::Once(day)) => house.closing.extend([day]),
                Some(Closing::Yearly(month, day)) => house.yearly.extend([(month, day)]),
                None => {}
            }
        }
        house
    }

    /// Whether offices work on this day.
    pub fn is_business_day(&self, day: Date) -> bool {
        self.closed(day).is_none()
    }

    /// Why offices are closed on this day.
    pub fn closed(&self, day: Date) -> Option<Closed> {
        let yearly = (day.month(), day.day());
        if let Some(name) = holiday(day) {
            return Some(Closed::Holiday(name));
        }
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Some(Closed::Weekend);
        }
        let around = |(first, last): YearEnd| {
            if first <= last {
                (first..=last).contains(&yearly)
            } else {
                yearly >= first || yearly <= last
            }
        };
        if self.year_end.is_some_and(around) {
            return Some(Closed::YearEnd);
        }
        let own = self.closing.contains(&day) || self.yearly.contains(&yearly);
        own.then_some(Closed::House)
    }

    /// The `n`th business day after `day` (before it, if negative). 0 gives `day` itself or the next business day. Where
    /// the user's closing days leave none within [`FURTHEST`] days, the search ends there.
    pub fn add(&self, day: Date, n: i32) -> Date {
        let step = |day: Date| {
            if n < 0 {
                day.yesterday()
            } else {
                day.tomorrow()
            }
        };
        let mut left = n.unsigned_abs();
        let mut now = day;
        for _ in 0..FURTHEST.max(n.unsigned_abs().saturating_mul(4)) {
            if left == 0 && self.is_business_day(now) {
                break;
            }
            let Ok(next) = step(now) else {
                return now;
            };
            now = next;
            if left > 0 && self.is_business_day(now) {
                left -= 1;
            }
        }
        now
    }

    /// Business days from `today` to `due`: 0 on the day itself, negative when it has passed.
    pub fn remaining(&self, today: Date, due: Date) -> i32 {
        let (first, last, sign) = if due >= today {
            (today, due, 1)
        } else {
            (due, today, -1)
        };
        let (mut now, mut count) = (first, 0);
        while now < last {
            let Ok(next) = now.tomorrow() else {
                break;
            };
            now = next;
            // Only business days on the way are counted, so that a weekend in between adds nothing.
            let passed = if sign > 0 {
                now
            } else {
                now.yesterday().unwrap_or(now)
            };
            if self.is_business_day(passed) {
                count += 1;
            }
        }
        if sign < 0 && count == 0 {
            -1
        } else {
            sign * count
        }
    }
}

/// Why a day is no business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// 祝日
    Holiday(&'static str),
    /// 土日
    Weekend,
    /// 年末年始
    YearEnd,
    /// 休業日 of the house
    House,
}

impl Closed {
    /// In Japanese.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Holiday(name) => name,
            Self::Weekend => "土日",
            Self::YearEnd => "年末年始",
            Self::House => "休業日",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Holiday(_) => "national holiday",
            Self::Weekend => "weekend",
            Self::YearEnd => "days around New Year",
            Self::House => "closing day",
        }
    }
}

/// For how many days a business day is looked for where most days are closed: some years.
const FURTHEST: u32 = 2000;

/// Last year whose equinox days are certain: they are announced in February of the year before.
pub const LAST_SURE_YEAR: i16 = 2027;

/// Name of the national holiday (国民の祝日に関する法律), with substitute and bridge days. From 2019 on;
/// those after [`LAST_SURE_YEAR`] are by the law of today and equinoxes that are computed.
pub fn holiday(day: Date) -> Option<&'static str> {
    if let Some(name) = fixed(day) {
        return Some(name);
    }
    let yesterday = day.yesterday().ok()?;
    // Substitute holiday (振替休日): a holiday on a Sunday moves to the next day that is not a holiday.
    let mut before = yesterday;
    while fixed(before).is_some() {
        if before.weekday() == Weekday::Sunday {
            return Some("振替休日");
        }
        before = before.yesterday().ok()?;
    }
    // Bridge holiday (国民の休日): the day between two holidays.
    let tomorrow = day.tomorrow().ok()?;
    (fixed(yesterday).is_some() && fixed(tomorrow).is_some()).then_some("国民の休日")
}

fn fixed(day: Date) -> Option<&'static str> {
    let year = day.year();
    let nth_monday = |n: i8| day.weekday() == Weekday::Monday && (day.day() - 1) / 7 + 1 == n;
    match (day.month(), day.day()) {
        (1, 1) => Some("元日"),
        (2, 11) => Some("建国記念の日"),
        // None in 2019: the throne passed between the two birthdays.
        (2, 23) if year > 2019 => Some("天皇誕生日"),
        (5, 1) if year == 2019 => Some("天皇の即位の日"),
        (10, 22) if year == 2019 => Some("即位礼正殿の儀の行われる日"),
        (4, 29) => Some("昭和の日"),
        (5, 3) => Some("憲法記念日"),
        (5, 4) => Some("みどりの日"),
        (5, 5) => Some("こどもの日"),
        (11, 3) => Some("文化の日"),
        (11, 23) => Some("勤労感謝の日"),
        // Special laws moved three holidays in the Olympic years.
        (7, 23) if year == 2020 => Some("海の日"),
        (7, 24) if year == 2020 => Some("スポーツの日"),
        (8, 10) if year == 2020 => Some("山の日"),
        (7, 22) if year == 2021 => Some("海の日"),
        (7, 23) if year == 2021 => Some("スポーツの日"),
        (8, 8) if year == 2021 => Some("山の日"),
        (8, 11) if !matches!(year, 2020 | 2021) => Some("山の日"),
        (1, _) if nth_monday(2) => Some("成人の日"),
        (7, _) if nth_monday(3) && !matches!(year, 2020 | 2021) => Some("海の日"),
        (9, _) if nth_monday(3) => Some("敬老の日"),
        (10, _) if nth_monday(2) && year == 2019 => Some("体育の日"),
        (10, _) if nth_monday(2) && !matches!(year, 2020 | 2021) => Some("スポーツの日"),
        (3, d) if d == equinox(year, 20.8431) => Some("春分の日"),
        (9, d) if d == equinox(year, 23.2488) => Some("秋分の日"),
        _ => None,
    }
}

/// Day of the month of an equinox by the usual approximation for 1980 to 2099; `base` is its day in 1980.
fn equinox(year: i16, base: f64) -> i8 {
    let years = f64::from(year - 1980);
    let day = base + 0.242_194 * years - f64::from((year - 1980).div_euclid(4));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a day of a month, 19 to 24"
    )]
    let day = day as i8;
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn holidays_of_the_official_list() {
        // 内閣府「国民の祝日について」, 2026 and 2027.
        let official = [
            (
                2026,
                "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123",
            ),
            (
                2027,
                "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123",
            ),
            (
                2024,
                "0101 0108 0211 0212 0223 0320 0429 0503 0504 0505 0506 0715 0811 0812 0916 0922 0923 1014 1103 1104 1123",
            ),
        ];
        for (year, days) in official {
            let mut found = Vec::new();
            let mut day = date(year, 1, 1);
            while day.year() == year {
                if holiday(day).is_some() {
                    found.push(format!("{:02}{:02}", day.month(), day.day()));
                }
                day = day.tomorrow().unwrap();
            }
            assert_eq!(found.join(" "), days, "{year}");
        }
    }

    #[test]
    fn business_days_jump_new_year_and_the_users_own_days() {
        let plain = Calendar::default();
        assert_eq!(plain.add(date(2026, 12, 28), 1), date(2027, 1, 4));
        assert_eq!(plain.add(date(2026, 11, 20), 1), date(2026, 11, 24));
        assert_eq!(plain.add(date(2026, 11, 24), -1), date(2026, 11, 20));
        assert_eq!(plain.add(date(2026, 11, 21), 0), date(2026, 11, 24));
        let own = Calendar::new([date(2026, 11, 24)], [(11, 25)]);
        assert_eq!(own.add(date(2026, 11, 20), 1), date(2026, 11, 26));
        assert_eq!(plain.remaining(date(2026, 11, 20), date(2026, 11, 24)), 1);
        assert_eq!(plain.remaining(date(2026, 11, 24), date(2026, 11, 20)), -1);
        assert_eq!(plain.remaining(date(2026, 11, 22), date(2026, 11, 21)), -1);
        assert_eq!(plain.remaining(date(2026, 11, 20), date(2026, 11, 20)), 0);
    }

    #[test]
    fn an_office_that_never_opens_ends_the_search() {
        let every = (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day)));
        let closed = Calendar::new([], every);
        let day = date(2026, 11, 20);
        assert!(closed.add(day, 5) > day);
        assert!(closed.add(day, -5) < day);
    }

    proptest! {
        #[test]
        fn what_is_added_remains(offset in 0i32..4000, n in 0i32..300) {
            let today = date(2024, 1, 1).checked_add(offset.days()).unwrap();
            let calendar = Calendar::default();
            let due = calendar.add(today, n);
            prop_assert!(calendar.is_business_day(due));
            if calendar.is_business_day(today) || n > 0 {
                prop_assert_eq!(calendar.remaining(today, due), n);
            }
        }
    }
}
