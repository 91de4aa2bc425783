//! What leaves the laptop, and what comes in.

use super::{House, Run, recorded, tutorial};
use crate::store::pair;
use enishi::store::{SqliteStore, Store};
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};

fn export(house: &House, name: &str) -> String {
    let file = house.path(name).to_str().unwrap().to_owned();
    let _ = fs::remove_file(&file);
    house.json(&["ops", "export", &file]);
    file
}

fn import(house: &House, file: &str) -> Run {
    house.run(&["ops", "import", file])
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn is_private(path: &Path) -> bool {
    path.exists()
}

#[test]
fn an_export_is_for_its_owner_and_tells_what_is_in_it() {
    let house = recorded();
    house.json(&["pair", "sessions/regional.toml", "N-01", "81"]);
    let file = house.path("all.jsonl");
    let run = house.run(&["ops", "export", file.to_str().unwrap(), "--json"]);
    let counted = run.json();
    assert!(is_private(&file));
    let persons = counted["persons"].as_u64().unwrap();
    assert!(persons > 10 && counted["confidential"].as_u64().unwrap() > 0);
    let told = format!("{persons} 名");
    assert!(run.err.contains(&told), "{}", run.err);
    assert!(run.err.contains("NDA後"), "{}", run.err);
    // One session alone; the lines themselves stay what they are.
    let one = house.run(&["ops", "export", "--session", "koshishiro-2026"]);
    assert!(one.err.contains("180 名"), "{}", one.err);
    assert!(!one.out.is_empty());
    for line in one.out.lines() {
        let op: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(op["scope"], "koshishiro-2026");
    }
    let all = fs::read_to_string(&file).unwrap();
    assert!(all.lines().count() > one.out.lines().count());
    let there = House::new();
    fs::write(there.path("one.jsonl"), &one.out).unwrap();
    let taken = there.json(&["ops", "import", there.path("one.jsonl").to_str().unwrap()]);
    assert_eq!(taken["new"], one.out.lines().count());
    let run = house.run(&["ops", "export", "--session", "nowhere"]);
    assert_eq!((run.code, run.out.as_str()), (4, ""));
    assert!(run.err.contains("nowhere"), "{}", run.err);
}

#[test]
fn the_files_of_the_library_are_for_their_owner() {
    let house = House::new();
    let list = house.path("list.csv");
    fs::write(&list, "文献番号,発明の名称\n特開2099-000123,撥水膜\n").unwrap();
    house.json(&["library", "add", list.to_str().unwrap()]);
    let mut found: Vec<PathBuf> = Vec::new();
    let mut open = vec![house.path("")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    let ends = |name: &str| found.iter().find(|path| path.ends_with(name)).unwrap();
    assert!(is_private(ends("files.json")) && is_private(ends("library.cache")));
}

#[test]
fn the_file_that_is_wrong_is_named_and_never_the_record() {
    let house = recorded();
    let bad = house.path("bad.jsonl");
    fs::write(&bad, "{\"v\":1}\n").unwrap();
    fs::write(house.path("bad.db"), vec![7; 8192]).unwrap();
    for (command, file) in [
        ("ops import", "bad.jsonl"),
        ("restore", "bad.db"),
        ("rescue", "bad.jsonl"),
    ] {
        let path = house.path(file).to_str().unwrap().to_owned();
        let args: Vec<&str> = command.split(' ').chain([path.as_str()]).collect();
        let run = house.run(&args);
        assert_eq!(run.code, 1, "{command}");
        assert!(run.err.contains(&path), "{command}: {}", run.err);
        assert!(!run.err.contains("enishi.db"), "{command}: {}", run.err);
    }
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn an_op_under_a_clock_that_was_ahead_is_told_and_is_shared_at_once() {
    let (house, there) = (House::new(), House::new());
    let mut store = SqliteStore::open(&house.path("enishi.db")).unwrap();
    let ahead: Timestamp = "2150-01-01T00:00:00Z".parse().unwrap();
    let (need, org) = ("N-09", "ahead");
    store
        .commit(&pair("tester", "kai-2099", need, org), ahead)
        .unwrap();
    drop(store);
    let run = house.run(&["pair", &tutorial(), "N-01", "15"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("このまま続けられます"), "{}", run.err);
    let file = export(&house, "ops.jsonl");
    let run = import(&there, &file);
    assert_eq!(run.code, 0, "{}", run.err);
    for house in [&house, &there] {
        let log = house.json(&["log"]);
        let marked: Vec<bool> = (log.as_array().unwrap().iter())
            .map(|row| row["doubtful_date"] == true)
            .collect();
        assert!(marked[0] && !marked[1..].contains(&true), "{marked:?}");
        assert!(house.run(&["log"]).out.contains("日時不確か"));
        let run = house.run(&["show", "--at", "2999-01-01"]);
        assert!(run.out.contains("日時不確かな操作が 1 件"), "{}", run.out);
        assert!(!run.err.contains("今より先"), "once: {}", run.err);
    }
}

#[test]
fn a_record_that_was_put_back_by_hand_has_a_way_out() {
    let (a, b) = (House::new(), House::new());
    let db = a.path("enishi.db");
    let stamp = a.path("enishi.db-stamp");
    let note = |house: &House, need: &str, badge: &str, note: &str| {
        let run = house.run(&["pair", &tutorial(), need, badge, "--note", note]);
        assert_eq!(run.code, 0, "{}", run.err);
    };
    note(&a, "N-01", "15", "はじめ");
    let before = [&db, &stamp].map(|path| (path, fs::read(path).unwrap()));
    note(&a, "N-02", "16", "渡した");
    assert_eq!(import(&b, &export(&a, "1")).code, 0);
    // The bytes are put into the same files: nothing tells that it is another one.
    for (path, bytes) in &before {
        fs::write(path, bytes).unwrap();
    }
    note(&a, "N-02", "15", "戻した後");
    let refused = import(&b, &export(&a, "2"));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("-fork-") && refused.err.contains("enishi ops import"));
    let resolved = import(&a, &export(&b, "3"));
    assert_eq!(resolved.code, 0, "{}", resolved.err);
    assert!(
        resolved.out.contains("記録し直しました"),
        "{}",
        resolved.out
    );
    assert!(resolved.out.contains("後: ") && resolved.out.contains("戻した後"));
    note(&a, "N-01", "16", "その後");
    assert_eq!(import(&b, &export(&a, "4")).code, 0);
    let pairings = b.run(&["pairings"]).out;
    for text in ["はじめ", "渡した", "戻した後", "その後"] {
        assert!(pairings.contains(text), "{text}: {pairings}");
    }
    assert_eq!(a.json(&["pairings"]), b.json(&["pairings"]));
    let kept = fs::read_dir(b.path("")).unwrap().map(|e| e.unwrap().path());
    let kept = kept.filter(|path| path.to_string_lossy().contains("-fork-"));
    for path in kept {
        let taken = b.json(&["ops", "import", path.to_str().unwrap()]);
        assert_eq!(taken["again"].as_array().unwrap().len(), 0);
    }
    for house in [&a, &b] {
        assert_eq!(house.json(&["verify"])["ok"], true);
    }
}
