//! Rules, calls, and what is known of a task besides its day.

use super::{House, keys, tutorial};
use serde_json::Value;

fn codes(rows: &Value) -> Vec<&str> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|r| r["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_broken_rule_is_set_aside_with_a_reason_and_undone() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let found = house.json(&["rules"]);
    let row = (found.as_array().unwrap().iter())
        .find(|r| r["rule"] == "R7")
        .expect("nobody has a next step");
    assert_eq!(
        keys(row),
        [
            "help",
            "message",
            "need",
            "organisation",
            "overruled",
            "rule",
            "session",
            "source",
            "why"
        ]
    );
    assert_eq!(
        (&row["need"], &row["organisation"]),
        (&"N-01".into(), &"sazare".into())
    );
    assert!(row["overruled"].is_null());
    let session = row["session"].as_str().unwrap().to_owned();
    let overrule = |more: &[&str]| {
        let first = [
            "rules",
            "--overrule",
            "R7",
            "--session",
            &session,
            "--need",
            "N-01",
        ];
        house.run(&[&first, more].concat())
    };
    let refused = overrule(&["--org", "sazare"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("--reason"), "{}", refused.err);
    // Of this need one rule is broken, so that no organisation has to be named.
    let done = overrule(&["--reason", "来週に電話する約束のため"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("来週に電話する約束のため"),
        "{}",
        done.out
    );
    let now = house.json(&["rules", "--session", &session]);
    let row = now.as_array().unwrap().iter().find(|r| r["rule"] == "R7");
    let overruled = &row.unwrap()["overruled"];
    assert_eq!(overruled["by"], "tester");
    assert_eq!(overruled["reason"], "来週に電話する約束のため");
    assert!(overruled["at"].is_string());
    assert!(house.run(&["log"]).out.contains("来週に電話する約束のため"));
    house.json(&["undo"]);
    assert_eq!(house.json(&["rules"]), found, "as before");
    assert_eq!(codes(&found), codes(&now));
    let unknown = house.run(&[
        "rules",
        "--overrule",
        "R99",
        "--session",
        &session,
        "--need",
        "N-01",
    ]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("R12"), "{}", unknown.err);
}

#[test]
fn a_task_says_why_it_is_there_and_keeps_its_paper_and_its_days() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let task = "N-01/sazare/B3";
    let told = house.json(&[
        "task",
        task,
        "準備中",
        "--counterpart",
        "知財室",
        "--document",
        "発明届",
        "--edition",
        "第2版",
        "--submitted",
        "2026-11-20",
        "--signed",
        "2026-11-21",
        "--expires",
        "2027-01-15",
        "--repeat",
        "3,6,12",
    ]);
    assert_eq!(told["counterpart"], "知財室");
    assert_eq!(
        (&told["document"], &told["edition"]),
        (&"発明届".into(), &"第2版".into())
    );
    assert_eq!(told["expires_on"], "2027-01-15");
    assert_eq!(told["repeat"], serde_json::json!([3, 6, 12]));
    assert_eq!(
        (&told["stage"], &told["kind"]),
        (&"意思確認".into(), &"縁の目安".into())
    );
    let why = told["because"].to_string();
    assert!(why.contains("面談予定"), "{why}");
    // Told from sixty days before, and also when it is done.
    let at = |today: &str| house.run(&["tasks", "--today", today]).out;
    assert!(
        !at("2026-11-15").contains("有効期限"),
        "{}",
        at("2026-11-15")
    );
    assert!(
        at("2026-11-16").contains("有効期限 2027-01-15"),
        "{}",
        at("2026-11-16")
    );
    assert_eq!(
        house.run(&["task", task, "準備中", "--repeat", "6,3"]).code,
        2
    );
}

#[test]
fn calls_have_a_day_and_an_hour_and_say_what_comes_before() {
    let house = House::new();
    let open = house.json(&["calls", "--today", "2026-02-02"]);
    let first = &open[0];
    assert_eq!(
        (&first["closes_on"], &first["closes_at"]),
        (&"2026-02-25".into(), &"12:00:00".into())
    );
    // Ten business days; 02-11, 02-23 and 02-24 (none) lie between.
    assert_eq!(first["ready_by"], "2026-02-09");
    assert_eq!(first["e_rad_by"], "2026-02-09");
    assert!(first["checked_on"].is_string());
    let later = house.json(&["calls", "--today", "2026-11-30"]);
    assert!(
        later
            .as_array()
            .unwrap()
            .iter()
            .all(|c| c["sample"] == true),
        "{later}"
    );
    let all = house.json(&["calls", "--all", "--today", "2026-11-30"]);
    assert_eq!(all.as_array().unwrap().len(), 3);
    assert!(
        house
            .run(&["calls", "--today", "2026-02-02"])
            .out
            .contains("12:00")
    );
}
