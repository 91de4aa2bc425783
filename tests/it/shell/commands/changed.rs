//! A session file whose numbers mean something else than what was recorded with them.

use super::House;
use std::path::PathBuf;

fn toml(title: &str, day: &str, names: [&str; 3], needs: [&str; 2]) -> String {
    let [hospital, firm, person] = names;
    let person = if person.is_empty() {
        String::new()
    } else {
        format!("[[attendees]]\nbadge = \"1\"\norg = \"kk\"\nname = \"{person}\"\n")
    };
    let mut text = format!(
        "format = 1\n[session]\nid = \"kai\"\ntitle = \"{title}\"\nheld_on = {day}\n\
         [[organisations]]\nid = \"hosp\"\nname = \"{hospital}\"\nkinds = [\"HOSP\"]\n\
         [[organisations]]\nid = \"kk\"\nname = \"{firm}\"\nkinds = [\"MONO\"]\n{person}"
    );
    for (n, need) in (1..).zip(needs) {
        let need = format!(
            "[[needs]]\nno = \"N-0{n}\"\ntitle = \"{need}\"\nhospital = \"hosp\"\ndepartment = \"内科\"\n\
             problem = \"困る\"\nwanted = \"欲しい\"\ndisclosure = \"公開\"\n"
        );
        text.push_str(&need);
    }
    text
}

const FIRST: [&str; 3] = ["東病院", "甲製作所", "山川 一"];
const NEEDS: [&str; 2] = ["曇りを防ぐ", "針を折らない"];

