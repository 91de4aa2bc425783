//! What belongs to the record and is not there: the key of the marks, or the record itself.

use super::{House, recorded, tutorial};
use enishi::domain::code::OwnerSide;
use enishi::domain::entity::task::{TaskBody, TaskChange, TaskId};
use enishi::domain::entity::{Change, Entity};
use enishi::store::{Draft, SqliteStore, Store};
use jiff::Timestamp;
use jiff::civil::date;
use std::fs;
use std::path::PathBuf;

fn marks(house: &House) -> PathBuf {
    let mut found = crate::store::files(&house.path(""));
    found.retain(|path| path.file_name().is_some_and(|name| name == "marks.key"));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_lost_key_of_the_marks_is_told_at_once_and_replaced_only_when_asked() {
    let house = recorded();
    house.json(&["person", "erase", "15"]);
    let key = marks(&house);
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    for command in [
        &["pairings"][..],
        &["check", &tutorial()],
        &["tasks"],
        &["person", "pending"],
    ] {
        let run = house.run(command);
        if command[0] != "check" {
            assert!(run.err.contains("見分ける鍵"), "{command:?}: {}", run.err);
            assert!(run.err.contains("enishi person new-key"), "{}", run.err);
        }
        assert!(!key.exists(), "{command:?} made a new one");
    }
    let run = house.run(&["person", "erase", "16"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("消去していません"), "{}", run.err);
    assert!(!key.exists());
    assert!(
        house.run(&["person", "report", "16"]).out.contains("熊谷"),
        "it stays"
    );
    // The copy is put back, and all is as before.
    fs::write(&key, &kept).unwrap();
    assert!(!house.run(&["pairings"]).err.contains("見分ける鍵"));
    assert!(
        house
            .run(&["person", "new-key"])
            .out
            .contains("失われていません")
    );
    assert_eq!(fs::read(&key).unwrap(), kept);
    // There is none: a new one is made deliberately.
    fs::remove_file(&key).unwrap();
    let run = house.run(&["person", "new-key"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("1 名"), "{}", run.out);
    assert!(key.exists());
    assert!(!house.run(&["pairings"]).err.contains("見分ける鍵"));
    house.json(&["person", "erase", "16"]);
    let verified = house.json(&["verify"]);
    assert_eq!(
        (&verified["ok"], &verified["unrecognised"]),
        (&true.into(), &1.into())
    );
}

#[test]
fn a_record_that_is_gone_is_found_in_its_second_copy() {
    let house = House::new();
    let mirror = house.path("stick/mirror.db");
    fs::create_dir(house.path("stick")).unwrap();
    let path = mirror.to_str().unwrap();
    fs::write(
        house.path("settings.toml"),
        format!("[files]\nmirror = {path:?}\n"),
    )
    .unwrap();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    house.json(&["pair", &tutorial(), "N-01", "16"]);
    for file in crate::store::files(&house.path("")) {
        if !file.starts_with(house.path("stick")) && !file.ends_with("settings.toml") {
            fs::remove_file(file).unwrap();
        }
    }
    let run = house.run(&["pairings"]);
    assert!(run.err.contains("まだ記録がなく"), "{}", run.err);
    assert!(run.err.contains("ペアリング 2 件"), "{}", run.err);
    assert!(!run.err.contains("別の記録"), "{}", run.err);
    let how = format!("enishi restore {path} --other");
    assert!(run.err.contains(&how), "{}", run.err);
    let run = house.run(&["restore", path, "--other"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let run = house.run(&["pairings", "--json"]);
    assert!(!run.err.contains("二重保存"), "{}", run.err);
    assert_eq!(run.json().as_array().unwrap().len(), 2);
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn a_task_whose_day_was_counted_under_a_wrong_clock_says_so() {
    let house = recorded();
    let id = TaskId {
        session: "tsukishiro-2026".into(),
        need: "N-01".into(),
        org: "sazare".into(),
        template: "Z9".into(),
    };
    let body = TaskBody {
        title_ja: "電話する".into(),
        title_en: "Call".into(),
        owner_side: OwnerSide::Support,
        due_on: date(2150, 1, 8),
        depends_on: Vec::new(),
        own: false,
    };
    let draft = Draft {
        actor: "tester".into(),
        scope: id.session.clone(),
        changes: vec![(
            Entity::Task(id.clone()),
            Change::Task(TaskChange::Opened(Box::new(body))),
        )],
        action: None,
    };
    let ahead: Timestamp = "2150-01-01T00:00:00Z".parse().unwrap();
    let mut store = SqliteStore::open(&house.path("enishi.db")).unwrap();
    store.commit(&draft, ahead).unwrap();
    drop(store);
    let doubtful = || -> Vec<String> {
        let rows = house.json(&["tasks"]);
        let rows = rows.as_array().unwrap().iter();
        let doubtful = rows.filter(|row| row["due_doubtful"] == true);
        doubtful
            .map(|row| row["template"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(doubtful(), ["Z9"]);
    let told = house.run(&["tasks"]).out;
    assert!(told.contains("2150-01-08 日時不確か"), "{told}");
    assert!(told.contains("--due"), "{told}");
    let run = house.run(&["task", &id.to_string(), "未着手", "--due", "2150-01-08"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(doubtful(), Vec::<String>::new(), "the same day, stated");
}
