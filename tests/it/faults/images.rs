//! Row 5: the power is cut after every single call, and what the disk may then hold is opened.

use super::disk::{Cut, Disk, Image};
use super::judge;
use super::program;
use super::recorder::{Engine, Said, Script};
use super::trace::{self, Call};
use super::{Rng, first_seed, large, say, scratch, strace};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::process::Output;
use uuid::Uuid;

/// How `strace` writes down everything that a process does to files.
pub(super) fn watching(out: &Path) -> Vec<&str> {
    let fixed = [
        "-f",
        "-qq",
        "-xx",
        "-s",
        "20000000",
        "--seccomp-bpf",
        "-e",
        "signal=none",
    ];
    let mut all = Vec::from(fixed);
    all.extend(["-e", trace::CALLS, "-o", out.to_str().unwrap()]);
    all
}

/// Runs a script and writes down what it does.
fn record(script: &Script, dir: &Path) -> Vec<Call> {
    let file = dir.join("trace");
    written(&script.traced(&watching(&file)).output().unwrap(), &file)
}

fn written(output: &Output, file: &Path) -> Vec<Call> {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let calls = trace::read(BufReader::new(fs::File::open(file).unwrap()));
    fs::remove_file(file).unwrap();
    calls
}

/// What came of all images of one recording.
#[derive(Debug, Default)]
struct Tally {
    images: usize,
    /// Not all that was promised, or not sound.
    bad: Vec<String>,
}

/// How thoroughly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Care {
    seed: u64,
    /// Every so many calls.
    every: usize,
    cuts: &'static [Cut],
}

impl Care {
    /// All the ways to cut, every so many calls.
    pub(super) fn new(seed: u64, every: usize) -> Self {
        Self {
            seed,
            every,
            cuts: &Cut::ALL,
        }
    }
}

/// The images of one command that works on what stands at `place`. How many, and what is wrong.
pub(super) fn of_command(
    place: &Path,
    db: &Path,
    file: &Path,
    run: impl FnOnce() -> Output,
    care: Care,
    check: &dyn Fn(&Path, &Said) -> Result<(), String>,
) -> (usize, Vec<String>) {
    let disk = Disk::at(place);
    let calls = written(&run(), file);
    let tally = cut_everywhere(disk, &calls, &BTreeSet::new(), care, check, db);
    (tally.images, tally.bad)
}

/// Builds and opens the images of a recording that began with `disk` and the promises `known`.
fn cut_everywhere(
    mut disk: Disk,
    calls: &[Call],
    known: &BTreeSet<Uuid>,
    care: Care,
    check: &dyn Fn(&Path, &Said) -> Result<(), String>,
    db: &Path,
) -> Tally {
    let dir = scratch();
    let mut rng = Rng(care.seed);
    let mut said = Said::default();
    said.acked.extend(known);
    let mut seen = BTreeSet::new();
    let mut tally = Tally::default();
    for (n, call) in calls.iter().enumerate() {
        let (spoken, changed) = disk.hear(call);
        if let Some(spoken) = spoken {
            String::from_utf8_lossy(spoken)
                .lines()
                .for_each(|l| said.hear(l));
        }
        // After a new name always: that is when old and new meet.
        let chosen = n % care.every == 0 || matches!(call, Call::Rename { .. });
        if !(changed || spoken.is_some()) || !chosen {
            continue;
        }
        for cut in care.cuts {
            let image = disk.image(*cut, &mut rng);
            // The same content with the same promises has been opened already.
            if !seen.insert(fingerprint(&image, said.acked.len())) {
                continue;
            }
            tally.images += 1;
            if tally.images % 1_000 == 0 {
                let (images, bad) = (tally.images, tally.bad.len());
                say(&format!(
                    "power cut, seed {}: {images} images, {bad} bad so far",
                    care.seed
                ));
            }
            let here = lay_out(&image, db, dir.path());
            if let Err(wrong) = check(&here, &said) {
                tally.bad.push(format!("call {n}, {cut:?}: {wrong}"));
            }
        }
    }
    tally
}

