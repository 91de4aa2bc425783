//! Files in which numbers moved: the command that is told so records, prints and names what the file says now.

use super::{House, tutorial};
use serde_json::Value;
use std::path::PathBuf;

const FOOD: &str = "配膳した食事の温度を部屋まで保ちたい";
const PUMP: &str = "輸液ポンプ";

/// The tutorial with each of these words in place of the one before it.
fn file(house: &House, name: &str, exchanged: &[(&str, &str)]) -> String {
    let mut text = std::fs::read_to_string(tutorial()).unwrap();
    for (n, (old, _)) in exchanged.iter().enumerate() {
        text = text.replace(old, &format!("<{n}>"));
    }
    for (n, (_, new)) in exchanged.iter().enumerate() {
        text = text.replace(&format!("<{n}>"), new);
    }
    let path: PathBuf = house.path(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const NEEDS: &[(&str, &str)] = &[("\"N-03\"", "\"N-06\""), ("\"N-06\"", "\"N-03\"")];
const BADGES: &[(&str, &str)] = &[
    ("badge = \"10\"", "badge = \"16\""),
    ("badge = \"16\"", "badge = \"10\""),
];
const FIRMS: &[(&str, &str)] = &[
    ("\"tokiwagi\"", "\"wataboshi\""),
    ("\"wataboshi\"", "\"tokiwagi\""),
];
const SHIFT: &[(&str, &str)] = &[("\"N-03\"", "\"N-06\""), ("\"N-06\"", "\"N-07\"")];

fn begun() -> House {
    let house = House::new();
    for (need, who) in [
        ("N-03", "14"),
        ("N-06", "12"),
        ("N-01", "10"),
        ("N-02", "16"),
    ] {
        house.json(&["pair", &tutorial(), need, who]);
    }
    house
}

/// Need, firm and persons of every pairing, as the office gets them.
fn exported(house: &House) -> Vec<(String, String, String)> {
    let path = house.path("out.json");
    let path = path.to_str().unwrap();
    let run = house.run(&[
        "export",
        "--what",
        "pairings",
        "--internal",
        "--force",
        "-o",
        path,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = std::fs::read_to_string(path).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let rows = rows(&all).expect("rows");
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.iter()
        .map(|row| {
            (
                text(row, "need_title"),
                text(row, "organisation"),
                text(row, "persons"),
            )
        })
        .collect()
}

/// The first list of rows in a document.
fn rows(value: &Value) -> Option<&Vec<Value>> {
    match value {
        Value::Array(rows) if rows.iter().any(|row| row.get("need_title").is_some()) => Some(rows),
        Value::Array(all) => all.iter().find_map(rows),
        Value::Object(all) => all.values().find_map(rows),
        _ => None,
    }
}

fn is_sound(house: &House) {
    let run = house.run(&["verify"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn what_is_typed_is_what_the_file_calls_so_now() {
    for (exchanged, need, who, title, firm, person) in [
        (NEEDS, "N-03", "15", PUMP, "さざれ", "千葉"),
        (NEEDS, "N-06", "15", FOOD, "さざれ", "千葉"),
        (SHIFT, "N-07", "15", PUMP, "さざれ", "千葉"),
        (SHIFT, "N-06", "tobiuo", FOOD, "トビウオ", ""),
        (BADGES, "N-04", "10", "携帯型", "トビウオ", "熊谷"),
        (FIRMS, "N-04", "wataboshi", "携帯型", "常磐木", ""),
    ] {
        let house = begun();
        let before = exported(&house);
        let path = file(&house, "kai.toml", exchanged);
        let asked = house.run(&["pair", &path, need, who]);
        assert_eq!(asked.code, 3, "{}", asked.err);
        let run = house.run(&["pair", &path, need, who, "--changed", "moved"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let is_it = |text: &str| text.contains(title) && text.contains(firm);
        assert!(is_it(&run.out), "{}", run.out);
        let log = house.run(&["log"]).out;
        let is_told = |line: &str| line.contains(need) && line.contains(firm);
        assert!(log.lines().any(is_told), "{log}");
        let after = exported(&house);
        assert_eq!(after.len(), before.len() + 1, "{after:?}");
        assert!(before.iter().all(|row| after.contains(row)), "{after:?}");
        let new = after.iter().find(|row| !before.contains(row)).unwrap();
        assert!(
            new.0.contains(title) && new.1.contains(firm) && new.2.contains(person),
            "{new:?}"
        );
        is_sound(&house);
    }
}

#[test]
fn what_was_recorded_is_confirmed_where_it_stands_now() {
    let house = begun();
    let path = file(&house, "kai.toml", NEEDS);
    let run = house.run(&["confirm", &path, "N-06", "tokiwagi", "--changed", "moved"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains(FOOD) && run.out.contains("確定"),
        "{}",
        run.out
    );
    let tasks = house.run(&["tasks"]).out;
    assert!(tasks.contains("N-06"), "{tasks}");
    is_sound(&house);
    let copy = house.path("copy.db");
    let copy = copy.to_str().unwrap();
    assert_eq!(house.run(&["backup", copy]).code, 0);
    let run = house.run(&["restore", copy]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn badges_that_moved_are_printed_once_each() {
    let (house, fresh) = (begun(), House::new());
    let path = file(&house, "kai.toml", BADGES);
    for what in ["badges", "reception"] {
        let page = |house: &House, args: &[&str]| {
            let out = house.path("page.html");
            let to = ["--force", "-o", out.to_str().unwrap()];
            let run = house.run(&[&["print", what], args, &to].concat());
            assert_eq!(run.code, 0, "{}{}", run.out, run.err);
            assert!(run.out.contains("22"), "{}", run.out);
            std::fs::read_to_string(out).unwrap()
        };
        let moved = page(&house, &[&path, "--changed", "moved"]);
        let plain = page(&fresh, &[&tutorial()]);
        for name in ["熊谷", "齋藤"] {
            let count = |page: &str| page.matches(name).count();
            assert_eq!(count(&moved), count(&plain), "{what}: {name}");
        }
    }
    is_sound(&house);
}

#[test]
fn what_had_the_number_before_keeps_its_title_and_can_be_confirmed() {
    let house = begun();
    let path = file(&house, "kai.toml", &[(FOOD, "別の困りごと")]);
    let run = house.run(&["pair", &path, "N-03", "15", "--changed", "other"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let titles: Vec<String> = exported(&house).into_iter().map(|row| row.0).collect();
    for title in [FOOD, "別の困りごと"] {
        assert!(titles.iter().any(|t| t == title), "{titles:?}");
    }
    let run = house.run(&["confirm", &path, "N-03", "tokiwagi"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains(FOOD), "{}", run.out);
    // Who has the badge now is not the one who was there.
    let path = file(
        &house,
        "kai.toml",
        &[(FOOD, "別の困りごと"), ("吉田 健一", "別人 太郎")],
    );
    let run = house.run(&["pair", &path, "N-05", "14", "--changed", "other"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let persons: Vec<String> = exported(&house).into_iter().map(|row| row.2).collect();
    for name in ["吉田 健一", "別人 太郎"] {
        assert!(persons.iter().any(|p| p == name), "{persons:?}");
    }
    is_sound(&house);
}

#[test]
fn a_second_memo_leaves_the_first_one() {
    let house = House::new();
    let pair = |note: &str| house.run(&["pair", &tutorial(), "N-01", "15", "--note", note]);
    let note = || {
        house.json(&["pairings"])[0]["note"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(pair("試作を見る").err, "");
    assert!(pair("見積もりを待つ").err.contains("両方"));
    assert_eq!(note(), "試作を見る\n見積もりを待つ");
    for again in ["試作を見る", "見積もりを待つ"] {
        assert_eq!(pair(again).err, "");
        assert_eq!(note(), "試作を見る\n見積もりを待つ");
    }
}
