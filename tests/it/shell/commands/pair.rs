//! What the commands read and record.

use super::{House, Run, keys, tutorial};

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
        [
            "action", "actor", "at", "device", "id", "kind", "summary", "undone"
        ]
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
    assert!(run.err.is_empty(), "{}", run.err);
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
fn without_a_name_nothing_is_recorded() {
    let house = House::new();
    let file = tutorial();
    for nameless in ["", "-", "　", "--"] {
        for args in [
            &["pair", &file, "N-01", "15"][..],
            &["confirm", &file, "N-01", "sazare"],
            &["undo"],
            &["redo"],
            &["purge", "--session", "x"],
            &["person", "erase", "15"],
            &["task", "x", "完了"],
        ] {
            let mut command = house.command(args);
            // A login name is nobody's: a shared laptop has one for all.
            command.env("ENISHI_ACTOR", nameless).env("USER", "desk");
            let run = Run::from(command.output().unwrap());
            assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
            assert!(run.err.contains("--actor") && run.err.contains("ENISHI_ACTOR"));
        }
    }
    assert!(house.json(&["log"]).as_array().unwrap().is_empty());
}

#[test]
fn an_action_of_somebody_else_is_taken_back_only_by_its_number_and_when_that_is_meant() {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15", "--actor", "A"]);
    assert_eq!(house.run(&["undo", "--actor", "B"]).code, 4);
    let log = house.json(&["log"]);
    let action = log[1]["action"].as_str().unwrap();
    let end = action.get(28..).unwrap();
    let asked = house.run(&["undo", end, "--actor", "B"]);
    assert_eq!(asked.code, 2, "{}", asked.err);
    assert!(asked.err.contains("A さん"), "{}", asked.err);
    assert_eq!(house.json(&["pairings"]).as_array().unwrap().len(), 1);
    assert_eq!(house.run(&["undo", "ffffffff0000", "--actor", "B"]).code, 4);
    assert!(house.run(&["log"]).out.contains(end));
    house.json(&["undo", end, "--actor", "B", "--yes"]);
    assert!(house.json(&["pairings"]).as_array().unwrap().is_empty());
    assert_eq!(house.run(&["undo", end, "--actor", "B", "--yes"]).code, 4);
    // Whose the action is needs no question.
    house.json(&["redo", "--actor", "B"]);
    house.json(&["undo", action, "--actor", "A"]);
    assert!(house.json(&["pairings"]).as_array().unwrap().is_empty());
}

#[test]
fn an_undo_leaves_alone_what_another_laptop_recorded_under_the_same_name() {
    let (a, b) = (House::new(), House::new());
    a.json(&["pair", &tutorial(), "N-01", "15", "--note", "Aの仕事"]);
    b.json(&["pair", &tutorial(), "N-02", "16", "--note", "Bの仕事"]);
    let passed = b.path("ops.jsonl");
    let passed = passed.to_str().unwrap();
    b.json(&["ops", "export", passed]);
    a.json(&["ops", "import", passed]);
    a.json(&["undo"]);
    let left = a.json(&["pairings"]);
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
    assert_eq!(left[0]["note"], "Bの仕事");
    assert_eq!(a.run(&["undo"]).code, 4);
    a.json(&["redo"]);
    assert_eq!(a.json(&["pairings"]).as_array().unwrap().len(), 2);
}
