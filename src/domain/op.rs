//! The op (操作): one reversible change, the unit of saving, undo, audit and sharing.

use super::code::{Level, OwnerSide, PairingStatus, Relation, TaskStatus};
use super::id::{Entity, TaskId};
use super::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Hybrid logical clock: 48 bits of milliseconds since 1970 and a counter of 16 bits. Never goes backwards on a laptop.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The next stamp after `self` when the wall clock shows `now`: the clock decides unless it stands or goes back.
    /// A clock beyond the year 4199 counts as that year: the stamp has to fit a signed 64-bit column.
    #[must_use]
    pub fn tick(self, now: Timestamp) -> Self {
        let wall = u64::try_from(now.as_millisecond())
            .unwrap_or(0)
            .min((1 << 46) - 1)
            << 16;
        Self(wall.max(self.0.saturating_add(1)))
    }

    /// When it was, by the clock of the laptop that wrote it.
    pub fn time(self) -> Timestamp {
        let millis = i64::try_from(self.0 >> 16).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
    }
}

/// Place of an op in the one deterministic order of all ops of all laptops.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Stamp {
    /// When, first in the order.
    pub hlc: Hlc,
    /// Which incarnation of a laptop, second in the order.
    pub device: Uuid,
    /// Number within its stream, contiguous from 1.
    pub seq: u64,
}

/// One reversible change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Op {
    /// A UUID of version 7.
    pub id: Uuid,
    /// Order, and with `scope` the stream.
    pub stamp: Stamp,
    /// Compartment of the stream: a session's id. Streams are (device, scope), so that a scope can be shared alone.
    pub scope: Clean,
    /// Who.
    pub actor: Clean,
    /// The user's action (one key press) it belongs to, a UUID of version 7.
    pub action: Uuid,
    /// What is changed.
    pub entity: Entity,
    /// How.
    pub change: Change,
}

/// Which of the two sides of a pairing acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 病院側
    Hospital,
    /// 企業側
    Company,
}

/// The payload of an op: what is set. Serialised as `kind` and `body`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
pub enum Change {
    /// The session file was read and differs from what the record holds.
    SessionLoaded(Box<Session>),
    /// The presentation of a need begins; `None`: before the first one or after the last.
    NeedOpened {
        /// Need number.
        need: Option<Clean>,
    },
    /// Somebody wants to work on the need. Repeated for further persons of the organisation.
    PairingRecorded {
        /// Badge number of the contact person.
        person: Option<Clean>,
        /// How much.
        level: Level,
    },
    /// The level is stepped.
    PairingLevel {
        /// How much.
        level: Level,
    },
    /// The memo of the pairing.
    PairingNote {
        /// The whole new text.
        note: Clean,
    },
    /// The pairing goes on, is confirmed or ends.
    PairingStatus {
        /// New state.
        status: PairingStatus,
        /// Why, where it ends or is put off.
        reason: Clean,
        /// Day of the change.
        on: Date,
    },
    /// What a side does next.
    PairingNext {
        /// Whose step.
        side: Side,
        /// The step; empty when there is none.
        text: Clean,
        /// By when.
        on: Option<Date>,
    },
    /// A follow-up task exists.
    TaskOpened(Box<TaskBody>),
    /// The state of a task.
    TaskStatus {
        /// New state.
        status: TaskStatus,
        /// Day of the change.
        on: Date,
    },
    /// The due date of a task.
    TaskDue {
        /// New date.
        due_on: Date,
    },
    /// The note of a task.
    TaskNote {
        /// The whole new text.
        note: Clean,
    },
    /// A patent found during the meeting belongs to a need.
    PatentTied {
        /// How.
        relation: Relation,
        /// Title, because it may come from the library and not from the session.
        title: Clean,
    },
    /// A line written down without a hit.
    MemoWritten {
        /// During which presentation.
        need: Option<Clean>,
        /// The text.
        text: Clean,
    },
    /// An action is switched off; where that action was itself an undo, this is a redo.
    ActionUndone {
        /// Which.
        action: Uuid,
    },
    /// Payloads are gone for good, because a person demanded it or a session was purged. The ops keep their place, their
    /// header and the hash of what they held. Not undone by anything.
    ContentErased {
        /// Which, and what stands in.
        ops: Vec<Erased>,
        /// Why.
        reason: Clean,
    },
    /// From a newer version: kept, passed on, shown as such, without effect.
    #[serde(untagged)]
    Unknown {
        /// Its name.
        kind: String,
        /// Its payload as it came.
        #[serde(default)]
        body: Value,
    },
}

