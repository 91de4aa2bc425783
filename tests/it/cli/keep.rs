//! The record as a whole: proved, copied, shared, put back, and persons in it.

use super::{House, tutorial};

fn recorded() -> House {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    house.json(&["confirm", &tutorial(), "N-01", "sazare"]);
    house
}

#[test]
fn the_record_is_proved_copied_and_put_back() {
    let house = recorded();
    let proof = house.json(&["verify"]);
    assert_eq!(proof["ok"], true);
    assert!(proof["ops"].as_u64().unwrap() > 10);
    let copy = house.path("copy.db");
    let copy = copy.to_str().unwrap();
    house.json(&["backup", copy]);
    assert_eq!(house.run(&["backup", copy]).code, 1, "never over a file");
    assert!(
        house.json(&["backup"])["path"]
            .as_str()
            .unwrap()
            .contains("backups")
    );
    house.json(&["undo"]);
    assert!(house.json(&["tasks"]).as_array().unwrap().is_empty());
    house.json(&["restore", copy]);
    assert!(!house.json(&["tasks"]).as_array().unwrap().is_empty());
    assert_eq!(house.run(&["restore", &tutorial()]).code, 1);
    assert_eq!(house.run(&["rescue", "nowhere"]).code, 1);
}

#[test]
fn ops_go_to_another_laptop_and_arrive_once() {
    let (here, there) = (recorded(), House::new());
    let lines = here.run(&["ops", "export"]);
    assert_eq!(lines.code, 0);
    let file = there.path("ops.jsonl");
    std::fs::write(&file, &lines.out).unwrap();
    let file = file.to_str().unwrap();
    let first = there.json(&["ops", "import", file]);
    let again = there.json(&["ops", "import", file]);
    assert_eq!(first["new"], again["known"]);
    assert_eq!(again["new"], 0);
    assert_eq!(here.json(&["tasks"]), there.json(&["tasks"]));
    assert_eq!(there.json(&["verify"])["ok"], true);
    std::fs::write(there.path("bad.jsonl"), "{\"v\":1}\n").unwrap();
    let bad = there.path("bad.jsonl");
    assert_eq!(there.run(&["ops", "import", bad.to_str().unwrap()]).code, 1);
}

#[test]
fn the_past_is_shown() {
    let house = recorded();
    let now = house.json(&["show", "--at", "2999-01-01"]);
    assert_eq!(now["pairings"][0]["status"], "確定");
    let before = house.json(&["show", "--at", "2001-01-01 09:00"]);
    assert!(before["pairings"].as_array().unwrap().is_empty());
    assert_eq!(house.run(&["show", "--at", "いつか"]).code, 2);
}

#[test]
fn a_person_is_reported_and_forgotten() {
    let house = recorded();
    let held = house.json(&["person", "report", "15"]);
    assert_eq!(held["prepared"][0]["attendee"]["name"], "千葉 恵子");
    assert_eq!(held["provisions"].as_array().unwrap().len(), 1);
    let introduced = house.json(&["person", "provisions"]);
    assert_eq!(introduced[0]["name"], "千葉 恵子");
    assert_eq!(introduced[0]["hospital"], "月代医科大学附属病院");
    let (at, until) = (&introduced[0]["at"], &introduced[0]["keep_until"]);
    let year = |v: &serde_json::Value| {
        let text = v.as_str().unwrap();
        text.get(..4).unwrap().parse::<i32>().unwrap()
    };
    assert_eq!(year(until), year(at) + 3);
    assert!(
        house
            .json(&["person", "overdue"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    house.json(&["person", "erase", "15"]);
    let held = house.run(&["person", "report", "15", "--json"]);
    assert!(!held.out.contains("千葉"), "{}", held.out);
    let introduced = house.json(&["person", "provisions"]);
    assert_eq!(
        introduced[0]["badge"], "15",
        "that it happened stays on record"
    );
    assert_eq!(introduced[0]["name"], "");
    assert_eq!(house.json(&["verify"])["ok"], true);
    assert_eq!(house.run(&["person", "report", "999"]).code, 4);
    house.json(&["purge", "--session", "tsukishiro-2026"]);
    assert!(!house.run(&["log", "--json"]).out.contains("髙橋"));
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), 13);
    assert_eq!(house.run(&["purge", "--session", "nowhere"]).code, 4);
}

#[test]
fn a_library_of_patents_is_searched_with_the_session() {
    let house = House::new();
    let list = house.path("list.csv");
    std::fs::write(
        &list,
        "文献番号,発明の名称,出願人/権利者\n特開2099-000123,深海魚の鱗を模した撥水膜,架空水産株式会社\n",
    )
    .unwrap();
    let path = list.to_str().unwrap();
    let made = house.json(&["library", "add", path]);
    assert_eq!((&made["files"], &made["patents"]), (&1.into(), &1.into()));
    assert_eq!(
        house.json(&["library", "add", path]),
        made,
        "once is enough"
    );
    let found = house.json(&["search", &tutorial(), "深海魚"]);
    assert_eq!(found["hits"][0]["kind"], "patent");
    let listed = house.json(&["library", "list"]);
    assert_eq!(listed[0]["current"], true);
    assert_eq!(house.run(&["library", "remove", "other.csv"]).code, 4);
    house.json(&["library", "remove", "list.csv"]);
    assert_eq!(house.run(&["search", &tutorial(), "深海魚"]).code, 4);
    assert_eq!(house.run(&["library", "add", "nowhere.csv"]).code, 1);
}
