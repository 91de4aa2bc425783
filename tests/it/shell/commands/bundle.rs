//! What laptops without a network give each other: closed files, made for whom they are.

use super::{House, Run, tutorial};
use std::fs;

fn path(house: &House, name: &str) -> String {
    house.path(name).to_str().unwrap().to_owned()
}

/// Gives a file of one laptop to another, and answers what it is called there.
fn hand(from: &House, to: &House, name: &str) -> String {
    fs::copy(from.path(name), to.path(name)).unwrap();
    path(to, name)
}

fn import(house: &House, file: &str) -> Run {
    house.run(&["bundle", "import", file])
}

/// Both know each other, as their users said on the telephone.
fn befriend(one: &House, other: &House, name: &str) {
    one.run(&[
        "bundle",
        "introduce",
        "-o",
        &path(one, "me.enishi"),
        "--force",
    ]);
    let told = import(other, &hand(one, other, "me.enishi"));
    let said = one.json(&["device"])["fingerprint"].clone();
    let said = said.as_str().unwrap();
    assert!(told.out.contains(said), "{}", told.out);
    let accepted = other.json(&["device", "accept", said, "--name", name]);
    assert_eq!(accepted["name"], name);
}

fn pairings(house: &House) -> String {
    house.run(&["pairings", "--json"]).out
}

fn two() -> (House, House) {
    let (desk, hall) = (House::new(), House::new());
    befriend(&desk, &hall, "受付");
    befriend(&hall, &desk, "会場");
    (desk, hall)
}

#[test]
fn a_bundle_brings_what_the_other_lacks_and_no_more() {
    let (desk, hall) = two();
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    hall.json(&["pair", &tutorial(), "N-02", "16"]);
    let file = path(&desk, "1.enishi");
    let made = desk.json(&["bundle", "export", "-o", &file]);
    assert_eq!(made["to"], serde_json::json!(["会場"]));
    let all = made["ops"].as_u64().unwrap();
    let told = import(&hall, &hand(&desk, &hall, "1.enishi"));
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("受付 のパソコンからの"), "{}", told.out);
    // The answer tells what is there now: with the next one the desk gets the rest, and nothing of its own.
    let back = path(&hall, "2.enishi");
    let made = hall.json(&["bundle", "export", "-o", &back]);
    let own = made["ops"].as_u64().unwrap();
    assert!(own > 0 && own < all + own, "{own} of {all}");
    let told = desk.json(&["bundle", "import", &hand(&hall, &desk, "2.enishi")]);
    assert_eq!((&told["new"], &told["known"]), (&own.into(), &0.into()));
    assert_eq!(pairings(&desk), pairings(&hall));
    let nothing = desk.json(&["bundle", "export", "-o", &path(&desk, "3.enishi")]);
    // The hall does not know yet what the desk has since: only what the desk itself knows of the hall counts.
    assert_eq!(nothing["ops"], 0);
    let whole = desk.json(&[
        "bundle",
        "export",
        "--whole",
        "-o",
        &path(&desk, "4.enishi"),
    ]);
    assert_eq!(whole["ops"], all + own);
    // As often as one likes, in any order.
    for name in ["4.enishi", "1.enishi", "3.enishi"] {
        let again = hall.json(&["bundle", "import", &hand(&desk, &hall, name)]);
        assert_eq!(again["new"], 0);
    }
}

#[test]
fn only_the_devices_it_is_for_can_open_it() {
    let (desk, hall) = two();
    let stranger = House::new();
    befriend(&stranger, &desk, "卓");
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    let file = path(&desk, "1.enishi");
    desk.json(&["bundle", "export", "-o", &file, "--for", "会場"]);
    let bytes = fs::read(&file).unwrap();
    let title = "曇";
    assert!(!String::from_utf8_lossy(&bytes).contains(title));
    let refused = import(&stranger, &hand(&desk, &stranger, "1.enishi"));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("開けません"), "{}", refused.err);
    assert_eq!(import(&hall, &hand(&desk, &hall, "1.enishi")).code, 0);
    // By fingerprint, to both; open, for everybody.
    let said = stranger.json(&["device"])["fingerprint"].clone();
    desk.json(&[
        "bundle",
        "export",
        "-o",
        &path(&desk, "2.enishi"),
        "--for",
        said.as_str().unwrap(),
        "--for",
        "会場",
    ]);
    let taken = import(&stranger, &hand(&desk, &stranger, "2.enishi"));
    assert_eq!(taken.code, 0, "{}", taken.err);
    // Whoever did not accept the desk is told whose it is.
    assert!(taken.out.contains("まだ受け入れていない"), "{}", taken.out);
    let open = desk.run(&["bundle", "export", "-o", &path(&desk, "3.enishi"), "--open"]);
    assert!(open.err.contains("個人情報"), "{}", open.err);
    let anybody = House::new();
    assert_eq!(import(&anybody, &hand(&desk, &anybody, "3.enishi")).code, 0);
    assert_eq!(pairings(&anybody), pairings(&desk));
}

