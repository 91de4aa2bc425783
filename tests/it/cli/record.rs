//! What the commands read and record.

use super::{House, tutorial};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_session_is_judged() {
    let house = House::new();
    let fine = house.json(&["check", &tutorial()]);
    assert_eq!(fine["ok"], true);
    assert_eq!(fine["session"]["id"], "tsukishiro-2026");
    assert_eq!(fine["counts"]["needs"], 6);
    assert_eq!(house.run(&["check", &tutorial()]).code, 0);

    let bad = house.path("bad.toml");
    std::fs::write(&bad, "format = 1\n[session]\nid = \"x\"\ntitel = \"x\"\n").unwrap();
    let bad = bad.to_str().unwrap();
    let run = house.run(&["check", bad, "--json"]);
    assert_eq!(run.code, 3);
    let found = run.json();
    assert_eq!(found["ok"], false);
    let first = &found["diagnostics"][0];
    for key in ["severity", "code", "message", "help", "line", "column"] {
        assert!(!first[key].is_null(), "{key}: {first}");
    }
    let run = house.run(&["check", bad]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("titel"), "{}", run.out);
    assert!(run.err.contains("対処: "), "{}", run.err);
    assert_eq!(house.run(&["check", "nowhere.toml"]).code, 1);
    assert_eq!(house.run(&["search", bad, "x"]).code, 3);
}

#[test]
fn things_are_found_or_not() {
    let house = House::new();
    let found = house.json(&["search", &tutorial(), "さざれ", "--in", "organisation"]);
    assert_eq!(found["query"], "さざれ");
    let hit = &found["hits"][0];
    assert_eq!(keys(hit), ["id", "kind", "score", "title"]);
    assert_eq!(
        (&hit["kind"], &hit["id"]),
        (&"organisation".into(), &"sazare".into())
    );
    let many = house.json(&["search", &tutorial(), "の", "--limit", "2"]);
    assert!(many["hits"].as_array().unwrap().len() <= 2);
    let run = house.run(&["search", &tutorial(), "ありえない語句zzz", "--json"]);
    assert_eq!(run.code, 4);
    assert_eq!(run.json()["hits"], Value::Array(Vec::new()));
}

#[test]
fn from_the_pairing_to_the_tasks_and_back() {
    let house = House::new();
    let file = tutorial();
    let pair = |rest: &[&str]| house.json(&[&["pair", &file, "N-01"], rest].concat());
    let made = pair(&["15", "--level", "面談希望", "--note", "試作を見る"]);
    assert_eq!(made["organisation"], "sazare");
    assert_eq!(made["level"], "面談希望");
    assert_eq!(made["note"], "試作を見る");
    assert_eq!(made["persons"], serde_json::json!(["15"]));
    // The same again, and without a level: nothing changes, nothing is recorded twice.
    assert_eq!(pair(&["15"]), made);
    let log = house.json(&["log"]);
    assert_eq!(
        log.as_array().unwrap().len(),
        3,
        "the file, the pairing, its memo: {log}"
    );
    assert_eq!(
        keys(&log[1]),
        ["actor", "at", "device", "id", "kind", "summary", "undone"]
    );
    assert_eq!(log[1]["actor"], "tester");

    assert_eq!(house.run(&["pair", &file, "N-99", "15"]).code, 4);
    assert_eq!(house.run(&["pair", &file, "N-01", "nobody"]).code, 4);
    assert_eq!(house.run(&["confirm", &file, "N-02", "sazare"]).code, 4);

    let confirmed = house.json(&["confirm", &file, "N-01", "sazare"]);
    assert_eq!(confirmed["status"], "確定");
    let tasks = house.json(&["tasks"]);
    let count = tasks.as_array().unwrap().len();
    assert!(count > 3, "{tasks}");
    for key in [
        "id",
        "session",
        "need",
        "organisation",
        "template",
        "title",
        "owner_side",
        "status",
        "due_on",
        "depends_on",
        "blocked",
        "remaining_business_days",
    ] {
        assert!(!tasks[0][key].is_null(), "{key}");
    }
    let due: Vec<&str> = tasks
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["due_on"].as_str().unwrap())
        .collect();
    assert!(due.is_sorted());
    // Twice makes nothing twice.
    house.json(&["confirm", &file, "N-01", "sazare"]);
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), count);
    assert_eq!(
        house
            .json(&["tasks", "--overdue"])
            .as_array()
            .unwrap()
            .len(),
        0
    );
    let later = house.json(&["tasks", "--overdue", "--today", "2027-12-31"]);
    assert!(!later.as_array().unwrap().is_empty());

    let id = tasks[0]["id"].as_str().unwrap();
    let (_, tail) = id.split_once('/').unwrap();
    let changed = house.json(&[
        "task",
        tail,
        "完了",
        "--note",
        "済んだ",
        "--due",
        "2026-12-01",
    ]);
    assert_eq!(
        (&changed["status"], &changed["due_on"]),
        (&"完了".into(), &"2026-12-01".into())
    );
    assert_eq!(house.run(&["task", "N-01/sazare/ZZ", "完了"]).code, 4);
    assert_eq!(house.run(&["undo"]).code, 0);
    assert_eq!(house.json(&["tasks"])[0]["id"].as_str(), Some(id));

    // The confirmation with all its tasks is one action.
    house.json(&["undo"]);
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), 0);
    house.json(&["redo"]);
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), count);
    house.json(&["undo"]);
    house.json(&["undo"]);
    assert_eq!(house.json(&["pairings"]).as_array().unwrap().len(), 0);
    assert_eq!(house.run(&["undo"]).code, 4);
    let undone = house.json(&["log"]);
    assert!(
        undone
            .as_array()
            .unwrap()
            .iter()
            .any(|op| op["undone"] == true)
    );
}

