//! Persons in the record: reported, forgotten.

use super::{House, recorded, tutorial};
use std::path::PathBuf;

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
    let tasks = |house: &House| house.json(&["tasks"]).as_array().unwrap().len();
    let before = tasks(&house);
    house.json(&["purge", "--session", "tsukishiro-2026", "--yes"]);
    let again = house.run(&["purge", "--session", "tsukishiro-2026", "--yes"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("残っていません"), "{}", again.out);
    assert!(!house.run(&["log", "--json"]).out.contains("髙橋"));
    assert!(before > 0);
    assert_eq!(tasks(&house), before, "what is to be done stays");
    assert_eq!(house.run(&["purge", "--session", "nowhere"]).code, 4);
}

#[test]
fn consent_and_the_form_of_the_record_say_how_long_an_introduction_stays() {
    let house = recorded();
    let one = |house: &House| house.json(&["person", "provisions"])[0].clone();
    let before = one(&house);
    assert_eq!(before["consent"]["on"], "", "nobody recorded one");
    assert_eq!(before["items"][0], "氏名");
    house.json(&[
        "person",
        "consent",
        "15",
        "--on",
        "2026-11-20",
        "--way",
        "申込書",
    ]);
    let agreed = one(&house);
    assert_eq!(agreed["consent"]["on"], "2026-11-20");
    assert_eq!(agreed["consent"]["way"], "申込書");
    assert_eq!(agreed["keep_until"], before["keep_until"]);
    house.json(&["person", "consent", "15", "--record", "契約"]);
    let year = |v: &serde_json::Value| {
        v.as_str()
            .and_then(|v| v.get(..4)?.parse::<i32>().ok())
            .unwrap()
    };
    let by_contract = one(&house);
    assert_eq!(by_contract["consent"]["on"], "2026-11-20", "it stays");
    assert_eq!(
        year(&by_contract["keep_until"]) + 2,
        year(&before["keep_until"])
    );
    house.json(&["person", "erase", "15"]);
    let sealed = one(&house);
    assert_eq!(sealed["consent"]["way"], "申込書", "under the seal, too");
    // The keys lie in the data folder, wherever the record is, and nowhere else.
    assert!(!house.path("device.key").exists() && !house.path("marks.key").exists());
    std::fs::remove_file(key(&house)).unwrap();
    let locked = house.run(&["person", "provisions"]);
    assert!(locked.out.contains("device.key"), "{}", locked.out);
    assert_eq!(house.json(&["verify"])["locked"], 1);
    assert_eq!(house.json(&["verify"])["unrecognised"], 0);
    let marks = key(&house).with_file_name("marks.key");
    std::fs::remove_file(marks).unwrap();
    assert_eq!(house.json(&["verify"])["unrecognised"], 1);
    assert!(house.run(&["verify"]).out.contains("marks.key"));
}

/// The key of the laptop: one, whatever record it opened.
fn key(house: &House) -> PathBuf {
    let mut found = crate::store::files(&house.path(""));
    found.retain(|path| path.file_name().is_some_and(|name| name == "device.key"));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn nobody_agreed_on_a_day_to_come_or_in_no_way() {
    let house = recorded();
    let before = house.json(&["log"]);
    let long = "申".repeat(200);
    for wrong in [
        ["--on", "2026-11-21"],
        ["--way", ""],
        ["--way", " 　"],
        ["--way", &long],
    ] {
        let refused = house.run(&[&["person", "consent", "15"][..], &wrong].concat());
        assert_eq!(refused.code, 2, "{wrong:?}: {}", refused.err);
        assert!(
            refused.err.contains("何も記録していません"),
            "{}",
            refused.err
        );
    }
    let name = "相".repeat(200);
    let refused = house.run(&["person", "consent", "15", "--actor", &name]);
    assert!(refused.err.contains("100 字まで"), "{}", refused.err);
    let title = "メ".repeat(20_000);
    let refused = house.run(&["tasks", "add", &title, "--need", "N-01", "--org", "sazare"]);
    assert!(
        refused.code != 0 && refused.err.contains("字まで"),
        "{}",
        refused.err
    );
    assert_eq!(house.json(&["log"]), before);
}

#[test]
fn a_backup_of_another_record_is_refused_until_it_is_meant() {
    let (house, other) = (recorded(), recorded());
    let theirs = other.path("theirs.db");
    let path = theirs.to_string_lossy();
    other.json(&["backup", &path]);
    let before = house.json(&["log"]);
    let refused = house.run(&["restore", &path]);
    assert_ne!(refused.code, 0);
    assert!(
        refused.err.contains("別の記録") && refused.err.contains("--other"),
        "{}",
        refused.err
    );
    assert_eq!(house.json(&["log"]), before);
    let own = house.path("own.db");
    house.json(&["backup", &own.to_string_lossy()]);
    house.json(&["restore", &own.to_string_lossy()]);
    // Where nothing was recorded yet, any may come.
    let new = House::new();
    new.json(&["log"]);
    new.json(&["restore", &path]);
    assert_eq!(house.run(&["restore", &path, "--other"]).code, 0);
}

#[test]
fn a_doubtful_place_says_where_it_is_and_how_to_decide_it() {
    let house = recorded();
    let title = "千葉に電話";
    house.json(&["tasks", "add", title, "--need", "N-01", "--org", "sazare"]);
    let report = house.json(&["person", "report", "15"]);
    let doubt = &report["doubtful"][0];
    assert_eq!(doubt["text"], title, "{report}");
    let place = doubt["place"].as_str().unwrap();
    for part in ["tsukishiro-2026", "N-01", "2026-", "tester"] {
        assert!(place.contains(part), "{part}: {place}");
    }
    let told = house.run(&["person", "erase", "15"]).out;
    assert!(told.contains(place), "{told}");
    let how = "enishi person erase 15 --session tsukishiro-2026 --also 1";
    assert!(told.contains(how), "{told}");
    house.json(&[
        "person",
        "erase",
        "15",
        "--session",
        "tsukishiro-2026",
        "--also",
        "1",
    ]);
    assert!(!house.run(&["tasks"]).out.contains("千葉"));
}

#[test]
fn somebody_erased_is_not_paired_again_and_the_way_on_is_told() {
    let house = recorded();
    house.json(&["person", "erase", "15"]);
    let refused = house.run(&["pair", &tutorial(), "N-02", "15"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("came-back 15"), "{}", refused.err);
}
