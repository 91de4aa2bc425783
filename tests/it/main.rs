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
mod config_tasks;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod pty;
mod readme;
mod samples;
mod search;
mod session;
mod shell;
mod store;
mod view;
