//! Row 1: the process is killed at some moment, again and again on the same file.

use super::judge;
use super::recorder::{Said, Script, options};
use super::{Rng, large, many, say, scratch};
use enishi::store::{LogFilter, SqliteStore, Store};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use tempfile::TempDir;
use uuid::Uuid;

/// How many lines a victim may say, and how many turns of an empty loop it lives on.
#[derive(Clone, Copy, Debug)]
struct Moment {
    lines: usize,
    turns: usize,
}

impl Moment {
    fn any(rng: &mut Rng, actions: usize) -> Self {
        Self {
            lines: rng.below(2 * actions),
            turns: if rng.chance(3) { 0 } else { rng.below(400_000) },
        }
    }
}

/// Lets a recorder live until its moment. What it said, also what lay in the pipe when it died.
fn live_until(script: &Script, moment: Moment) -> Said {
    let mut child: Child = script
        .command()
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Said::default();
    for _ in 0..moment.lines {
        match lines.next() {
            Some(line) => said.hear(&line.unwrap()),
            None => break,
        }
    }
    for _ in 0..moment.turns {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    for line in lines {
        said.hear(&line.unwrap());
    }
    child.wait().unwrap();
    assert_eq!(said.shut, None, "a record did not open: {script:?}");
    assert!(said.refused.is_empty(), "{:?}: {script:?}", said.refused);
    said
}

/// What a run of kills came to.
#[derive(Debug, Default)]
struct Tally {
    killed: usize,
    acked: usize,
    extra: usize,
}

/// Kills `writers` recorders at once, `times` times, all on one file.
fn on_one_file(db: &Path, seed: u64, times: usize, writers: usize, actions: usize) -> Tally {
    let mut rng = Rng(seed);
    let mirror = !seed.is_multiple_of(2);
    let mut known: BTreeSet<Uuid> = BTreeSet::new();
    let mut tally = Tally::default();
    for _ in 0..times {
        let orders: Vec<(Script, Moment)> = (0..writers)
            .map(|_| {
                let script = Script {
                    mirror,
                    ..Script::new(db, rng.next(), actions)
                };
                (script, Moment::any(&mut rng, actions))
            })
            .collect();
        let victims = orders.iter().cloned();
        let threads: Vec<_> = victims
            .map(|(script, moment)| thread::spawn(move || live_until(&script, moment)))
            .collect();
        let said: Vec<Said> = threads.into_iter().map(|t| t.join().unwrap()).collect();
        let mut promised = known.clone();
        for one in &said {
            promised.extend(one.acked_set());
            tally.killed += usize::from(!one.ended);
            tally.acked += one.acked.len();
        }
        let in_doubt = said.iter().map(Said::in_doubt).sum();
        let found = judge::inspect(db, mirror)
            .and_then(|found| judge::compare(&found, &promised, in_doubt).map(|()| found))
            .unwrap_or_else(|wrong| panic!("{wrong}\nseed {seed}, {orders:?}"));
        tally.extra += found.difference(&promised).count();
        known = found;
    }
    tally
}

fn campaign(name: &str, files: u64, times: usize, writers: usize, actions: usize, dir: &TempDir) {
    let mut sum = Tally::default();
    for file in 0..files {
        let folder = dir.path().join(format!("{name} {file}"));
        fs::create_dir(&folder).unwrap();
        let db = folder.join("enishi.db");
        let tally = on_one_file(&db, 0xE115 + file, times, writers, actions);
        sum.killed += tally.killed;
        sum.acked += tally.acked;
        sum.extra += tally.extra;
    }
    say(&format!(
        "{name}: {} killed, {} acknowledged actions, 0 lost, {} in flight were kept",
        sum.killed, sum.acked, sum.extra
    ));
    // A few come to their end before their moment.
    let meant = files * (times * writers) as u64;
    assert!(
        10 * sum.killed as u64 >= 8 * meant && sum.acked > 0,
        "{sum:?}"
    );
}

#[test]
fn what_was_acknowledged_outlives_a_killed_program() {
    // A real disk: the moments a process can be killed at lie in its waiting for it.
    let dir = tempfile::tempdir().unwrap();
    if large() {
        campaign("one writer", many(60) as u64, 8, 1, 60, &dir);
        // In memory nothing waits, so that other moments are hit.
        campaign(
            "one writer, in memory",
            many(60) as u64,
            8,
            1,
            90,
            &scratch(),
        );
    } else {
        campaign("one writer", 3, 12, 1, 25, &dir);
    }
}

#[test]
fn two_killed_programs_on_one_file_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    if large() {
        campaign("two writers", many(40) as u64, 6, 2, 40, &dir);
    } else {
        campaign("two writers", 2, 5, 2, 15, &dir);
    }
}

#[test]
fn a_record_opens_undamaged_while_another_program_writes() {
    let dir = scratch();
    let db = dir.path().join("enishi.db");
    let actions = if large() { 900 } else { 90 };
    let mut writer = Script::new(&db, 6, actions)
        .command()
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = Said::default();
    let mut opened = 0;
    // After every few lines of the writer, so that the two go side by side.
    for (n, line) in BufReader::new(writer.stdout.take().unwrap())
        .lines()
        .enumerate()
    {
        said.hear(&line.unwrap());
        if n % 3 == 0 && !said.acked.is_empty() {
            let store = SqliteStore::open_with(&options(&db, false)).unwrap().store;
            let found = store.log(&LogFilter::default()).unwrap();
            assert!(found.len() >= said.acked.len());
            opened += 1;
        }
    }
    writer.wait().unwrap();
    assert!(said.ended && said.refused.is_empty(), "{:?}", said.refused);
    say(&format!("opened {opened} times beside a writer"));
}
