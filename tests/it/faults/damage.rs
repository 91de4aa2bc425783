//! Rows 8 and 9: bits that flip in the file, and what a kill left in the WAL cut, flipped or deleted. Not every damage
//! can be noticed; the share is printed and stands in `tests/FAULTS.md`. What goes unnoticed must have changed nothing
//! that was recorded.

use super::judge;
use super::recorder::{Said, Script};
use super::{Rng, large, say, scratch};
use enishi::domain::book::Book;
use enishi::store::{LogFilter, Scope, SqliteStore, Store};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

/// A file with a history, closed or left as a kill leaves it.
fn written(dir: &Path, seed: u64, actions: usize, abrupt: bool) -> (PathBuf, Said) {
    let db = dir.join("enishi.db");
    let script = Script {
        abrupt,
        ..Script::new(&db, seed, actions)
    };
    let output = script.command().output().unwrap();
    let said = Said::of(&output.stdout);
    assert!(said.ended && said.refused.is_empty(), "{said:?}");
    (db, said)
}

/// What a coordinator sees: every op, and the state of everything.
fn seen(db: &Path) -> Result<(String, Book), String> {
    let store = SqliteStore::open(db).map_err(|e| e.to_string())?;
    let log = store.log(&LogFilter::default());
    let book = store.book(&Scope::All).map_err(|e| e.to_string())?;
    Ok((format!("{:?}", log.map_err(|e| e.to_string())?), book))
}

/// Which of the means first notice a damage, each including those before it.
#[derive(Debug, Default)]
struct Shares {
    tried: usize,
    opening: usize,
    quick_check: usize,
    integrity_check: usize,
    chains: usize,
    tables: usize,
    /// Not noticed, and nothing recorded is different.
    harmless: usize,
    /// Not noticed, and something is.
    silent: Vec<String>,
}

#[test]
fn a_flipped_bit_is_noticed_or_changes_nothing() {
    let dir = scratch();
    let (db, _) = written(dir.path(), 11, if large() { 60 } else { 20 }, false);
    let whole = fs::read(&db).unwrap();
    let truth = seen(&db).unwrap();
    drop(fs::remove_file(dir.path().join("enishi.db-wal")));
    let mut rng = Rng(4);
    let mut shares = Shares::default();
    for _ in 0..if large() { 3_000 } else { 150 } {
        let (at, bit) = (rng.below(whole.len()), rng.below(8));
        let mut bad = whole.clone();
        bad[at] ^= 1 << bit;
        let here = dir.path().join("flipped.db");
        for rest in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{rest}", here.display()));
        }
        fs::write(&here, bad).unwrap();
        shares.tried += 1;
        // A damaged file may be refused; it may not stop the program.
        let outcome = panic::catch_unwind(|| notice(&here)).unwrap_or_else(|_| {
            panic!("opening a file with bit {bit} of byte {at} flipped panicked");
        });
        match outcome {
            Notice::Opening => shares.opening += 1,
            Notice::QuickCheck => shares.quick_check += 1,
            Notice::IntegrityCheck => shares.integrity_check += 1,
            Notice::Chains => shares.chains += 1,
            Notice::Tables => shares.tables += 1,
            Notice::None if seen(&here).as_ref() == Ok(&truth) => shares.harmless += 1,
            Notice::None => shares.silent.push(format!("byte {at}, bit {bit}")),
        }
    }
    say(&format!(
        "{} flipped bits: noticed by opening {}, quick_check {}, integrity_check {}, the hash chain {}, comparing the \
         tables {}; {} unnoticed and without effect, {} unnoticed with effect",
        shares.tried,
        shares.opening,
        shares.quick_check,
        shares.integrity_check,
        shares.chains,
        shares.tables,
        shares.harmless,
        shares.silent.len()
    ));
    assert_eq!(shares.silent, Vec::<String>::new());
    assert!(shares.chains + shares.tables > 0, "{shares:?}");
}

enum Notice {
    Opening,
    QuickCheck,
    IntegrityCheck,
    Chains,
    Tables,
    None,
}

fn notice(db: &Path) -> Notice {
    let Ok(store) = SqliteStore::open(db) else {
        return Notice::Opening;
    };
    if store.log(&LogFilter::default()).is_err() || store.book(&Scope::All).is_err() {
        return Notice::Opening;
    }
    drop(store);
    let raw = Connection::open(db).unwrap();
    if judge::pragma_check(&raw, "quick_check").is_err() {
        return Notice::QuickCheck;
    }
    if judge::pragma_check(&raw, "integrity_check").is_err() {
        return Notice::IntegrityCheck;
    }
    if judge::chains(&raw).is_err() {
        return Notice::Chains;
    }
    drop(raw);
    match judge::inspect(db) {
        Ok(_) => Notice::None,
        Err(_) => Notice::Tables,
    }
}

#[test]
fn damage_to_the_end_of_a_wal_is_counted() {
    let mut rng = Rng(9);
    let (files, each) = if large() { (10, 30) } else { (2, 10) };
    let (mut tried, mut noticed, mut harmless, mut silent) = (0, 0, 0, 0);
    for file in 0..files {
        let dir = scratch();
        let (db, said) = written(dir.path(), 40 + file, 9 + rng.below(8), true);
        let promised = said.acked_set();
        let wal_path = dir.path().join("enishi.db-wal");
        let (main, wal) = (fs::read(&db).unwrap(), fs::read(&wal_path).unwrap());
        assert!(!wal.is_empty());
        for _ in 0..each {
            let place = scratch();
            let here = place.path().join("enishi.db");
            fs::write(&here, &main).unwrap();
            let mut bad = wal.clone();
            match rng.below(3) {
                0 => {
                    let at = rng.below(bad.len());
                    bad[at] ^= 1 << rng.below(8);
                }
                1 => bad.truncate(rng.below(bad.len())),
                _ => bad.clear(),
            }
            if !bad.is_empty() {
                fs::write(place.path().join("enishi.db-wal"), bad).unwrap();
            }
            tried += 1;
            match judge::inspect(&here) {
                Err(_) => noticed += 1,
                Ok(found) if promised.is_subset(&found) => harmless += 1,
                Ok(found) => {
                    let lost: BTreeSet<_> = promised.difference(&found).collect();
                    assert!(!lost.is_empty());
                    silent += 1;
                }
            }
        }
    }
    say(&format!(
        "{tried} damaged WALs after a kill: {noticed} noticed, {harmless} without effect, {silent} lost actions in silence"
    ));
}
