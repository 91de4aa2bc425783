//! Persons in the record: reported, forgotten.

use super::recorded;

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
    assert_eq!(introduced[0]["name"], "千葉 恵子", "readable here alone");
    assert_eq!(introduced[0]["sealed"], true);
    assert_eq!(house.json(&["verify"])["ok"], true);
    assert_eq!(house.run(&["person", "report", "999"]).code, 4);
    let asked = house.run(&["purge", "--session", "tsukishiro-2026"]);
    assert_eq!(asked.code, 2, "nobody is there to be asked");
    assert!(asked.err.contains("--yes"), "{}", asked.err);
    house.json(&["purge", "--session", "tsukishiro-2026", "--yes"]);
    let again = house.run(&["purge", "--session", "tsukishiro-2026", "--yes"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("残っていません"), "{}", again.out);
    assert!(!house.run(&["log", "--json"]).out.contains("髙橋"));
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), 13);
    assert_eq!(house.run(&["purge", "--session", "nowhere"]).code, 4);
}
