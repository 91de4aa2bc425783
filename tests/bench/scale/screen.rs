//! The screens over a record of years: rows after the start, keys, memory.

use super::super::terminal::{Terminal, figures};
use super::{FIRMS, NEEDS, ms};
use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};

const DOWN: &str = "\x1b[B";
const PAGE: &str = "\x1b[6~";
const CTRL_F: &str = "\x06";
const CTRL_Z: &str = "\x1a";
const BACK: &str = "\x7f";

/// Keys of each kind.
const KEYS: usize = 60;

/// One task of the record is on the screen.
const ROW: &str = "秘密保持契約";

pub fn measure(path: &Path, file: &Path, rounds: usize) {
    let home = tempfile::tempdir_in(".").unwrap();
    let db = path.to_str().unwrap();
    let review = ["--db", db, "review"];
    let open = ["--db", db, "open", file.to_str().unwrap()];
    let mut rows = Vec::new();
    let mut live = Vec::new();
    for _ in 0..rounds {
        rows.push(Terminal::start(home.path(), &review).until(ROW));
        live.push(Terminal::start(home.path(), &open).until("[2 進行]"));
    }
    figures("フォロー: rows after the start", &mut rows);
    figures("進行: session on the screen after the start", &mut live);

    let mut terminal = Terminal::start(home.path(), &review);
    terminal.until(ROW);
    println!("フォロー, first rows: {}", memory(&terminal));
    steps(&mut terminal, "while the rest is read");
    terminal.frames(Duration::from_secs(3), |_| (), |_| false);
    println!("フォロー, all read: {}", memory(&terminal));
    steps(&mut terminal, "all read");
    terminal.send(CTRL_F);
    terminal.settle();
    let (mut echo, mut list) = (Vec::new(), Vec::new());
    for letter in ["秘", "密", "5", "0"] {
        let sent = Instant::now();
        echo.push(terminal.key(letter));
        let frames = terminal.frames(super::super::terminal::QUIET * 4, |_| (), |_| false);
        list.push(frames.last().map_or(*echo.last().unwrap(), |f| f.0 - sent));
    }
    for _ in 0..4 {
        echo.push(terminal.key(BACK));
        terminal.frames(super::super::terminal::QUIET * 4, |_| (), |_| false);
    }
    figures("フォロー, a letter in the filter: key to frame", &mut echo);
    figures("フォロー, a letter in the filter: last frame", &mut list);
    println!("フォロー, at most: {}", memory(&terminal));
    drop(terminal);

    let mut terminal = Terminal::start(home.path(), &open);
    terminal.until("[2 進行]");
    terminal.frames(Duration::from_secs(3), |_| (), |_| false);
    println!("進行, all read: {}", memory(&terminal));
    let (mut typed, mut undone) = (Vec::new(), Vec::new());
    terminal.send("\x1b[15~");
    terminal.settle();
    for n in 0..KEYS / 4 {
        for key in (n % FIRMS + 1).to_string().chars() {
            typed.push(terminal.key(&key.to_string()));
        }
        typed.push(terminal.key("\r"));
        terminal.settle();
        undone.push(terminal.key(CTRL_Z));
        terminal.settle();
    }
    figures("進行, a key", &mut typed);
    figures("進行, undo: key to frame", &mut undone);
    let bare = Connection::open(path).unwrap();
    let begun = Instant::now();
    let some: i64 = bare
        .query_row(
            "SELECT count(*) FROM (SELECT * FROM task WHERE status NOT IN ('完了', '不要', '中止') ORDER BY due_on LIMIT 40)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    println!(
        "bare SQLite, the {some} open tasks of {NEEDS} needs that are due first: {:.2} ms",
        ms(begun.elapsed())
    );
}

fn steps(terminal: &mut Terminal, when: &str) {
    let mut took: Vec<Duration> = (0..KEYS).map(|_| terminal.key(DOWN)).collect();
    figures(&format!("フォロー, arrow, {when}"), &mut took);
    let mut took: Vec<Duration> = (0..KEYS / 4).map(|_| terminal.key(PAGE)).collect();
    figures(&format!("フォロー, page down, {when}"), &mut took);
}

fn memory(terminal: &Terminal) -> String {
    let (now, most) = (terminal.memory("VmRSS:"), terminal.memory("VmHWM:"));
    format!("{now} MB, {most} MB at most")
}
