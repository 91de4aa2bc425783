//! A session file is judged.

use super::{House, tutorial};

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
