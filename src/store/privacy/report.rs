//! What is held of a person, and who holds persons too long.

use super::provision::Provision;
use super::roll::Seat;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::op::Op;
use crate::domain::roster::Attendee;
use crate::store::LogEntry;
use crate::text::Clean;
use jiff::Timestamp;
use std::path::PathBuf;

/// Everything held about a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonReport {
    /// As prepared, by session; every version the record ever held.
    pub prepared: Vec<(Clean, Attendee)>,
    /// Pairings in which they are the contact.
    pub pairings: Vec<PairingId>,
    /// Ops that name them, oldest first.
    pub mentions: Vec<LogEntry>,
    /// To whom they were introduced.
    pub provisions: Vec<Provision>,
    /// Half-typed texts that name them.
    pub drafts: Vec<Clean>,
    /// Places that may name them, for the user to decide.
    pub doubts: Vec<Doubt>,
    /// Files beside the record that may name them: forks, rescue files, replaced records.
    pub files: Vec<PathBuf>,
    /// Others of the same name, with how they are told from them.
    pub namesakes: Vec<(Seat, Attendee)>,
}

/// A session that holds persons longer than needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Overdue {
    /// Session id.
    pub session: Clean,
    /// Its title.
    pub title: Clean,
    /// When something was last recorded in it.
    pub last_at: Timestamp,
    /// How many persons it holds.
    pub persons: usize,
}

/// A place that may name a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// From 1, by which the user takes it.
    pub number: usize,
    /// Where in the text, in bytes.
    pub at: usize,
    /// What stands there.
    pub found: Clean,
    /// The whole text.
    pub text: Clean,
    /// The op that says it first; `None`: a text that was never recorded.
    pub op: Option<Op>,
}

impl Doubt {
    /// The thing it was recorded with.
    pub fn entity(&self) -> Option<&Entity> {
        self.op.as_ref().map(|op| &op.entity)
    }
}
