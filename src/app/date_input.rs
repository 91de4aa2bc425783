//! Dates as people type them.

use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::number::narrow;
use crate::domain::rule::calendar::Calendar;
use jiff::civil::Date;

/// A day: `2026-12-01`, `2026/12/1`, `12/1`, `12月1日`, `+5` (business days from today), in any width. A day without a
/// year is the next one from today on, or one of the last three months where that is nearer to what was meant.
pub fn parse(text: &str, today: Date, calendar: &Calendar) -> Option<Date> {
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
    // A weekday in brackets, as the screen shows it, may be left in.
    let text = text.split_once('(').map_or(text.as_str(), |(day, _)| day);
    let text: String = text
        .chars()
        .filter(|c| *c != '日')
        .map(|c| match c {
            '年' | '月' | '/' | '.' => '-',
            c => c,
        })
        .collect();
    let parts: Vec<i16> = text
        .split('-')
        .map(|p| p.parse::<i16>().ok().filter(|n| *n > 0))
        .collect::<Option<_>>()?;
    let date =
        |y: i16, m: i16, d: i16| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    match *parts.as_slice() {
        [y, m, d] if (2000..=2200).contains(&y) => date(y, m, d),
        [m, d] => {
            let this = date(today.year(), m, d);
            let next = date(today.year() + 1, m, d);
            let near = |day: &Date| today.since(*day).is_ok_and(|s| s.get_days() <= 92);
            this.filter(|day| *day >= today || near(day)).or(next)
        }
        _ => None,
    }
}

/// The date in a field of a form: `Ok(None)` if it is empty.
pub fn in_field(text: &str, ctx: &Ctx<'_>) -> Result<Option<Date>, Say> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(text, ctx.env.today, ctx.env.calendar)
        .map(Some)
        .ok_or(Say::BadDate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = date(2026, 11, 20);
        let read = |s: &str| parse(s, today, &Calendar::default());
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
        ] {
            assert_eq!(read(s), None, "{s}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(s in "[0-9０-９/年月日+（(.\\-]{0,14}|\\PC{0,10}") {
            let _ = parse(&s, date(2026, 2, 28), &Calendar::default());
        }
    }
}
