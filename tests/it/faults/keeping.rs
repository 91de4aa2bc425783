//! Rows 2, 3 and 5 for what is done to a record as a whole: backup, restore, ops and rescue files that are taken in,
//! tables folded anew, somebody erased, encryption and its end. Whatever call fails or is the last, the record is the old
//! one or the new one, whole, and what was said to be done is done.

use super::images::{self, Care};
use super::judge;
use super::program;
use super::recorder::{Said, Script};
use super::{Rng, large, sample, say, scratch, strace};
use crate::store::{at, files, load, pair, pairing_id, session};
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::{Change, Entity};
use enishi::store::{Draft, SqliteStore, Store as _, rescue};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use uuid::Uuid;

const CALLS: [&str; 7] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
];

type Actions = BTreeSet<Uuid>;

/// What the person is found by who is erased.
const TRACES: [&str; 2] = ["架空 太郎7", "taro7@example.jp"];

/// Files that hold something of the person who is erased.
fn naming(dir: &Path) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        let is_in = |trace: &&str| memchr::memmem::find(&bytes, trace.as_bytes()).is_some();
        TRACES.iter().any(is_in)
    };
    files(dir).into_iter().filter(holds).collect()
}

/// What is done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Backup,
    Restore,
    Import,
    Rescue,
    Fold,
    Erase,
    Encrypt,
    Decrypt,
}

/// What this build can do.
fn deeds() -> &'static [Deed] {
    let all = &[
        Deed::Backup,
        Deed::Restore,
        Deed::Import,
        Deed::Rescue,
        Deed::Fold,
        Deed::Erase,
        Deed::Encrypt,
        Deed::Decrypt,
    ];
    let many = if cfg!(feature = "encryption") { 8 } else { 6 };
    &all[..many]
}

impl Deed {
    fn arguments(self, dir: &Path) -> Vec<String> {
        let there = |name: &str| dir.join(name).display().to_string();
        let words: &[String] = &match self {
            Self::Backup => vec!["backup".to_owned(), there("kept.db")],
            Self::Restore => vec!["restore".to_owned(), there("copy.db")],
            Self::Import => vec!["ops".to_owned(), "import".to_owned(), there("theirs.jsonl")],
            Self::Rescue => vec!["rescue".to_owned(), there("rescue.jsonl")],
            Self::Fold => program::COMMANDS[0]
                .iter()
                .map(ToString::to_string)
                .collect(),
            Self::Erase => ["person", "erase", "007", "--all-doubtful", "--yes"]
                .map(str::to_owned)
                .to_vec(),
            Self::Encrypt => vec!["encrypt".to_owned(), "--key-file".to_owned(), there("key")],
            Self::Decrypt => vec!["decrypt".to_owned(), "--key-file".to_owned(), there("key")],
        };
        words.to_vec()
    }

    fn is_decrypting(self) -> bool {
        self == Self::Decrypt
    }
}

/// Where a deed begins, and what there is to be.
struct Start {
    dir: TempDir,
    old: Actions,
    backup: Actions,
    theirs: Actions,
    rescued: Actions,
}

