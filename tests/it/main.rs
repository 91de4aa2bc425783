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
mod cli;
mod config;
mod config_tasks;
mod domain;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod pty;
mod readme;
mod samples;
mod search;
mod search_large;
mod search_library;
mod search_props;
mod search_quality;
mod session;
mod store;
#[cfg(feature = "encryption")]
mod store_cipher;
mod store_copy;
mod store_file;
mod store_keeper;
#[cfg(target_os = "linux")]
mod store_restore;
mod store_share;
mod view;
mod words;
