//! Ops from elsewhere: refused and nothing is different, or taken in and everything holds.

use super::record::{self, Seen, seen};
use super::scratch;
use enishi::store::sqlite::merge::Taken;
use enishi::store::{Options, SqliteStore, StoreError};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// What lines are made of.
pub(crate) const WORDS: &[&str] = &[
    "\"seq\":1",
    "\"v\":2",
    "\"body\":null",
    "\"salt\":null",
    "action-undone",
    "content-erased",
    "session-loaded",
    "pairing-recorded",
    "task-opened",
    "memo:s-1/",
    "tie:s-1/N-1/x",
    "progress:s-1",
    "%252F",
    "\\n",
    "\\u202e",
    "00000000-0000-0001-0000-000000000003",
    "00000000-0000-0000-0000-000000000001",
];

/// Switches in the first byte.
const SEAL: u8 = 1;
const HALVES: u8 = 2;
const EMPTY: u8 = 4;
const BACKWARDS: u8 = 8;

/// A record as a file, closed in order.
fn base() -> &'static [u8] {
    static BASE: OnceLock<Vec<u8>> = OnceLock::new();
    BASE.get_or_init(|| {
        let dir = scratch();
        let db = dir.path().join("enishi.db");
        let mut store = SqliteStore::open(&db).unwrap();
        let taken = import(&mut store, &record::text(&record::ours().lines));
        assert!(taken.unwrap().forks.is_empty());
        assert_eq!(store.verify().unwrap().faults, []);
        drop(store);
        fs::read(db).unwrap()
    })
}

fn import(store: &mut SqliteStore, text: &str) -> Result<Taken, StoreError> {
    store.import_ops_by(&mut text.as_bytes(), record::later())
}

fn begin(folder: &Path, switches: u8) -> SqliteStore {
    let db = folder.join("enishi.db");
    if switches & EMPTY == 0 {
        fs::write(&db, base()).unwrap();
    }
    SqliteStore::open(&db).unwrap()
}

/// A byte of switches and lines.
pub(crate) fn run(data: &[u8]) {
    let Some((switches, rest)) = data.split_first() else {
        return;
    };
    let Ok(mut text) = String::from_utf8(rest.to_vec()) else {
        return refused_bytes(rest);
    };
    if switches & SEAL != 0 {
        text = record::sealed(&text);
    }
    if switches & BACKWARDS != 0 {
        let lines: Vec<&str> = text.lines().rev().collect();
        text = lines.join("\n");
    }
    let dir = scratch();
    let mut store = begin(dir.path(), *switches);
    let half = text.match_indices('\n').nth(text.lines().count() / 2);
    if let Some((at, _)) = half
        && switches & HALVES != 0
    {
        let (first, second) = text.split_at(at + 1);
        let forked = offer(&mut store, first) | offer(&mut store, second);
        same_in_one(&store, &text, *switches, forked);
    } else {
        offer(&mut store, &text);
    }
    record::goes_on(&mut store);
    carried(&store);
}

fn refused_bytes(bytes: &[u8]) {
    let dir = scratch();
    let mut store = begin(dir.path(), 0);
    let before = seen(&store);
    let error = store
        .import_ops_by(&mut &*bytes, record::later())
        .unwrap_err();
    let told = matches!(error, StoreError::NotCanonical { .. });
    assert!(told, "{error:?}");
    assert_eq!(seen(&store), before);
}

/// Offers lines once and once more. Whether something forked or was refused.
fn offer(store: &mut SqliteStore, text: &str) -> bool {
    let before = seen(store).unwrap();
    let taken = match import(store, text) {
        Ok(taken) => taken,
        Err(error) => {
            let StoreError::NotCanonical { line, .. } = &error else {
                panic!("{error:?}");
            };
            assert!((1..=text.lines().count()).contains(line), "{error:?}");
            assert_eq!(seen(store).as_ref(), Some(&before), "{error:?}");
            return true;
        }
    };
    let after = seen(store).unwrap();
    assert_eq!(before.count + taken.new, after.count, "{taken:?}");
    assert_eq!(store.verify().unwrap().faults, []);
    let again = import(store, text).unwrap();
    let left_out = |taken: &Taken| (taken.forks.len(), taken.refused.len());
    assert_eq!((again.new, left_out(&again)), (0, left_out(&taken)));
    assert_eq!(seen(store).as_ref(), Some(&after), "twice is not once");
    // What was kept already is not kept twice.
    let asides = [&taken, &again].into_iter().flat_map(|taken| {
        let forks = taken.forks.iter().map(|fork| &fork.aside);
        forks.chain(taken.refused.iter().map(|refused| &refused.aside))
    });
    let asides: BTreeSet<_> = asides.map(|aside| aside.clone().unwrap()).collect();
    for aside in asides {
        let kept = fs::read_to_string(&aside).unwrap();
        assert!(kept.lines().count() > 0);
        fs::remove_file(aside).unwrap();
    }
    !taken.forks.is_empty() || !taken.refused.is_empty()
}

/// What comes in two parts comes to the same as in one, unless histories contradict each other: then who comes first
/// stays.
fn same_in_one(store: &SqliteStore, text: &str, switches: u8, contradicted: bool) {
    if contradicted {
        return;
    }
    let dir = scratch();
    let mut whole = begin(dir.path(), switches);
    let taken = import(&mut whole, text).unwrap();
    assert!(
        taken.forks.is_empty() && taken.refused.is_empty(),
        "{taken:?}"
    );
    assert_eq!(book(&whole), book(store), "in one and in two");
}

fn book(store: &SqliteStore) -> (Seen, usize) {
    let found = seen(store).unwrap();
    let count = found.count;
    (found, count)
}

/// Passed on, a record is the same elsewhere.
fn carried(store: &SqliteStore) {
    let mut lines = Vec::new();
    store.export_ops(&mut lines).unwrap();
    let dir = scratch();
    let options = Options::new(&dir.path().join("elsewhere.db"));
    let mut elsewhere = SqliteStore::open_with(&options).unwrap().store;
    let taken = elsewhere.import_ops(&mut lines.as_slice()).unwrap();
    let all = taken.forks.is_empty() && taken.refused.is_empty() && taken.waiting == 0;
    assert!(all, "{taken:?}");
    assert_eq!(seen(&elsewhere), seen(store));
    assert_eq!(elsewhere.verify().unwrap().faults, []);
}

/// Lines of another laptop, of the same, of a copy of it, and parts of them.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let (ours, theirs, forked) = (record::ours(), record::theirs(), record::forked());
    let with = |switches: u8, lines: &[String]| {
        let text = record::text(lines);
        [&[switches], text.as_bytes()].concat()
    };
    let both = [ours.lines.clone(), theirs.lines.clone()].concat();
    vec![
        with(0, &theirs.lines),
        with(SEAL, &theirs.lines),
        with(SEAL | HALVES, &theirs.lines),
        with(SEAL | BACKWARDS, &theirs.lines),
        with(0, &theirs.lines[3..]),
        with(SEAL | EMPTY, &ours.lines),
        with(SEAL | EMPTY | HALVES, &both),
        with(SEAL | EMPTY | HALVES | BACKWARDS, &both),
        with(0, &forked.lines),
        with(SEAL, &forked.lines),
        with(SEAL, &both),
        with(SEAL, &theirs.lines[..1]),
        with(SEAL, &theirs.lines[5..]),
    ]
}
