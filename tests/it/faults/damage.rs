//! Rows 8 and 9: bits that flip in the file, and what a kill left in the WAL cut, flipped or deleted. Not every damage
//! can be noticed; the share is printed and stands in `tests/FAULTS.md`. What goes unnoticed must have changed nothing
//! that was recorded.

use super::judge;
use super::recorder::{PASSPHRASE, Said, Script, options};
use super::{Rng, large, many, say, scratch};
use enishi::domain::book::Book;
use enishi::store::Opened;
use enishi::store::{LogFilter, Sessions, SqliteStore, Store};
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

/// A file with a history, closed or left as a kill leaves it.
fn written(dir: &Path, seed: u64, actions: usize, abrupt: bool, mirror: bool) -> (PathBuf, Said) {
    let db = dir.join("enishi.db");
    let script = Script {
        abrupt,
        mirror,
        ..Script::new(&db, seed, actions)
    };
    let output = script.command().output().unwrap();
    let said = Said::of(&output.stdout);
    assert!(said.ended && said.refused.is_empty(), "{said:?}");
    (db, said)
}

/// What a coordinator sees: every op, and the state of everything.
fn seen(db: &Path) -> Result<(String, Book), String> {
    let opened = SqliteStore::open_with(&options(db, false));
    let store = opened.map_err(|e| e.to_string())?.store;
    let log = store.log(&LogFilter::default());
    let book = store.book(&Sessions::All).map_err(|e| e.to_string())?;
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
    let (db, _) = written(dir.path(), 11, if large() { 60 } else { 20 }, false, false);
    let whole = fs::read(&db).unwrap();
    let truth = seen(&db).unwrap();
    drop(fs::remove_file(dir.path().join("enishi.db-wal")));
    let mut rng = Rng(4);
    let mut shares = Shares::default();
    for _ in 0..if large() { many(3_000) } else { 80 } {
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
    let noticed = shares.tried - shares.harmless;
    assert!(noticed > 0, "{shares:?}");
    if PASSPHRASE.is_some() {
        // Every page has its own seal.
        assert_eq!(noticed, shares.tried, "{shares:?}");
    }
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
    let Ok(Opened { store, .. }) = SqliteStore::open_with(&options(db, false)) else {
        return Notice::Opening;
    };
    if store.log(&LogFilter::default()).is_err() || store.book(&Sessions::All).is_err() {
        return Notice::Opening;
    }
    drop(store);
    let raw = judge::connect(db, PASSPHRASE).unwrap();
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
    match judge::inspect(db, false) {
        Ok(_) => Notice::None,
        Err(_) => Notice::Tables,
    }
}

/// Damages what a kill left of a WAL in many ways: how many were tried, noticed, harmless, and lost actions in silence.
fn damage_wals(files: u64, each: usize, mirror: bool) -> [usize; 4] {
    let mut rng = Rng(9);
    let [mut tried, mut noticed, mut harmless, mut silent] = [0; 4];
    for file in 0..files {
        let dir = scratch();
        let (_, said) = written(dir.path(), 40 + file, 9 + rng.below(8), true, mirror);
        let promised = said.acked_set();
        let wal = fs::read(dir.path().join("enishi.db-wal")).unwrap();
        assert!(!wal.is_empty());
        for _ in 0..each {
            let place = scratch();
            for entry in fs::read_dir(dir.path()).unwrap() {
                let entry = entry.unwrap();
                if !entry.path().to_string_lossy().ends_with("-shm") {
                    fs::copy(entry.path(), place.path().join(entry.file_name())).unwrap();
                }
            }
            let here = place.path().join("enishi.db-wal");
            let mut bad = wal.clone();
            match rng.below(3) {
                0 => {
                    let at = rng.below(bad.len());
                    bad[at] ^= 1 << rng.below(8);
                    fs::write(here, bad).unwrap();
                }
                1 => {
                    bad.truncate(rng.below(bad.len()));
                    fs::write(here, bad).unwrap();
                }
                _ => fs::remove_file(here).unwrap(),
            }
            tried += 1;
            match judge::inspect(&place.path().join("enishi.db"), mirror) {
                Err(_) => noticed += 1,
                Ok(found) if promised.is_subset(&found) => harmless += 1,
                Ok(_) => silent += 1,
            }
        }
    }
    [tried, noticed, harmless, silent]
}

#[test]
fn what_a_damaged_wal_loses_comes_back_from_the_second_copy() {
    let (files, each) = if large() { (10, many(30)) } else { (2, 5) };
    for mirror in [false, true] {
        let [tried, noticed, harmless, silent] = damage_wals(files, each, mirror);
        let with = if mirror { "with" } else { "without" };
        say(&format!(
            "{tried} damaged WALs after a kill, {with} a second copy: all actions there in {harmless}, refused {noticed}, \
             actions lost in silence in {silent}"
        ));
        // Without a second copy nothing can know; that is what it is for.
        assert_eq!(silent == 0 && noticed == 0, mirror);
    }
}
