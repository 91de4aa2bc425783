//! The faults of `tests/FAULTS.md`, made on purpose: processes killed, calls that fail, power cut off, bits flipped.
//!
//! A recorder in a process of its own saves actions and says `ACK` after each; whatever then happens to it, what it
//! said must be in the file. `ENISHI_FAULTS=large cargo test --test it faults:: -- --nocapture` runs all of it at
//! length (about half an hour) and prints the figures; without the variable every test is a sample.

#![expect(
    clippy::disallowed_methods,
    reason = "a test takes its orders from the environment, as a shell does"
)]

mod damage;
mod disk;
mod images;
mod inject;
mod judge;
mod keeping;
mod kill;
mod matrix;
mod program;
mod recorder;
mod screen;
mod trace;
mod unwritable;
mod world;

use crate::scratch;
use std::env;
use std::io::Write as _;
use std::process::Command;

/// Whether the long run was asked for.
fn large() -> bool {
    env::var("ENISHI_FAULTS").is_ok_and(|v| v == "large")
}

/// How many of something a long run makes. Opening an encrypted record takes a hundred times as long, on purpose.
fn many(plain: usize) -> usize {
    if recorder::PASSPHRASE.is_some() {
        plain.div_ceil(8)
    } else {
        plain
    }
}

/// Where the seeds of a long run begin, so that several can go side by side.
fn first_seed() -> u64 {
    let given = env::var("ENISHI_FAULTS_SEED").ok();
    given.and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// A figure that somebody may want to read, on stderr.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "faults: {line}");
}

/// Whether calls can be watched. On a server that builds for everybody a missing tool must not pass for a proof.
fn strace() -> bool {
    let found = Command::new("strace").arg("-V").output().is_ok();
    assert!(
        found || env::var_os("CI").is_none(),
        "strace is missing: the faults of the disk cannot be tested here (Debian: apt-get install strace)"
    );
    if !found {
        say(
            "STRACE IS MISSING, NOT TESTED: calls that fail, power cuts (Debian: apt-get install strace)",
        );
    }
    found
}

/// Random numbers from a seed (`SplitMix64`), so that a failure can be run again.
#[derive(Clone, Debug)]
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number under `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

/// About `wanted` numbers of `1..=count`, spread evenly, the last among them.
fn sample(count: usize, wanted: usize) -> impl Iterator<Item = usize> {
    let step = count.div_ceil(wanted.max(1)).max(1);
    (1..=count).rev().step_by(step)
}