fn write(house: &House, name: &str, text: &str) -> String {
    let path: PathBuf = house.path(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn begun() -> House {
    let house = House::new();
    let file = write(
        &house,
        "y1.toml",
        &toml("第1回 見本会", "2025-12-05", FIRST, NEEDS),
    );
    house.json(&["pair", &file, "N-01", "1", "--level", "面談希望"]);
    house.json(&["confirm", &file, "N-01", "kk"]);
    house
}

/// What is told of the past.
fn past(house: &House) -> String {
    let mut told = String::new();
    for args in [
        &["pairings"][..],
        &["person", "provisions"],
        &["tasks"],
        &["log"],
    ] {
        told += &house.run(args).out;
    }
    told
}

#[test]
fn a_number_that_means_another_is_told_before_anything_is_taken() {
    let again = ["西病院", "乙製作所", "海野 二"];
    let other = ["東病院", "甲製作所", "代理 四郎"];
    for (text, new) in [
        (
            toml(
                "第2回 見本会",
                "2026-12-04",
                again,
                ["音を消す", "温度を保つ"],
            ),
            "第2回 見本会",
        ),
        (
            toml("第1回 見本会", "2025-12-05", other, NEEDS),
            "代理 四郎",
        ),
        (
            toml("第1回 見本会", "2025-12-05", FIRST, [NEEDS[1], NEEDS[0]]),
            "N-02",
        ),
    ] {
        let house = begun();
        let (before, ops) = (past(&house), house.json(&["log"]));
        let file = write(&house, "y2.toml", &text);
        let told = house.run(&["check", &file]);
        assert_eq!(told.code, 0, "the file itself is fine");
        assert!(
            told.out.contains(new) && told.out.contains("甲製作所"),
            "{}",
            told.out
        );
        for args in [
            ["pair", &file, "N-02", "kk"],
            ["confirm", &file, "N-01", "kk"],
        ] {
            let run = house.run(&args);
            assert_eq!(run.code, 3, "{}", run.err);
            assert!(
                run.err.contains(new) && run.err.contains("--changed other"),
                "{}",
                run.err
            );
        }
        assert_eq!(house.json(&["log"]), ops, "not even that it was read");
        let run = house.run(&["pair", &file, "N-02", "kk", "--changed", "other"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let after = past(&house);
        for name in ["東病院", "甲製作所", "山川 一"] {
            assert!(after.contains(name), "{name}: {after}");
        }
        for line in before.lines().filter(|line| line.contains("N-01")) {
            // Titles tell apart what has one number now; nothing of the line before is lost.
            let told = |now: &&str| {
                let mut words = now.split_whitespace();
                line.split_whitespace().all(|word| words.any(|w| w == word))
            };
            assert!(after.lines().any(|now| told(&now)), "{line}: {after}");
        }
        assert_eq!(house.run(&["verify"]).code, 0);
    }
}

#[test]
fn who_is_no_longer_in_the_file_is_still_named() {
    let house = begun();
    let gone = toml(
        "第1回 見本会",
        "2025-12-05",
        ["東病院", "甲製作所", ""],
        ["曇りを防ぐ", "針を折らない"],
    );
    let gone = gone.replace(
        "no = \"N-01\"\ntitle = \"曇りを防ぐ\"",
        "no = \"N-09\"\ntitle = \"曇りを防ぐ\"",
    );
    let file = write(&house, "gone.toml", &gone);
    // The title stands under another number: whether it is the same need is asked.
    let pair = ["pair", &file, "N-02", "kk"];
    assert_eq!(house.run(&pair).code, 3);
    let other = [&pair[..], &["--changed", "other"]].concat();
    assert_eq!(house.run(&other).code, 0);
    let told = past(&house);
    assert!(
        told.contains("山川 一") && told.contains("東病院"),
        "{told}"
    );
    // Nothing is recorded with what is gone.
    assert_eq!(house.run(&["pair", &file, "N-01", "kk"]).code, 4);
    assert_eq!(house.run(&["pair", &file, "N-02", "1"]).code, 4);
}

#[test]
fn a_correction_shows_everywhere_when_it_is_said_to_be_one() {
    let house = begun();
    let married = ["東病院", "甲製作所", "海野 一"];
    let file = write(
        &house,
        "y1.toml",
        &toml("第1回 見本会", "2025-12-05", married, NEEDS),
    );
    assert_eq!(house.run(&["pair", &file, "N-02", "1"]).code, 3);
    let run = house.run(&["pair", &file, "N-02", "1", "--corrected", "1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let told = house.run(&["pairings"]).out;
    assert!(
        told.contains("海野 一") && !told.contains("山川 一"),
        "{told}"
    );
}

#[test]
fn a_refused_command_records_nothing() {
    let house = House::new();
    let file = write(
        &house,
        "y1.toml",
        &toml("第1回 見本会", "2025-12-05", FIRST, NEEDS),
    );
    assert_eq!(house.run(&["pair", &file, "N-99", "1"]).code, 4);
    assert_eq!(house.run(&["confirm", &file, "N-01", "kk"]).code, 4);
    assert_eq!(house.json(&["log"]).as_array().unwrap().len(), 0);
}

/// A record in which one id means two meetings, and numbers of a meeting mean two things each.
fn doubled() -> (House, String) {
    let house = begun();
    let same = ["東病院", "乙製作所", "海野 二"];
    let again = toml("第1回 見本会", "2025-12-05", same, ["音を消す", NEEDS[1]]);
    let file = write(&house, "y2.toml", &again);
    for args in [
        ["pair", &file, "N-01", "1"],
        ["confirm", &file, "N-01", "kk"],
    ] {
        let args: Vec<&str> = args.into_iter().chain(["--changed", "other"]).collect();
        let run = house.run(&args);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let next = toml("第2回 見本会", "2026-12-04", same, ["温度を保つ", NEEDS[1]]);
    let next = write(&house, "y3.toml", &next);
    let run = house.run(&["pair", &next, "N-01", "1", "--changed", "other"]);
    assert_eq!(run.code, 0, "{}", run.err);
    (house, file)
}

#[test]
fn no_command_shows_how_things_of_one_number_are_told_apart() {
    let (house, file) = doubled();
    for args in [
        &["pairings"][..],
        &["pairings", "--session", "kai"],
        &["tasks", "--all"],
        &["log"],
        &["show", "--at", "2027-01-01"],
        &["show", "--at", "2027-01-01", "--session", "kai"],
        &["person", "report", "1"],
        &["person", "report", "1", "--session", "第2回 見本会"],
        &["person", "report", "--name", "海野 二"],
        &["person", "erase", "1"],
        &["person", "provisions"],
        &["person", "overdue"],
        &["search", &file, "海野"],
        &["search", &file, "N-01"],
        &["check", &file],
        &["pair", &file, "N-01", "1"],
        &["pair", &file, "N-09", "1"],
        &["confirm", &file, "N-01", "kk"],
        &["confirm", &file, "N-02", "kk"],
        &["task", "C", "done"],
        &["ops", "verify"],
        &["undo"],
        &["redo"],
    ] {
        let run = house.run(args);
        for text in [&run.out, &run.err] {
            assert!(
                !crate::app::laws::numbers::has_mark(text),
                "{args:?}: {text}"
            );
        }
    }
    let pairings = house.run(&["pairings"]).out;
    for title in [NEEDS[0], "音を消す"] {
        assert!(pairings.contains(title), "told apart by title: {pairings}");
    }
    let log = house.run(&["log"]).out;
    assert!(
        log.contains(&format!("N-01 {}", NEEDS[0])) && log.contains("N-01 音を消す"),
        "{log}"
    );
}

#[test]
fn every_list_of_a_session_finds_it_by_its_id_and_by_its_title() {
    let (house, _) = doubled();
    for args in [
        &["pairings"][..],
        &["tasks", "--all"],
        &["show", "--at", "2027-01-01"],
    ] {
        let told = |session: &str| {
            let args: Vec<&str> = args.iter().copied().chain(["--session", session]).collect();
            house.run(&args).out
        };
        assert!(told("第2回 見本会").contains("乙製作所") || args[0] == "tasks");
        assert!(!told("第2回 見本会").contains("甲製作所"), "{args:?}");
        assert!(
            told("kai").contains("甲製作所"),
            "{args:?}: {}",
            told("kai")
        );
    }
    let run = house.run(&["person", "report", "1", "--session", "第2回 見本会"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains("海野 二") && !run.out.contains("山川 一"),
        "{}",
        run.out
    );
}

/// A namesake has the number now: nothing in the list shows it, so that it is said once, and holds.
#[test]
fn a_namesake_under_a_number_can_be_said_to_be_another() {
    let house = begun();
    let file = write(
        &house,
        "y1.toml",
        &toml("第1回 見本会", "2025-12-05", FIRST, NEEDS),
    );
    for args in [
        &["pair", &file, "N-02", "1", "--other", "1"][..],
        &["pair", &file, "N-02", "1", "--other", "1"],
        &["pair", &file, "N-02", "1"],
    ] {
        let run = house.run(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    }
    let found = house.json(&["pairings"]);
    let persons: Vec<String> = (found.as_array().unwrap().iter())
        .map(|p| p["persons"].to_string())
        .collect();
    assert_eq!(persons.len(), 2);
    assert_ne!(persons[0], persons[1], "two persons");
    assert!(!persons[1].contains(','), "and no third: {persons:?}");
}

/// Whatever was recorded with a number, and even if it was taken back: the number is asked for before it means another.
#[test]
fn what_was_undone_or_agreed_counts_as_recorded_with_a_number() {
    let others = ["東病院", "甲製作所", "海野 二"];
    let first = toml("第1回 見本会", "2025-12-05", FIRST, NEEDS);
    let second = toml("第1回 見本会", "2025-12-05", others, NEEDS);
    for (name, uses) in [
        (
            "undone",
            &[
                &["pair", "FILE", "N-01", "1", "--level", "面談希望"][..],
                &["undo"],
            ][..],
        ),
        (
            "agreed",
            &[
                &["pair", "FILE", "N-01", "kk"],
                &["person", "consent", "1", "--way", "口頭"],
            ],
        ),
        (
            "agreed, undone",
            &[
                &["pair", "FILE", "N-01", "kk"],
                &["person", "consent", "1", "--way", "口頭"],
                &["undo"],
            ],
        ),
    ] {
        let house = House::new();
        let file = write(&house, "y1.toml", &first);
        for args in uses {
            let args: Vec<&str> = args
                .iter()
                .map(|a| if *a == "FILE" { &file } else { *a })
                .collect();
            let run = house.run(&args);
            assert_eq!(run.code, 0, "{name}: {}", run.err);
        }
        let renumbered = write(&house, "y2.toml", &second);
        let run = house.run(&["pair", &renumbered, "N-02", "kk"]);
        assert_eq!(run.code, 3, "{name}: {}", run.err);
        assert!(
            run.err.contains("山川 一") && run.err.contains("海野 二"),
            "{}",
            run.err
        );
        let run = house.run(&["pair", &renumbered, "N-02", "kk", "--other", "1"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let found = house.json(&["pairings"]).to_string();
        assert!(!found.contains("海野 二"), "{name}: {found}");
        let report = house.run(&["person", "report", "1 海野 二"]);
        assert!(!report.out.contains("口頭"), "{name}: {}", report.out);
    }
}
