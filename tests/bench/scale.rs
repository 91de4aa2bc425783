//! A region's record of years: `cargo bench --bench main -- scale [SESSIONS [ROUNDS]]`, 100 sessions by default, which
//! make 102,000 pairings and as many tasks. Each command is run as the whole program, beside the bare SQLite query of the
//! rows it shows, by turns; a ratio is of the medians, after the start of the program (`enishi --version`) is taken off.

mod screen;

use enishi::domain::book::Book;
use enishi::domain::code::{Level, OwnerSide};
use enishi::domain::entity::pairing::{PairingChange, PairingId};
use enishi::domain::entity::task::{TaskBody, TaskChange, TaskId};
use enishi::domain::entity::{Change, Entity};
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::intake;
use enishi::store::{Draft, SqliteStore, Store};
use enishi::words::{Lang, Words};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use rusqlite::Connection;
use std::cell::Cell;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NEEDS: usize = 42;
const FIRMS: usize = 60;
/// Pairings of each session, and tasks.
const PAIRINGS: usize = 1020;

pub fn run(args: &[String]) {
    let number = |n: usize, default| args.get(n).and_then(|a| a.parse().ok()).unwrap_or(default);
    let (sessions, rounds) = (number(0, 100), number(1, 5));
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = match args.get(2) {
        Some(kept) => kept.into(),
        None => folder.path().join("enishi.db"),
    };
    if !path.exists() {
        let start = Instant::now();
        fill(&path, sessions);
        println!(
            "{} pairings and as many tasks in {sessions} sessions: written in {:.0} s, {} MB",
            sessions * PAIRINGS,
            start.elapsed().as_secs_f64(),
            std::fs::metadata(&path).unwrap().len() >> 20
        );
    }
    measure(&path, rounds);
}

fn text(n: usize) -> String {
    let mut text = format!(
        "format = 1\n[session]\nid = \"kai-{n:03}\"\ntitle = \"第{n}回 試験の会\"\nheld_on = {}\nvenue = \"架空会館\"\nformat = \"現地\"\n",
        date(2024, 4, 1)
            .checked_add((i64::try_from(n * 7).unwrap()).days())
            .unwrap()
    );
    let _ = write!(
        text,
        "\n[[organisations]]\nid = \"hosp\"\nkinds = [\"HOSP\"]\nname = \"架空第{n}病院\"\nprefecture = \"架空県\"\n"
    );
    for firm in 0..FIRMS {
        let _ = write!(
            text,
            "\n[[organisations]]\nid = \"org-{firm}\"\nkinds = [\"MONO\"]\nname = \"架空製作所{n}の{firm}\"\n"
        );
    }
    for firm in 0..FIRMS {
        let _ = write!(
            text,
            "\n[[attendees]]\nbadge = \"{}\"\nname = \"試験 太郎{n}の{firm}\"\nkana = \"しけん たろう\"\norg = \"org-{firm}\"\n",
            firm + 1
        );
    }
    for need in 1..=NEEDS {
        let _ = write!(
            text,
            "\n[[needs]]\nno = \"N-{need:02}\"\ntitle = \"第{n}回の{need}番目の困りごと\"\nhospital = \"hosp\"\ndepartment = \"外科\"\nproblem = \"曇りが取れない\"\nwanted = \"曇らない膜\"\ndisclosure = \"公開\"\n"
        );
    }
    text
}

fn session(n: usize) -> Session {
    let loaded = intake::load(&text(n), &Words::new(Lang::Ja));
    assert_eq!(loaded.diagnostics, Vec::new());
    loaded.session.unwrap()
}

fn fill(path: &Path, sessions: usize) {
    let mut store = SqliteStore::open(path).unwrap();
    for n in 0..sessions {
        let session = session(n);
        let read = reading::read(&Book::default(), &session, &Answers::default()).unwrap();
        let at = |minute: usize| {
            let days = i64::try_from(n * 7).unwrap();
            Timestamp::from_second(
                1_712_000_000 + days * 86_400 + i64::try_from(minute * 60).unwrap(),
            )
            .unwrap()
        };
        let draft = |changes| Draft {
            actor: "相沢".into(),
            scope: session.id.clone(),
            changes,
            action: None,
        };
        store.commit(&draft(read.changes), at(0)).unwrap();
        let pairs = (0..PAIRINGS).map(|i| PairingId {
            session: session.id.clone(),
            need: format!("N-{:02}", i % NEEDS + 1).as_str().into(),
            org: format!("org-{}", i / NEEDS * 2 % FIRMS).as_str().into(),
        });
        let pairs: Vec<PairingId> = pairs.collect();
        for (minute, some) in pairs.chunks(NEEDS).enumerate() {
            let recorded = some.iter().enumerate().map(|(i, id)| {
                let change = PairingChange::Recorded {
                    person: None,
                    level: Some(Level::ALL[i % Level::ALL.len()]),
                };
                (Entity::Pairing(id.clone()), Change::Pairing(change))
            });
            store
                .commit(&draft(recorded.collect()), at(10 + minute))
                .unwrap();
            let opened = some.iter().map(|id| (Entity::Task(task(id)), opening(n)));
            store
                .commit(&draft(opened.collect()), at(100 + minute))
                .unwrap();
        }
    }
}

