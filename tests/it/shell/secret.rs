//! The passphrase, asked in a real terminal by the encrypted build.

use crate::pty::{Home, Pty, sample};
use std::path::Path;

const SECRET: &str = "縁は異なもの味なもの";
const CTRL_Q: &str = "\x11";

fn never_shown(pty: &Pty) {
    let bytes = pty.bytes();
    let shown = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(!shown(SECRET), "the passphrase was shown");
    assert!(!shown("異な"), "a part of the passphrase was shown");
}

/// Not in what others see of a process.
fn not_in_the_open(pty: &Pty) {
    for name in ["cmdline", "environ"] {
        let seen = std::fs::read(format!("/proc/{}/{name}", pty.pid())).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&seen).contains(SECRET), "{name}");
    }
}

fn holds(path: &Path, text: &str) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

/// A record with one pairing in it, encrypted at a prompt.
fn encrypted(home: &Home) {
    let pty = home.start(100, 20, &["pair", &sample("tutorial.toml"), "N-01", "15"]);
    assert_eq!(pty.end().0, 0);
    assert!(holds(&home.db(), "さざれ光学"));
    let pty = home.start(100, 20, &["encrypt"]);
    pty.sees("パスワードを入れてください")
        .send(&format!("{SECRET}\r"));
    pty.sees("もう一度入れてください")
        .send(&format!("{SECRET}\r"));
    not_in_the_open(&pty);
    pty.sees("記録を暗号化しました");
    never_shown(&pty);
    assert_eq!(pty.end().0, 0);
    assert!(!holds(&home.db(), "さざれ光学"));
}

#[test]
fn a_passphrase_is_asked_never_shown_and_a_wrong_one_is_told() {
    let home = Home::new();
    encrypted(&home);
    // The screen: wrong once, then right.
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("パスワードを入れてください").send("ちがう\r");
    pty.sees("このパスワードでは開けません")
        .send(&format!("{SECRET}\r"));
    pty.sees("発表はまだ始まっていません");
    not_in_the_open(&pty);
    pty.send("\x1b[15~")
        .sees("さざれ光学")
        .send("16")
        .sees("参加者 16")
        .send("\r");
    pty.sees("保存済").send(CTRL_Q);
    never_shown(&pty);
    assert_eq!(pty.end().0, 0);
    // What the program wrote holds neither the words nor the passphrase.
    let mut files: Vec<_> = std::fs::read_dir(home.folder.path()).unwrap().collect();
    files.extend(std::fs::read_dir(home.folder.path().join("backups")).unwrap());
    for file in files {
        let path = file.unwrap().path();
        assert!(
            !holds(&path, "さざれ光学") && !holds(&path, SECRET),
            "{}",
            path.display()
        );
    }
    let pty = home.start(100, 30, &["ops", "export"]);
    pty.sees("パスワード")
        .send(&format!("{SECRET}\r"))
        .sees("pairing-recorded");
    never_shown(&pty);
}

#[test]
fn who_does_not_know_the_passphrase_comes_to_no_screen() {
    let home = Home::new();
    encrypted(&home);
    for args in [&["review"][..], &["verify"]] {
        let pty = home.start(100, 30, args);
        pty.sees("パスワードを入れてください").send("一\r");
        pty.until("asked again", |s| {
            s.contents().matches("開けません").count() == 1
        });
        pty.send("二\r");
        pty.until("and again", |s| {
            s.contents().matches("開けません").count() == 2
        });
        pty.send("三\r");
        let (code, screen) = pty.end();
        assert_eq!(code, 1);
        assert!(screen.contains("パスワードが違うか"), "{screen}");
    }
    let pty = home.start(100, 30, &["review"]);
    pty.sees("パスワードを入れてください").send("\x1b");
    let (code, screen) = pty.end();
    assert_eq!(code, 1);
    assert!(
        screen.contains("パスワードがないので開けません"),
        "{screen}"
    );
}

#[test]
fn what_is_no_record_is_told_apart_and_no_passphrase_is_asked() {
    let home = Home::new();
    std::fs::write(home.db(), "開催回のファイル\n".repeat(500)).unwrap();
    let pty = home.start(100, 30, &["verify"]);
    let (code, screen) = pty.end();
    assert_eq!(code, 1);
    assert!(
        screen.contains("Enishi のデータベースではありません"),
        "{screen}"
    );
    assert!(!screen.contains("パスワードを入れて"), "{screen}");
}

#[test]
fn two_different_passphrases_encrypt_nothing() {
    let home = Home::new();
    let pty = home.start(100, 20, &["pair", &sample("tutorial.toml"), "N-01", "15"]);
    assert_eq!(pty.end().0, 0);
    let pty = home.start(100, 20, &["encrypt"]);
    pty.sees("パスワードを入れてください").send("一\r");
    pty.sees("もう一度入れてください").send("二\r");
    pty.sees("二度のパスワードが違います");
    assert_eq!(pty.end().0, 2);
    assert!(holds(&home.db(), "さざれ光学"));
}
