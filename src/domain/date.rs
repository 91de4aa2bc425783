//! Dates and times in the notations of people: in files, on the screen and on the command line.

use super::number::narrow;
use super::rule::calendar::Calendar;
use jiff::civil::{Date, Time};
use unicode_normalization::UnicodeNormalization;

/// Years of a day that somebody types; another one is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2200;

/// How long ago a day without a year may be: beyond that the next one is meant.
const RECENT: i32 = 92;

/// A day as somebody types it: whole as [`loose_date`] reads it, `12/1`, `12月1日`, `+5` (business days from today), in any
/// width. A day without a year is the next one from today on, or one of the last three months where that is nearer to what
/// was meant.
pub fn typed(text: &str, today: Date, calendar: &Calendar) -> Option<Date> {
    let text = narrow(text);
    // A sign belongs at the front and nowhere else; `parse` would take another one.
    if text.chars().skip(1).any(|c| c == '+') {
        return None;
    }
    if let Some(days) = text.strip_prefix('+') {
        let days: i32 = days.strip_suffix('日').unwrap_or(days).parse().ok()?;
        return (0..=2000)
            .contains(&days)
            .then(|| calendar.add(today, days));
    }
    whole(&text).or_else(|| {
        let day = yearless(&text)?;
        let this = of_year(today.year(), day);
        let near = |day: &Date| today.since(*day).is_ok_and(|s| s.get_days() <= RECENT);
        this.filter(|day| *day >= today || near(day))
            .or_else(|| of_year(today.year() + 1, day))
    })
}

/// A day that lies behind: one without a year is the last one up to today.
pub fn past(text: &str, today: Date) -> Option<Date> {
    let text = narrow(text);
    // Any year: whoever looks back may name one that is far away.
    loose_date(&text).or_else(|| {
        let day = yearless(&text)?;
        let this = of_year(today.year(), day).filter(|day| *day <= today);
        this.or_else(|| of_year(today.year() - 1, day))
    })
}

/// Whether a text is a day in some year, so that it can be refused before anybody knows today.
pub fn is_day(text: &str) -> bool {
    let leap = jiff::civil::date(2024, 1, 1);
    typed(text, leap, &Calendar::default()).is_some()
}

/// The same of a day that lies behind.
pub fn is_past_day(text: &str) -> bool {
    past(text, jiff::civil::date(2024, 12, 31)).is_some()
}

fn whole(text: &str) -> Option<Date> {
    loose_date(text).filter(|day| YEARS.contains(&day.year()))
}

/// Month and day of a text without a year. A weekday in brackets, as the screen shows it, may be left in.
fn yearless(text: &str) -> Option<(i8, i8)> {
    let text = text.split_once('(').map_or(text, |(day, _)| day);
    let text = text.strip_suffix('日').unwrap_or(text);
    let parts = text.split(['月', '/', '.', '-']);
    let parts = parts.map(|part| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse().ok()).flatten()
    });
    let parts: Vec<i8> = parts.collect::<Option<_>>()?;
    match *parts.as_slice() {
        [month, day] => Some((month, day)),
        _ => None,
    }
}

fn of_year(year: i16, (month, day): (i8, i8)) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `2026-11-20` from `2026年11月20日(金)`, `2026/11/20`, `2026.11.20`, `20261120`, `令和8年11月20日` and `R8.11.20`.
pub fn loose_date(s: &str) -> Option<Date> {
    if s.len() > 80 {
        return None;
    }
    let s: String = s.nfkc().filter(|c| !c.is_whitespace()).collect();
    let s = s.split('(').next().unwrap_or_default();
    let (base, s) = ERAS
        .iter()
        .find_map(|(name, base)| Some((*base, s.strip_prefix(name)?)))
        .unwrap_or((0, s));
    let s = s.replacen("元年", "1年", 1);
    let numbers = numbers(&s, &['年', '月', '日', '/', '-', '.'])?;
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [all] if base == 0 && s.len() == 8 => (all / 10_000, all / 100 % 100, all % 100),
        _ => return None,
    };
    let year = i16::try_from(base + year).ok()?;
    if base == 0 && year < 1900 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

const ERAS: &[(&str, u32)] = &[
    ("西暦", 0),
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("R", 2018),
    ("H", 1988),
    ("S", 1925),
];

