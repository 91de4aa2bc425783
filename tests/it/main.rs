//! All integration tests, linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests, too, fail by panicking"
)]

mod app;
mod architecture;
mod config;
mod domain;
mod exchange;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod intake;
mod print;
mod pty;
mod readme;
mod samples;
mod search;
mod shell;
mod store;
mod view;
mod words;

use std::path::Path;
use tempfile::TempDir;

/// A folder that costs no disk where there is one. What a power cut leaves is computed by the tests of faults, not left to
/// the disk, and nobody waits for syncs.
pub(crate) fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        return tempfile::tempdir_in(memory).unwrap();
    }
    tempfile::tempdir().unwrap()
}