/// What a task is when it is opened; a snapshot, so that the review does not depend on the catalogue of the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskBody {
    /// 件名
    pub title_ja: Clean,
    /// Title.
    pub title_en: Clean,
    /// Who has to act.
    pub owner_side: OwnerSide,
    /// By when.
    pub due_on: Date,
    /// Which tasks come first.
    pub depends_on: Vec<TaskId>,
}

/// The kinds that Ctrl+Z takes back.
const UNDOABLE: [&str; 12] = [
    "need-opened",
    "pairing-recorded",
    "pairing-level",
    "pairing-note",
    "pairing-status",
    "pairing-next",
    "task-opened",
    "task-status",
    "task-due",
    "task-note",
    "patent-tied",
    "memo-written",
];

/// One op whose payload is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Erased {
    /// Its stream: the incarnation of a laptop …
    pub device: Uuid,
    /// … and the compartment.
    pub scope: Clean,
    /// Its place in the stream.
    pub seq: u64,
    /// The payload without the person, so that counts stay.
    pub instead: Value,
}

impl Change {
    /// The name of the change in the log.
    pub fn kind(&self) -> &str {
        match self {
            Self::SessionLoaded(_) => "session-loaded",
            Self::NeedOpened { .. } => "need-opened",
            Self::PairingRecorded { .. } => "pairing-recorded",
            Self::PairingLevel { .. } => "pairing-level",
            Self::PairingNote { .. } => "pairing-note",
            Self::PairingStatus { .. } => "pairing-status",
            Self::PairingNext { .. } => "pairing-next",
            Self::TaskOpened(_) => "task-opened",
            Self::TaskStatus { .. } => "task-status",
            Self::TaskDue { .. } => "task-due",
            Self::TaskNote { .. } => "task-note",
            Self::PatentTied { .. } => "patent-tied",
            Self::MemoWritten { .. } => "memo-written",
            Self::ActionUndone { .. } => "action-undone",
            Self::ContentErased { .. } => "content-erased",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// Whether an entity exists because of it; other changes alone do not bring one into being.
    pub fn creates(&self) -> bool {
        matches!(
            self,
            Self::SessionLoaded(_)
                | Self::NeedOpened { .. }
                | Self::PairingRecorded { .. }
                | Self::TaskOpened(_)
                | Self::PatentTied { .. }
                | Self::MemoWritten { .. }
        )
    }

    /// Whether the user's Ctrl+Z takes it back. Reading a prepared file is not something the user recorded, and an undo
    /// is taken back by redo.
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::SessionLoaded(_) | Self::ActionUndone { .. } | Self::ContentErased { .. } => {
                false
            }
            // A known kind whose payload is gone is what it was.
            Self::Unknown { kind, .. } => UNDOABLE.contains(&kind.as_str()),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_newer_version_survives() {
        let text = r#"{"kind":"table-moved","body":{"to":3}}"#;
        let change: Change = serde_json::from_str(text).unwrap();
        assert_eq!(change.kind(), "table-moved");
        assert_eq!(serde_json::to_string(&change).unwrap(), text);
        let known = Change::PairingLevel {
            level: Level::Discuss,
        };
        let text = serde_json::to_string(&known).unwrap();
        assert_eq!(
            text,
            r#"{"kind":"pairing-level","body":{"level":"要相談"}}"#
        );
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), known);
    }

    #[test]
    fn the_clock_never_goes_back() {
        let noon = Timestamp::from_millisecond(1_800_000_000_000).unwrap();
        let first = Hlc::default().tick(noon);
        assert_eq!(first.time(), noon);
        let earlier = Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        let second = first.tick(earlier);
        assert!(second > first);
        assert_eq!(second.time(), noon);
    }
}