fn task(id: &PairingId) -> TaskId {
    TaskId {
        session: id.session.clone(),
        need: id.need.clone(),
        org: id.org.clone(),
        template: "C1".into(),
    }
}

fn opening(n: usize) -> Change {
    Change::Task(TaskChange::Opened(Box::new(TaskBody {
        title_ja: "秘密保持契約の締結".into(),
        title_en: "Conclude the NDA".into(),
        owner_side: OwnerSide::Company,
        due_on: date(2024, 5, 1)
            .checked_add((i64::try_from(n * 7).unwrap()).days())
            .unwrap(),
        depends_on: Vec::new(),
        own: false,
    })))
}

/// What is run, what the rows it shows cost SQLite alone, and what both should be at most.
struct Case {
    args: &'static [&'static str],
    sql: &'static str,
}

/// The empty text stands for the session file.
const PAIR: &[&str] = &["pair", "", "N-05", "8"];

/// Each time another one, whose number is put in.
const ERASE: &[&str] = &["person", "erase", "{}", "--session", "kai-050", "--yes"];

const CASES: &[Case] = &[
    Case {
        args: &["pairings", "--session", "kai-050"],
        sql: "SELECT * FROM pairing WHERE session = 'kai-050'",
    },
    Case {
        args: &["tasks", "--session", "kai-050"],
        sql: "SELECT * FROM task WHERE session = 'kai-050'",
    },
    Case {
        args: &["log", "--session", "kai-050", "--need", "N-05"],
        sql: "SELECT op.* FROM op JOIN stream USING(sid) WHERE scope = 'kai-050' AND entity LIKE '%/N-05/%'",
    },
    Case {
        args: &["log", "--need", "N-05"],
        sql: "SELECT * FROM op WHERE entity LIKE '%/N-05/%'",
    },
    Case {
        args: &["person", "report", "7", "--session", "kai-050"],
        sql: "SELECT * FROM op WHERE instr(body, '試験 太郎50の6')",
    },
    Case {
        args: ERASE,
        sql: "SELECT * FROM op WHERE instr(body, '試験 太郎50の6')",
    },
    Case {
        args: &["show", "--at", "2026-01-01", "--session", "kai-050"],
        sql: "SELECT op.* FROM op JOIN stream USING(sid) WHERE scope = 'kai-050'",
    },
    Case {
        args: &["undo"],
        sql: "SELECT * FROM action WHERE actor = '相沢' ORDER BY hlc DESC LIMIT 1",
    },
    Case {
        args: PAIR,
        sql: "SELECT * FROM session WHERE id = 'kai-050'",
    },
];

fn measure(path: &Path, rounds: usize) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let file = folder.path().join("kai.toml");
    std::fs::write(&file, text(50)).unwrap();
    let next = Cell::new(20);
    let command = |args: &[&str]| {
        let args = args.iter().map(|a| match *a {
            "" => file.to_string_lossy().into_owned(),
            "{}" => next.replace(next.get() + 1).to_string(),
            other => other.to_owned(),
        });
        let mut command = Command::new(env!("CARGO_BIN_EXE_enishi"));
        command
            .arg("--db")
            .arg(path)
            .args(args)
            .env("HOME", folder.path())
            .env("ENISHI_ACTOR", "相沢")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    };
    let run = |args: &[&str]| {
        let mut command = command(args);
        let start = Instant::now();
        let status = command.status().unwrap();
        (start.elapsed(), status.success())
    };
    let bare = Connection::open(path).unwrap();
    let query = |sql: &str| {
        let start = Instant::now();
        let mut select = bare.prepare(sql).unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                let _ = std::hint::black_box(row.get_ref(at).unwrap());
            }
        }
        start.elapsed()
    };
    let idle = median((0..rounds).map(|_| run(&["--version"]).0));
    println!("start of the program: {:.1} ms", ms(idle));
    println!(
        "{:<52} {:>9} {:>9} {:>7} {:>6}",
        "command", "ms", "bare ms", "x", "MB"
    );
    for case in CASES {
        let mut both = Vec::new();
        for _ in 0..rounds {
            // What is taken back was recorded just before.
            if case.args == ["undo"] {
                assert!(run(PAIR).1);
            }
            let (took, fine) = run(case.args);
            assert!(fine, "{:?}", case.args);
            if case.args == PAIR {
                assert!(run(&["undo"]).1);
            }
            both.push((took.saturating_sub(idle), query(case.sql)));
        }
        let took = median(both.iter().map(|b| b.0));
        let alone = median(both.iter().map(|b| b.1));
        println!(
            "{:<52} {:>9.1} {:>9.2} {:>7.1} {:>6}",
            case.args.join(" "),
            ms(took),
            ms(alone),
            took.as_secs_f64() / alone.as_secs_f64(),
            peak(&mut command(case.args))
        );
    }
    screen::measure(path, &file, rounds);
}

/// How many MB a command holds at most, in a run of its own. Linux only.
fn peak(command: &mut Command) -> u64 {
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let kilobytes = status.unwrap_or_default().lines().find_map(|line| {
            let rest = line.strip_prefix("VmHWM:")?;
            rest.trim().trim_end_matches(" kB").parse::<u64>().ok()
        });
        most = most.max(kilobytes.unwrap_or(0));
    }
    most / 1024
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
