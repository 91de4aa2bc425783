//! What was recorded or half typed outlives whatever happens to the program, its file and its neighbours.

use crate::pty::{Home, PATIENCE, Pty, sample};
use enishi::store::{Options, Sessions, SqliteStore, Store};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const F2: &str = "\x1bOQ";
const F5: &str = "\x1b[15~";
const CTRL_Q: &str = "\x11";

impl Home {
    /// A command beside the screen.
    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_enishi"))
            .args(args)
            .args(["--actor", "別の人"])
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "ja_JP.UTF-8")
            .env("TZ", "Asia/Tokyo")
            .env("ENISHI_TODAY", "2026-11-20")
            .env("ENISHI_CONFIG", self.folder.path())
            .env("ENISHI_DB", self.db())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn out(&self, args: &[&str]) -> String {
        let done = self.run(args);
        assert!(done.status.success(), "{args:?}: {done:?}");
        String::from_utf8(done.stdout).unwrap()
    }

    fn files(&self, folder: &str, with: &str) -> Vec<PathBuf> {
        let found = std::fs::read_dir(self.folder.path().join(folder));
        let mut found: Vec<PathBuf> = found
            .into_iter()
            .flatten()
            .map(|e| e.unwrap().path())
            .filter(|p| p.to_string_lossy().contains(with))
            .filter(|p| !p.to_string_lossy().ends_with("-stamp"))
            .filter(|p| !p.to_string_lossy().ends_with("-open"))
            .collect();
        found.sort();
        found
    }
}

/// Waits for something that no screen shows.
#[expect(
    clippy::disallowed_methods,
    reason = "a test may know how long it waits"
)]
fn eventually(what: &str, ok: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !ok() {
        assert!(Instant::now() < end, "waited for {what:?} in vain");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// The tutorial, its first need presented.
fn presenting(home: &Home, env: &[(&str, &str)]) -> Pty {
    let pty = home.start_with(100, 30, &["open", &sample("tutorial.toml")], env);
    pty.sees("発表はまだ始まっていません")
        .send(F5)
        .sees("発表中");
    pty
}

fn record(pty: &Pty) {
    pty.send("14").sees("参加者 14").send("\r");
    pty.sees("記録しました").sees("保存済");
}

fn signal(pty: &Pty, name: &str) {
    let pid = pty.pid().to_string();
    let sent = Command::new("kill").args(["-s", name, &pid]).status();
    assert!(sent.unwrap().success());
}

fn kill(pty: &Pty) {
    signal(pty, "KILL");
    pty.wait("the end", |shown| shown.ended);
}

/// Whether some half-typed text with these words is kept beside the record.
fn is_kept(home: &Home, text: &str) -> bool {
    let options = Options {
        read_only: true,
        ..Options::new(&home.db())
    };
    let _ = SqliteStore::open_with(&options);
    let db = rusqlite::Connection::open(home.db()).unwrap();
    db.query_row(
        "SELECT count(*) FROM note WHERE value = ?1",
        [text],
        |row| row.get::<_, i64>(0),
    )
    .is_ok_and(|n| n > 0)
}

#[test]
fn a_half_typed_memo_is_offered_again_after_a_kill() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    record(&pty);
    pty.send(F2)
        .until("the field of the memo", |s| s.contents().contains("メモ"));
    pty.send("試作を見せても").sees("試作を見せても");
    eventually("the draft", || is_kept(&home, "試作を見せても"));
    kill(&pty);

    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("書きかけのメモがあります").sees("常磐木");
    pty.send(F2)
        .sees("試作を見せても")
        .sees("書きかけの文を戻しました");
    pty.send("らう\r").sees("保存済");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(home.out(&["pairings"]).contains("試作を見せてもらう"));
    // It is recorded now, and not offered a third time.
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("常磐木").send(CTRL_Q);
    let (_, screen) = pty.end();
    assert!(!screen.contains("書きかけ"), "{screen}");
}

#[test]
fn a_half_typed_line_is_offered_again_after_a_kill_and_dropped_by_leaving() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    pty.send("次回は手術室で").sees("次回は手術室で");
    eventually("the draft", || is_kept(&home, "次回は手術室で"));
    kill(&pty);
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("次回は手術室で").sees("書きかけの文を戻しました");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("発表中").until("an empty field", |s| {
        !s.contents().contains("次回は手術室で")
    });
}

#[test]
fn what_waits_when_the_database_thread_panics_goes_to_the_rescue_file() {
    let home = Home::new();
    let pty = presenting(&home, &[("ENISHI_TEST_PANIC", "database")]);
    record(&pty);
    pty.send("panic").sees("panic");
    pty.send("\r").sees("打ち直す").send("2").send("\r");
    let (code, screen) = pty.end();
    assert_ne!(code, 0);
    assert!(screen.contains("enishi rescue"), "{screen}");
    assert!(
        home.out(&["pairings"]).contains("常磐木"),
        "what was saved is"
    );
    assert!(!home.out(&["log"]).contains("panic"), "and this was not");
    let rescue = home.files("", "rescue");
    let rescue = rescue[0].to_str().unwrap();
    for _ in 0..2 {
        home.out(&["rescue", rescue]);
    }
    assert_eq!(home.out(&["log"]).matches("panic").count(), 1);
    assert!(home.out(&["verify"]).contains("誤りはありません"));
}

