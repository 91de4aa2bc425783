//! The answers of a form become sheets that were handed in, all of them or none.

use super::House;
use std::fs;

const TUTORIAL: &str = "sessions/tutorial.toml";

/// A house whose record knows the tutorial, and the id of its session.
fn house() -> (House, String) {
    let house = House::new();
    assert_eq!(house.run(&["pair", TUTORIAL, "N-01", "8"]).code, 0);
    let id = house.json(&["pairings"])[0]["session"]
        .as_str()
        .unwrap()
        .to_owned();
    (house, id)
}

fn import(house: &House, id: &str, csv: &str, more: &[&str]) -> super::Run {
    let file = house.path("回答.csv");
    fs::write(&file, csv).unwrap();
    let mut args = vec![
        "interest",
        "import",
        file.to_str().unwrap(),
        "--session",
        id,
    ];
    args.extend(more);
    house.run(&args)
}

#[test]
fn a_form_is_taken_in_whole_and_taken_back_by_one_undo() {
    let (house, id) = house();
    let before = house.json(&["log"]).as_array().unwrap().len();
    let csv = "名札番号,N-01,N-03\n8,◎,△\n9,,○\n";
    let dry = import(&house, &id, csv, &["--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert_eq!(
        house.json(&["log"]).as_array().unwrap().len(),
        before,
        "only tried"
    );
    let done = import(&house, &id, csv, &[]);
    assert_eq!(done.code, 0, "{} {}", done.out, done.err);
    assert!(done.out.contains("2名の 3件"), "{}", done.out);
    let log = house.json(&["log"]).as_array().unwrap().clone();
    assert_eq!(log.len(), before + 5, "three marks and two sheets");
    // Once more brings nothing.
    assert_eq!(import(&house, &id, csv, &[]).code, 0);
    assert_eq!(house.json(&["log"]).as_array().unwrap().len(), log.len());
    assert_eq!(house.run(&["undo"]).code, 0);
    let undone = house.json(&["log"]);
    let off = undone
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["undone"] == true);
    assert_eq!(off.count(), 5, "one undo takes all of it back");
}

#[test]
fn one_row_that_is_wrong_keeps_the_whole_form_out_and_is_told_with_its_place() {
    let (house, id) = house();
    let before = house.json(&["log"]).as_array().unwrap().len();
    for (csv, place, value) in [
        ("名札番号,N-01\n8,◎\n999,○\n", "3", "999"),
        ("名札番号,N-01,N-99\n8,◎,○\n", "2", "N-99"),
        ("名札番号,N-01\n8,◎\n9,はい？\n", "3", "はい"),
    ] {
        let run = import(&house, &id, csv, &[]);
        let told = format!("{}{}", run.out, run.err);
        assert_ne!(run.code, 0, "{csv}: {told}");
        assert!(
            told.contains(value) && told.contains(place),
            "{csv}: {told}"
        );
        assert!(told.contains("取り込んでいません"), "{told}");
        assert_eq!(
            house.json(&["log"]).as_array().unwrap().len(),
            before,
            "{csv}"
        );
    }
    let run = import(&house, "nowhere", "名札番号,N-01\n8,◎\n", &[]);
    assert_ne!(run.code, 0);
    assert!(run.err.contains("nowhere"), "{}", run.err);
    let run = import(&house, &id, "", &[]);
    assert_ne!(run.code, 0, "{}", run.out);
}
