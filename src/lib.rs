//! Enishi 縁: the desk of a coordinator at a 医工連携マッチング会.
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod action;
pub mod app;
pub mod config;
pub mod domain;
pub mod durable;
pub mod exchange;
pub mod intake;
pub mod print;
pub mod search;
pub mod shell;
pub mod store;
pub mod text;
pub mod view;
pub mod words;
