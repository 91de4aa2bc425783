//! Fast typing into the real program while a large patent library is loaded.
//!
//! `cargo bench --bench main -- typing [PATENTS]` starts the program in a pseudo terminal and types 30 keys per second.
//! Every frame of the recorded output is compared with what the same query shows when the typist waits: how long a key
//! waits to be seen, how long until the lines below are those of the newest query, and in how many frames they are
//! older. Start and memory are told with and without the library.

use super::corpus;
use super::terminal::{QUIET, Terminal, figures};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const KEYS_PER_SECOND: u32 = 30;
const ROUNDS: usize = 3;
const STARTS: usize = 9;
const QUERIES: &[&str] = &[
    "naishikyou sen",
    "内視鏡用処置具",
    "terumo",
    "2019-321",
    "かてーてる",
    "内視境の曇り",
    "sakusyon",
    "人工呼吸器 -回路",
    "zzqxv",
];

/// What a frame shows of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Frame {
    query: String,
    lines: String,
    /// The whole answer is not there yet, and the screen says so.
    searches: bool,
}

impl Frame {
    /// What the meeting has is on the screen, the library is still searched: those lines are the first ones of the
    /// whole answer.
    fn is_start_of(&self, whole: &Self) -> bool {
        let mut lines = self.lines.lines();
        let title = lines.next().unwrap_or_default();
        let Some((counts, _)) = title.split_once("特許一覧をさがしています") else {
            return false;
        };
        let counts = counts.split(|c: char| !c.is_ascii_digit());
        let fresh: usize = counts.filter_map(|n| n.parse::<usize>().ok()).sum();
        let same = lines.zip(whole.lines.lines().skip(1)).take(fresh);
        self.query == whole.query && fresh > 0 && same.into_iter().all(|(a, b)| a == b)
    }
}

/// The query line and the box of candidates.
fn seen(screen: &vt100::Screen) -> Frame {
    let rows: Vec<String> = screen.rows(0, screen.size().1.get()).collect();
    let right = |row: &String| {
        row.char_indices()
            .filter(|c| "┌│└".contains(c.1))
            .nth(2)
            .map(|c| row[c.0..].to_owned())
    };
    let boxes: Vec<String> = rows
        .iter()
        .filter_map(|row| right(row).or_else(|| row.contains('┌').then(|| row.clone())))
        .collect();
    let query = boxes
        .get(1)
        .map(|l| l.trim_matches(['│', ' ']).to_owned())
        .unwrap_or_default();
    let from = boxes.iter().position(|l| l.contains("候補"));
    let lines = from.map_or(String::new(), |from| {
        let end = boxes[from..]
            .iter()
            .position(|l| l.starts_with('└'))
            .unwrap_or(1);
        boxes[from..from + end].join("\n")
    });
    let searches = boxes.iter().any(|l| l.contains("さがしています"));
    Frame {
        query,
        lines,
        searches,
    }
}

const OPEN: &[&str] = &["open", "sessions/regional.toml"];

fn start(home: &Path) -> Terminal {
    Terminal::start(home, OPEN)
}

fn settled(terminal: &mut Terminal) -> Frame {
    terminal.settle();
    seen(terminal.screen())
}

/// The program started again and again, in each of the homes by turns so that all meet the same machine: its first
/// frame, and the session on the screen.
fn starts(homes: &[(&str, &Path)], rounds: usize) {
    let mut took = vec![(Vec::new(), Vec::new()); homes.len()];
    for _ in 0..rounds {
        for ((_, home), (first, session)) in homes.iter().zip(&mut took) {
            let mut terminal = start(home);
            first.push(terminal.until("F1"));
            session.push(terminal.until("[2 進行]"));
        }
    }
    for ((what, _), (first, session)) in homes.iter().zip(&mut took) {
        figures(&format!("{what}: first frame"), first);
        figures(&format!("{what}: session on the screen"), session);
    }
}

/// `cargo bench --bench main -- first-frame [ROUNDS [PATENTS]]`: with a library by turns, if there is to be one.
pub fn first(args: &[String]) {
    let number = |at: usize| args.get(at).and_then(|n| n.parse().ok());
    let rounds = number(0).unwrap_or(20);
    let bare = tempfile::tempdir().unwrap();
    match number(1) {
        None => starts(&[("open regional.toml", bare.path())], rounds),
        Some(patents) => both(bare.path(), library(patents).path(), rounds),
    }
}

fn both(bare: &Path, with: &Path, rounds: usize) {
    let homes = [("without a library", bare), ("with the library", with)];
    starts(&homes, rounds);
}

/// A home with a library of so many patents.
fn library(patents: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let list = home.path().join("library.txt");
    // A large process takes longer to start another one: with all lines in memory every first frame would come 8 ms
    // late, that of a program without a library as well.
    let mut file = BufWriter::new(File::create(&list).unwrap());
    for line in corpus::one_by_one(patents, 7) {
        writeln!(file, "{line}").unwrap();
    }
    file.into_inner().unwrap();
    let begun = Instant::now();
    let added = std::process::Command::new(env!("CARGO_BIN_EXE_enishi"))
        .args(["library", "add"])
        .arg(&list)
        .env("HOME", home.path())
        .output()
        .unwrap();
    println!(
        "{patents} lines taken in after {:.1} s: {}",
        begun.elapsed().as_secs_f64(),
        String::from_utf8_lossy(&added.stdout).trim()
    );
    home
}

