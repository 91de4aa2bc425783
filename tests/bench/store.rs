//! What a durable action costs against the least it could cost, and how a big record opens.
//!
//! `cargo bench --bench main -- store [COMMITS [OPS]]`: every round does one commit each way, so that a busy disk slows
//! all of them alike and the ratios hold. `-- store 500 1000000` is the size the goals are set for: 1,000,000 ops that
//! make 100,000 tasks. A figure that has a goal is printed with it.

use enishi::domain::code::{Level, OwnerSide};
use enishi::domain::entity::Change;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::TaskBody;
use enishi::domain::entity::task::TaskChange;
use enishi::domain::entity::task::TaskId;
use enishi::store::{Draft, LogFilter, Notice, Options, Sessions, SqliteStore, Store};
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

/// How long this thread has had a processor: what a busy machine cannot lengthen. Nothing where the system does not say.
fn on_processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let first = told.ok().and_then(|t| t.split(' ').next()?.parse().ok());
    Duration::from_nanos(first.unwrap_or(0))
}

/// Middle and 99th of a hundred.
fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
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
            Change::Pairing(PairingChange::Recorded {
                person: None,
                level: Some(Level::ALL[n as usize % Level::ALL.len()]),
            }),
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
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 200;
         PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;
         CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)",
    )
    .unwrap();
    let mut raw = File::create(folder.join("raw")).unwrap();
    let block = [7_u8; 4096];
    let mut times: [Vec<Duration>; 4] = Default::default();
    let mut busy = [Duration::ZERO; 4];
    for n in 0..rounds {
        let mut ways: [&mut dyn FnMut(); 4] = [
            &mut || {
                raw.write_all(&block).unwrap();
                raw.sync_data().unwrap();
            },
            &mut || {
                bare.execute("INSERT INTO t(b) VALUES(?1)", ["x".repeat(300)])
                    .unwrap();
            },
            &mut || drop(store.commit(&level(n), at(n)).unwrap()),
            &mut || drop(mirrored.commit(&level(n), at(n)).unwrap()),
        ];
        for (at, way) in ways.iter_mut().enumerate() {
            let before = on_processor();
            times[at].push(timed(way).0);
            busy[at] += on_processor().saturating_sub(before);
        }
    }
    let names = [
        "4 KiB + fdatasync",
        "bare SQLite row",
        "store.commit",
        "store.commit + mirror",
    ];
    let quantiles = times.map(quantiles);
    println!(
        "{rounds} commits                 p50 ms   p99 ms   x fdatasync  x bare SQLite (p50)   processor ms"
    );
    for ((name, (p50, p99)), busy) in names.iter().zip(quantiles).zip(busy) {
        println!(
            "{name:<24} {p50:>8.3} {p99:>8.3}   {:>11.2}  {:>19.2}   {:>12.3}",
            p50 / quantiles[0].0,
            p50 / quantiles[1].0,
            ms(busy) / f64::from(rounds)
        );
    }
    goal("store.commit, p99", quantiles[2].1, Some(10.0));
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
            Change::Task(TaskChange::Opened(Box::new(TaskBody {
                title_ja: "秘密保持契約の締結".into(),
                title_en: "Conclude the NDA".into(),
                owner_side: OwnerSide::Company,
                due_on,
                depends_on: Vec::new(),
                own: false,
            })))
        } else {
            Change::Task(TaskChange::Due { due_on })
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
    opening(&path);
    let mut store = SqliteStore::open(&path).unwrap();
    reading(&store);
    let (took, _) = timed(|| store.commit(&level(1), at(ops)).unwrap());
    show("commit", took);
    let (took, _) = timed(|| store.undo(&"相沢".into(), at(ops)).unwrap().unwrap());
    show("undo", took);
    let busy = on_processor();
    let (took, report) = timed(|| store.verify().unwrap());
    assert_eq!(report.faults, []);
    throughput("verify", (took, on_processor().saturating_sub(busy)), ops);
    let busy = on_processor();
    let (took, ()) = timed(|| store.rebuild().unwrap());
    throughput("rebuild", (took, on_processor().saturating_sub(busy)), ops);
}

/// The best of a few rounds, with what the system remembers of the file and without.
fn opening(path: &Path) {
    let open = || {
        let store = SqliteStore::open(path).unwrap();
        let _ = store.head().unwrap();
        store
    };
    let best = |forget: bool| {
        let rounds = (0..5).map(|_| {
            let forgotten = forget && forget_pages(path);
            let (took, store) = timed(open);
            drop(store);
            (took, forgotten)
        });
        rounds.min().unwrap()
    };
    let (took, forgotten) = best(true);
    let how = if forgotten {
        "open, pages forgotten"
    } else {
        "open, pages NOT forgotten"
    };
    goal(how, ms(took), Some(50.0));
    goal("open, warm", ms(best(false).0), Some(5.0));
    // What a killed program leaves: a log that is carried over when it is opened next, after the pages were checked.
    let copy = path.with_file_name("killed.db");
    let mut store = SqliteStore::open(path).unwrap();
    store.commit(&level(2), at(1)).unwrap();
    for suffix in ["", "-wal"] {
        let named = |path: &Path| format!("{}{suffix}", path.display());
        std::fs::copy(named(path), named(&copy)).unwrap();
    }
    drop(store);
    let (took, opened) = timed(|| SqliteStore::open_with(&Options::new(&copy)).unwrap());
    assert!(opened.notices.contains(&Notice::UncleanEnd));
    show("open after a kill, all pages checked", took);
    drop(opened);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", copy.display()));
    }
}

fn reading(store: &SqliteStore) {
    let one = Sessions::One("s-3".into());
    show(
        "book of one session of 20",
        timed(|| store.book(&one).unwrap()).0,
    );
    show(
        "book of all",
        timed(|| store.book(&Sessions::All).unwrap()).0,
    );
    let newest = LogFilter {
        limit: Some(500),
        ..LogFilter::default()
    };
    show(
        "newest 500 of the log",
        timed(|| store.log(&newest).unwrap()).0,
    );
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn show(what: &str, took: Duration) {
    goal(what, ms(took), None);
}

/// A figure, and what it should not be above.
fn goal(what: &str, figure: f64, most: Option<f64>) {
    let told = match most {
        None => String::new(),
        Some(most) if figure <= most => format!("   goal {most} ms: reached"),
        Some(most) => format!("   goal {most} ms: MISSED"),
    };
    println!("{what:<40} {figure:>10.2} ms{told}");
}

fn throughput(what: &str, (took, busy): (Duration, Duration), ops: u32) {
    let rate = f64::from(ops) / took.as_secs_f64();
    let alone = f64::from(ops) / busy.as_secs_f64();
    println!(
        "{what:<40} {:>10.2} ms   {rate:.0} ops/s; on the processor {:.2} ms, {alone:.0} ops/s",
        ms(took),
        ms(busy)
    );
}

/// Has the system forget what it keeps of a file, without touching anybody else's. Whether it did.
#[cfg(target_os = "linux")]
fn forget_pages(path: &Path) -> bool {
    let forget = |path: &Path| {
        let file = File::open(path)?;
        file.sync_all()?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
        std::io::Result::Ok(())
    };
    forget(path).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn forget_pages(_: &Path) -> bool {
    false
}