#[test]
fn without_anybody_to_give_it_to_or_under_a_wrong_name_nothing_is_written() {
    let desk = House::new();
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    let file = path(&desk, "1.enishi");
    let refused = desk.run(&["bundle", "export", "-o", &file]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("introduce"), "{}", refused.err);
    let hall = House::new();
    befriend(&hall, &desk, "会場");
    let wrong = desk.run(&["bundle", "export", "-o", &file, "--for", "会長"]);
    assert_eq!(wrong.code, 4);
    assert!(wrong.err.contains("会長"), "{}", wrong.err);
    let nowhere = desk.run(&["bundle", "export", "-o", &file, "--session", "nowhere"]);
    assert_eq!(nowhere.code, 4);
    assert!(!desk.path("1.enishi").exists());
    desk.json(&["bundle", "export", "-o", &file]);
    let taken = desk.run(&["bundle", "export", "-o", &file]);
    assert_eq!(taken.code, 1);
    assert!(taken.err.contains("--force"), "{}", taken.err);
}

#[test]
fn a_bundle_that_was_cut_or_changed_is_refused_whole() {
    let (desk, hall) = two();
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    let file = path(&desk, "1.enishi");
    desk.json(&["bundle", "export", "-o", &file]);
    let bytes = fs::read(&file).unwrap();
    let before = pairings(&hall);
    let wrong = hall.path("wrong.enishi");
    let steps = bytes.len() / 12;
    for at in (0..bytes.len()).step_by(steps.max(1)) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x20;
        fs::write(&wrong, &changed).unwrap();
        let run = import(&hall, wrong.to_str().unwrap());
        assert_eq!(run.code, 1, "changed at {at}: {}", run.out);
        assert!(run.err.contains("wrong.enishi"), "{}", run.err);
        fs::write(&wrong, &bytes[..at]).unwrap();
        let run = import(&hall, wrong.to_str().unwrap());
        // An empty file is one of no lines.
        assert_eq!(run.code, i32::from(at > 0), "cut at {at}: {}", run.out);
    }
    fs::write(&wrong, [bytes.as_slice(), b"x"].concat()).unwrap();
    assert_eq!(import(&hall, wrong.to_str().unwrap()).code, 1);
    fs::write(&wrong, b"enishi bundle 2\n").unwrap();
    let newer = import(&hall, wrong.to_str().unwrap());
    assert!(newer.err.contains("新しい版"), "{}", newer.err);
    assert_eq!(pairings(&hall), before);
}

#[test]
fn an_erasure_travels_in_a_bundle() {
    let (desk, hall) = two();
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    let pass = |name: &str| {
        desk.json(&["bundle", "export", "-o", &path(&desk, name)]);
        let told = import(&hall, &hand(&desk, &hall, name));
        assert_eq!(told.code, 0, "{}", told.err);
        told.out
    };
    pass("1.enishi");
    let names = |house: &House| house.run(&["ops", "export"]).out.contains("千葉 恵子");
    assert!(names(&hall));
    desk.json(&["person", "erase", "15"]);
    let told = pass("2.enishi");
    assert!(told.contains("消しました"), "{told}");
    assert!(!names(&desk) && !names(&hall));
    // Whoever still has the older file does not bring the name back.
    let told = import(&hall, &path(&hall, "1.enishi"));
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(!names(&hall));
}

/// A laptop that was put back to an older copy says what it has, and gets the rest again.
#[test]
fn whoever_was_put_back_to_an_older_copy_gets_the_rest_again() {
    let (desk, hall) = two();
    let copy = path(&hall, "copy.db");
    hall.json(&["pair", &tutorial(), "N-02", "16"]);
    hall.run(&["backup", &copy]);
    desk.json(&["pair", &tutorial(), "N-01", "15"]);
    let pass = |from: &House, to: &House, name: &str| {
        from.json(&["bundle", "export", "--force", "-o", &path(from, name)]);
        import(to, &hand(from, to, name))
    };
    pass(&desk, &hall, "a.enishi");
    pass(&hall, &desk, "b.enishi");
    assert_eq!(pairings(&desk), pairings(&hall));
    let back = hall.run(&["restore", &copy]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert_ne!(pairings(&desk), pairings(&hall));
    pass(&hall, &desk, "c.enishi");
    pass(&desk, &hall, "d.enishi");
    assert_eq!(pairings(&desk), pairings(&hall));
}
