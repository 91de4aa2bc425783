//! Rows 1 to 4 through the program itself: every command is acknowledged by its exit code, and fails or is killed at
//! one of its calls.

use super::judge;
use super::{Rng, large, sample, say, scratch, strace};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};
use uuid::Uuid;

const SESSION: &str = "sessions/tutorial.toml";

/// What a coordinator types, in this order.
pub(super) const COMMANDS: [&[&str]; 6] = [
    &["pair", SESSION, "N-01", "12", "--note", "覚え書き"],
    &["pair", SESSION, "N-01", "13"],
    &["pair", SESSION, "N-02", "14"],
    &["confirm", SESSION, "N-01", "12"],
    &["undo"],
    &["redo"],
];

const CALLS: [&str; 6] = [
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
];

/// What happens to a call; `+`: and to all that follow.
pub(super) const FAULTS: [&str; 5] = [
    "signal=KILL",
    "error=EIO",
    "error=EIO+",
    "error=ENOSPC",
    "error=ENOSPC+",
];

/// What `strace` is told: this fault at the call of this number, with a `+` at all later ones too.
pub(super) fn tampering(call: &str, fault: &str, when: usize) -> String {
    let (fault, more) = match fault.strip_suffix('+') {
        Some(fault) => (fault, "+"),
        None => (fault, ""),
    };
    format!("inject={call}:{fault}:when={when}{more}")
}

pub(super) fn dressed(command: &mut Command, arguments: &[&str], dir: &Path) -> Output {
    command
        .args(arguments)
        .arg("--db")
        .arg(dir.join("enishi.db"))
        .args(["--actor", "試験", "--today", "2026-11-20", "--lang", "ja"])
        .env("HOME", dir)
        .env("ENISHI_CONFIG", dir)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

pub(super) fn enishi(arguments: &[&str], dir: &Path) -> Output {
    dressed(
        &mut Command::new(env!("CARGO_BIN_EXE_enishi")),
        arguments,
        dir,
    )
}

/// The same under `strace`.
pub(super) fn traced(arguments: &[&str], dir: &Path, watching: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(watching).arg(env!("CARGO_BIN_EXE_enishi"));
    dressed(&mut command, arguments, dir)
}

/// The same with one fault in it.
fn faulty(arguments: &[&str], dir: &Path, tampering: &[&str], out: &Path) -> Output {
    let names = format!("trace={}", CALLS.map(|c| format!("?{c}")).join(","));
    let mut watching = vec!["-f", "-qq", "-s", "0", "-e", "signal=none", "-e", &names];
    watching.extend(tampering);
    watching.extend(["-o", out.to_str().unwrap()]);
    traced(arguments, dir, &watching)
}

/// How often a command makes each call; only those it makes.
fn counted(arguments: &[&str], state: &Path) -> Vec<(&'static str, usize)> {
    let dir = scratch();
    copy(state, dir.path());
    let out = dir.path().join("calls");
    let output = faulty(arguments, dir.path(), &[], &out);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    let calls = fs::read_to_string(&out).unwrap();
    let of = |call: &'static str| {
        let begins = format!("{call}(");
        (call, calls.lines().filter(|l| l.contains(&begins)).count())
    };
    CALLS.map(of).into_iter().filter(|(_, n)| *n > 0).collect()
}

pub(super) fn known(dir: &Path) -> Result<BTreeSet<Uuid>, String> {
    judge::inspect_plain(&dir.join("enishi.db"))
}

pub(super) fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.path().is_file() {
            fs::copy(entry.path(), there).unwrap();
        } else if [".local", "share", "enishi"]
            .iter()
            .any(|n| entry.file_name() == *n)
        {
            // The keys of the laptop: without them the copy is somebody else's, and has nothing to undo.
            fs::create_dir_all(&there).unwrap();
            copy(&entry.path(), &there);
        }
    }
}

