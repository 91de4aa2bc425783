//! The record as a whole: proved, copied, shared, put back, and persons in it.

use super::{House, recorded, tutorial};

#[test]
fn the_record_is_proved_copied_and_put_back() {
    let house = recorded();
    let proof = house.json(&["verify"]);
    assert_eq!(proof["ok"], true);
    assert!(proof["ops"].as_u64().unwrap() > 10);
    let copy = house.path("copy.db");
    let copy = copy.to_str().unwrap();
    house.json(&["backup", copy]);
    assert_eq!(house.run(&["backup", copy]).code, 1, "never over a file");
    assert!(
        house.json(&["backup"])["path"]
            .as_str()
            .unwrap()
            .contains("backups")
    );
    house.json(&["undo"]);
    assert!(house.json(&["tasks"]).as_array().unwrap().is_empty());
    house.json(&["restore", copy]);
    assert!(!house.json(&["tasks"]).as_array().unwrap().is_empty());
    assert_eq!(house.run(&["restore", &tutorial()]).code, 1);
    assert_eq!(house.run(&["rescue", "nowhere"]).code, 1);
}

#[test]
fn ops_go_to_another_laptop_and_arrive_once() {
    let (here, there) = (recorded(), House::new());
    let lines = here.run(&["ops", "export"]);
    assert_eq!(lines.code, 0);
    let file = there.path("ops.jsonl");
    std::fs::write(&file, &lines.out).unwrap();
    let file = file.to_str().unwrap();
    let first = there.json(&["ops", "import", file]);
    let again = there.json(&["ops", "import", file]);
    assert_eq!(first["new"], again["known"]);
    assert_eq!(again["new"], 0);
    assert_eq!(here.json(&["tasks"]), there.json(&["tasks"]));
    assert_eq!(there.json(&["verify"])["ok"], true);
    std::fs::write(there.path("bad.jsonl"), "{\"v\":1}\n").unwrap();
    let bad = there.path("bad.jsonl");
    assert_eq!(there.run(&["ops", "import", bad.to_str().unwrap()]).code, 1);
}

#[test]
fn the_past_is_shown() {
    let house = recorded();
    let now = house.json(&["show", "--at", "2999-01-01"]);
    assert_eq!(now["pairings"][0]["status"], "確定");
    let before = house.json(&["show", "--at", "2001-01-01 09:00"]);
    assert!(before["pairings"].as_array().unwrap().is_empty());
    assert_eq!(house.run(&["show", "--at", "いつか"]).code, 2);
}

#[test]
fn days_of_the_past_are_counted_from_then() {
    let house = recorded();
    let at = |at: &str, today: &str| {
        let shown = house.json(&["show", "--at", at, "--today", today]);
        shown["tasks"].clone()
    };
    let then = at("2999-06-03", "2026-11-20");
    assert_eq!(then, at("2999-06-03", "2031-02-03"), "whatever today is");
    let days = |tasks: &serde_json::Value| tasks[0]["remaining_business_days"].as_i64().unwrap();
    assert_eq!(days(&then) - days(&at("2999-06-06", "2026-11-20")), 3);
    let run = house.run(&["show", "--at", "2999-06-03", "--today", "2026-11-20"]);
    assert!(run.out.contains("超過"), "{}", run.out);
}