#[test]
fn what_cannot_be_saved_is_told_and_rescued() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    record(&pty);
    // Somebody puts another file in its place.
    let aside = home.folder.path().join("aside.db");
    let copy = home.folder.path().join("copy.db");
    home.out(&["backup", copy.to_str().unwrap()]);
    std::fs::rename(home.db(), &aside).unwrap();
    std::fs::rename(&copy, home.db()).unwrap();
    pty.send("16").sees("参加者 16").send("\r");
    pty.sees("未保存 1").sees("実行中にファイルが移動");
    pty.send("17").sees("参加者 17").send("\r").sees("未保存 2");
    pty.send(CTRL_Q);
    let (code, screen) = pty.end();
    assert_ne!(code, 0);
    assert!(screen.contains("enishi rescue"), "{screen}");
    // Its WAL was left where it was.
    std::fs::rename(&aside, home.db()).unwrap();
    let rescue = home.files("", "rescue");
    home.out(&["rescue", rescue[0].to_str().unwrap()]);
    let log = home.out(&["log"]);
    assert!(log.matches("試験").count() >= 4, "{log}");
    assert!(home.out(&["verify"]).contains("誤りはありません"));
}

#[test]
fn a_window_that_is_closed_leaves_what_could_not_be_saved_in_the_rescue_file() {
    for name in ["HUP", "TERM"] {
        let home = Home::new();
        let pty = presenting(&home, &[]);
        record(&pty);
        std::fs::rename(home.db(), home.folder.path().join("aside.db")).unwrap();
        pty.send("16").sees("参加者 16").send("\r").sees("未保存 1");
        signal(&pty, name);
        pty.wait("the end", |shown| shown.ended);
        std::fs::rename(home.folder.path().join("aside.db"), home.db()).unwrap();
        let rescue = home.files("", "rescue");
        home.out(&["rescue", rescue[0].to_str().unwrap()]);
        assert!(home.out(&["pairings"]).contains("トビウオ"), "{name}");
    }
}

#[test]
fn two_screens_and_a_command_on_one_record_see_each_other() {
    let home = Home::new();
    let here = presenting(&home, &[]);
    let there = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    there.sees("発表中");
    record(&here);
    there.sees("常磐木");
    there.send("16").sees("参加者 16").send("\r").sees("保存済");
    here.until("the other's record", |s| {
        s.contents().matches("[関心]").count() >= 2
    });
    home.out(&[
        "pair",
        &sample("tutorial.toml"),
        "N-01",
        "14",
        "--level",
        "面談希望",
    ]);
    here.sees("[面談希望]");
    there.sees("[面談希望]");
    // Each takes back its own while the other's stays; and the other sees that, too.
    home.out(&["undo"]);
    here.no_longer_sees("[面談希望]");
    there.no_longer_sees("[面談希望]");
    for pty in [here, there] {
        let bytes = pty.bytes();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("locked"), "{text}");
        pty.send(CTRL_Q);
        assert_eq!(pty.end().0, 0);
    }
    assert!(home.out(&["verify"]).contains("誤りはありません"));
}

#[test]
fn what_another_program_keeps_from_being_saved_is_saved_when_it_lets_go() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    record(&pty);
    let mut other = rusqlite::Connection::open(home.db()).unwrap();
    let lock = other
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    pty.send("16").sees("参加者 16").send("\r").sees("未保存 1");
    pty.sees("別の画面が書き込み中です");
    drop(lock);
    pty.sees("保存済").no_longer_sees("未保存");
    let bytes = pty.bytes();
    assert!(!String::from_utf8_lossy(&bytes).contains("locked"));
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn backups_are_made_when_the_program_ends_and_not_twice_of_the_same() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    record(&pty);
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let made = home.files("backups", ".db");
    let newest = made.last().unwrap();
    let copy = SqliteStore::open(newest).unwrap();
    assert_eq!(copy.book(&Sessions::All).unwrap().pairings.len(), 1);
    drop(copy);
    let pty = home.start(100, 30, &["review"]);
    pty.sees("フォロー").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert_eq!(home.files("backups", ".db").len(), made.len(), "unchanged");
}

