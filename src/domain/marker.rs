//! The marker of an erased person: what keeps their older data from coming back, without their name.

use super::mention::Mark;
use super::recorded::numbered::{Each, Numbered};
use crate::text::Clean;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who was erased, or came back and agreed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// Where they were registered: session and badge number.
    pub seats: Vec<(Clean, Clean)>,
    /// Where others of the same name were registered then: they are not them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(Clean, Clean)>,
    /// Which key the marks were made with.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub key: Clean,
    /// The ways in which they are written, as keyed hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// The key itself, sealed for accepted devices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedKey>,
    /// They came back and agreed: from here on their data may be recorded again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub came_back: bool,
    /// The op whose marker this laptop set again, under its own key, or to which it adds who sits apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    /// The session that was purged: what was written in it before loses persons and free text wherever it comes.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub purged: Clean,
}

/// The key of marks for one device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SharedKey {
    /// For whom: the public key with which it was sealed.
    pub to: Clean,
    /// The sealed box.
    pub sealed: Clean,
}

impl Marker {
    /// What somebody answered: whoever sits at these places has the name of the person whom an op erased, and is another.
    pub fn another(of: Uuid, apart: Vec<(Clean, Clean)>) -> Self {
        Self {
            apart,
            of: Some(of),
            ..Self::default()
        }
    }

    /// Whether it marks nobody and only says of places that somebody else sits there.
    pub fn is_answer(&self) -> bool {
        self.seats.is_empty() && self.of.is_some() && !self.apart.is_empty()
    }

    /// Every badge number of a session that it names.
    pub fn numbers(&mut self, session: &Clean, each: &mut Each<'_>) {
        let seats = self.seats.iter_mut().chain(&mut self.apart);
        for (_, badge) in seats.filter(|(own, _)| own == session) {
            each(Numbered::Attendee, badge);
        }
    }

    /// Whether this seat was theirs.
    pub fn sits(&self, session: &Clean, badge: &Clean) -> bool {
        self.seats.iter().any(|(s, b)| s == session && b == badge)
    }
}
