//! What every screen and overlay stands on: messages and effects, the state they share, and what they may do with it.

pub mod again;
pub mod board;
pub mod ctx;
pub mod day;
pub mod day_form;
pub mod env;
pub mod erased;
pub mod files;
pub mod importing;
pub mod keys;
pub mod layout;
pub mod ledger;
pub mod marks;
pub mod meet;
pub mod meeting_form;
pub mod msg;
pub mod notices;
pub mod offered;
pub mod planning;
pub mod request;
pub mod say;
pub mod sharing;
pub mod world;
