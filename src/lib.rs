//! Enishi 縁: the desk of a coordinator at a 医工連携マッチング会.

pub mod domain;
pub mod search;
pub mod session;
pub mod text;
pub mod words;
