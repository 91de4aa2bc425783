//! `enishi timetable` of a session: nothing is recorded, and every wish is in or told.

use super::{House, tutorial};
use serde_json::Value;

fn made(house: &House, args: &[&str]) -> Value {
    let tutorial = tutorial();
    let all = [&["timetable", tutorial.as_str()], args, &["--json"]].concat();
    let run = house.run(&all);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_session_file_is_enough_and_no_record_is_made() {
    let house = House::new();
    let told = made(&house, &[]);
    let meetings = told["meetings"].as_array().unwrap();
    assert!(!meetings.is_empty());
    for meeting in meetings {
        for key in ["need", "company", "slot", "table", "starts_at", "persons"] {
            assert!(!meeting[key].is_null(), "{key}: {meeting}");
        }
    }
    assert!(told["unmet"].is_array() && told["objective"].is_i64() && told["ms"].is_u64());
    assert!(!house.path("enishi.db").exists());
    assert_eq!(made(&house, &["--fill"])["meetings"], told["meetings"]);
    let text = house.run(&["timetable", &tutorial()]);
    assert!(text.out.contains("卓A"), "{}", text.out);
}

#[test]
fn who_is_away_is_named_by_badge_and_times_and_a_slip_is_told() {
    let house = House::new();
    let told = made(&house, &["--repair", "8", "--at", "10:00"]);
    assert_eq!(told["proposals"].as_array().unwrap().len(), 2);
    for (event, says) in [("9999", "9999"), ("8=いつか", "時刻")] {
        let run = house.run(&["timetable", &tutorial(), "--repair", event]);
        assert_eq!(run.code, 2, "{event}");
        assert!(run.err.contains(says), "{event}: {}", run.err);
    }
    let run = house.run(&["timetable"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let run = house.run(&["print", "timetable", &tutorial()]);
    assert_eq!(run.code, 4, "nothing is booked yet: {}", run.err);
    assert!(run.err.contains("面談表がまだありません"), "{}", run.err);
}
