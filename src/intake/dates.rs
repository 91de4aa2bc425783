//! Dates and times in the notations of people, so that a refusal can show the same date in the right one.

use jiff::civil::{Date, Time};
use unicode_normalization::UnicodeNormalization;

/// `2026-11-20` from `2026年11月20日(金)`, `2026/11/20`, `2026.11.20`, `20261120`, `令和8年11月20日` and `R8.11.20`.
pub(super) fn loose_date(s: &str) -> Option<Date> {
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
pub(super) fn loose_time(s: &str) -> Option<Time> {
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