#[test]
fn who_recorded_is_said_and_can_be_chosen() {
    let house = House::new();
    let run = house.run(&["pair", &tutorial(), "N-01", "15"]);
    assert!(run.err.contains("tester"), "{}", run.err);
    let run = house.run(&["pair", &tutorial(), "N-01", "16", "--actor", "縁側"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.is_empty(), "{}", run.err);
    let log = house.json(&["log"]);
    let actors: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|op| op["actor"].as_str().unwrap())
        .collect();
    assert_eq!(actors, ["tester", "tester", "縁側"]);
}

#[test]
fn lines_are_filtered() {
    let house = House::new();
    let filter = |args: &[&str]| {
        let mut command = house.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = "止血クリップ\n曇り止めの膜\n\u{1b}[31m赤い膜\n";
        child
            .stdin
            .take()
            .unwrap()
            .write_all(lines.as_bytes())
            .unwrap();
        super::Run::from(child.wait_with_output().unwrap())
    };
    let run = filter(&["filter", "くもり"]);
    assert_eq!(
        (run.code, run.out.lines().next()),
        (0, Some("曇り止めの膜"))
    );
    let run = filter(&["filter", "膜"]);
    assert!(!run.out.contains('\u{1b}'));
    assert_eq!(filter(&["filter", "ありえない"]).code, 4);
    let queries = house.path("queries");
    std::fs::write(&queries, "止血\nkumori\n").unwrap();
    let run = filter(&[
        "filter",
        "--queries",
        queries.to_str().unwrap(),
        "--repeat",
        "3",
        "--json",
    ]);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    // Scripts may read the lines as they stand: the order of the keys is part of the form.
    let starts = [
        r#"{"records":3,"build_ms":"#,
        r#"{"query":"止血","matched":1,"median_us":"#,
        r#"{"query":"kumori","matched":1,"median_us":"#,
    ];
    assert_eq!(run.out.lines().count(), starts.len());
    for (line, start) in run.out.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert!(
        run.out
            .ends_with("\"hits\":[\"曇り止めの膜\"],\"why\":[\"reading\"]}\n")
    );
    assert_eq!(keys(&lines[0]), ["build_ms", "index_bytes", "records"]);
    assert_eq!(
        keys(&lines[1]),
        ["hits", "matched", "median_us", "query", "why"]
    );
    assert_eq!(lines[2]["hits"][0], "曇り止めの膜");
    for (query, why) in [
        ("膜", "text"),
        ("クリップ", "text"),
        ("しけつ", "reading"),
        ("止決", "typo"),
    ] {
        let run = filter(&["filter", query, "--json"]);
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(answer["why"][0], why, "{query}");
    }
    std::fs::write(&queries, "鑢鱶鱚\n").unwrap();
    let run = filter(&["filter", "--queries", queries.to_str().unwrap(), "--json"]);
    assert_eq!(run.code, 4);
    assert!(
        run.out.lines().nth(1).unwrap().contains(r#""matched":0"#),
        "{}",
        run.out
    );
}

#[test]
fn a_list_of_readings_is_read_and_a_library_follows_it() {
    let house = House::new();
    let list = house.path("list.txt");
    std::fs::write(
        &list,
        "特開2099-000001 山海式留具\n特開2099-000002 皿の棚\n",
    )
    .unwrap();
    house.json(&["library", "add", list.to_str().unwrap()]);
    let titles = |house: &House| {
        let run = house.run(&["search", &tutorial(), "ぴぽぱしき", "--json"]);
        run.out
    };
    assert!(!titles(&house).contains("山海式留具"));
    std::fs::write(
        house.path("readings.toml"),
        "[readings]\n\"山海式\" = \"ぴぽぱしき\"\n",
    )
    .unwrap();
    assert!(titles(&house).contains("山海式留具"));
}
