//! The program looks at its surroundings, says what to do, and names nobody.

use super::{House, keys, tutorial};

#[test]
fn the_doctor_says_what_is_wrong_and_names_nobody() {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "12"]);
    let report = house.run(&["doctor", "--json"]);
    let found = report.json();
    assert_eq!(keys(&found), ["findings", "ok"]);
    for finding in found["findings"].as_array().unwrap() {
        assert_eq!(keys(finding), ["found", "health", "remedy", "what"]);
        let is_well = finding["health"] == "well";
        assert_eq!(finding["remedy"].is_null(), is_well, "{finding}");
    }
    assert!(!report.out.contains("早川"), "{}", report.out);
    assert_eq!(report.code, i32::from(found["ok"] == false));
}

#[test]
fn what_is_wrong_with_the_settings_is_an_exit_code() {
    let house = House::new();
    std::fs::write(house.path("settings.toml"), "actr = \"x\"\n").unwrap();
    let run = house.run(&["doctor"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("enishi config check"), "{}", run.out);
}
