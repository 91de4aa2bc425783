//! Somebody is erased by a command while a screen is open: the screen lets go of them as soon as it learns.

use crate::pty::{Home, Pty, sample};
use std::process::{Command, Stdio};

const CTRL_Q: &str = "\x11";
const CTRL_Z: &str = "\x1a";
const CTRL_Y: &str = "\x19";

fn command(home: &Home, args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_enishi"))
        .args(args)
        .args(["--actor", "別の人"])
        .env_clear()
        .env("HOME", home.folder.path())
        .env("LANG", "ja_JP.UTF-8")
        .env("TZ", "Asia/Tokyo")
        .env("ENISHI_TODAY", "2026-11-20")
        .env("ENISHI_CONFIG", home.folder.path())
        .env("ENISHI_DB", home.db())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.success(), "{args:?}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}

fn erase(home: &Home) {
    command(home, &["person", "erase", "14", "--yes"]);
}

fn presenting(home: &Home) -> Pty {
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません")
        .send("\x1b[15~")
        .sees("発表中");
    pty
}

#[test]
fn the_open_screen_does_not_find_who_was_erased_and_refuses_their_badge() {
    let home = Home::new();
    let pty = presenting(&home);
    pty.send("yoshida").sees("吉田 健一");
    erase(&home);
    pty.no_longer_sees("吉田").sees("消去");
    pty.send(&"\x7f".repeat(7)).send("14").sees("（消去済）");
    pty.send("\r").sees("名札番号 14 の方は消去済みです");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert_eq!(command(&home, &["pairings", "--json"]).trim(), "[]");
}

#[test]
fn neither_undo_nor_redo_brings_an_erased_name_back() {
    let home = Home::new();
    let pty = presenting(&home);
    pty.send("次回は吉田 健一さんに試作を").sees("試作を");
    pty.send("\r").sees("メモに残す");
    pty.send("\r").sees("保存済").sees("メモを残しました");
    pty.send(CTRL_Z).sees("取り消しました").sees("保存済");
    erase(&home);
    // What is told of it stays until Esc.
    pty.sees("個人情報が消去されました").send("\x1b");
    pty.no_longer_sees("個人情報")
        .send(CTRL_Y)
        .sees("やり直しました")
        .sees("次回は（消去済）");
    pty.no_longer_sees("吉田");
    pty.send(CTRL_Z).send(CTRL_Y).sees("次回は（消去済）");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(!command(&home, &["log", "--json"]).contains("吉田"));
}

#[test]
fn an_open_memo_form_keeps_its_text_and_asks_before_the_name_is_recorded() {
    let home = Home::new();
    let pty = presenting(&home);
    pty.send("16")
        .sees("参加者 16")
        .send("\r")
        .sees("記録しました");
    pty.send("\x1bOQ")
        .until("the memo", |s| s.contents().contains("メモ"));
    pty.send("吉田 健一さんも呼ぶ").sees("さんも呼ぶ");
    erase(&home);
    pty.sees("消去された方の氏名").sees("吉田 健一さんも呼ぶ");
    pty.send("\r").sees("もう一度");
    assert!(!command(&home, &["log", "--json"]).contains("吉田"));
    // The name taken out, the rest is recorded at once.
    pty.send("\x1b[H")
        .send(&"\x1b[3~".repeat(7))
        .no_longer_sees("吉田");
    pty.send("\r").sees("保存済");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(command(&home, &["pairings"]).contains("も呼ぶ"));
}

#[test]
fn a_record_that_is_gone_is_offered_from_its_second_copy_on_the_screen() {
    let home = Home::new();
    let stick = home.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let mirror = stick.join("mirror.db");
    let set = format!("[files]\nmirror = {:?}\n", mirror.to_str().unwrap());
    std::fs::write(home.folder.path().join("settings.toml"), set).unwrap();
    command(&home, &["pair", &sample("tutorial.toml"), "N-01", "14"]);
    for file in crate::store::files(home.folder.path()) {
        if !file.starts_with(&stick) && !file.ends_with("settings.toml") {
            std::fs::remove_file(file).unwrap();
        }
    }
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("ペアリング 1  操作");
    pty.send("\r").sees("前の記録は");
    // What was told goes; the record is there again when its count is.
    pty.send("\x1b").sees("関心 1社");
    pty.send("\x1b[15~").sees("常磐木");
    pty.send(CTRL_Q).send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(command(&home, &["pairings"]).contains("常磐木"));
}
