//! A restore that is cut short at any call leaves the old record or the new one, whole, and never loses the old one.

use crate::scratch;
use crate::store::{Place, at, pair};
use enishi::domain::book::Book;
use enishi::store::sqlite::restore;
use enishi::store::{Options, Sessions, SqliteStore, Store, StoreError};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};

const CALLS: [&str; 7] = [
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
];

fn restore(place: &Path, watching: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-s", "0", "-e", "signal=none", "-e"])
        .arg(format!(
            "trace={}",
            CALLS.map(|c| format!("?{c}")).join(",")
        ))
        .args(watching)
        .arg(env!("CARGO_BIN_EXE_enishi"))
        .args(["restore", "copy.db", "--db", "enishi.db", "--lang", "ja"])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", place)
        .env("ENISHI_DATA", place)
        .env("ENISHI_CONFIG", place)
        .current_dir(place)
        .output()
        .unwrap()
}

/// A record with ops that are only in its WAL, as a killed program leaves it, and a backup of before.
fn prepared(to: &Path) -> (Book, Book) {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let commit = |store: &mut SqliteStore, n: i64| {
        let draft = pair("相沢", "s", &format!("N-{n}"), "o");
        store.commit(&draft, at(n)).unwrap();
    };
    (0..3).for_each(|n| commit(&mut store, n));
    store.backup(&to.join("copy.db")).unwrap();
    let new = store.book(&Sessions::All).unwrap();
    (3..7).for_each(|n| commit(&mut store, n));
    for name in ["enishi.db", "enishi.db-wal"] {
        fs::copy(place.path().join(name), to.join(name)).unwrap();
    }
    (store.book(&Sessions::All).unwrap(), new)
}

fn copied(from: &Path) -> tempfile::TempDir {
    let to = scratch();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.path().join(entry.file_name())).unwrap();
    }
    to
}

fn opened(path: &Path) -> Book {
    let store = SqliteStore::open(path).unwrap();
    assert_eq!(store.verify().unwrap().faults, [], "{}", path.display());
    store.book(&Sessions::All).unwrap()
}

fn kept(place: &Path) -> Vec<Book> {
    let names = fs::read_dir(place).unwrap().map(|e| e.unwrap().path());
    let is_kept = |p: &std::path::PathBuf| {
        let name = p.file_name().unwrap().to_string_lossy().into_owned();
        name.contains("replaced") && p.extension().is_some_and(|e| e == "db")
    };
    names.filter(is_kept).map(|p| opened(&p)).collect()
}

#[test]
fn a_restore_killed_at_any_call_leaves_the_old_or_the_new_record_whole() {
    if Command::new("strace").arg("-V").output().is_err() {
        let in_ci = std::env::vars().any(|(name, _)| name == "CI");
        assert!(!in_ci, "strace is missing");
        eprintln!("STRACE IS MISSING, NOT TESTED: a restore that is killed");
        return;
    }
    let start = scratch();
    let (old, new) = prepared(start.path());
    let whole = copied(start.path());
    let out = whole.path().join("calls");
    let done = restore(whole.path(), &["-o", out.to_str().unwrap()]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(opened(&whole.path().join("enishi.db")), new);
    assert_eq!(kept(whole.path()), std::slice::from_ref(&old));
    let calls = fs::read_to_string(&out).unwrap();
    let large = std::env::vars().any(|(name, value)| name == "ENISHI_FAULTS" && value == "large");
    let most = if large { usize::MAX } else { 3 };
    let mut seen = BTreeSet::new();
    for call in CALLS {
        let begins = format!(" {call}(");
        let count = calls.lines().filter(|l| l.contains(&begins)).count();
        // Every call that takes something away or puts it in its place; of the others some, the last ones among them.
        let step = if call.contains("write") || call.contains("sync") {
            count.div_ceil(most).max(1)
        } else {
            1
        };
        for n in (1..=count).rev().step_by(step) {
            let place = copied(start.path());
            let fault = format!("inject={call}:signal=KILL:when={n}");
            let run = restore(place.path(), &["-e", &fault, "-o", "/dev/null"]);
            assert_eq!(run.status.signal(), Some(9), "{fault}: {run:?}");
            let path = place.path().join("enishi.db");
            let found = opened(&path);
            let is_new = found == new;
            assert!(is_new || found == old, "{fault}: neither");
            if is_new {
                assert!(
                    kept(place.path()).contains(&old),
                    "{fault}: the old one is lost"
                );
            }
            seen.insert(is_new);
            restore::restore(&Options::new(&path), &place.path().join("copy.db")).unwrap();
            assert_eq!(opened(&path), new, "{fault}, then again");
        }
    }
    assert!(
        seen.contains(&false),
        "some of the kills came before the end"
    );
}

#[test]
fn a_record_that_is_open_elsewhere_is_not_replaced() {
    let place = scratch();
    let (old, _) = prepared(place.path());
    let path = place.path().join("enishi.db");
    let mut open = SqliteStore::open(&path).unwrap();
    let options = Options::new(&path);
    let refused = restore::restore(&options, &place.path().join("copy.db"));
    assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
    assert_eq!(open.book(&Sessions::All).unwrap(), old);
    open.commit(&pair("相沢", "s", "N-9", "o"), at(99)).unwrap();
    drop(open);
    assert!(kept(place.path()).is_empty(), "nothing is left behind");
    assert_eq!(opened(&path).pairings.len(), old.pairings.len() + 1);
}

#[test]
fn a_record_that_cannot_be_read_is_kept_byte_by_byte() {
    let place = scratch();
    let (_, new) = prepared(place.path());
    let path = place.path().join("enishi.db");
    let bytes = vec![0xA5; 9000];
    fs::write(&path, &bytes).unwrap();
    let wal_of = |path: &Path| std::path::PathBuf::from(format!("{}-wal", path.display()));
    let mut wal = fs::read(wal_of(&path)).unwrap();
    wal[..32].fill(0);
    fs::write(wal_of(&path), &wal).unwrap();
    let restored = restore::restore(&Options::new(&path), &place.path().join("copy.db")).unwrap();
    assert_eq!(opened(&path), new);
    let kept = restored.kept.unwrap();
    assert!(fs::read(&kept).unwrap() == bytes);
    assert!(fs::read(wal_of(&kept)).unwrap() == wal);
}