/// `13:30` from `13時30分`, `13:30`, `午後1時半`, `1:30 PM`, `1330`.
pub fn loose_time(s: &str) -> Option<Time> {
    if s.len() > 80 {
        return None;
    }
    let s: String = s
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let (later, s) = match (s.strip_prefix("午後"), s.strip_suffix("pm")) {
        (Some(rest), _) | (None, Some(rest)) => (12, rest.to_owned()),
        _ => (
            0,
            s.trim_start_matches("午前")
                .trim_end_matches("am")
                .to_owned(),
        ),
    };
    let s = s.replace("時半", "時30分");
    let numbers = numbers(&s, &['時', '分', '秒', ':', '.'])?;
    let (hour, minute, second) = match numbers.as_slice() {
        [hour, minute, second] => (*hour, *minute, *second),
        [hour, minute] => (*hour, *minute, 0),
        [hour] if s.contains('時') => (*hour, 0, 0),
        [all] if s.len() == 4 => (all / 100, all % 100, 0),
        _ => return None,
    };
    let hour = if later > 0 && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let small = |n: u32| i8::try_from(n).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

/// The numbers between the given marks. `None` if there is anything else.
fn numbers(s: &str, marks: &[char]) -> Option<Vec<u32>> {
    s.split(|c| marks.contains(&c))
        .filter(|part| !part.is_empty())
        .map(|part| {
            (part.len() <= 8 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        let today = date(2026, 11, 20);
        let read = |s: &str| typed(s, today, &Calendar::default());
        for s in [
            "2026-12-01",
            "2026/12/1",
            "12/1",
            "12月1日",
            "１２／１",
            "2026年12月1日",
            " 12-1 ",
            "12/1(火)",
            "12/01（火）",
            "令和8年12月1日",
            "R8.12.1",
            "20261201",
        ] {
            assert_eq!(read(s), Some(date(2026, 12, 1)), "{s}");
        }
        assert_eq!(read("+1"), Some(date(2026, 11, 24)));
        assert_eq!(read("＋１"), Some(date(2026, 11, 24)));
        assert_eq!(read("1/15"), Some(date(2027, 1, 15)));
        assert_eq!(read("11/10"), Some(date(2026, 11, 10)));
        assert_eq!(read("2/1"), Some(date(2027, 2, 1)));
        for s in [
            "",
            "来週",
            "13/1",
            "2/30",
            "2026-13-01",
            "+",
            "++5",
            "1",
            "-1",
            "1-2-3-4",
            "99999999999",
            "1926-12-01",
        ] {
            assert_eq!(read(s), None, "{s}");
        }
    }

    #[test]
    fn a_day_that_lies_behind_is_the_last_one() {
        let today = date(2026, 11, 20);
        assert_eq!(past("12/10", today), Some(date(2025, 12, 10)));
        assert_eq!(past("11/20", today), Some(today));
        assert_eq!(past("1月5日", today), Some(date(2026, 1, 5)));
        assert_eq!(past("R8.4.1", today), Some(date(2026, 4, 1)));
        assert_eq!(past("2/29", today), None);
        assert_eq!(past("+3", today), None);
        assert!(is_day("2/29") && is_day("+3") && !is_day("2/30"));
        assert!(is_past_day("2/29") && !is_past_day("+3"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(s in "[0-9０-９/年月日+（(.\\-]{0,14}|\\PC{0,10}") {
            let _ = typed(&s, date(2026, 2, 28), &Calendar::default());
            let _ = past(&s, date(2026, 2, 28));
        }
    }

    #[test]
    fn people_write_dates_in_many_ways() {
        for written in [
            "2026-11-20",
            "2026/11/20",
            "2026.11.20",
            "20261120",
            "２０２６年１１月２０日（金）",
            "令和8年11月20日",
            "令和８年 11月 20日",
            "R8.11.20",
            "西暦2026年11月20日",
        ] {
            let date = loose_date(written).map(|d| d.to_string());
            assert_eq!(date.as_deref(), Some("2026-11-20"), "{written}");
        }
        assert_eq!(
            loose_date("令和元年5月1日")
                .map(|d| d.to_string())
                .as_deref(),
            Some("2019-05-01")
        );
        for wrong in [
            "",
            "未定",
            "2026年",
            "2026-13-01",
            "2026-02-30",
            "11/20",
            "8-11-20",
            "-",
            "20261320",
        ] {
            assert_eq!(loose_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn people_write_times_in_many_ways() {
        for written in [
            "13:30",
            "１３：３０",
            "13時30分",
            "午後1時30分",
            "午後1時半",
            "1:30 PM",
            "1330",
            "13.30",
        ] {
            let time = loose_time(written).map(|t| t.to_string());
            assert_eq!(time.as_deref(), Some("13:30:00"), "{written}");
        }
        assert_eq!(
            loose_time("午前9時").map(|t| t.to_string()).as_deref(),
            Some("09:00:00")
        );
        for wrong in ["", "25:00", "13:60", "午後", "昼", "12"] {
            assert_eq!(loose_time(wrong), None, "{wrong}");
        }
    }
}
