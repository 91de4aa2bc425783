//! However the program ends, the terminal is as it was and the record is complete.

use crate::pty::{Home, Pty, sample};

/// A session open with one pairing said to be saved.
fn saved(home: &Home, env: &[(&str, &str)]) -> Pty {
    let pty = home.start_with(100, 30, &["open", &sample("tutorial.toml")], env);
    pty.sees("発表はまだ始まっていません")
        .send("\x1b[15~")
        .sees("発表中");
    pty.send("14").sees("参加者 14").send("\r");
    pty.sees("記録しました").sees("保存済");
    pty
}

fn kill(pty: &Pty, signal: &str) {
    let pid = pty.pid().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-s", signal, &pid])
        .status();
    assert!(killed.unwrap().success());
}

fn is_recorded(home: &Home) {
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("常磐木").send("\x11");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn sigterm_sighup_and_sigint_leave_in_order() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let pty = saved(&home, &[]);
        kill(&pty, signal);
        assert_eq!(pty.end().0, 0, "{signal}");
        is_recorded(&home);
    }
}

#[test]
fn a_killed_program_has_lost_nothing_it_called_saved() {
    let home = Home::new();
    let pty = saved(&home, &[]);
    kill(&pty, "KILL");
    pty.wait("the end", |shown| shown.ended);
    is_recorded(&home);
}

#[test]
fn a_panic_is_told_below_a_clean_terminal() {
    let home = Home::new();
    let pty = saved(&home, &[("ENISHI_TEST_PANIC", "screen")]);
    pty.paste("panic");
    let (code, screen) = pty.end();
    assert_ne!(code, 0);
    assert!(screen.contains("保存済の記録は無事です"), "{screen}");
    is_recorded(&home);
}

#[test]
fn what_a_file_says_never_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    let text = std::fs::read_to_string(sample("tutorial.toml")).unwrap();
    // In a basic string of TOML the escapes are written out; the loader is not the only door, so the title says it all.
    let hostile = text.replacen(
        "title = \"",
        "title = \"\\u001b]0;乗っ取り\\u0007\\u009b31m\\u202e",
        1,
    );
    let file = home.folder.path().join("hostile.toml");
    std::fs::write(&file, hostile).unwrap();
    let pty = home.start(100, 30, &["open", file.to_str().unwrap()]);
    pty.until("the session or its problems", |s| {
        s.contents().contains("乗っ取り") || s.contents().contains("hostile.toml")
    });
    pty.send("\x11");
    pty.wait("the end", |shown| shown.ended);
    let bytes = pty.bytes();
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(!has(b"\x1b]0;"), "a title was set");
    assert!(
        !has("\u{9b}".as_bytes()),
        "an eight-bit command got through"
    );
    assert!(!has("\u{202e}".as_bytes()), "a bidi override got through");
}
