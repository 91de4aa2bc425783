//! Who and what was forgotten does not come back by another way.

use super::{House, tutorial};
use std::fs;

const SESSION: &str = "tsukishiro-2026";
const HEAD: &str = "受付番号,氏名,フリガナ,会社名";

/// A record in which 奥村 慎一 (8) was erased.
fn erased() -> House {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-02", "15"]);
    house.json(&["person", "erase", "8", "--yes"]);
    house
}

fn export(house: &House) -> String {
    let file = house.path("ops.jsonl").to_string_lossy().into_owned();
    let _ = fs::remove_file(&file);
    house.json(&["ops", "export", &file]);
    file
}

/// What the record holds and tells of attendees.
fn held(house: &House) -> String {
    let file = house.path("held.json");
    let _ = fs::remove_file(&file);
    let to = file.to_string_lossy().into_owned();
    house.json(&["export", "-o", &to, "--internal"]);
    fs::read_to_string(file).unwrap()
}

#[test]
fn a_list_that_names_an_erased_person_again_is_asked() {
    let house = erased();
    let list = house.path("list.csv");
    let rows = "88,奥村 慎一,オクムラ シンイチ,星雲閣メディカル株式会社\n89,奥村 真一,オクムラ シンイチ,凪波ヘルスケア株式会社\n";
    fs::write(&list, format!("{HEAD}\n{rows}")).unwrap();
    let list = list.to_string_lossy().into_owned();
    let bring = [
        "import",
        "--into-record",
        "--session",
        SESSION,
        "--attendees",
        &list,
        "--take-doubtful",
    ];
    let asked = house.run(&bring);
    assert_ne!(asked.code, 0, "{}{}", asked.out, asked.err);
    assert!(asked.err.contains("--other 88"), "{}", asked.err);
    assert!(
        asked.err.contains("参加者 88 の「奥村 慎一」"),
        "{}",
        asked.err
    );
    assert!(!held(&house).contains("奥村 真一"), "nothing half done");

    let same = house.run(&[&bring[..], &["--corrected", "88"]].concat());
    assert_eq!(same.code, 0, "{}{}", same.out, same.err);
    let text = held(&house);
    assert!(!text.contains("奥村 慎一"), "{text}");
    assert!(text.contains("奥村 真一"), "{text}");

    let other = house.run(&[&bring[..], &["--other", "88"]].concat());
    assert_eq!(other.code, 0, "{}{}", other.out, other.err);
    assert!(held(&house).contains("奥村 慎一"));
}

#[test]
fn an_erased_person_is_not_found_in_a_file_that_still_names_them() {
    let house = House::new();
    let find = ["search", &tutorial(), "奥村"].map(str::to_owned);
    let find: Vec<&str> = find.iter().map(String::as_str).collect();
    assert!(house.run(&find).out.contains("奥村 慎一"));
    let house = erased();
    for json in [&[][..], &["--json"]] {
        let found = house.run(&[&find[..], json].concat());
        assert!(!found.out.contains("慎一"), "{}", found.out);
        assert!(found.err.contains("名札番号 8"), "{}", found.err);
    }
}

