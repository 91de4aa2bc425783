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

/// A number is typed as somebody likes, from four digits on.
#[test]
fn an_action_is_named_by_any_four_or_more_of_its_last_digits() {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    let log = house.json(&["log"]);
    let whole = log[1]["action"].as_str().unwrap().to_owned();
    let digits = whole.replace('-', "");
    let last = |n: usize| digits.chars().skip(32 - n).collect::<String>();
    let mut named: Vec<String> = (4..=32).map(last).collect();
    named.extend([whole.clone(), whole.to_uppercase(), format!(" {digits} ")]);
    for number in named {
        let undone = house.run(&["undo", &number, "--json"]);
        assert_eq!(undone.code, 0, "{number}: {}", undone.err);
        assert!(house.json(&["pairings"]).as_array().unwrap().is_empty());
        house.json(&["redo"]);
    }
    for few in ["", "1", &last(2), &last(3)] {
        let run = house.run(&["undo", few]);
        assert_ne!(run.code, 0, "{few}: {}", run.out);
        assert_eq!(
            house.json(&["pairings"]).as_array().unwrap().len(),
            1,
            "{few}"
        );
    }
    for wrong in ["zzzz", "００００００", &format!("0{digits}")] {
        let run = house.run(&["undo", wrong]);
        assert_eq!(run.code, 4, "{wrong}: {}", run.err);
    }
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

#[test]
fn what_waits_for_a_decision_is_listed_by_level_and_counted_below_the_tasks() {
    let house = House::new();
    let file = tutorial();
    for (who, level) in [("15", "関心"), ("16", "面談希望"), ("8", "要相談")] {
        house.json(&["pair", &file, "N-01", who, "--level", level]);
    }
    let list = house.json(&["pairings", "--undecided"]);
    let levels: Vec<&str> = (list.as_array().unwrap().iter())
        .map(|p| p["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["面談希望", "要相談", "関心"]);
    assert!(house.run(&["tasks"]).out.contains("決めること 3件"));
    let shown = house.run(&["pairings", "--undecided"]).out;
    assert!(shown.contains("まだのこと"), "{shown}");
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let left = house.json(&["pairings", "--undecided"]);
    assert_eq!(left.as_array().unwrap().len(), 2);
    assert_eq!(house.json(&["pairings"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_task_done_before_what_it_waits_for_needs_a_reason_which_is_told() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let refused = house.run(&["task", "N-01/sazare/B3", "完了"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(refused.err.contains("--because"), "{}", refused.err);
    let done = house.json(&[
        "task",
        "N-01/sazare/B3",
        "完了",
        "--because",
        "会場で済ませた",
        "--on",
        "2026-11-19",
    ]);
    assert_eq!(done["status"], "完了");
    assert!(house.run(&["log"]).out.contains("会場で済ませた"));
}

#[test]
fn a_task_is_added_in_ones_own_words_for_a_need_and_a_firm_as_they_are_called() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15"]);
    let session = enishi::intake::load(
        &std::fs::read_to_string(&file).unwrap(),
        &enishi::words::Words::new(enishi::words::Lang::Ja),
    );
    let session = session.session.unwrap();
    let org = session.organisation("sazare").unwrap();
    let added = house.json(&[
        "tasks",
        "add",
        "電話する",
        "--need",
        "n1",
        "--org",
        &org.name,
        "--due",
        "2026-12-01",
    ]);
    assert_eq!(
        (&added["need"], &added["organisation"]),
        (&"N-01".into(), &"sazare".into())
    );
    assert_eq!(
        (&added["title"], &added["due_on"]),
        (&"電話する".into(), &"2026-12-01".into())
    );
    assert_eq!(added["owner_side"], "支援機関");
    let code = added["template"].as_str().unwrap();
    let done = house.json(&["task", code.get(28..).unwrap(), "完了"]);
    assert_eq!(done["status"], "完了");
    assert_eq!(
        house
            .run(&["tasks", "add", "電話する", "--org", "カピバラ"])
            .code,
        4
    );
    assert_eq!(house.run(&["tasks", "add", " "]).code, 2);
    // Once forgotten, its words are gone.
    assert_eq!(
        house
            .run(&["purge", "--session", &session.id, "--yes"])
            .code,
        0
    );
    assert!(!house.run(&["tasks", "--all"]).out.contains("電話する"));
}

#[test]
fn lists_are_narrowed_by_words_and_say_what_they_looked_in() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15"]);
    house.json(&["pair", &file, "N-02", "8"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let count = |args: &[&str]| house.json(args).as_array().unwrap().len();
    for asked in ["n01", "N-1", "ｎ１"] {
        assert_eq!(count(&["pairings", "--find", asked]), 1, "{asked}");
        assert_eq!(count(&["tasks", "--find", asked]), 3, "{asked}");
    }
    assert_eq!(count(&["tasks", "--find", "N-02"]), 0);
    for list in ["tasks", "pairings"] {
        let run = house.run(&[list, "--find", "カピバラ"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("調べました"), "{}", run.out);
    }
}
