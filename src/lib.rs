//! Enishi 縁: the desk of a coordinator at a 医工連携マッチング会.
//!
//! Several hospitals present clinical needs together with related patents; companies answer; what was agreed in the room
//! must become signed contracts. One binary, one session file, one SQLite file, no network.
//!
//! Three promises decide every trade-off: a key is answered within one frame; what the screen says is saved survives a
//! power cut; the program suggests and gives reasons, the coordinator decides.
//!
//! # The shape
//!
//! A functional core in an imperative shell:
//!
//! ```text
//! terminal -> shell -> app::update(&mut Model, Msg, &Env) -> Vec<Effect> -> shell -> SQLite, files, clipboard
//!                          |                                                  |
//!                      view::draw(&Model) <------- draw once <----------------+ Msg::Saved / Msg::SaveFailed
//! ```
//!
//! `update` is the only place where state changes. Effects are plain values. Drawing takes `&Model`. One input thread, one
//! database thread, one search thread, one channel; the loop blocks when idle.
//!
//! # The floors
//!
//! Each module imports only from lower floors; modules of one floor do not import each other. A test holds this.
//!
//! | floor | modules | what they know |
//! |---|---|---|
//! | 0 | [`text`], [`words`] | cells, cleaning, folding; the texts for people |
//! | 1 | [`domain`], [`action`] | the field's words and rules; what a user can ask for |
//! | 2 | `session`, [`search`], `config`, `store` | files and formats: session file, index, settings, the record |
//! | 3 | [`app`] | the model and `update` |
//! | 4 | `view` | drawing |
//! | 5 | `shell` | terminal, threads, clock, command line |
//!
//! `words` stands beside `text` because every floor above speaks to people, from a diagnostic to a status line.
//! `domain` names `serde_json::Value` in one place: an op of a newer version is kept as it came.
//!
//! # Where to add what
//!
//! - a field of the session file: [`domain::roster`], then `session`;
//! - a follow-up task: `config/tasks.toml`; a new kind of condition: [`domain::task::Trigger`];
//! - a rule or warning of matching: [`domain::pairing`];
//! - something that is recorded: a file in [`domain::entity`] and its line in the list there, a file in
//!   `store/sqlite/tables`, a step of `store/sqlite/schema`, and the examples that `tests/it/domain/laws.rs` asks for;
//! - something the user can ask for: [`action::Action`], its behaviour in [`app`], its key in `config/keymap.toml`.

pub mod action;
pub mod app;
pub mod config;
pub mod domain;
pub mod search;
pub mod session;
pub mod shell;
pub mod store;
pub mod text;
pub mod view;
pub mod words;