/// How long each key waits until a frame shows its query, or that of a later key.
fn waits<'f>(
    keys: &[(Instant, String)],
    frames: impl Iterator<Item = &'f (Instant, Frame)>,
) -> Vec<Duration> {
    let mut took = Vec::new();
    for (at, frame) in frames {
        let open = keys.iter().enumerate().skip(took.len());
        let mut sent = open.take_while(|(_, key)| key.0 <= *at);
        if let Some((shown, _)) = sent.find(|(_, key)| key.1.trim() == frame.query) {
            let shown = keys.iter().take(shown + 1).skip(took.len());
            took.extend(shown.map(|key| *at - key.0));
        }
    }
    assert_eq!(took.len(), keys.len(), "a key that no frame shows");
    took
}

pub fn run(args: &[String]) {
    let patents: usize = args
        .first()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let bare = tempfile::tempdir().unwrap();
    let home = library(patents);
    both(bare.path(), home.path(), STARTS);

    let mut terminal = start(home.path());
    terminal.until("[2 進行]");
    // The first presentation, so that the box of candidates is where it is all day.
    terminal.send("\x1b[15~");
    terminal.settle();
    terminal.send("nai");
    let there = terminal.until("特許一覧");
    println!(
        "the library is searched {:.1} s after the start; {} MB, {} MB at most",
        there.as_secs_f64(),
        terminal.memory("VmRSS:"),
        terminal.memory("VmHWM:")
    );
    terminal.send("\x7f\x7f\x7f");
    terminal.settle();

    // What each query shows to one who waits.
    let mut waited: Vec<Frame> = vec![settled(&mut terminal)];
    for query in QUERIES {
        for c in query.chars() {
            terminal.send(&c.to_string());
            waited.push(settled(&mut terminal));
        }
        for _ in query.chars() {
            terminal.send("\x7f");
        }
        terminal.settle();
    }
    let right = |frame: &Frame| waited.iter().any(|w| w == frame);
    let unknown = waited.iter().filter(|w| w.query.is_empty()).count();
    println!("{} queries, {unknown} of them empty", waited.len());

    let pause = Duration::from_secs(1) / KEYS_PER_SECOND;
    let starts = |frame: &Frame| waited.iter().any(|w| frame.is_start_of(w));
    let (mut echo, mut meeting, mut answer) = (Vec::new(), Vec::new(), Vec::new());
    let (mut all, mut parts, mut searching, mut older) = (0, 0, 0, 0);
    let mut late: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for query in QUERIES {
            let mut keys: Vec<(Instant, String)> = Vec::new();
            let mut frames = Vec::new();
            let mut typed = String::new();
            let strokes = query.chars().map(Some).chain(query.chars().map(|_| None));
            let mut next = Instant::now();
            for stroke in strokes {
                if let Some(c) = stroke {
                    typed.push(c);
                    terminal.send(&c.to_string());
                } else {
                    typed.pop();
                    terminal.send("\x7f");
                }
                keys.push((Instant::now(), typed.clone()));
                next += pause;
                // Frames are taken while waiting for the next key.
                while let Some(left) = next.checked_duration_since(Instant::now()) {
                    frames.extend(terminal.frames(left, seen, |_| true));
                }
            }
            frames.extend(terminal.frames(QUIET, seen, |_| false));
            echo.extend(waits(&keys, frames.iter()));
            let either = |f: &&(Instant, Frame)| right(&f.1) || starts(&f.1);
            meeting.extend(waits(&keys, frames.iter().filter(either)));
            answer.extend(waits(&keys, frames.iter().filter(|f| right(&f.1))));
            all += frames.len();
            parts += frames.iter().filter(|f| starts(&f.1)).count();
            let others = frames.iter().filter(|f| !either(f));
            let (faded, wrong): (Vec<_>, Vec<_>) = others.partition(|f| f.1.searches);
            searching += faded.len();
            for (_, frame) in &faded {
                *late.entry(frame.query.clone()).or_default() += 1;
            }
            older += wrong.len();
        }
    }
    figures("key to seeing it", &mut echo);
    figures("key to what the meeting has", &mut meeting);
    figures("key to the lines of its query", &mut answer);
    println!(
        "{all} frames: {parts} show what the meeting has while the library is searched, {searching} only say that the search goes on, {older} show the lines of another query as if they were its own"
    );
    let mut late: Vec<(usize, String)> = late.into_iter().map(|(q, n)| (n, q)).collect();
    late.sort_by(|a, b| b.cmp(a));
    println!("most often late: {:?}", late.get(..late.len().min(20)));
    println!(
        "{} MB, {} MB at most",
        terminal.memory("VmRSS:"),
        terminal.memory("VmHWM:")
    );
}
