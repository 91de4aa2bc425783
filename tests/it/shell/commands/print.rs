//! `enishi print`: which file is written, whose pages are in it, and what is left alone.

use super::{House, recorded, tutorial};
use std::fs;

#[test]
fn a_document_is_written_whole_for_its_owner_and_never_over_another_unasked() {
    let house = House::new();
    let path = house.path("名札.html");
    let out = path.to_string_lossy().into_owned();
    let print =
        |more: &[&str]| house.run(&[&["print", "badges", &tutorial(), "-o", &out], more].concat());
    let first = print(&[]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains("22名分"), "{}", first.out);
    assert!(
        !house.path("enishi.db").exists(),
        "printing makes no record"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let written = fs::read(&path).unwrap();
    fs::write(&path, "mine").unwrap();
    let again = print(&[]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert_eq!(print(&["--force"]).code, 0);
    assert_eq!(fs::read(&path).unwrap(), written, "the same every time");
    let left: Vec<_> = fs::read_dir(house.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing half-made stays");
    let nowhere = house.path("no/such/folder/x.html");
    let nowhere = nowhere.to_string_lossy();
    let run = house.run(&["print", "sheets", &tutorial(), "-o", &nowhere]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("書き出せません"), "{}", run.err);
    let folder = house.path("").to_string_lossy().into_owned();
    let run = house.run(&["print", "sheets", &tutorial(), "-o", &folder, "--force"]);
    assert_eq!(run.code, 1, "a folder is not replaced");
}

#[test]
fn neither_the_session_file_nor_the_record_is_replaced_even_if_asked() {
    let house = recorded();
    let file = house.path("kai.toml");
    fs::copy(tutorial(), &file).unwrap();
    let before = fs::read(&file).unwrap();
    let file = file.to_string_lossy().into_owned();
    for target in [
        file.clone(),
        house.path("enishi.db").to_string_lossy().into_owned(),
    ] {
        let run = house.run(&["print", "reception", &file, "-o", &target, "--force"]);
        assert_eq!(run.code, 1, "{target}");
    }
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(house.json(&["verify"])["ok"], true);
}

/// The document of a run that must work, and its answer.
fn printed(house: &House, args: &[&str]) -> (String, serde_json::Value) {
    let path = house.path("out.html");
    let out = path.to_string_lossy().into_owned();
    let told = house.json(&[&["print"], args, &["-o", &out, "--force"]].concat());
    assert_eq!(told["path"], out);
    (fs::read_to_string(path).unwrap(), told)
}

#[test]
fn some_badges_are_chosen_by_number_and_range() {
    let house = House::new();
    for (said, count) in [("12", 1), ("１２、 3-5", 4), ("1-100", 22), ("07,7", 1)] {
        let (html, told) = printed(&house, &["sheets", &tutorial(), "--badges", said]);
        assert_eq!(told["count"], count, "{said}");
        assert_eq!(html.matches("<article").count(), count, "{said}");
    }
    for (wrong, code) in [("99", 4), ("12,x", 4), ("30-40", 4), ("5-3", 4), (",", 2)] {
        let run = house.run(&["print", "badges", &tutorial(), "--badges", wrong]);
        assert_eq!(run.code, code, "{wrong}: {}", run.err);
        assert!(run.err.contains("12,80-85"), "{}", run.err);
    }
    assert_eq!(house.run(&["print", "badges"]).code, 2, "of which session");
}

#[test]
fn a_session_of_the_record_needs_no_file_and_an_erased_person_is_not_printed() {
    let house = recorded();
    let of_record = ["reception", "--session", "tsukishiro-2026"];
    let (list, told) = printed(&house, &of_record);
    assert_eq!(told["count"], 22);
    assert!(list.contains("千葉 恵子"));
    house.json(&["person", "erase", "15"]);
    for args in [
        &of_record[..],
        &["badges", &tutorial()],
        &["sheets", &tutorial()],
    ] {
        let (html, told) = printed(&house, args);
        assert_eq!(told["count"], 21, "{args:?}");
        for name in ["千葉", "チバ", "消去済"] {
            assert!(!html.contains(name), "{args:?}: {name}");
        }
    }
    let run = house.run(&["print", "badges", "--session", "nowhere"]);
    assert_eq!(run.code, 4);
    assert!(run.err.contains("nowhere"), "{}", run.err);
}

#[test]
fn the_record_remembers_whose_badge_was_printed_and_what_changed_since() {
    let house = recorded();
    let new = |args: &[&str]| {
        let args = [&["badges"], args, &["--new"]].concat();
        let (html, told) = printed(&house, &args);
        (html, told["count"].as_u64().unwrap())
    };
    // Three for a trial, then all the others.
    printed(&house, &["badges", &tutorial(), "--badges", "7-9"]);
    assert_eq!(new(&[&tutorial()]).1, 19);
    let run = house.run(&["print", "badges", &tutorial(), "--new"]);
    assert_eq!(run.code, 4, "{}", run.err);
    assert!(run.err.contains("そのあと変わっていません"), "{}", run.err);
    // A firm that is called otherwise now, in the file of the evening before.
    let file = house.path("kai.toml");
    let text = fs::read_to_string(tutorial()).unwrap();
    let changed = text.replacen("千葉 恵子", "千葉 恵美子", 1);
    assert_ne!(text, changed);
    fs::write(&file, changed).unwrap();
    let file = file.to_string_lossy().into_owned();
    let (html, count) = new(&[&file, "--corrected", "15"]);
    assert_eq!(count, 1);
    assert!(html.contains("千葉 恵美子"), "{html}");
    // Of the record alone, too; taken back, it was not printed.
    let of_record = ["--session", "tsukishiro-2026"];
    let run = house.run(&["print", "badges", of_record[0], of_record[1], "--new"]);
    assert_eq!(run.code, 4, "{}", run.err);
    house.json(&["undo"]);
    assert_eq!(new(&of_record).1, 1);
    assert_eq!(house.json(&["verify"])["ok"], true);
    // Without a record there is nothing to remember it with, and the pages are written all the same.
    let house = House::new();
    let run = house.run(&["print", "badges", &tutorial(), "--new"]);
    assert_eq!(run.code, 4);
    assert!(run.err.contains("記録にまだありません"), "{}", run.err);
    let out = house.path("out.html").to_string_lossy().into_owned();
    let run = house.run(&["print", "badges", &tutorial(), "-o", &out]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("覚えていません"), "{}", run.err);
}

#[test]
fn titles_beyond_the_room_leave_only_when_said() {
    let house = House::new();
    let closed = "心臓手術の人工血管";
    let (html, _) = printed(&house, &["sheets", &tutorial()]);
    assert!(!html.contains(closed) && html.contains("携帯型の吸引器"));
    let (html, _) = printed(&house, &["sheets", &tutorial(), "--disclosure", "公開"]);
    assert!(!html.contains("携帯型の吸引器"));
    let (html, _) = printed(&house, &["sheets", &tutorial(), "--disclosure", "非公開"]);
    assert!(html.contains(closed));
}

#[test]
fn a_timetable_is_printed_of_a_problem() {
    let house = House::new();
    let problem = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/domain/rule/S-1.json");
    let (html, told) = printed(
        &house,
        &["timetable", "--problem", problem, "--from", "15:00"],
    );
    assert!(told["count"].as_u64().unwrap() > 10);
    assert!(html.contains("15:15 ") && html.contains("H0000 さんの面談"));
    let run = house.run(&[
        "print",
        "timetable",
        "--problem",
        problem,
        "--from",
        "25:00",
    ]);
    assert_eq!(run.code, 2, "{}", run.err);
}
