//! The keys of laptops: shown, accepted, told by verify.

use super::{House, tutorial};

/// Passes everything one house has recorded to another one.
fn pass(from: &House, to: &House, name: &str) {
    let file = to.path(name);
    let file = file.to_str().unwrap();
    from.json(&["ops", "export", file]);
    to.json(&["ops", "import", file]);
}

#[test]
fn a_colleague_is_accepted_by_the_number_said_on_the_telephone() {
    let (mine, theirs) = (House::new(), House::new());
    mine.json(&["pair", &tutorial(), "N-01", "15"]);
    theirs.json(&["pair", &tutorial(), "N-02", "16", "--actor", "山本"]);
    let said = theirs.json(&["device"])["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(theirs.run(&["device"]).out.contains(&said));
    // Nothing of theirs is here yet.
    assert_eq!(mine.run(&["device", "accept", &said]).code, 4);
    pass(&theirs, &mine, "ops.jsonl");
    let told = mine.run(&["verify"]);
    assert_eq!(told.code, 0, "{}", told.out);
    assert!(
        told.out.contains(&said) && told.out.contains("受け入れていない"),
        "{}",
        told.out
    );
    // As it is said: in groups, with wide digits.
    let groups: Vec<&str> = said.split('-').collect();
    let mut accept = vec!["device", "accept"];
    accept.extend(&groups);
    let accepted = mine.json(&accept);
    assert_eq!(accepted["name"], "山本");
    let told = mine.run(&["verify"]);
    assert!(
        told.out.contains("受け入れたパソコン（山本）"),
        "{}",
        told.out
    );
    let listed = mine.json(&["device", "list"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed.iter().filter(|d| d["own"] == true).count(), 1);
    assert!(mine.run(&["device", "list"]).out.contains("山本"));
    assert_eq!(mine.run(&["device", "forget", &said]).code, 0);
    assert_eq!(mine.run(&["device", "forget", &said]).code, 4);
    for wrong in ["1234", "あ", "04213-88157-90266-3177x"] {
        assert_eq!(mine.run(&["device", "accept", wrong]).code, 2, "{wrong}");
    }
    let own = mine.json(&["device"])["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(mine.run(&["device", "accept", &own]).code, 2);
}

#[test]
fn a_line_that_was_changed_after_it_was_signed_is_refused_with_its_number() {
    let (mine, theirs) = (House::new(), House::new());
    theirs.json(&["pair", &tutorial(), "N-02", "16"]);
    let file = mine.path("ops.jsonl");
    theirs.json(&["ops", "export", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(&file).unwrap();
    let at = text.find("\"sig\":\"").unwrap() + 200;
    let mut bytes = text.clone().into_bytes();
    bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    std::fs::write(&file, bytes).unwrap();
    let run = mine.run(&["ops", "import", file.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
    let line = text.get(..at).unwrap().lines().count();
    assert!(
        run.err.contains(&format!("{line}行目の署名")),
        "{}",
        run.err
    );
    assert!(mine.json(&["log"]).as_array().unwrap().is_empty());
    // The key file is readable by its owner alone, and in no export.
    assert!(!text.contains("device.key"));
}

#[test]
fn a_lost_key_file_is_told() {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    let before = house.json(&["device"])["fingerprint"].clone();
    let mut found = vec![house.path("")];
    while let Some(folder) = found.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.push(path);
            } else if path.file_name().is_some_and(|name| name == "device.key") {
                std::fs::remove_file(path).unwrap();
            }
        }
    }
    let told = house.run(&["pairings"]);
    assert!(told.err.contains("device.key"), "{}", told.err);
    assert_ne!(house.json(&["device"])["fingerprint"], before);
    assert!(house.run(&["pairings"]).err.is_empty(), "told once");
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn an_import_names_who_erased_whom_and_whether_anybody_knows_their_laptop() {
    let (mine, theirs) = (House::new(), House::new());
    mine.json(&["pair", &tutorial(), "N-01", "15"]);
    pass(&mine, &theirs, "ops.jsonl");
    theirs.json(&["person", "erase", "15", "--actor", "山本"]);
    let file = mine.path("theirs.jsonl");
    let file = file.to_str().unwrap();
    theirs.json(&["ops", "export", file]);
    let taken = mine.run(&["ops", "import", file]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    for part in ["山本 さん", "1人", "番号 15", "受け入れていません"] {
        assert!(taken.out.contains(part), "{part}: {}", taken.out);
    }
    assert!(!taken.out.contains("千葉"), "{}", taken.out);
    let again = mine.run(&["ops", "import", file]);
    assert!(!again.out.contains("山本"), "told once: {}", again.out);
    // From an accepted laptop nothing but what was done is told.
    let said = theirs.json(&["device"])["fingerprint"].clone();
    mine.json(&["device", "accept", said.as_str().unwrap()]);
    theirs.json(&[
        "purge",
        "--session",
        "tsukishiro-2026",
        "--yes",
        "--actor",
        "山本",
    ]);
    std::fs::remove_file(file).unwrap();
    theirs.json(&["ops", "export", file]);
    let taken = mine.run(&["ops", "import", file]);
    assert!(taken.out.contains("件の中身を消しました"), "{}", taken.out);
    assert!(!taken.out.contains("受け入れていません"), "{}", taken.out);
    // A copy of which somebody took the signatures away.
    let third = House::new();
    let text = std::fs::read_to_string(file).unwrap();
    let bare = text.lines().map(|line| match line.split_once(",\"sig\":") {
        Some((line, _)) => format!("{line}}}\n"),
        None => format!("{line}\n"),
    });
    std::fs::write(third.path("bare.jsonl"), bare.collect::<String>()).unwrap();
    let path = third.path("bare.jsonl");
    let taken = third.run(&["ops", "import", path.to_str().unwrap()]);
    assert!(taken.out.contains("署名がありません"), "{}", taken.out);
}