/// One command with one fault in it, on a copy of what the commands before it left.
fn examine(before: &Path, arguments: &[&str], tampering: &str) -> Result<bool, String> {
    let dir = scratch();
    copy(before, dir.path());
    // Looking would make the record where there is none yet.
    let begun = dir.path().join("enishi.db").exists();
    let earlier = if begun {
        known(dir.path())?
    } else {
        BTreeSet::new()
    };
    let out = dir.path().join("calls");
    let output = faulty(arguments, dir.path(), &["-e", tampering], &out);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let acked = output.status.success();
    let kill = tampering.contains("signal=KILL");
    if kill && output.status.signal() != Some(9) {
        return Err(format!("it was not killed: {}", output.status));
    }
    if !kill && !fs::read_to_string(&out).is_ok_and(|calls| calls.contains("(INJECTED)")) {
        return Err("no call failed".to_owned());
    }
    if !acked && !kill && (output.status.code() != Some(1) || said.trim().is_empty()) {
        return Err(format!(
            "it failed without a word: {} {said}",
            output.status
        ));
    }
    let found = known(dir.path())?;
    if !earlier.is_subset(&found) {
        return Err("what was there before is lost".to_owned());
    }
    if acked && found == earlier {
        return Err("it said that it had saved".to_owned());
    }
    // The fault is gone: the same command does its work, or it was done and the record says so.
    let again = enishi(arguments, dir.path());
    // An undo that was done after all leaves nothing to take back: 4.
    let undoing = ["undo", "redo"].contains(&arguments[0]);
    let may_end: &[i32] = if undoing { &[0, 4] } else { &[0] };
    if !again
        .status
        .code()
        .is_some_and(|code| may_end.contains(&code))
    {
        return Err(format!(
            "does not go on: {} {}",
            again.status,
            String::from_utf8_lossy(&again.stderr)
        ));
    }
    if !found.is_subset(&known(dir.path())?) {
        return Err("going on lost something".to_owned());
    }
    Ok(acked)
}

#[test]
fn a_command_that_says_it_saved_has_saved_whatever_call_fails() {
    if !strace() {
        return;
    }
    let mut rng = Rng(3);
    let state = scratch();
    let (mut tried, mut acked, mut wrong) = (0, 0, Vec::new());
    for arguments in COMMANDS {
        for (call, count) in counted(arguments, state.path()) {
            let plans: Vec<(usize, &str)> = if large() {
                let each = |when| FAULTS.map(|fault| (when, fault));
                sample(count, 40).flat_map(each).collect()
            } else {
                let fault = FAULTS[rng.below(FAULTS.len())];
                vec![(1 + rng.below(count), fault)]
            };
            for (when, fault) in plans {
                let tampering = tampering(call, fault, when);
                tried += 1;
                match examine(state.path(), arguments, &tampering) {
                    Ok(said) => acked += usize::from(said),
                    Err(what) => wrong.push(format!("{} with {tampering}: {what}", arguments[0])),
                }
            }
        }
        assert!(enishi(arguments, state.path()).status.success());
    }
    say(&format!(
        "commands: {tried} with a fault in them, {acked} said they had saved, {} wrong",
        wrong.len()
    ));
    judge::nothing_wrong(&wrong);
    assert!(tried > 0);
}

#[test]
fn a_limit_on_file_sizes_is_a_failure_like_any_other() {
    let dir = scratch();
    assert!(enishi(COMMANDS[0], dir.path()).status.success());
    let before = known(dir.path()).unwrap();
    let mut limited = Command::new("sh");
    // In units of 512 or 1024 bytes; either is less than the file has already.
    limited.args([
        "-c",
        "ulimit -f 8; exec \"$@\"",
        "sh",
        env!("CARGO_BIN_EXE_enishi"),
    ]);
    let output = dressed(&mut limited, COMMANDS[1], dir.path());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!output.stderr.is_empty());
    assert_eq!(known(dir.path()).unwrap(), before);
}