/// By a hash that is compiled with optimisation even where the tests are not.
fn fingerprint(image: &Image, promises: usize) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(promises.to_be_bytes());
    for (path, content) in image {
        sha.update(path.as_os_str().as_encoded_bytes());
        sha.update(content.len().to_be_bytes());
        sha.update(content);
    }
    sha.finalize().into()
}

/// Writes an image into an empty folder. Where the database is then.
fn lay_out(image: &Image, db: &Path, dir: &Path) -> std::path::PathBuf {
    let root = db.parent().unwrap();
    let to = dir.join("image");
    let _ = fs::remove_dir_all(&to);
    fs::create_dir(&to).unwrap();
    for (path, content) in image {
        let path = to.join(path.strip_prefix(root).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    to.join(db.file_name().unwrap())
}

fn check_product(db: &Path, said: &Said, mirror: bool) -> Result<(), String> {
    let found = judge::inspect(db, mirror)?;
    judge::compare(&found, &said.acked_set(), said.in_doubt())
}

fn check_plain(db: &Path, said: &Said) -> Result<(), String> {
    let db = Connection::open(db).map_err(|e| e.to_string())?;
    judge::quick_check(&db)?;
    let read = || -> rusqlite::Result<BTreeSet<Uuid>> {
        let mut select = db.prepare("SELECT action FROM op")?;
        let texts = select.query_map([], |row| row.get::<_, String>(0))?;
        texts.map(|t| Ok(t?.parse().unwrap_or_default())).collect()
    };
    // Before the first acknowledgement there need not be a table.
    let found = match read() {
        Err(_) if said.acked.is_empty() => BTreeSet::new(),
        other => other.map_err(|e| e.to_string())?,
    };
    judge::compare(&found, &said.acked_set(), said.in_doubt())
}

/// One recording of the product: a first program from nothing, then a second on what the first left, killed or closed.
fn product(seed: u64, actions: usize, care: Care) -> Tally {
    let place = scratch();
    let dir = scratch();
    let db = place.path().join("enishi.db");
    let mut sum = Tally::default();
    let mut known = BTreeSet::new();
    for part in 0..2 {
        let disk = Disk::at(place.path());
        let script = Script {
            abrupt: part == 0 && seed.is_multiple_of(2),
            // The second copy comes late in one recording and from the beginning in the next.
            mirror: part == 1 || seed % 3 == 1,
            ..Script::new(&db, seed * 2 + part, actions)
        };
        let calls = record(&script, dir.path());
        let check = |db: &Path, said: &Said| check_product(db, said, script.mirror);
        let tally = cut_everywhere(disk, &calls, &known, care, &check, &db);
        sum.images += tally.images;
        sum.bad.extend(tally.bad);
        known = judge::inspect(&db, script.mirror).unwrap();
    }
    sum
}

/// The same of a bare table with other settings.
fn plain(journal: &str, synchronous: &str, actions: usize, care: Care) -> Tally {
    let place = scratch();
    let dir = scratch();
    let db = place.path().join("plain.db");
    let disk = Disk::at(place.path());
    let script = Script {
        engine: Engine::Plain(journal.to_owned(), synchronous.to_owned()),
        ..Script::new(&db, care.seed, actions)
    };
    let calls = record(&script, dir.path());
    cut_everywhere(disk, &calls, &BTreeSet::new(), care, &check_plain, &db)
}

#[test]
fn what_was_acknowledged_outlives_a_power_cut() {
    if !strace() {
        return;
    }
    let (seeds, actions, every) = if large() { (8, 25, 1) } else { (1, 5, 5) };
    let mut sum = Tally::default();
    for seed in first_seed()..first_seed() + seeds {
        let care = Care {
            seed,
            every,
            cuts: &Cut::ALL,
        };
        let tally = product(seed, actions, care);
        if large() {
            say(&format!(
                "power cut, seed {seed}: {} images, {} bad",
                tally.images,
                tally.bad.len()
            ));
        }
        sum.images += tally.images;
        sum.bad.extend(tally.bad);
    }
    say(&format!(
        "power cut: {} images, {} bad",
        sum.images,
        sum.bad.len()
    ));
    assert_eq!(sum.bad, Vec::<String>::new());
    assert!(sum.images > 50);
}

#[test]
fn images_of_weaker_settings_do_lose() {
    if !strace() {
        return;
    }
    let (actions, every) = if large() { (60, 1) } else { (5, 3) };
    let care = Care {
        seed: 5,
        every,
        cuts: &Cut::ALL,
    };
    for (journal, synchronous, loses) in [
        ("WAL", "FULL", false),
        ("WAL", "NORMAL", true),
        // The name of the removed journal is not synced, so that it comes back and takes the commit away.
        ("DELETE", "FULL", true),
        ("DELETE", "EXTRA", false),
    ] {
        let care = Care {
            every: if journal == "DELETE" { 1 } else { care.every },
            ..care
        };
        let tally = plain(journal, synchronous, actions, care);
        say(&format!(
            "power cut, control {journal}+{synchronous}: {} of {} images lose",
            tally.bad.len(),
            tally.images
        ));
        assert_eq!(!tally.bad.is_empty(), loses, "{:?}", tally.bad.first());
    }
}

#[test]
fn images_of_a_disk_that_lies_do_lose() {
    if !strace() {
        return;
    }
    // The very recording that loses nothing loses as soon as the syncs of the WAL are not honoured: it is them that
    // the promise hangs on.
    let place = scratch();
    let dir = scratch();
    let db = place.path().join("enishi.db");
    let mut disk = Disk::at(place.path());
    disk.lies.insert(place.path().join("enishi.db-wal"));
    let calls = record(&Script::new(&db, 3, 4), dir.path());
    let care = Care {
        seed: 3,
        every: if large() { 1 } else { 6 },
        cuts: &Cut::ALL,
    };
    let check = |db: &Path, said: &Said| check_product(db, said, false);
    let tally = cut_everywhere(disk, &calls, &BTreeSet::new(), care, &check, &db);
    say(&format!(
        "power cut, control lying disk: {} of {} images lose",
        tally.bad.len(),
        tally.images
    ));
    assert!(!tally.bad.is_empty());
}

#[test]
fn what_a_command_said_it_saved_outlives_a_power_cut() {
    if !strace() {
        return;
    }
    let (place, dir) = (scratch(), scratch());
    let db = place.path().join("enishi.db");
    let care = Care {
        seed: 8,
        every: if large() { 1 } else { 9 },
        cuts: &Cut::ALL,
    };
    let (mut images, mut bad) = (0, Vec::new());
    let mut known = BTreeSet::new();
    for arguments in program::COMMANDS {
        let disk = Disk::at(place.path());
        let file = dir.path().join("trace");
        let output = program::traced(arguments, place.path(), &watching(&file));
        let calls = written(&output, &file);
        let after = program::known(place.path()).unwrap();
        // Before it speaks, what it does is in flight; the session file is an action of its own. From then on it counts.
        let check = |db: &Path, said: &Said| {
            let found = judge::inspect_plain(db)?;
            let promised = if said.sentences > 0 { &after } else { &known };
            judge::compare(&found, promised, 2)
        };
        let tally = cut_everywhere(disk, &calls, &known, care, &check, &db);
        images += tally.images;
        bad.extend(tally.bad);
        known = after;
    }
    say(&format!(
        "power cut of commands: {images} images, {} bad",
        bad.len()
    ));
    assert_eq!(bad, Vec::<String>::new());
    assert!(images > 20);
}
