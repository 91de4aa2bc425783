//! What a durable action costs against the least it could cost, and how a big record opens.
//!
//! `cargo bench --bench main -- store [COMMITS [OPS]]`: every round does one commit each way, so that a busy disk slows
//! all of them alike and the ratios hold.

use enishi::domain::code::{Level, OwnerSide};
use enishi::domain::id::{Entity, PairingId, TaskId};
use enishi::domain::op::{Change, TaskBody};
use enishi::store::{Draft, LogFilter, Options, Scope, SqliteStore, Store};
use enishi::text::Clean;
use jiff::Timestamp;
use jiff::civil::date;
use rusqlite::Connection;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

pub fn run(args: &[String]) {
    let number =
        |n: usize, default: u32| args.get(n).and_then(|a| a.parse().ok()).unwrap_or(default);
    let folder = tempfile::tempdir_in(".").unwrap();
    commits(folder.path(), number(0, 500));
    big(folder.path(), number(1, 100_000));
}

fn at(n: u32) -> Timestamp {
    Timestamp::from_millisecond(1_790_000_000_000 + i64::from(n) * 1000).unwrap()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// Middle and 99th of a hundred.
fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    (
        ms(times[times.len() / 2]),
        ms(times[times.len() * 99 / 100]),
    )
}

fn level(n: u32) -> Draft {
    let id = PairingId {
        session: "s".into(),
        need: "N-01".into(),
        org: "org".into(),
    };
    Draft {
        actor: "相沢".into(),
        scope: "s".into(),
        changes: vec![(
            Entity::Pairing(id),
            Change::PairingRecorded {
                person: None,
                level: Level::ALL[n as usize % Level::ALL.len()],
            },
        )],
        action: None,
    }
}

fn commits(folder: &Path, rounds: u32) {
    let mut store = SqliteStore::open(&folder.join("plain.db")).unwrap();
    let mirrored = Options {
        mirror: Some(folder.join("mirror.db")),
        ..Options::new(&folder.join("mirrored.db"))
    };
    let mut mirrored = SqliteStore::open_with(&mirrored).unwrap().store;
    let bare = Connection::open(folder.join("bare.db")).unwrap();
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 200; CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)")
        .unwrap();
    let mut raw = File::create(folder.join("raw")).unwrap();
    let block = [7_u8; 4096];
    let mut times: [Vec<Duration>; 4] = Default::default();
    for n in 0..rounds {
        let each = [
            timed(|| {
                raw.write_all(&block).unwrap();
                raw.sync_data().unwrap();
            })
            .0,
            timed(|| {
                bare.execute("INSERT INTO t(b) VALUES(?1)", ["x".repeat(300)])
                    .unwrap()
            })
            .0,
            timed(|| store.commit(&level(n), at(n)).unwrap()).0,
            timed(|| mirrored.commit(&level(n), at(n)).unwrap()).0,
        ];
        for (all, one) in times.iter_mut().zip(each) {
            all.push(one);
        }
    }
    let names = [
        "4 KiB + fdatasync",
        "bare SQLite row",
        "store.commit",
        "store.commit + mirror",
    ];
    let quantiles = times.map(quantiles);
    println!("{rounds} commits                 p50 ms   p99 ms   x bare SQLite (p50)");
    for (name, (p50, p99)) in names.iter().zip(quantiles) {
        println!(
            "{name:<24} {p50:>8.3} {p99:>8.3}   {:>6.2}",
            p50 / quantiles[1].0
        );
    }
}

fn task(n: u32) -> Entity {
    Entity::Task(TaskId {
        session: Clean::line(&format!("s-{}", n % 20)),
        need: Clean::line(&format!("N-{}", n % 997)),
        org: Clean::line(&format!("org-{n}")),
        template: "C1".into(),
    })
}

/// One task for ten ops; the rest moves due dates.
fn big(folder: &Path, ops: u32) {
    let path = folder.join("big.db");
    let tasks = (ops / 10).max(1);
    let mut store = SqliteStore::open(&path).unwrap();
    let change = |n: u32| {
        let due_on = date(2027, 1, 1).saturating_add(jiff::Span::new().days(i64::from(n % 300)));
        if n < tasks {
            Change::TaskOpened(Box::new(TaskBody {
                title_ja: "秘密保持契約の締結".into(),
                title_en: "Conclude the NDA".into(),
                owner_side: OwnerSide::Company,
                due_on,
                depends_on: Vec::new(),
            }))
        } else {
            Change::TaskDue { due_on }
        }
    };
    let (took, ()) = timed(|| {
        for first in (0..ops).step_by(1000) {
            let numbers = first..(first + 1000).min(ops);
            let draft = Draft {
                actor: "相沢".into(),
                scope: Clean::line(&format!("s-{}", first / 1000 % 20)),
                changes: numbers.map(|n| (task(n % tasks), change(n))).collect(),
                action: None,
            };
            store.commit(&draft, at(first)).unwrap();
        }
    });
    println!(
        "{ops} ops, {tasks} tasks: written in {:.1} s",
        took.as_secs_f64()
    );
    drop(store);
    println!("file: {} MB", std::fs::metadata(&path).unwrap().len() >> 20);
    let open = || {
        let store = SqliteStore::open(&path).unwrap();
        let _ = store.head().unwrap();
        store
    };
    let show = |what: &str, took: Duration| {
        println!("{what:<40} {:>10.2} ms", took.as_secs_f64() * 1000.0);
    };
    // Works for root only; otherwise the line says what it measured.
    let cold = std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok();
    let (took, store) = timed(open);
    show(
        if cold {
            "open, caches dropped"
        } else {
            "open, caches not dropped"
        },
        took,
    );
    drop(store);
    let (took, mut store) = timed(open);
    show("open, warm", took);
    let one = Scope::Session("s-3".into());
    show(
        "book of one session of 20",
        timed(|| store.book(&one).unwrap()).0,
    );
    show("book of all", timed(|| store.book(&Scope::All).unwrap()).0);
    let newest = LogFilter {
        limit: Some(500),
        ..LogFilter::default()
    };
    show(
        "newest 500 of the log",
        timed(|| store.log(&newest).unwrap()).0,
    );
    show(
        "commit",
        timed(|| store.commit(&level(1), at(ops)).unwrap()).0,
    );
    show(
        "undo",
        timed(|| store.undo(&"相沢".into(), at(ops)).unwrap().unwrap()).0,
    );
    let (took, report) = timed(|| store.verify().unwrap());
    assert_eq!(report.faults, []);
    show("verify", took);
    show("rebuild", timed(|| store.rebuild().unwrap()).0);
}
