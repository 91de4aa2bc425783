//! Two laptops that see one folder, in two real terminals.

use crate::pty::{Home, Pty, sample};
use std::fs;
use std::process::Command;

const CTRL_Q: &str = "\x11";

fn home(folder: &std::path::Path) -> Home {
    let home = Home::new();
    let settings = format!("[sync]\nfolder = {:?}\n", folder.display().to_string());
    fs::write(home.folder.path().join("settings.toml"), settings).unwrap();
    home
}

fn command(home: &Home, args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_enishi"))
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("HOME", home.folder.path())
        .env("ENISHI_CONFIG", home.folder.path())
        .env("ENISHI_DB", home.db())
        .env("ENISHI_TODAY", "2026-11-20")
        .args(["--actor", "試験"])
        .args(args)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

fn fingerprint(home: &Home) -> String {
    let told: serde_json::Value =
        serde_json::from_str(&command(home, &["device", "--json"])).unwrap();
    told["fingerprint"].as_str().unwrap().to_owned()
}

fn start(home: &Home) -> Pty {
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("この会の記録");
    pty
}

#[test]
fn what_one_desk_records_is_on_the_screen_of_the_other() {
    let folder = crate::scratch();
    let (desk, hall) = (home(folder.path()), home(folder.path()));
    let (one, other) = (start(&desk), start(&hall));
    one.sees("共有する相手なし")
        .sees("まだ受け入れていないパソコン");
    other.sees("まだ受け入れていないパソコン");
    // Their users said the numbers on the telephone; the screens need not be left for it.
    command(
        &desk,
        &["device", "accept", &fingerprint(&hall), "--name", "会場"],
    );
    command(
        &hall,
        &["device", "accept", &fingerprint(&desk), "--name", "受付"],
    );
    one.sees("共有済");
    other.sees("共有済");
    // N-01 with badge 15, at the desk.
    one.send("n01\r").sees("記録先 N-01");
    one.send("15\r").sees("で記録しました").sees("保存済");
    other.send("n01\r").sees("記録先 N-01").sees("千葉");
    assert!(command(&hall, &["pairings"]).contains("N-01"));
    // The stick is pulled: told, and nothing else changes.
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).unwrap();
    one.sees("共有フォルダーなし");
    fs::rename(&away, folder.path()).unwrap();
    one.sees("共有済").send(CTRL_Q);
    other.send(CTRL_Q);
    assert_eq!((one.end().0, other.end().0), (0, 0));
}
