//! Business days against a table that somebody else made, and committees by table.

use enishi::domain::rule::calendar::{Calendar, Closed, holiday};
use enishi::domain::rule::committee::Sits;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use std::collections::BTreeMap;

/// Written out from an independent package; its head says which.
const TABLE: &str = include_str!("holidays.txt");

fn table() -> BTreeMap<Date, &'static str> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let days = lines.map(|line| line.split_once(' ').expect("a day and a name"));
    days.map(|(day, name)| (day.parse().expect("a day"), name))
        .collect()
}

#[test]
fn every_day_from_2019_to_2035_is_a_holiday_or_none_as_in_the_other_table() {
    let table = table();
    let calendar = Calendar::default();
    let mut day = date(2019, 1, 1);
    let mut business = 0;
    while day.year() <= 2035 {
        assert_eq!(holiday(day).is_some(), table.contains_key(&day), "{day}");
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let year_end = matches!((day.month(), day.day()), (12, 29..) | (1, ..=3));
        let open = !weekend && !year_end && !table.contains_key(&day);
        assert_eq!(calendar.is_business_day(day), open, "{day}");
        business += u32::from(open);
        day = day.tomorrow().unwrap();
    }
    // 17 years of about 243 days.
    assert!((4000..4250).contains(&business), "{business}");
}

#[test]
fn the_cabinet_office_announced_these() {
    // 内閣府「国民の祝日について」: the moved and the single ones of past years.
    for (day, name) in [
        (date(2019, 4, 30), "国民の休日"),
        (date(2019, 10, 14), "体育の日"),
        (date(2020, 2, 24), "振替休日"),
        (date(2020, 7, 24), "スポーツの日"),
        (date(2021, 8, 9), "振替休日"),
        (date(2023, 2, 23), "天皇誕生日"),
        (date(2026, 9, 22), "国民の休日"),
    ] {
        assert_eq!(holiday(day), Some(name), "{day}");
    }
    for day in [
        date(2019, 2, 23),
        date(2019, 12, 23),
        date(2020, 10, 12),
        date(2021, 7, 19),
    ] {
        assert_eq!(holiday(day), None, "{day}");
    }
}

#[test]
fn a_house_says_when_it_closes() {
    let new_year = date(2027, 1, 2).checked_add(2.days()).unwrap();
    let plain = Calendar::default();
    assert_eq!(plain.closed(date(2026, 12, 29)), Some(Closed::YearEnd));
    assert!(plain.is_business_day(new_year));
    let later = Calendar::default().with_year_end(Some(((12, 28), (1, 5))));
    assert_eq!(later.closed(new_year), Some(Closed::YearEnd));
    assert!(later.is_business_day(date(2027, 1, 6)));
    let never = Calendar::default().with_year_end(None);
    assert!(never.is_business_day(date(2026, 12, 29)));
    let house = plain.closed_on("8/13、8/14, 2026-11-24 読めない");
    assert_eq!(house.closed(date(2027, 8, 13)), Some(Closed::House));
    assert_eq!(house.add(date(2026, 11, 20), 1), date(2026, 11, 25));
}

#[test]
fn the_next_sitting_of_a_committee() {
    let calendar = Calendar::default();
    for (text, from, on, submit_by) in [
        // 2026-12-09 is the second Wednesday; nothing is said of handing in.
        ("毎月第2水曜", date(2026, 11, 20), date(2026, 12, 9), None),
        // Ten business days before it is 11-25.
        (
            "毎月第２水曜（申請は10営業日前）",
            date(2026, 11, 25),
            date(2026, 12, 9),
            Some(date(2026, 11, 25)),
        ),
        // A day late: the next one, over New Year.
        (
            "毎月第2水曜日 10営業日前まで",
            date(2026, 11, 26),
            date(2027, 1, 13),
            Some(date(2026, 12, 23)),
        ),
        (
            "毎月第1・第3月曜",
            date(2026, 12, 8),
            date(2026, 12, 21),
            None,
        ),
        (
            "偶数月最終金曜",
            date(2026, 11, 20),
            date(2026, 12, 25),
            None,
        ),
        (
            "奇数月第1火曜 2週間前",
            date(2026, 12, 1),
            date(2027, 1, 5),
            Some(date(2026, 12, 16)),
        ),
        // 2027-05-03 to 05-05 are holidays: it moves to the 6th.
        ("毎月第1月曜", date(2027, 4, 20), date(2027, 5, 6), None),
    ] {
        let sits = Sits::parse(text).expect(text);
        let next = sits.next(&calendar, from).expect(text);
        assert_eq!((next.on, next.submit_by), (on, submit_by), "{text} {from}");
    }
    for text in ["", "随時", "第2水曜", "毎月10日", "毎月第9水曜", "毎月水曜"] {
        assert_eq!(Sits::parse(text), None, "{text}");
    }
    let moved = Sits::parse("毎月第1月曜").unwrap();
    let moved = moved.next(&calendar, date(2027, 4, 20)).unwrap().moved;
    assert_eq!(moved, Some(Closed::Holiday("憲法記念日")));
}