/// A record that a killed program left, part of it in its WAL, with everything that can be done to it beside it.
fn start(deed: Deed) -> Start {
    let dir = scratch();
    let db = dir.path().join("enishi.db");
    let theirs = scratch();
    let write = |db: &Path, seed: u64, actions: usize, abrupt: bool| {
        let script = Script {
            abrupt,
            plain: true,
            ..Script::new(db, seed, actions)
        };
        let said = Said::of(&script.command().output().unwrap().stdout);
        assert!(said.ended && said.refused.is_empty(), "{said:?}");
    };
    write(&db, 51, 6, false);
    let mut store = SqliteStore::open(&db).unwrap();
    if deed == Deed::Erase {
        // In two meetings, and in a memo.
        let meeting = load("馬場", session("later", 8));
        let pairing = pair("馬場", "later", "N-1", "org-1");
        let memo = Draft {
            changes: vec![(
                Entity::Pairing(pairing_id("later", "N-1", "org-1")),
                Change::Pairing(PairingChange::Note {
                    note: format!("{}さんに電話", TRACES[0]).into(),
                }),
            )],
            ..pairing.clone()
        };
        for (second, draft) in (400..).zip([meeting, pairing, memo]) {
            store.commit(&draft, at(second)).unwrap();
        }
    }
    store.backup(&dir.path().join("copy.db")).unwrap();
    drop(store);
    let backup = judge::inspect_plain(&db).unwrap();
    let other = theirs.path().join("enishi.db");
    write(&other, 52, 5, false);
    let mut lines = Vec::new();
    SqliteStore::open(&other)
        .unwrap()
        .export_ops(&mut lines)
        .unwrap();
    fs::write(dir.path().join("theirs.jsonl"), lines).unwrap();
    let unsaved: Vec<_> = (0..3_u8)
        .map(|n| {
            let mut draft = pair("相沢", "crash", &format!("N-{n}"), "org-99");
            draft.action = Some(Uuid::from_u128(u128::from(n) + 1));
            (at(900 + i64::from(n)), draft)
        })
        .collect();
    rescue::write(&dir.path().join("rescue.jsonl"), &unsaved).unwrap();
    fs::write(dir.path().join("key"), "架空の合言葉\n").unwrap();
    if deed == Deed::Erase {
        // What somebody laid there by hand is theirs to remove.
        for name in ["copy.db", "theirs.jsonl"] {
            fs::remove_file(dir.path().join(name)).unwrap();
        }
    }
    if deed == Deed::Fold {
        let raw = judge::connect(&db, None).unwrap();
        raw.execute_batch("UPDATE meta SET value = '0' WHERE key = 'fold'; DELETE FROM pairing;")
            .unwrap();
    } else if deed.is_decrypting() {
        let output = program::enishi(&words(&Deed::Encrypt.arguments(dir.path())), dir.path());
        assert!(output.status.success(), "{output:?}");
    } else {
        write(&db, 53, 8, true);
    }
    let old = known(
        deed.is_decrypting(),
        &copy_of(dir.path()).path().join("enishi.db"),
    );
    Start {
        old: old.unwrap(),
        backup,
        theirs: judge::inspect_plain(&other).unwrap(),
        rescued: unsaved.iter().filter_map(|(_, d)| d.action).collect(),
        dir,
    }
}

fn words(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn copy_of(from: &Path) -> TempDir {
    let to = scratch();
    program::copy(from, to.path());
    to
}

/// The actions of a sound record.
fn known(encrypted: bool, db: &Path) -> Result<Actions, String> {
    if encrypted {
        judge::inspect_with_key(db, "架空の合言葉")
    } else {
        judge::inspect_plain(db)
    }
}

/// The same, whether it is encrypted or not.
fn either(db: &Path) -> Result<(bool, Actions), String> {
    let plain = fs::read(db).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"));
    known(!plain, db).map(|found| (!plain, found))
}

/// Files beside the record whose name says what they are.
fn beside(dir: &Path, what: &str) -> Vec<PathBuf> {
    let names = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    let meant = |p: &PathBuf| {
        let name = p.file_name().unwrap().to_string_lossy().into_owned();
        name.contains(what) && p.extension().is_some_and(|e| e == "db")
    };
    names.filter(meant).collect()
}

/// Whether the record is what it may be after a deed of which `said` tells whether it called itself done.
fn judged(deed: Deed, start: &Start, dir: &Path, said: bool) -> Result<(), String> {
    let (encrypted, found) = either(&dir.join("enishi.db"))?;
    let done = match deed {
        Deed::Backup => {
            same("the record", &found, &start.old)?;
            let copies = beside(dir, "kept");
            for copy in &copies {
                same("the backup", &judge::inspect_plain(copy)?, &start.old)?;
            }
            !copies.is_empty()
        }
        Deed::Restore => {
            let new = found == start.backup;
            if new {
                let kept = beside(dir, "replaced");
                let whole = |p: &PathBuf| judge::inspect_plain(p).as_ref() == Ok(&start.old);
                if !kept.iter().any(whole) {
                    return Err(format!("the replaced record is lost: {kept:?}"));
                }
            } else {
                same("the record", &found, &start.old)?;
            }
            new
        }
        Deed::Import => {
            let all = start.old.union(&start.theirs).copied().collect();
            let new = found == all;
            if !new {
                same("the record", &found, &start.old)?;
            }
            new
        }
        Deed::Rescue => {
            let all: Actions = start.old.union(&start.rescued).copied().collect();
            if !(start.old.is_subset(&found) && found.is_subset(&all)) {
                return Err("neither the old record nor the new one".to_owned());
            }
            found == all
        }
        // What is recorded then is an action of its own, and so is the session.
        Deed::Fold => {
            if !start.old.is_subset(&found) || found.len() > start.old.len() + 2 {
                return Err("neither the old record nor the new one".to_owned());
            }
            found.len() > start.old.len() + 1
        }
        // An act for each meeting; what is not done is told as such, and the same deed goes on with it.
        Deed::Erase => {
            if !start.old.is_subset(&found) || found.len() > start.old.len() + 2 {
                return Err("neither the old record nor the new one".to_owned());
            }
            let named = naming(dir);
            if said && !named.is_empty() {
                return Err(format!("it said that it was done: {named:?}"));
            }
            named.is_empty()
        }
        Deed::Encrypt | Deed::Decrypt => {
            same("the record", &found, &start.old)?;
            encrypted != deed.is_decrypting()
        }
    };
    if said && !done {
        return Err("it said that it was done".to_owned());
    }
    Ok(())
}

fn same(what: &str, found: &Actions, wanted: &Actions) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    let lost = wanted.difference(found).count();
    let more = found.difference(wanted).count();
    Err(format!(
        "{what} has lost {lost} actions and has {more} it should not"
    ))
}