#[test]
fn a_changed_record_is_named_and_fails_the_proof() {
    let house = recorded();
    let db = house.path("enishi.db");
    let change = |sql: &str| {
        let db = rusqlite::Connection::open(&db).unwrap();
        assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
    };
    change("UPDATE op SET body = replace(body, '15', '16') WHERE kind = 'pairing-recorded'");
    let run = house.run(&["verify", "--json"]);
    assert_eq!(run.code, 1);
    let proof = run.json();
    assert_eq!(proof["ok"], false);
    let first = proof["faults"][0].as_str().unwrap();
    assert!(
        first.contains("番") && first.contains("tsukishiro-2026"),
        "{first}"
    );
    change("UPDATE op SET body = replace(body, '16', '15') WHERE kind = 'pairing-recorded'");
    assert_eq!(house.run(&["verify"]).code, 0);
    change("UPDATE pairing SET level = '見送り'");
    let run = house.run(&["verify"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("pairing") && run.err.contains("enishi restore"),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn a_rescue_file_does_not_bring_the_future_in() {
    let house = recorded();
    let future: jiff::Timestamp = "2150-01-01T00:00:00Z".parse().unwrap();
    let draft = crate::store::pair("相沢", "s", "N-1", "o1");
    let rescue = house.path("rescue.jsonl");
    enishi::store::rescue::write(&rescue, &[(future, draft)]).unwrap();
    house.json(&["rescue", rescue.to_str().unwrap()]);
    assert!(!house.run(&["verify"]).err.contains("今より先"));
    assert!(!house.run(&["log"]).out.contains("日時不確か"));
}

#[test]
fn a_folder_that_is_synchronised_is_warned_of() {
    let house = House::new();
    let db = house.path("Dropbox").join("enishi.db");
    let run = house.run(&["pairings", "--db", db.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("同期フォルダー（Dropbox）"), "{}", run.err);
}

/// Row 22 of the faults: the program itself gets no more memory, at whatever moment.
#[cfg(target_os = "linux")]
#[test]
fn a_program_without_memory_ends_and_what_it_called_saved_is_there() {
    use enishi::store::{Sessions, SqliteStore, Store};
    use std::process::Command;
    let base = House::new();
    base.json(&["pair", &tutorial(), "N-01", "15"]);
    let (mut saved, mut ended) = (0, 0);
    for kilobytes in (22_000..100_000).step_by(600) {
        let house = House::new();
        std::fs::copy(base.path("enishi.db"), house.path("enishi.db")).unwrap();
        let plain = house.command(&["pair", &tutorial(), "N-02", "16"]);
        let mut command = Command::new("sh");
        command
            .env_clear()
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["-c", &format!("ulimit -v {kilobytes} && exec \"$@\""), "sh"])
            .arg(plain.get_program())
            .args(plain.get_args());
        let done = command.output().unwrap();
        let store = SqliteStore::open(&house.path("enishi.db")).unwrap();
        let pairings = store.book(&Sessions::All).unwrap().pairings.len();
        assert_eq!(store.verify().unwrap().faults, [], "{kilobytes} KiB");
        assert!(pairings >= 1, "{kilobytes} KiB: an earlier action is lost");
        if done.status.success() {
            assert_eq!(pairings, 2, "{kilobytes} KiB: {done:?}");
            saved += 1;
        } else {
            // The loader of the system does not count: only a program that had begun.
            let said = String::from_utf8_lossy(&done.stderr);
            ended += usize::from(!said.contains("shared librar"));
        }
        if saved == 3 {
            break;
        }
    }
    assert!(saved == 3 && ended > 0, "{saved} saved, {ended} ended");
}

#[test]
fn what_two_laptops_stated_is_listed_by_name_and_a_default_overwrites_nothing() {
    let (here, there) = (House::new(), House::new());
    let file = tutorial();
    let pair = |house: &House, actor: &str, more: &[&str]| {
        let run = house.run(&[&["pair", &file, "N-01", "8", "--actor", actor], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
    };
    pair(
        &here,
        "相沢",
        &["--level", "面談希望", "--note", "試作を見せたい"],
    );
    pair(&there, "馬場", &["--note", "名刺を交換"]);
    let bring = |from: &House, to: &House| {
        let path = to.path("ops.jsonl");
        std::fs::write(&path, from.run(&["ops", "export"]).out).unwrap();
        to.run(&["ops", "import", path.to_str().unwrap()])
    };
    let told = bring(&there, &here).out;
    assert!(
        told.contains("N-01 x ") && told.contains("メモ 2通り"),
        "{told}"
    );
    let told = here.run(&["pairings"]).out;
    assert!(
        told.contains("面談希望"),
        "nobody stated another level: {told}"
    );
    assert!(
        told.contains("試作を見せたい") && told.contains("名刺を交換"),
        "{told}"
    );
    let listed = here.json(&["pairings"]);
    let values = &listed[0]["conflicts"][0]["values"];
    assert_eq!(values[0]["actor"], "馬場");
    assert_eq!(values[1]["actor"], "相沢");
    // Where it differs from what others stated, a level is listed as well.
    bring(&here, &there);
    pair(&here, "相沢", &["--level", "要相談"]);
    pair(&there, "馬場", &["--level", "見送り"]);
    let told = bring(&there, &here).out;
    assert!(told.contains("関心なし と 要相談"), "{told}");
    // To state it once more decides, here and there.
    pair(
        &here,
        "相沢",
        &["--level", "見送り", "--note", "名刺を交換"],
    );
    bring(&here, &there);
    for house in [&here, &there] {
        let listed = house.json(&["pairings"]);
        assert!(listed[0].get("conflicts").is_none(), "{listed}");
        assert_eq!(listed[0]["level"], "見送り");
    }
}

#[test]
fn an_end_in_the_middle_is_told_once_and_another_window_is_none() {
    let house = recorded();
    let db = house.path("enishi.db");
    let told = |house: &House| house.run(&["pairings"]).err.contains("途中で終わりました");
    // Another program has the record open and has written into it.
    let open = enishi::store::SqliteStore::open(&db).unwrap();
    house.json(&["pair", &tutorial(), "N-02", "15"]);
    assert!(!told(&house), "a second window is no end");
    // What a crash leaves: the file and its WAL, and nobody who has them open.
    let wal = db.with_extension("db-wal");
    let kept = [&db, &wal].map(|path| std::fs::read(path).unwrap());
    assert!(!kept[1].is_empty());
    drop(open);
    std::fs::write(&db, &kept[0]).unwrap();
    std::fs::write(&wal, &kept[1]).unwrap();
    assert!(told(&house));
    assert!(!told(&house), "once");
}
