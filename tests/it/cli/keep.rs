//! The record as a whole: proved, copied, shared, put back, and persons in it.

use super::{House, tutorial};

fn recorded() -> House {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    house.json(&["confirm", &tutorial(), "N-01", "sazare"]);
    house
}

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
    assert_eq!(introduced[0]["name"], "");
    assert_eq!(house.json(&["verify"])["ok"], true);
    assert_eq!(house.run(&["person", "report", "999"]).code, 4);
    house.json(&["purge", "--session", "tsukishiro-2026"]);
    assert!(!house.run(&["log", "--json"]).out.contains("髙橋"));
    assert_eq!(house.json(&["tasks"]).as_array().unwrap().len(), 13);
    assert_eq!(house.run(&["purge", "--session", "nowhere"]).code, 4);
}

#[test]
fn a_library_of_patents_is_searched_with_the_session() {
    let house = House::new();
    let list = house.path("list.csv");
    std::fs::write(
        &list,
        "文献番号,発明の名称,出願人/権利者\n特開2099-000123,深海魚の鱗を模した撥水膜,架空水産株式会社\n",
    )
    .unwrap();
    let path = list.to_str().unwrap();
    let made = house.json(&["library", "add", path]);
    assert_eq!((&made["files"], &made["patents"]), (&1.into(), &1.into()));
    assert_eq!(
        house.json(&["library", "add", path]),
        made,
        "once is enough"
    );
    let found = house.json(&["search", &tutorial(), "深海魚"]);
    assert_eq!(found["hits"][0]["kind"], "patent");
    let listed = house.json(&["library", "list"]);
    assert_eq!(listed[0]["current"], true);
    assert_eq!(house.run(&["library", "remove", "other.csv"]).code, 4);
    house.json(&["library", "remove", "list.csv"]);
    assert_eq!(house.run(&["search", &tutorial(), "深海魚"]).code, 4);
    assert_eq!(house.run(&["library", "add", "nowhere.csv"]).code, 1);
    // What is no list of patents changes nothing and is told by line.
    let wrong = house.path("names.csv");
    std::fs::write(&wrong, "氏名,年齢\n架空花子,3\n").unwrap();
    let run = house.run(&["library", "add", wrong.to_str().unwrap()]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("1 行目"), "{}", run.err);
    assert_eq!(
        house.json(&["library", "list"]).as_array().unwrap().len(),
        0
    );
}

#[test]
fn a_changed_record_is_named_and_fails_the_proof() {
    let house = recorded();
    let db = house.path("enishi.db");
    let change = |sql: &str| {
        let db = rusqlite::Connection::open(&db).unwrap();
        assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
    };
    change("UPDATE op SET body = replace(body, '15', '16') WHERE seq = 2");
    let run = house.run(&["verify", "--json"]);
    assert_eq!(run.code, 1);
    let proof = run.json();
    assert_eq!(proof["ok"], false);
    let first = proof["faults"][0].as_str().unwrap();
    assert!(
        first.contains("2番") && first.contains("tsukishiro-2026"),
        "{first}"
    );
    change("UPDATE op SET body = replace(body, '16', '15') WHERE seq = 2");
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
fn the_log_is_filtered_by_need_organisation_person_day_and_kind() {
    let house = recorded();
    house.json(&["pair", &tutorial(), "N-02", "16", "--level", "要相談"]);
    let count = |args: &[&str]| {
        let all = [&["log"], args].concat();
        house.json(&all).as_array().unwrap().len()
    };
    let all = count(&[]);
    assert!(count(&["--need", "N-02"]) > 0 && count(&["--need", "N-02"]) < all);
    assert_eq!(count(&["--need", "N-99"]), 0);
    assert!(
        count(&["--org", "sazare"]) > count(&["--org", "sazare", "--kind", "pairing-recorded"])
    );
    assert_eq!(count(&["--person", "15"]), 1);
    assert_eq!(count(&["--person", "16", "--need", "N-01"]), 0);
    assert_eq!(count(&["--kind", "pairing-recorded"]), 2);
    assert_eq!(
        count(&["--since", "2000-01-01", "--until", "2999-01-01"]),
        all
    );
    assert_eq!(count(&["--until", "2000-01-01"]), 0);
    assert_eq!(count(&["--since", "2999-01-01"]), 0);
    assert_eq!(count(&["--session", "nowhere"]), 0);
}

#[test]
fn a_clock_that_is_ahead_is_told_and_what_comes_from_the_future_is_refused() {
    use enishi::store::{SqliteStore, Store};
    let (here, there) = (recorded(), House::new());
    let mut store = SqliteStore::open(&there.path("enishi.db")).unwrap();
    let future: jiff::Timestamp = "2150-01-01T00:00:00Z".parse().unwrap();
    let draft = crate::store::pair("相沢", "s", "N-1", "o1");
    store.commit(&draft, future).unwrap();
    drop(store);
    let run = there.run(&["verify"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("今より先の時刻"), "{}", run.err);
    let lines = there.path("ops.jsonl");
    let lines = lines.to_str().unwrap();
    there.json(&["ops", "export", lines]);
    let before = here.json(&["verify"]);
    let run = here.run(&["ops", "import", lines]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("1行目") && run.err.contains("2150-01-01"),
        "{}",
        run.err
    );
    assert_eq!(here.json(&["verify"]), before, "nothing was taken in");
    // Nor does a rescue file bring the future in.
    let rescue = here.path("rescue.jsonl");
    enishi::store::rescue::write(&rescue, &[(future, draft)]).unwrap();
    here.json(&["rescue", rescue.to_str().unwrap()]);
    assert!(!here.run(&["verify"]).err.contains("今より先の時刻"));
}

#[test]
fn a_folder_that_is_synchronised_is_warned_of() {
    let house = House::new();
    let db = house.path("Dropbox").join("enishi.db");
    let run = house.run(&["pairings", "--db", db.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("同期フォルダ（Dropbox）"), "{}", run.err);
}

/// Row 22 of the faults: the program itself gets no more memory, at whatever moment.
#[cfg(target_os = "linux")]
#[test]
fn a_program_without_memory_ends_and_what_it_called_saved_is_there() {
    use enishi::store::{Scope, SqliteStore, Store};
    use std::process::Command;
    let base = House::new();
    base.json(&["pair", &tutorial(), "N-01", "15"]);
    let (mut saved, mut ended) = (0, 0);
    for kilobytes in (14_000..60_000).step_by(400) {
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
        let pairings = store.book(&Scope::All).unwrap().pairings.len();
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