/// A deed under `strace`.
fn watched(deed: Deed, dir: &Path, watching: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(watching).arg(env!("CARGO_BIN_EXE_enishi"));
    program::dressed(&mut command, &words(&deed.arguments(dir)), dir)
}

fn faulty(deed: Deed, dir: &Path, tampering: &[&str], out: &Path) -> Output {
    let names = format!("trace={}", CALLS.map(|c| format!("?{c}")).join(","));
    let mut watching = vec!["-f", "-qq", "-s", "0", "-e", "signal=none", "-e", &names];
    watching.extend(tampering);
    watching.extend(["-o", out.to_str().unwrap()]);
    watched(deed, dir, &watching)
}

fn counted(deed: Deed, start: &Start) -> Vec<(&'static str, usize)> {
    let dir = copy_of(start.dir.path());
    let out = dir.path().join("calls");
    let output = faulty(deed, dir.path(), &[], &out);
    assert!(output.status.success(), "{deed:?}: {output:?}");
    judged(deed, start, dir.path(), true).unwrap();
    let calls = fs::read_to_string(&out).unwrap();
    let of = |call: &'static str| {
        let begins = format!(" {call}(");
        (call, calls.lines().filter(|l| l.contains(&begins)).count())
    };
    CALLS.map(of).into_iter().filter(|(_, n)| *n > 0).collect()
}

/// The last write of a restore into the record itself.
fn last_write(start: &Start) -> usize {
    let dir = copy_of(start.dir.path());
    let out = dir.path().join("calls");
    let output = faulty(Deed::Restore, dir.path(), &["-y"], &out);
    assert!(output.status.success(), "{output:?}");
    let calls = fs::read_to_string(&out).unwrap();
    let writes = calls.lines().filter(|l| l.contains(" pwrite64("));
    let last = writes
        .enumerate()
        .filter(|(_, l)| l.contains("/enishi.db>"));
    last.last().unwrap().0 + 1
}

