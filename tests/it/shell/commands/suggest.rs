//! Organisations are suggested for a need; nothing is recorded by it.

use super::{House, keys, tutorial};

#[test]
fn suggestions_have_reasons_and_record_nothing() {
    let house = House::new();
    let found = house.json(&["suggest", &tutorial(), "N-01", "--limit", "3"]);
    let all = found.as_array().unwrap();
    assert!((1..=3).contains(&all.len()), "{found}");
    for one in all {
        assert_eq!(
            keys(one),
            [
                "blocked",
                "list",
                "name",
                "organisation",
                "reasons",
                "score",
                "strength"
            ]
        );
        assert!(["強い", "ふつう", "弱い"].contains(&one["strength"].as_str().unwrap()));
        assert!(["技術", "製販"].contains(&one["list"].as_str().unwrap()));
        let reasons = one["reasons"].as_array().unwrap();
        assert!(!reasons.is_empty());
        for reason in reasons {
            assert_eq!(keys(reason), ["kind", "label", "need_text", "org_text"]);
            assert!(!reason["label"].as_str().unwrap().is_empty());
        }
    }
    assert_eq!(house.json(&["log"]).as_array().map(Vec::len), Some(0));
    let run = house.run(&["suggest", &tutorial(), "N-99"]);
    assert_eq!(run.code, 4);
    assert!(run.err.contains("N-99"), "{}", run.err);
}

/// Whom the record forbids is told as held back, with the reason, and never among the others.
#[test]
fn who_declined_is_held_back() {
    let house = House::new();
    let first = house.json(&["suggest", &tutorial(), "N-01", "--limit", "1"]);
    let org = first[0]["organisation"].as_str().unwrap().to_owned();
    assert!(first[0]["blocked"].is_null());
    house.json(&["pair", &tutorial(), "N-01", &org, "--level", "関心なし"]);
    let found = house.json(&["suggest", &tutorial(), "N-01"]);
    let all = found.as_array().unwrap().iter();
    let one = all.clone().find(|one| one["organisation"] == org.as_str());
    if let Some(one) = one {
        assert!(!one["blocked"].is_null(), "{found}");
        assert_eq!(all.last().unwrap()["organisation"], org.as_str());
    }
}
