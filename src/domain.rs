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
//! | pairing | ペアリング | [`book::Pairing`], [`pairing`] |
//! | task | 契約・フォロー課題 | [`book::Task`], [`task::Template`] |
//! | op | 操作 | [`op::Op`] |
//!
//! What an act of the user records is decided in [`pairing`] and [`record`], for the screen and the commands alike.

pub mod book;
pub mod calendar;
pub mod code;
pub mod diag;
pub mod id;
pub mod number;
pub mod op;
pub mod pairing;
pub mod record;
pub mod roster;
pub mod rule;
pub mod task;
