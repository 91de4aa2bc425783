//! Defaults are printed, settings judged.

use super::House;

#[test]
fn defaults_are_printed_and_settings_are_judged() {
    let house = House::new();
    for (what, holds) in [
        (&["config", "default"][..], "actor"),
        (&["config", "default", "keymap"], "show-help"),
        (&["config", "default", "tasks"], "C1"),
        (&["config", "default", "synonyms"], "エコー"),
        (&["config", "default", "readings"], "[readings]"),
    ] {
        let run = house.run(what);
        assert_eq!(run.code, 0);
        assert!(run.out.contains(holds), "{what:?}");
    }
    assert_eq!(house.run(&["config", "check"]).code, 0);
    let paths = house.json(&["config", "path"]);
    assert!(paths["db"].as_str().unwrap().ends_with("enishi.db"));
    // What is told is what is used, not what would be used without settings.
    std::fs::write(
        house.path("settings.toml"),
        "[files]\nlibrary = \"shelf\"\n",
    )
    .unwrap();
    let paths = house.json(&["config", "path"]);
    assert!(paths["library"].as_str().unwrap().ends_with("shelf"));
    std::fs::write(house.path("settings.toml"), "actr = \"x\"\n").unwrap();
    let run = house.run(&["config", "check"]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("actr"), "{}", run.out);
    // Other commands tell of it and go on with the defaults.
    let run = house.run(&["tasks"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("enishi config check"), "{}", run.err);
}