/// One deed with one fault in it.
fn examine(deed: Deed, start: &Start, tampering: &str) -> Result<bool, String> {
    let dir = copy_of(start.dir.path());
    let out = dir.path().join("calls");
    let output = faulty(deed, dir.path(), &["-e", tampering], &out);
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = !stdout.is_empty() && !stdout.contains("未完");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    // Who can write nowhere any more cannot say so either.
    let speechless = tampering.starts_with("inject=write:") && tampering.ends_with('+');
    if tampering.contains("signal=KILL") {
        if output.status.signal() != Some(9) {
            return Err(format!("it was not killed: {}", output.status));
        }
    } else if !fs::read_to_string(&out).is_ok_and(|calls| calls.contains("(INJECTED)")) {
        return Err("no call failed".to_owned());
    } else if !output.status.success()
        && (output.status.code() != Some(1) || stderr.trim().is_empty() && !speechless)
    {
        return Err(format!(
            "it failed without a word: {} {stderr}",
            output.status
        ));
    }
    let ended = output.status.success() && !stdout.contains("未完");
    judged(deed, start, dir.path(), said || ended)?;
    again(deed, start, dir.path())?;
    Ok(said)
}

/// The fault is gone: the same deed does its work, unless it is done.
fn again(deed: Deed, start: &Start, dir: &Path) -> Result<(), String> {
    if matches!(deed, Deed::Encrypt | Deed::Decrypt)
        && either(&dir.join("enishi.db"))?.0 != deed.is_decrypting()
    {
        return Ok(());
    }
    if deed == Deed::Backup && dir.join("kept.db").exists() {
        return Ok(());
    }
    let output = program::enishi(&words(&deed.arguments(dir)), dir);
    if !output.status.success() {
        return Err(format!("does not go on: {output:?}"));
    }
    if deed == Deed::Fold {
        let found = judge::inspect_plain(&dir.join("enishi.db"))?;
        let lost = start.old.difference(&found).count();
        return if lost == 0 {
            Ok(())
        } else {
            Err(format!("{lost} lost"))
        };
    }
    judged(deed, start, dir, true)
}

#[test]
fn whatever_call_fails_a_record_is_the_old_one_or_the_new_one() {
    if !strace() {
        return;
    }
    let mut rng = Rng(61);
    let mut all_wrong = Vec::new();
    for deed in deeds().iter().copied() {
        let start = start(deed);
        let (mut tried, mut done, mut wrong) = (0, 0, Vec::new());
        for (call, count) in counted(deed, &start) {
            let plans: Vec<(usize, &str)> = if large() {
                let each = |when| program::FAULTS.map(|fault| (when, fault));
                sample(count, 60).flat_map(each).collect()
            } else if deed == Deed::Restore && call == "unlink" {
                // A log that stays would be read into the file that comes in its place.
                (1..=count).map(|when| (when, "error=EIO")).collect()
            } else if deed == Deed::Restore && call == "pwrite64" {
                // A journal that stays would be, too.
                vec![(last_write(&start), "error=EIO+")]
            } else {
                let fault = program::FAULTS[rng.below(program::FAULTS.len())];
                vec![(1 + rng.below(count), fault)]
            };
            for (when, fault) in plans {
                let tampering = program::tampering(call, fault, when);
                tried += 1;
                match examine(deed, &start, &tampering) {
                    Ok(said) => done += usize::from(said),
                    Err(what) => wrong.push(format!("{deed:?} with {tampering}: {what}")),
                }
            }
        }
        say(&format!(
            "{deed:?}: {tried} with a fault in them, {done} said they were done, {} wrong",
            wrong.len()
        ));
        all_wrong.extend(wrong);
        assert!(tried > 0);
    }
    judge::nothing_wrong(&all_wrong);
}

#[test]
fn whenever_the_power_is_cut_a_record_is_the_old_one_or_the_new_one() {
    if !strace() {
        return;
    }
    let dir = scratch();
    for deed in deeds().iter().copied() {
        let start = start(deed);
        let place = copy_of(start.dir.path());
        let db = place.path().join("enishi.db");
        let file = dir.path().join("trace");
        let check =
            |db: &Path, said: &Said| judged(deed, &start, db.parent().unwrap(), said.sentences > 0);
        let care = Care::new(13, if large() { 1 } else { 40 });
        let run = || watched(deed, place.path(), &images::watching(&file));
        let (images, bad) = images::of_command(place.path(), &db, &file, run, care, &check);
        say(&format!(
            "power cut, {deed:?}: {images} images, {} bad",
            bad.len()
        ));
        judge::nothing_wrong(&bad);
        assert!(images > 2, "{deed:?}");
    }
}
