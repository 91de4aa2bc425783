//! Floor 1: the words of the field and its rules. One word for one thing, in code, on screen, in files and database:
//!
//! | word | 日本語 | where |
//! |---|---|---|
//! | session | 開催回 | [`roster::Session`] |
//! | need | ニーズ | [`roster::Need`] |
//! | organisation | 機関 | [`roster::Organisation`] |
//! | attendee | 参加者 | [`roster::Attendee`] |
//! | patent | 関連特許 | [`roster::Patent`] |
//! | interest | 関心 | [`code::Level`] |
//! | pairing | ペアリング | [`entity::pairing`]; its rules: [`rule::matching`] |
//! | task | 契約・フォロー課題 | [`entity::task`]; the catalogue: [`rule::follow_up`] |
//! | op | 操作 | [`op::Op`] |
//!
//! What an act of the user records is decided in [`rule::matching`] and [`rule::task_status`], what a file that was read records in
//! [`reading`], for the screen and the commands alike.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new entity, change or code is met everywhere it has to be, not swallowed"
)]

pub mod book;
pub mod code;
pub mod conflict;
pub mod date;
pub mod diag;
pub mod entity;
pub mod filter;
pub mod marker;
pub mod meaning;
pub mod mention;
pub mod number;
pub mod op;
pub mod reading;
pub mod recorded;
pub mod roster;
pub mod rule;
pub mod sheet;
