//! Rows 2, 3 and 4: every single call that writes, syncs, cuts or removes fails or kills, once or from then on.

use super::judge;
use super::recorder::{Said, Script};
use super::{large, many, sample, say, scratch, strace};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Output;

/// The calls a fault is put into. `write` is how the recorder speaks, so it is left out here.
const CALLS: [&str; 6] = [
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Kill,
    Error(&'static str),
}

/// What goes wrong, and when.
#[derive(Clone, Copy, Debug)]
struct Plan {
    call: &'static str,
    fault: Fault,
    when: usize,
    for_ever: bool,
}

impl Plan {
    fn sync(&self) -> bool {
        self.call.starts_with('f') && self.call.ends_with("sync")
    }

    fn argument(&self) -> String {
        let fault = match self.fault {
            Fault::Kill => "signal=KILL".to_owned(),
            Fault::Error(name) => format!("error={name}"),
        };
        let more = if self.for_ever { "+" } else { "" };
        format!("inject={}:{fault}:when={}{more}", self.call, self.when)
    }
}

/// The call with which SQLite syncs here: the program is built so (`.cargo/config.toml`).
const SYNC: &str = "fdatasync";

/// How often a script makes each call, and which of its syncs carry the WAL over into a file.
fn count(script: &Script, dir: &Path) -> (BTreeMap<&'static str, usize>, Vec<usize>) {
    let out = dir.join("count");
    let names = format!("trace={}", CALLS.map(|c| format!("?{c}")).join(","));
    let watching = ["-f", "-y", "-qq", "-e", "signal=none", "-e", &names, "-o"];
    let arguments: Vec<&str> = watching.into_iter().chain(out.to_str()).collect();
    let output = script.traced(&arguments).output().unwrap();
    assert!(Said::of(&output.stdout).ended, "{output:?}");
    let text = fs::read_to_string(&out).unwrap();
    let of = |call: &str| {
        let begins = format!("{call}(");
        text.lines().filter(|l| l.contains(&begins)).count()
    };
    let counts = CALLS.map(|call| (call, of(call))).into_iter().collect();
    let begins = format!("{SYNC}(");
    let syncs = text.lines().filter(|l| l.contains(&begins));
    let carried = syncs.enumerate().filter(|(_, l)| l.contains(".db>"));
    // Before the first entries in the log a file is made; that is not it.
    (
        counts,
        carried.map(|(n, _)| n + 1).filter(|n| *n > 10).collect(),
    )
}

/// Runs a script with one fault in it, without `--seccomp-bpf`, under which nobody is killed. What was said, and the calls as they were made.
fn run(script: &Script, plan: &Plan, dir: &Path) -> (Said, Output, String) {
    let out = dir.join("calls");
    let names = format!("trace={}", CALLS.map(|c| format!("?{c}")).join(","));
    let output = script
        .traced(&[
            "-f",
            "-y",
            "-qq",
            "-s",
            "0",
            "-e",
            "signal=none",
            "-e",
            &names,
            "-e",
            &plan.argument(),
            "-o",
            out.to_str().unwrap(),
        ])
        .output()
        .unwrap();
    let said = Said::of(&output.stdout);
    (said, output, fs::read_to_string(out).unwrap_or_default())
}

/// What must hold after any fault.
fn examine(script: &Script, plan: &Plan, dir: &Path) -> Result<Said, String> {
    let (said, output, calls) = run(script, plan, dir);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if plan.fault == Fault::Kill {
        if output.status.signal() != Some(9) {
            return Err(format!("it was not killed: {}", output.status));
        }
    } else {
        if !calls.contains("(INJECTED)") {
            return Err("no call failed".to_owned());
        }
        if said.open || !output.status.success() {
            return Err(format!(
                "a refusal was not told ({}): {stderr}",
                output.status
            ));
        }
        if !said.ended && said.shut.is_none() {
            return Err(format!("it ended without a word: {stderr}"));
        }
    }
    if plan.sync() && plan.fault != Fault::Kill {
        // A record that never opened has promised nothing; what was begun of it may be taken back.
        if said.shut.is_none() {
            never_again(&calls, &script.db)?;
            never_again(&calls, &script.db.with_file_name("mirror.db"))?;
        }
        if said.acked_after_sync_failed {
            return Err("acknowledged after a failed sync".to_owned());
        }
    }
    if !plan.for_ever && !plan.sync() && plan.fault != Fault::Kill && said.refused.len() > 1 {
        return Err(format!("one fault, and refused was {:?}", said.refused));
    }
    let found = judge::inspect(&script.db, script.mirror)?;
    judge::compare(&found, &said.acked_set(), said.in_doubt())?;
    // The fault is gone: work goes on.
    let again = Script {
        seed: script.seed + 1,
        actions: 3,
        ..script.clone()
    };
    let later = Said::of(&again.command().output().map_err(|e| e.to_string())?.stdout);
    if !later.ended || !later.refused.is_empty() {
        return Err(format!("does not go on: {later:?}"));
    }
    let mut promised = found.clone();
    promised.extend(later.acked_set());
    judge::compare(&judge::inspect(&script.db, script.mirror)?, &promised, 0)?;
    Ok(said)
}

/// After a sync that failed nothing more is written to the file or its log, and nothing synced: what the system keeps
/// of it is unknown, and a second sync that succeeds would prove nothing. Before its first entry in the log a file is
/// empty, and SQLite may begin it anew.
fn never_again(calls: &str, db: &Path) -> Result<(), String> {
    let db = db.to_str().unwrap();
    let (file, log) = (format!("<{db}>"), format!("<{db}-wal>"));
    let (mut begun, mut failed) = (false, false);
    for line in calls.lines() {
        let logged = line.contains(&log);
        begun |= logged && line.contains("pwrite64(");
        if !(begun && (logged || line.contains(&file))) {
            continue;
        }
        if failed {
            return Err(format!("touched after a failed sync: {line}"));
        }
        failed = line.contains("sync(") && line.contains("(INJECTED)");
    }
    Ok(())
}

/// All faults at some of the calls of a script. How many, and what went wrong.
fn campaign(
    mirror: bool,
    actions: usize,
    wanted: usize,
    only: impl Fn(&Plan) -> bool,
) -> (usize, usize, Vec<String>) {
    let counting = scratch();
    let first = Script {
        mirror,
        ..Script::new(&counting.path().join("enishi.db"), 77, actions)
    };
    let (counts, carried) = count(&first, counting.path());
    let mut plans = Vec::new();
    for (call, count) in counts {
        for fault in [Fault::Kill, Fault::Error("EIO"), Fault::Error("ENOSPC")] {
            for for_ever in [false, true] {
                if fault == Fault::Kill && for_ever {
                    continue;
                }
                plans.extend(sample(count, wanted).map(|when| Plan {
                    call,
                    fault,
                    when,
                    for_ever,
                }));
            }
        }
    }
    // The sync of a file is preceded by that of its log.
    plans.extend(
        carried
            .into_iter()
            .flat_map(|n| [n - 1, n])
            .map(|when| Plan {
                call: SYNC,
                fault: Fault::Error("EIO"),
                when,
                for_ever: false,
            }),
    );
    plans.retain(only);
    let (mut refused, mut wrong) = (0, Vec::new());
    for plan in &plans {
        let dir = scratch();
        let script = Script {
            db: dir.path().join("enishi.db"),
            ..first.clone()
        };
        match examine(&script, plan, dir.path()) {
            Ok(said) => refused += said.refused.len() + usize::from(said.shut.is_some()),
            Err(what) => wrong.push(format!("{}: {what}", plan.argument())),
        }
    }
    (plans.len(), refused, wrong)
}

fn hold(name: &str, actions: usize, wanted: usize, only: impl Fn(&Plan) -> bool) {
    if !strace() {
        return;
    }
    let (mut plans, mut refused, mut wrong) = (0, 0, Vec::new());
    for mirror in [false, true] {
        let tally = campaign(mirror, actions, wanted, &only);
        plans += tally.0;
        refused += tally.1;
        wrong.extend(tally.2);
    }
    say(&format!(
        "{name}: {plans} injections, {refused} actions refused and told, {} wrong",
        wrong.len()
    ));
    judge::nothing_wrong(&wrong);
    assert!(plans > 0);
}

#[test]
fn what_was_acknowledged_outlives_a_kill_at_any_call() {
    let (actions, wanted) = if large() { (11, many(800)) } else { (8, 6) };
    hold("killed at a call", actions, wanted, |p| {
        p.fault == Fault::Kill
    });
}

#[test]
fn a_failing_disk_is_told_and_tears_nothing() {
    let (actions, wanted) = if large() { (11, many(800)) } else { (8, 3) };
    hold("failing calls", actions, wanted, |p| {
        p.fault != Fault::Kill && !p.sync()
    });
}

#[test]
fn after_a_failed_sync_nothing_more_is_written_to_the_file() {
    let (actions, wanted) = if large() { (40, many(800)) } else { (16, 2) };
    hold("failing syncs", actions, wanted, |p| {
        p.fault != Fault::Kill && p.sync()
    });
}
