//! The desk and the sheets in a real terminal, with the program and its file as they are used.

use crate::pty::{Home, Pty, sample};
use enishi::domain::rule::scan;

const F5: &str = "\x1b[15~";
const CTRL_N: &str = "\x0e";
const CTRL_Z: &str = "\x1a";

fn code(badge: u32) -> String {
    scan::code(&badge.to_string()).unwrap()
}

fn here(pty: &Pty, came: usize, all: usize) {
    pty.sees(&format!("来場 {came}  未着 {}", all - came));
}

/// People by scanner with and without its Enter, by badge, a walk-in, a substitute, a mistake; then sheets. At every size.
#[test]
fn a_morning_and_some_sheets_in_a_terminal() {
    for (cols, rows) in [(60, 15), (80, 23), (120, 40)] {
        let home = Home::new();
        let pty = home.start(cols, rows, &["open", &sample("tutorial.toml")]);
        pty.sees("この会の記録").send("\x1b1");
        pty.sees("参加者 22名");
        for badge in 7..=10 {
            // One burst, as a scanner types; every other one ends with Enter.
            let end = if badge % 2 == 0 { "\r" } else { "" };
            pty.send(&format!("{}{end}", code(badge)));
        }
        here(&pty, 4, 22);
        for badge in [11, 12, 13] {
            pty.send(&format!("{badge}\r"));
        }
        here(&pty, 7, 22);
        pty.send(&format!("14\r{CTRL_Z}"));
        pty.sees("取り消しました");
        // 代理, and somebody who is not in the list.
        pty.send("15\t\r2")
            .sees("来た方の氏名")
            .send("代理 恵\r")
            .sees("だいり")
            .send("\r");
        here(&pty, 8, 22);
        pty.send(CTRL_N).sees("当日参加");
        pty.send("みなと樹脂\t鈴木 健\tすずき けん\r")
            .sees("名簿にない会社")
            .send("\r")
            .sees("名札 101");
        here(&pty, 9, 23);
        // Two sheets in the order of their badges, the second as declared.
        pty.send("\x1b3").sees("提出 0").send("7\r").sees("の印");
        pty.send("1+3\r").sees("次は");
        pty.send("\r").sees("提出 2");
        pty.send(F5).send("99\r").sees("99番のニーズはありません");
        pty.send("\x11");
        let (code, _) = pty.end();
        assert_eq!(code, 0, "{cols}x{rows}");
        // It is all on the disk.
        let pty = home.start(cols, rows, &["open", &sample("tutorial.toml")]);
        pty.sees("この会の記録").send("\x1b1");
        here(&pty, 9, 23);
        pty.send("\x1b3").sees("提出 2");
        pty.send("\x11");
        pty.end();
    }
}
