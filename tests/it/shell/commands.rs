//! The commands without a screen, as scripts and screen readers use them.

mod bundle;
mod changed;
mod check;
mod config;
mod device;
mod doctor;
mod edited;
mod exchange;
mod failures;
mod filter;
mod first;
mod forgotten;
mod hostile;
mod interest;
mod into_record;
mod keep;
mod letter;
mod library;
mod log;
mod lost;
mod moved;
mod ops;
mod pair;
mod pairing;
mod person;
mod print;
mod report;
mod rules;
mod search;
mod session;
mod suggest;
mod timetable;
mod year;

use crate::scratch;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a database of its own, and the program run in it.
pub(crate) struct House {
    folder: tempfile::TempDir,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl House {
    pub(crate) fn new() -> Self {
        let folder = scratch();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, with nothing of the world around the test.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enishi"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "ja_JP.UTF-8")
            // Windows does not look at the first of them, nor at where a home is.
            .envs(cfg!(windows).then_some(("ENISHI_LANG", "ja")))
            .envs(cfg!(windows).then(|| ("ENISHI_DATA", self.path("data"))))
            .env("TZ", "Asia/Tokyo")
            .env("ENISHI_ACTOR", "tester")
            .env("ENISHI_CONFIG", self.folder.path())
            .env("ENISHI_DB", self.path("enishi.db"))
            .env("ENISHI_TODAY", "2026-11-20")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .args(args);
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        Run::from(self.command(args).output().unwrap())
    }

    /// A run that must work; its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[args, &["--json"]].concat());
        assert_eq!(run.code, 0, "{args:?}: {}{}", run.out, run.err);
        run.json()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

pub(crate) fn tutorial() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/tutorial.toml");
    path.to_string_lossy().into_owned()
}

/// A record with one pairing in it, confirmed.
fn recorded() -> House {
    let house = House::new();
    house.json(&["pair", &tutorial(), "N-01", "15"]);
    house.json(&["confirm", &tutorial(), "N-01", "sazare"]);
    house
}

/// The keys of a JSON object.
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}
