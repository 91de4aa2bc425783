//! Ctrl+E on the screen: the workbook lies beside the session file, and nothing is overwritten.

use crate::pty::{Home, sample};
use std::fs;

const CTRL_E: &str = "\x05";
const CTRL_Q: &str = "\x11";

#[test]
fn a_workbook_is_written_beside_the_session_file_under_a_name_that_is_free() {
    let home = Home::new();
    let file = home.folder.path().join("会.toml");
    fs::copy(sample("tutorial.toml"), &file).unwrap();
    let pty = home.start(100, 30, &["open", file.to_str().unwrap()]);
    pty.sees("発表はまだ始まっていません");
    pty.send(CTRL_E)
        .sees("社外に出せるものだけ")
        .send("1")
        .sees("書き出しました")
        .sees("20261120.xlsx");
    // Half typed text stays, and the second file has a name of its own.
    pty.send("12")
        .sees("12")
        .send(CTRL_E)
        .sees("社外に出せるものだけ")
        .send("1")
        .sees("20261120-2.xlsx");
    pty.send("\x1b").send(CTRL_Q).send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let first = home
        .folder
        .path()
        .join("enishi-tsukishiro-2026-20261120.xlsx");
    let second = home
        .folder
        .path()
        .join("enishi-tsukishiro-2026-20261120-2.xlsx");
    for path in [first, second] {
        assert!(fs::read(&path).unwrap().starts_with(b"PK"), "{path:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
