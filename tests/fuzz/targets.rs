//! What is given to the program by strangers, as plain functions of bytes that panic when a promise does not hold. Used
//! twice: by the fuzzer of this folder, which looks for bytes as long as one lets it, and by `cargo test`, which tries
//! some thousands from a seed and everything that was ever found.

pub(crate) mod database;
pub(crate) mod mutate;
pub(crate) mod ops_import;
pub(crate) mod query_line;
pub(crate) mod record;
pub(crate) mod session_file;

use std::path::Path;
use tempfile::TempDir;

/// One way in.
pub(crate) struct Target {
    /// As the fuzzer calls it; also the folder of what it found.
    pub(crate) name: &'static str,
    /// Takes any bytes.
    pub(crate) run: fn(&[u8]),
    /// Where to begin.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// What is worth putting in anywhere.
    pub(crate) words: &'static [&'static str],
}

/// All of them.
pub(crate) const ALL: [Target; 4] = [
    Target {
        name: "session_file",
        run: session_file::run,
        seeds: session_file::seeds,
        words: session_file::WORDS,
    },
    Target {
        name: "ops_import",
        run: ops_import::run,
        seeds: ops_import::seeds,
        words: ops_import::WORDS,
    },
    Target {
        name: "database",
        run: database::run,
        seeds: database::seeds,
        words: &[],
    },
    Target {
        name: "query_line",
        run: query_line::run,
        seeds: query_line::seeds,
        words: query_line::WORDS,
    },
];

/// A folder that costs no disk where there is one.
pub(crate) fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        return tempfile::tempdir_in(memory).unwrap();
    }
    tempfile::tempdir().unwrap()
}

/// The folder of the program, whether the fuzzer runs or its tests.
pub(crate) fn home() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = here.join("sessions").is_dir();
    if inside {
        here
    } else {
        here.ancestors().nth(2).unwrap()
    }
}