#[test]
fn the_history_shows_how_things_were_then_and_who_was_introduced() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    record(&pty);
    pty.send("\x1bOS").sees("[要相談]").sees("保存済");
    pty.send("16").sees("参加者 16").send("\r").sees("保存済");
    // 履歴 by its name; the newest op is the first line, the change of the level the second.
    pty.send("\x10")
        .sees("操作一覧")
        .send("履歴")
        .sees("> 履歴")
        .send("\r");
    pty.sees("履歴（新しい順）")
        .sees("その時の内容")
        .sees("試験");
    pty.send("\x1b[B\x1b[B\r").sees("の内容");
    pty.until("the first pairing as it was recorded", |s| {
        let text = s.contents();
        text.contains("その時のペアリング 1") && text.contains("N-01 x 有限会社常磐木")
    });
    let then = pty.text();
    assert!(then.contains("関心 候補"), "{then}");
    pty.send("\x1b").sees("履歴（新しい順）").send("\x1b[A\r");
    pty.until("a step later", |s| s.contents().contains("要相談 候補"));
    pty.send("\x1b")
        .sees("履歴（新しい順）")
        .send("\x1b")
        .no_longer_sees("履歴（新しい順）");
    pty.send("\x10")
        .sees("操作一覧")
        .send("紹介の記録")
        .sees("> 紹介の記録")
        .send("\r");
    pty.sees("吉田 健一 -> 月代医科大学")
        .sees("保存期限: ")
        .sees("原則3年残します");
    pty.send("\x1b").no_longer_sees("保存期限").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let listed = home.out(&["person", "provisions"]);
    assert!(
        listed.contains("吉田 健一") && listed.contains("保存期限"),
        "{listed}"
    );
}

#[test]
fn persons_kept_for_too_long_are_remembered_once_a_month() {
    let home = Home::new();
    let mut store = SqliteStore::open(&home.db()).unwrap();
    let long_ago: jiff::Timestamp = "2019-05-01T00:00:00Z".parse().unwrap();
    let old = crate::store::session("2019年の会", 3);
    store
        .commit(&crate::store::load("相沢", old), long_ago)
        .unwrap();
    drop(store);
    let pty = home.start(110, 30, &["review"]);
    pty.sees("個人情報を3年より長く持っている会が1件あります");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let listed = home.out(&["person", "overdue"]);
    assert!(listed.contains("2019年の会"), "{listed}");
    let pty = home.start(110, 30, &["review"]);
    pty.sees("フォロー").until("the record is open", |s| {
        s.contents().contains("会のすべて") || s.contents().contains("ありません")
    });
    assert!(!pty.text().contains("個人情報を3年"), "{}", pty.text());
}

#[test]
fn the_projector_is_reached_by_its_name_and_names_nobody() {
    let home = Home::new();
    let pty = presenting(&home, &[]);
    pty.send("14").sees("吉田 健一").send("\r");
    pty.sees("記録しました").sees("常磐木").sees("保存済");
    pty.send("\x10")
        .sees("操作一覧")
        .send("投影")
        .sees("> 投影画面")
        .send("\r");
    pty.sees("次: N-02")
        .no_longer_sees("吉田")
        .no_longer_sees("常磐木");
    // From now on nothing that is sent to the terminal names anybody.
    let before = pty.bytes().len();
    pty.send("14\r").send("\x1bOQ").send(F5).sees("次: N-05");
    pty.send("\x1b").sees("もう一度 Esc で投影を終わります。");
    pty.send("\x1b").sees("発表中");
    let bytes = pty.bytes();
    let all = String::from_utf8_lossy(bytes.get(before..).unwrap()).into_owned();
    let until = all.find("発表順").unwrap_or(all.len());
    let shown = all.get(..until).unwrap();
    assert!(
        !shown.contains("吉田") && !shown.contains("常磐木"),
        "{shown}"
    );
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[cfg(unix)]
#[test]
fn what_is_wrong_with_the_place_of_a_record_is_told_on_the_screen_until_it_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let told = |home: &Home, db: &str, text: &str| {
        let pty = home.start_with(100, 30, &["review"], &[("ENISHI_DB", db)]);
        pty.sees(text);
        pty.send("\x1b").no_longer_sees(text).send(CTRL_Q);
        pty.wait("the end", |shown| shown.ended);
    };
    let home = Home::new();
    home.out(&["pair", &sample("tutorial.toml"), "N-01", "14"]);
    let db = home.db();
    let at = |name: &str| {
        let path = home.folder.path().join(name).join("enishi.db");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(&db, &path).unwrap();
        path
    };
    let locked = at("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o444)).unwrap();
    told(&home, locked.to_str().unwrap(), "閲覧だけできます");
    let newer = at("newer");
    let open = rusqlite::Connection::open(&newer).unwrap();
    open.pragma_update(None, "user_version", 999).unwrap();
    drop(open);
    told(&home, newer.to_str().unwrap(), "新しい版の Enishi");
    let synced = at("Nextcloud");
    told(
        &home,
        synced.to_str().unwrap(),
        "同期フォルダー（Nextcloud）",
    );
    let ahead = at("ahead");
    let future: jiff::Timestamp = "2150-01-01T00:00:00Z".parse().unwrap();
    let mut store = SqliteStore::open(&ahead).unwrap();
    store
        .commit(&crate::store::pair("相沢", "s", "N-1", "o"), future)
        .unwrap();
    drop(store);
    told(&home, ahead.to_str().unwrap(), "今より先の日時");
    let link = home.folder.path().join("link.db");
    std::os::unix::fs::symlink(&db, &link).unwrap();
    told(
        &home,
        link.to_str().unwrap(),
        "通常のファイルではありません",
    );
}