#[test]
fn a_purge_holds_against_what_a_colleague_recorded_before_it() {
    let (mine, theirs) = (House::new(), House::new());
    mine.json(&["pair", &tutorial(), "N-01", "15"]);
    theirs.json(&["pair", &tutorial(), "N-02", "8", "--note", "秘密のメモ"]);
    let file = export(&theirs);
    mine.json(&["purge", "--session", SESSION, "--yes"]);
    let gone = ["秘密のメモ", "奥村", "オクムラ", "髙橋"];
    for turn in ["first", "again"] {
        let told = mine.run(&["ops", "import", &file]);
        assert_eq!(told.code, 0, "{}{}", told.out, told.err);
        assert_eq!(
            told.out.contains("消去した会"),
            turn == "first",
            "{}",
            told.out
        );
        let text = held(&mine);
        for word in gone {
            assert!(!text.contains(word), "{turn} {word}: {text}");
        }
        let log = fs::read_to_string(export(&mine)).unwrap();
        assert!(!gone.iter().any(|word| log.contains(word)), "{turn}");
    }
    // The colleague learns of it, and has nothing left either.
    let back = theirs.run(&["ops", "import", &export(&mine)]);
    assert_eq!(back.code, 0, "{}{}", back.out, back.err);
    let log = fs::read_to_string(export(&theirs)).unwrap();
    assert!(!gone.iter().any(|word| log.contains(word)));
    for house in [&mine, &theirs] {
        assert_eq!(house.json(&["verify"])["ok"], true);
    }
    // What is recorded there knowing nothing of it would be told.
    let other = House::new();
    other.json(&["pair", &tutorial(), "N-03", "10", "--note", "後のメモ"]);
    let told = mine.run(&["ops", "import", &export(&other)]);
    assert!(told.out.contains("ほかのPCで"), "{}", told.out);
    let pending = mine.run(&["person", "pending"]);
    assert!(pending.out.contains("ほかのPCで"), "{}", pending.out);
    mine.json(&["purge", "--session", SESSION, "--yes"]);
    assert!(
        !fs::read_to_string(export(&mine))
            .unwrap()
            .contains("後のメモ")
    );
}

#[test]
fn a_name_that_a_colleague_writes_after_the_erasure_is_told_and_pending() {
    let (mine, theirs) = (erased(), House::new());
    theirs.json(&["pair", &tutorial(), "N-02", "15"]);
    let note = "奥村 慎一さんに電話";
    theirs.json(&["pair", &tutorial(), "N-04", "15", "--note", note]);
    let told = mine.run(&["ops", "import", &export(&theirs)]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    assert!(told.out.contains("person report 8"), "{}", told.out);
    let pending = mine.run(&["person", "pending"]);
    assert!(pending.out.contains("person report 8"), "{}", pending.out);
    let rows = mine.json(&["person", "pending"]);
    assert_eq!(rows[0]["named_again"], 1, "{rows}");
}

#[test]
fn that_an_erased_person_recorded_is_told_and_shown_to_nobody() {
    let house = House::new();
    let note = ["pair", &tutorial(), "N-02", "15"].map(str::to_owned);
    let note: Vec<&str> = note.iter().map(String::as_str).collect();
    house.json(&[&note[..], &["--actor", "石川 直美"]].concat());
    assert!(house.run(&["log"]).out.contains("石川 直美"));
    let report = house.json(&["person", "report", "18"]);
    assert!(report["recorded"].as_u64().unwrap() > 0, "{report}");
    let told = house.run(&["person", "erase", "18", "--yes"]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    assert!(told.out.contains("記録者"), "{}", told.out);
    for log in [&["log"][..], &["log", "--json"], &["show"]] {
        let shown = house.run(log);
        assert!(!shown.out.contains("石川 直美"), "{log:?}: {}", shown.out);
    }
    let report = house.run(&["person", "report", "18"]);
    assert!(report.out.contains("記録者"), "{}", report.out);
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn times_that_end_before_they_begin_or_are_none_are_refused() {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-02", "15"]);
    for wrong in ["15=15:30-14:00", "15="] {
        let refused = house.run(&["timetable", &tutorial(), "--repair", wrong]);
        assert_eq!(refused.code, 2, "{wrong}: {}{}", refused.out, refused.err);
    }
}

#[test]
fn one_person_under_another_number_on_another_laptop_is_told_where_they_were_erased() {
    let (mine, theirs) = (House::new(), House::new());
    mine.json(&["pair", &tutorial(), "N-02", "15"]);
    let other = theirs.path("kai.toml");
    let text = fs::read_to_string(tutorial()).unwrap();
    fs::write(&other, text.replace("badge = \"8\"", "badge = \"77\"")).unwrap();
    let other = other.to_string_lossy().into_owned();
    theirs.json(&["pair", &other, "N-04", "15"]);
    mine.json(&["person", "erase", "8", "--yes"]);
    let there = export(&theirs);
    let told = mine.run(&["ops", "import", &there]);
    assert!(
        told.out.contains("person erase 77"),
        "{}{}",
        told.out,
        told.err
    );
    let again = mine.run(&["ops", "import", &there]);
    assert!(!again.out.contains("person erase 77"), "{}", again.out);
}
